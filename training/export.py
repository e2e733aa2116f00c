"""Trained weights -> an int8 CTranslate2 model -> an .argosmodel package, and the list of packages (models.json)."""
import argparse
import hashlib
import json
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import card
import sentencepiece as spm
import torch
from common import CLOSE, NORMALISATION, SLOTS, TAGS
from model import GUIDED_HEAD, NMT

ALIGNMENT = {"layer": -2, "heads": 1}       # CTranslate2 averages the first `heads` heads: 1 = the guided head alone
DECODING = {"repetition_penalty": 1.15, "length_penalty": 2.0}  # small models repeat themselves and say too little
WRITTEN = (1980, 1, 1, 0, 0, 0)             # time stamp inside the archive: the same weights give the same bytes


class Release(NamedTuple):
    """Version of a package, and the scores of evaluate.py for its card, by direction."""

    version: str
    scores: dict[str, Any]


def load_model(weights: Path) -> tuple[NMT, dict[str, Any]]:
    """Model in evaluation mode, and the training facts, from weights.pt."""
    saved = torch.load(weights, map_location="cpu")
    cfg = {name: saved["cfg"][name] for name in ("d", "h", "f", "enc", "dec")}
    model = NMT(len(saved["weights"]["out_bias"]), **cfg)
    model.load_state_dict({name: weight.float() for name, weight in saved["weights"].items()})
    return model.eval(), saved["info"]


def to_ctranslate2(model: NMT, pieces: list[str], folder: Path, quantization: str | None = "int8") -> None:
    """Write a CTranslate2 model folder whose attention is that of the guided head."""
    from ctranslate2.specs import TransformerSpec
    cfg = model.cfg
    assert GUIDED_HEAD == 0
    spec = TransformerSpec.from_config((cfg["enc"], cfg["dec"]), cfg["h"], pre_norm=True,
                                       alignment_layer=max(-cfg["dec"], ALIGNMENT["layer"]),
                                       alignment_heads=ALIGNMENT["heads"])
    fill_spec(spec, model)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    config = spec.config
    config.unk_token, config.bos_token, config.eos_token = "<unk>", "<s>", "</s>"
    config.decoder_start_token, config.add_source_bos, config.add_source_eos = "<s>", False, True
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def fill_spec(spec: Any, model: NMT) -> None:
    """Copy every weight to its place in CTranslate2's specification."""
    for name, tensor in named_weights(model):
        place, (*path, last) = spec, name.split("/")
        for part in path:
            base, _, number = part.rpartition("_")
            place = getattr(place, part) if hasattr(place, part) else getattr(place, base)[int(number)]
        setattr(place, last, tensor.detach().float().numpy().copy())    # a copy: quantising changes it in place


def named_weights(model: NMT) -> Iterator[tuple[str, torch.Tensor]]:
    """CTranslate2's name of every weight, and the weight; the embedding stands in three places."""
    yield from ((f"{place}/weight", model.emb.weight)
                for place in ("encoder/embeddings_0", "decoder/embeddings", "decoder/projection"))
    yield "decoder/projection/bias", model.out_bias
    for side, layers, end in (("encoder", model.enc, model.enc_n), ("decoder", model.dec, model.dec_n)):
        yield from norm(f"{side}/layer_norm", end)
        for number, layer in enumerate(layers):
            place = f"{side}/layer_{number}"
            yield from attention(f"{place}/self_attention", layer.n0, [layer.sa.qkv, layer.sa.o])
            if side == "decoder":
                yield from attention(f"{place}/attention", layer.n1, [layer.ca.q, layer.ca.kv, layer.ca.o])
            yield from norm(f"{place}/ffn/layer_norm", layer.n2 if side == "decoder" else layer.n1)
            yield from linear(f"{place}/ffn/linear_0", layer.ff.l0)
            yield from linear(f"{place}/ffn/linear_1", layer.ff.l1)


def norm(place: str, module: Any) -> Iterator[tuple[str, torch.Tensor]]:
    """Layer norm."""
    yield from ((f"{place}/gamma", module.weight), (f"{place}/beta", module.bias))


def linear(place: str, module: Any) -> Iterator[tuple[str, torch.Tensor]]:
    """Linear map."""
    yield from ((f"{place}/weight", module.weight), (f"{place}/bias", module.bias))


def attention(place: str, before: Any, maps: list[Any]) -> Iterator[tuple[str, torch.Tensor]]:
    """Layer norm and the linear maps of an attention."""
    yield from norm(f"{place}/layer_norm", before)
    for number, module in enumerate(maps):
        yield from linear(f"{place}/linear_{number}", module)


def metadata(info: dict[str, Any], version: str) -> dict[str, Any]:
    """What Argos Translate reads of a package, and under `l10n` what a program that sets marks must know."""
    source, target = info["direction"].split("-")
    training = {"updates": info["step"], "tokens": info["tokens"], "seconds": round(card.seconds(info))}
    marks = {"form": "slot", "slots": SLOTS, "close": CLOSE, "tags": TAGS}
    return {
        "package_version": version, "argos_version": "1.9.6",
        "from_code": source, "from_name": card.NAMES[source], "to_code": target, "to_name": card.NAMES[target],
        "l10n": {"marks": marks, "normalise": NORMALISATION, "alignment": ALIGNMENT, "decoding": DECODING,
                 "training": training},
    }


def package(weights: Path, data: Path, out: Path, release: Release) -> Path:
    """Write translate-XX_YY.argosmodel into out and put it into out/models.json; same input, same bytes."""
    model, info = load_model(weights)
    source, target = info["direction"].split("-")
    sp = spm.SentencePieceProcessor(model_file=str(data / "sentencepiece.model"))
    root = f"translate-{source}_{target}-{release.version.replace('.', '_')}"
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"translate-{source}_{target}.argosmodel"
    sources = json.loads((data / "sources.json").read_text())
    with tempfile.TemporaryDirectory() as folder:
        to_ctranslate2(model, [sp.id_to_piece(i) for i in range(sp.get_piece_size())], Path(folder))
        files = {f"model/{file.name}": file.read_bytes() for file in sorted(Path(folder).iterdir())}
    files["sentencepiece.model"] = (data / "sentencepiece.model").read_bytes()
    facts = metadata(info, release.version)
    files["metadata.json"] = json.dumps(facts, indent=2, ensure_ascii=False).encode()
    text = card.package_card(model.cfg | {"vocab": model.vocab}, info, sources, release.scores.get(info["direction"]))
    files["README.md"] = text.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(f"{root}/{name}", WRITTEN), content, zipfile.ZIP_DEFLATED)
    register(path, info, release.version)
    (out / "README.md").write_text(card.folder_card(out), encoding="utf-8")
    return path


def register(path: Path, info: dict[str, Any], version: str) -> None:
    """Put a package into the models.json beside it, in place of an older row of the same file."""
    place, (source, target) = path.with_name("models.json"), info["direction"].split("-")
    rows = json.loads(place.read_text()) if place.exists() else []
    row = {"file": path.name, "from": source, "to": target, "version": version,
           "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "size": path.stat().st_size, "marks": True,
           "trained": time.strftime("%Y-%m-%d", time.gmtime(info.get("began", path.stat().st_mtime)))}
    rows = sorted([old for old in rows if old["file"] != path.name] + [row], key=lambda row: row["file"])
    place.write_text(json.dumps(rows, indent=2) + "\n")
    print(f"{path}: {row['size'] / 1e6:.1f} MB")


def main() -> None:
    """Package one direction."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="weights.pt of a run")
    parser.add_argument("data", type=Path, help="the folder made by prepare.py")
    parser.add_argument("out", type=Path, help="folder of the packages")
    parser.add_argument("--version", default="0.1")
    parser.add_argument("--scores", type=Path, help="JSON file of evaluate.py, for the model card")
    args = parser.parse_args()
    scores = json.loads(args.scores.read_text(encoding="utf-8")) if args.scores else {}
    package(args.weights, args.data, args.out, Release(args.version, scores))


if __name__ == "__main__":
    main()
