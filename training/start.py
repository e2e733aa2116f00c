"""Weights to start from: another run's checkpoint.pt, or the int8 model inside an .argosmodel package.

A package keeps all that a later run needs to go on from it; the rounding to int8 is trained away within minutes.
"""
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from export import named_weights
from model import NMT

TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}  # CTranslate2's DataType
VERSION = 6                                                                  # of its model file


def load_start(path: Path, model: NMT, pieces: Path) -> dict[str, Any]:
    """Fill `model` from `path`; answer its updates, tokens and seconds of training so far.

    Raises ValueError when the package has other pieces than the file `pieces`, other layers or another width.
    """
    if path.suffix == ".pt":
        saved = torch.load(path, map_location="cpu")
        model.load_state_dict(saved["average"])
        state = saved["state"]
        return {"step": state["step"], "tokens": state["tokens"], "before": state.get("before", 0) + state["seconds"]}
    with zipfile.ZipFile(path) as package:
        names = {name.partition("/")[2]: name for name in package.namelist()}
        if package.read(names["sentencepiece.model"]) != pieces.read_bytes():
            raise ValueError(f"{path} has other pieces than {pieces}: put its own there before prepare.py runs")
        fill_model(model, read_weights(package.read(names["model/model.bin"])))
        facts = json.loads(package.read(names["metadata.json"]))["l10n"].get("training", {})
    return {"step": facts.get("updates", 0), "tokens": facts.get("tokens", 0), "before": facts.get("seconds", 0.0)}


def read_weights(data: bytes) -> dict[str, np.ndarray]:
    """Weights by CTranslate2's names as float32, from the bytes of model.bin; aliases are followed."""
    at = 0

    def take(form: str) -> Any:
        nonlocal at
        (value,) = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return value

    def word() -> str:
        nonlocal at
        size = take("H")
        at += size
        return data[at - size:at].rstrip(b"\0").decode()

    if take("I") != VERSION:
        raise ValueError("model.bin is of another version")
    word(), take("I")
    raw = {}
    for _ in range(take("I")):
        name = word()
        shape = [take("I") for _ in range(take("B"))]
        kind, size = TYPES[take("B")], take("I")
        raw[name] = np.frombuffer(data, kind, size // np.dtype(kind).itemsize, at).reshape(shape)
        at += size
    weights = {name: scaled(raw, name) for name in raw if not name.endswith("_scale")}
    aliases = [(word(), word()) for _ in range(take("I"))]
    return weights | {alias: weights[name] for alias, name in aliases if name in weights}


def scaled(raw: dict[str, np.ndarray], name: str) -> np.ndarray:
    """One weight as float32: an int8 row is divided by its scale."""
    weight, scale = raw[name].astype(np.float32), raw.get(name + "_scale")
    return weight if scale is None else weight / scale[:, None]


def fill_model(model: NMT, weights: dict[str, np.ndarray]) -> None:
    """Copy every weight from its CTranslate2 name into the model."""
    for name, tensor in named_weights(model):
        given = torch.from_numpy(np.array(weights[name]))
        if given.shape != tensor.shape:
            raise ValueError(f"{name} is {tuple(given.shape)}, the preset wants {tuple(tensor.shape)}")
        tensor.data.copy_(given)
