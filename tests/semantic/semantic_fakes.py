"""An embedder that needs no model, a tiny model of our own, and stores to try things on."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foisearch.semantic.vectors import VectorStore, key_of

DIGEST = "d" * 64


class FakeEmbedder:
    """Words thrown into 48 dimensions, as their hashes say."""

    name = "fake"
    digest = DIGEST
    dimensions = 48

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        made = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                seed = int.from_bytes(sha256(word.encode()).digest()[:4], "big")
                made[row] += np.random.default_rng(seed).standard_normal(self.dimensions)
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        return made


def directions(count: int, dimensions: int = 48, seed: int = 1) -> NDArray[np.float32]:
    found = np.random.default_rng(seed).standard_normal((count, dimensions)).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def keys(count: int, start: int = 0) -> list[bytes]:
    return [key_of(f"text {number}") for number in range(start, start + count)]


def filled(folder: Path, count: int, at_once: int = 100) -> VectorStore:
    """A store of ``count`` rows, added a few at a time."""
    store = VectorStore.open(folder, DIGEST)
    vectors = directions(count)
    for at in range(0, count, at_once):
        part = vectors[at : at + at_once]
        assert store.add(keys(len(part), at), part) == len(part)
    return store


# A model as small as one can be: it looks each piece up in a table.  Written by hand, since what
# writes such files is a library of its own; the numbers are the fields of onnx.proto.


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _field(number: int, value: bytes | str | int) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _value(name: str, element: int, *shape: str | int) -> bytes:
    sides = b"".join(
        _field(1, _field(2, side) if isinstance(side, str) else _field(1, side)) for side in shape
    )
    return _field(1, name) + _field(2, _field(1, _field(1, element) + _field(2, sides)))


def tiny_model(rows: int, width: int = 4, second: str = "attention_mask") -> bytes:
    """An ONNX model whose vector for piece *n* is row *n* of a table of random numbers."""
    numbers = directions(rows, width).ravel().tolist()
    table = _field(1, rows) + _field(1, width) + _field(2, 1) + _field(8, "table")
    table += _field(9, struct.pack(f"<{len(numbers)}f", *numbers))
    node = _field(1, "table") + _field(1, "input_ids") + _field(2, "out") + _field(4, "Gather")
    graph = _field(1, node) + _field(2, "tiny") + _field(5, table)
    for name in ("input_ids", second):
        graph += _field(11, _value(name, 7, "batch", "length"))
    graph += _field(12, _value("out", 1, "batch", "length", width))
    return _field(1, 8) + _field(7, graph) + _field(8, _field(1, "") + _field(2, 13))


VOCABULARY = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n.\nhow\nmany\npolice\n##man\nofficers\n?\n"


def tiny_folder(folder: Path, rows: int = 11, vocabulary: str = VOCABULARY) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(tiny_model(rows))
    (folder / "vocab.txt").write_text(vocabulary, "utf-8")
    return folder
