"""Tests of all stages on a toy corpus: python -m pytest -q training/test_training.py (half a minute on one core)."""
import json
import random
import re
import sys
import zipfile
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs torch, the product does not")
ctranslate2 = pytest.importorskip("ctranslate2")
spm = pytest.importorskip("sentencepiece")
pytest.importorskip("scipy")
sys.path.insert(0, str(Path(__file__).parent))

import candidates  # noqa: E402
import clean  # noqa: E402
import constrain  # noqa: E402
import evaluate  # noqa: E402
import export  # noqa: E402
import prepare  # noqa: E402
import start  # noqa: E402
import train  # noqa: E402
from common import BOS, CLOSE, EOS, MARKS, SLOTS, decode, encode, fill, normalise, slots_of, strip_marks  # noqa: E402
from data import Example, Feed, Marker, Pair, join, load_corpus, overlap, replace  # noqa: E402

NOUNS = [("ministry", "工信部"), ("operator", "运营商"), ("network", "网络"), ("base station", "基站"),
         ("chip", "芯片"), ("regulator", "监管部门"), ("market", "市场"), ("city", "城市"), ("factory", "工厂"),
         ("satellite", "卫星")]
MARK = re.compile("|".join(map(re.escape, MARKS)))
VERBS = [("builds", "建设"), ("tests", "测试"), ("sells", "销售"), ("plans", "规划"), ("opens", "开放")]
SOURCES = """
[[source]]
names = ["part1"]
columns = [1, 2]
held_out = ["b", "b"]
en_zh = 1
zh_en = 1
final = 1
[[source]]
names = ["terms1"]
en_zh = 1
zh_en = 0
final = 1
[licences]
"CC0" = ["part1"]
"""


class Joiner:
    """A SentencePiece model that knows every piece."""

    def decode(self, pieces):
        return "".join(pieces).replace("▁", " ").strip()


def toy_pair(rng):
    """A regular sentence pair with a number and a Latin name."""
    (a, b), (v, w), (c, d) = rng.choice(NOUNS), rng.choice(VERBS), rng.choice(NOUNS)
    count = rng.randint(2, 99)
    return f"The {a} {v} {count}.5 million new {c}s with MIIT.\t{b}与MIIT{w}{count * 100 + 50}万个新{d}。"


def run(main, *args):
    """Call a command line entry point."""
    sys.argv = ["training", *map(str, args)]
    main()


@pytest.fixture(scope="session")
def toy(tmp_path_factory):
    """A folder made by prepare.py from 2000 toy pairs."""
    root, rng = tmp_path_factory.mktemp("toy"), random.Random(1)
    for name in ("corpora", "eval"):
        (root / name).mkdir()
    pairs = list(dict.fromkeys(toy_pair(rng) for _ in range(2000)))
    lines = [f"{'b' if k < 20 else 'a'}\t{pair}" for k, pair in enumerate(pairs)]
    (root / "corpora/part1.tsv").write_text("\n".join(lines), encoding="utf-8")
    (root / "corpora/terms1.tsv").write_text("\n".join("\t".join(pair) for pair in NOUNS), encoding="utf-8")
    held = [toy_pair(rng).split("\t") for _ in range(12)]
    (root / "eval/newsdev2017.en").write_text("\n".join("Today " + en.lower() for en, _ in held), encoding="utf-8")
    (root / "eval/newsdev2017.zh").write_text("\n".join("今天" + zh for _, zh in held), encoding="utf-8")
    (root / "sources.toml").write_text(SOURCES, encoding="utf-8")
    run(prepare.main, "--corpora", root / "corpora", "--eval", root / "eval", "--out", root / "data",
        "--sources", root / "sources.toml", "--vocab", 500, "--procs", 1, "--width", 256)
    return root / "data"


@pytest.fixture(scope="session")
def model(toy):
    """The toy SentencePiece model."""
    return spm.SentencePieceProcessor(model_file=str(toy / "sentencepiece.model"))


@pytest.fixture(scope="session")
def trained(toy, tmp_path_factory):
    """A run of 20 updates in two parts."""
    out = tmp_path_factory.mktemp("run")
    args = ["--data", toy, "--direction", "en-zh", "--out", out, "--minutes", 5, "--tokens", 400, "--warmup", 5,
            "--precision", "fp32"]
    run(train.main, *args, "--max-updates", 10)
    run(train.main, *args, "--max-updates", 20)
    return out


@pytest.fixture(scope="session")
def package(toy, trained, tmp_path_factory):
    """The package of that run."""
    return export.package(trained / "weights.pt", toy, tmp_path_factory.mktemp("dist"), export.Release("0.1", {}))


@pytest.mark.parametrize(("raw", "spelt"), [
    ("使用 Python 3 开发 (推荐), 然后 \"运行\".", "使用Python 3开发（推荐），然后“运行”。"),
    ("他说: ５Ｇ 基站已达 439.5 万个.", "他说：5G基站已达439.5万个。"),
    ("「你好」...", "“你好”……"),
    ("见 https://a.com/x,y 页", "见https://a.com/x,y页")])
def test_chinese_has_one_spelling(raw, spelt):
    assert normalise(raw, "zh") == spelt
    assert normalise(spelt, "zh") == spelt


def test_english_has_one_spelling():
    assert normalise("He\u00a0said “it’s  5G”，ok…", "en") == "He said \"it's 5G\", ok..."


@pytest.mark.parametrize(("text", "lang"), [
    ("The ⦅3⦆network⦅/⦆ opens.", "en"), ("⦅1⦆The network⦅/⦆ opens.", "en"), ("The ⟨1⟩⦅2⦆network⦅/⦆⟨/1⟩ opens.", "en"),
    ("网络⦅1⦆开放⦅/⦆。", "zh")])
def test_marks_leave_the_pieces_of_words_alone(model, text, lang):
    pieces = encode(model, text, lang)
    assert [piece for piece in pieces if piece not in MARKS] == model.encode(strip_marks(text), out_type=str)
    assert [piece for piece in pieces if piece in MARKS] == MARK.findall(text)


def test_a_chinese_mark_at_the_start_brings_no_space(model):
    assert encode(model, "⦅1⦆网络⦅/⦆开放。", "zh")[0] == "⦅1⦆"
    assert "▁" not in encode(model, "⦅1⦆网络⦅/⦆开放。", "zh")


@pytest.mark.parametrize(("pieces", "lang", "text"), [
    (["▁The", "⦅3⦆", "▁opens"], "en", "The ⦅3⦆ opens"),
    (["⦅3⦆", "▁opens"], "en", "⦅3⦆ opens"),
    (["▁The", "⦅3⦆", "⦅2⦆", "."], "en", "The ⦅3⦆ ⦅2⦆."),
    (["▁The", "▁(", "⦅3⦆", ")"], "en", "The (⦅3⦆)"),
    (["▁The", "▁\"", "⦅3⦆", "\"", "⦅1⦆"], "en", "The \"⦅3⦆\" ⦅1⦆"),
    (["▁The", "⟨1⟩", "▁network", "⟨/1⟩", "▁opens"], "en", "The ⟨1⟩network⟨/1⟩ opens"),
    (["▁The", "⟨1⟩", "⦅3⦆", "⟨/1⟩", "▁opens"], "en", "The ⟨1⟩⦅3⦆⟨/1⟩ opens"),
    (["网络", "▁", "⦅3⦆", "▁", "开放"], "zh", "网络⦅3⦆开放")])
def test_decoded_marks_stand_like_words(pieces, lang, text):
    assert decode(Joiner(), pieces, lang) == text


def test_slots_are_filled_and_marks_stripped():
    assert fill("⦅3⦆表示⦅1⦆", {"⦅3⦆": "工信部", "⦅1⦆": "5%"}) == "工信部表示5%"
    assert strip_marks("The ⦅3⦆ministry⦅/⦆ ⟨1⟩said⟨/1⟩") == "The ministry said"


def test_numbers_find_their_localised_form():
    en = "By April 18, 4.395 million base stations were up 26.5 percent at $1.2 billion."
    zh = "截至4月18日，基站439.5万个，增长26.5%，价值12亿美元。"
    found = {en[a:b]: zh[c:d] for a, b, c, d in candidates.number_spans(en, zh)}
    assert found == {"April 18": "4月18日", "4.395 million": "439.5万", "26.5 percent": "26.5%",
                     "$1.2 billion": "12亿美元"}


def test_a_number_inside_a_longer_one_is_not_found():
    assert candidates.find_number("共1395万", "395万") == -1
    assert candidates.find_number("共395万", "395") == -1


def test_evaluation_text_is_recognised(tmp_path):
    line = "one two three four five six seven eight nine ten eleven twelve thirteen"
    (tmp_path / "x.en").write_text(line, encoding="utf-8")
    known = clean.read_forbidden(tmp_path)
    assert known & clean.keys_of("Well, " + line, "en")
    assert not known & clean.keys_of("a quite different line of text " * 4, "en")


def test_held_out_articles_are_not_trained_on(toy):
    held = {line.split("\t")[1] for line in (toy / "heldout.tsv").read_text(encoding="utf-8").splitlines()}
    kept = {line.split("\t")[1] for line in (toy / "clean.tsv").read_text(encoding="utf-8").splitlines()}
    assert len(held) == 20
    assert not held & kept


def test_spans_join_terms_and_their_translation(toy, model):
    corpus, found = load_corpus(toy), set()
    for row in range(60):
        pair = corpus.pair(row, "zh")
        found |= {(model.decode(pair.src[i:i + n]), model.decode(pair.tgt[j:j + m])) for i, n, j, m in pair.spans}
    terms = {(en, zh) for en, zh in found if en in dict(NOUNS)}
    assert len(terms) > 5
    assert terms <= set(NOUNS)


def test_a_latin_name_is_found_beside_han():
    en, zh = "The MIIT tests 5G chips.", "工信部（MIIT）与MIIT测试5G芯片。"
    assert {en[a:b] for a, b, _, _ in candidates.latin_spans(en, zh)} == {"MIIT"}
    assert len(list(candidates.latin_spans(en, zh))) == 2


def test_replace_knows_the_new_places():
    assert replace([5, 6, 7, 8], [(1, 2, [90, 6, 7, 91], True)]) == ([5, 90, 6, 7, 91, 8], [0, 2, 3, 5])
    assert replace([5, 6, 7, 8], [(1, 2, [90], False)]) == ([5, 90, 8], [0, 1, 1, 2])


def test_a_slot_keeps_its_source_and_hides_its_target(model):
    src, tgt = [20, 21, 22], [30, 31]
    one = Marker(model).mark(Pair(src, tgt, [(1, 2, 0, 1)]), random.Random(1), 1, 0)
    slot = one.tgt[0]
    assert slot in Marker(model).slots
    assert one.src == [20, slot, 21, 22, model.piece_to_id(CLOSE)]
    assert one.tgt == [slot, 31]
    assert one.points == {(0, 2, 4)}


def test_marks_balance_in_every_example(toy, model):
    marker = Marker(model)
    feed = Feed(load_corpus(toy), [{"en_zh": 1, "final": 1}] * 2, "en-zh", marker)
    rng, marked = random.Random(2), 0
    for row in range(300):
        one = feed.example(row, rng)
        slots = [token for token in one.src if token in marker.slots]
        assert sorted(slots) == sorted(token for token in one.tgt if token in marker.slots)
        assert one.src.count(marker.close) == len(slots) == len(set(slots))
        assert all(0 <= t < len(one.tgt) and 0 <= a < b <= len(one.src) for t, a, b in one.points)
        marked += bool(slots)
    assert 100 < marked < 260


def test_joined_examples_keep_their_alignment():
    one = join(Example([1, 2], [3], {(0, 0, 2)}), Example([4], [5, 6], {(1, 0, 1)}))
    assert one == Example([1, 2, 4], [3, 5, 6], {(0, 0, 2), (2, 2, 3)})


def test_overlap_on_either_side_counts():
    assert overlap((0, 2, 5, 1), (1, 1, 0, 1))
    assert overlap((0, 1, 0, 3), (5, 1, 2, 1))
    assert not overlap((0, 1, 0, 1), (1, 1, 1, 1))


def test_batches_are_repeatable_and_within_size(toy, model):
    def first():
        feed = Feed(load_corpus(toy), [{"en_zh": 1, "final": 1}] * 2, "en-zh", Marker(model))
        feed.tokens = 600
        return [batch for batch, _ in zip(feed, range(8), strict=False)]
    for one, two in zip(first(), first(), strict=True):
        assert all(torch.equal(a, b) for a, b in zip(one, two, strict=True))
        assert one.src.numel() <= 600
        assert (one.tgt[:, 0] == BOS).all()


def test_alignment_loss_is_small_where_attention_is_right():
    weights = torch.tensor([[[0.98, 0.01, 0.01], [0.01, 0.01, 0.98]]])
    right, wrong = torch.tensor([[0, 0, 0, 1], [0, 1, 2, 3]]), torch.tensor([[0, 0, 2, 3]])
    assert train.alignment_loss(weights, right) < 0.05
    assert train.alignment_loss(weights, wrong) > 4


def test_training_resumes_and_learns(trained):
    log = [json.loads(line) for line in (trained / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    losses = [record["valid_loss"] for record in log if "valid_loss" in record]
    assert any("resumed" in record["text"] for record in log)
    assert log[-1]["step"] == 20
    assert losses[1] < losses[0]


def test_export_equals_pytorch(model, trained, tmp_path):
    network, _ = export.load_model(trained / "weights.pt")
    pieces = [model.id_to_piece(i) for i in range(model.get_piece_size())]
    export.to_ctranslate2(network, pieces, tmp_path, quantization=None)
    translator = ctranslate2.Translator(str(tmp_path))
    source = encode(model, "The ⦅4⦆operator⦅/⦆ opens 4.5 million chips.", "en")
    ids = torch.tensor([[model.piece_to_id(piece) for piece in source] + [EOS]])
    expected = network.greedy(ids, 30)[0]
    result = translator.translate_batch([source], beam_size=1, max_decoding_length=30, return_attention=True)[0]
    assert result.hypotheses[0] == [pieces[i] for i in expected]
    with torch.no_grad():
        tgt = torch.tensor([[BOS, *expected]])
        _, weights = network.decode(tgt, *network.encode(ids), attend=True)
    returned = torch.tensor(result.attention[0])
    assert torch.allclose(returned, weights[0, :len(returned), :returned.size(1)], atol=1e-4)


@pytest.mark.parametrize("kind", ["package", "checkpoint"])
def test_a_run_goes_on_from_what_another_left(toy, trained, package, tmp_path, kind):
    given = package if kind == "package" else trained / "checkpoint.pt"
    run(train.main, "--data", toy, "--direction", "en-zh", "--out", tmp_path, "--minutes", 1, "--tokens", 400,
        "--max-updates", 20, "--start-from", given)
    after = torch.load(tmp_path / "checkpoint.pt")
    before = torch.load(trained / "checkpoint.pt")
    assert after["state"]["step"] == 20
    assert after["state"]["before"] > 0
    for name, weight in before["average"].items():
        assert torch.allclose(after["average"][name], weight, atol=weight.abs().max().item() / 120 + 2e-3), name


def test_a_package_of_other_pieces_is_no_start(toy, trained, package, tmp_path):
    pieces = tmp_path / "sentencepiece.model"
    pieces.write_bytes(b"other")
    network, _ = export.load_model(trained / "weights.pt")
    with pytest.raises(ValueError, match="other pieces"):
        start.load_start(package, network, pieces)


def test_package_is_repeatable_and_says_what_it_is(toy, trained, package, tmp_path):
    again = export.package(trained / "weights.pt", toy, tmp_path, export.Release("0.1", {}))
    assert again.read_bytes() == package.read_bytes()
    with zipfile.ZipFile(package) as archive:
        facts = json.loads(archive.read("translate-en_zh-0_1/metadata.json"))
        card = archive.read("translate-en_zh-0_1/README.md").decode()
    assert facts["l10n"]["marks"]["slots"] == list(SLOTS)
    assert "part1" in card
    assert "CC0" in card
    register = json.loads(package.with_name("models.json").read_text(encoding="utf-8"))
    assert [row["file"] for row in register] == ["translate-en_zh.argosmodel"]


def test_marked_test_sentences_agree_on_both_sides(toy):
    sets = json.loads((toy / "constrained.json").read_text(encoding="utf-8"))
    for example in sets["held-out articles"]["zh-en"]:
        assert sorted(slots_of(example["source"])) == sorted(slots_of(example["reference"]))
        assert strip_marks(example["source"]) == example["plain"]


def test_marking_text_keeps_source_and_numbers_tags_from_the_left():
    one = constrain.mark_text(("a b c", "甲乙丙"), [(4, 5, 0, 1), (0, 1, 2, 3)], 2, random.Random(1))
    assert one.source == "⟨1⟩a⟨/1⟩ b ⟨2⟩c⟨/2⟩"
    assert one.reference == "⟨2⟩甲⟨/2⟩乙⟨1⟩丙⟨/1⟩"


def test_a_package_is_scored(toy, package, tmp_path):
    run(evaluate.main, package, "--data", toy, "--eval", toy.parent / "eval", "--sets", "newsdev2017",
        "--limit", 6, "--out", tmp_path / "scores.json")
    scores = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))["en-zh"]
    assert scores["sets"]["newsdev2017"]["lines"] == 6
    assert 0 <= scores["marks"]["held-out articles"]["slots_best"] <= 1


@pytest.mark.parametrize(("output", "right"), [
    ("⟨1⟩甲⟨/1⟩", True), ("⟨/1⟩甲⟨1⟩", False), ("⟨1⟩甲", False), ("甲", False), ("⟨1⟩甲⟨/1⟩⟨1⟩", False)])
def test_tags_count_only_when_they_open_and_close(output, right):
    assert evaluate.right_tags({"source": "⟨1⟩a⟨/1⟩"}, output) is right
