"""The benchmark's sentences are what it says they are."""

from benchmarks.sentences import paragraphs, requests, sentences, words


def test_two_hundred_different_sentences_of_all_lengths() -> None:
    texts = sentences()
    assert len(texts) == len(set(texts)) == 200
    sizes = sorted(len(text.split()) for text in texts)
    assert sizes[0] <= 4
    assert sizes[-1] >= 45
    assert words(texts) == sum(sizes)
    assert [text for paragraph in paragraphs(texts) for text in paragraph] == texts


def test_locks_stand_in_order_and_do_not_overlap() -> None:
    found = requests(sentences())
    assert sum(bool(request.locks) for request in found) > 100
    for request in found:
        ends = [at for lock in request.locks for at in (lock.start, lock.end)]
        assert ends == sorted(ends)
