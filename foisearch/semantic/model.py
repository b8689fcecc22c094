"""The model's run: pieces in, a vector for each piece out, their mean the vector of the text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.errors import UsageError
from foisearch.semantic import windows
from foisearch.semantic.wordpiece import WordPiece, read_bytes

Floats = NDArray[np.float32]
_SETTINGS = (
    f"foisearch 1: lower-cased WordPiece, {windows.MOST_WINDOWS} windows of {windows.PIECES} to"
    f" {' '.join(windows.SENTENCE_ENDS)}, mean of all pieces"
)
"""Part of the digest: change it whenever the same text would get another vector."""
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_CURE = "export the model as a BERT encoder that gives a vector for each piece"


class OnnxEmbedder:
    """An :class:`~foisearch.semantic.embedder.Embedder` of an ONNX file and its vocabulary.

    Any number of threads may use it.

    Args:
        file: the model.
        sha256: of its bytes.
        vocabulary: its ``vocab.txt``.
        name: what people call it.
        threads: how many may work on a text.

    Raises:
        UsageError: they are no BERT model, or do not belong together.
    """

    def __init__(self, file: Path, sha256: str, vocabulary: Path, name: str, threads: int) -> None:
        self.name = name
        self._file = file
        words = read_bytes(vocabulary)
        self._pieces = WordPiece.read(words, str(vocabulary))
        self._ends = frozenset(map(self._pieces.number, windows.SENTENCE_ENDS))
        self._ends -= {self._pieces.unk}
        self._session = _session(file, threads)
        self._inputs = [entry.name for entry in self._session.get_inputs()]
        if not {"input_ids", "attention_mask"} <= set(self._inputs) <= set(_INPUTS):
            raise self._wrong(f"takes {', '.join(self._inputs)}")
        # The piece with the highest number tells whether the vocabulary is this model's.
        probe = self._run([[len(self._pieces) - 1]])
        self.dimensions = int(probe.shape[1])
        parts = (_SETTINGS, sha256, hashlib.sha256(words).hexdigest())
        self.digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _wrong(self, what: str) -> UsageError:
        return UsageError(f"the model {self._file} {what}", _CURE)

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row of unit length for each text; see the protocol.

        Raises:
            UsageError: the model gives no usable vectors.
        """
        totals = np.zeros((len(texts), self.dimensions), np.float32)
        owners: list[int] = []
        parts: list[Sequence[int]] = []
        for place, text in enumerate(texts):
            found = windows.cut(self._pieces.numbers(text), self._ends)
            owners += [place] * len(found)
            parts += found
        for batch in windows.batches([len(part) + 2 for part in parts]):
            sums = self._run([parts[place] for place in batch])
            np.add.at(totals, [owners[place] for place in batch], sums)
        lengths = np.linalg.norm(totals, axis=1, keepdims=True)
        if not (np.isfinite(lengths) & (lengths > 0)).all():
            raise self._wrong("gives vectors without a direction")
        totals /= lengths
        return totals

    def _run(self, parts: Sequence[Sequence[int]]) -> Floats:
        """The sum over the pieces' vectors for each window."""
        pieces = self._pieces
        width = max(map(len, parts)) + 2
        ids = np.full((len(parts), width), pieces.pad, np.int64)
        mask = np.zeros_like(ids)
        for row, part in enumerate(parts):
            ids[row, : len(part) + 2] = [pieces.cls, *part, pieces.sep]
            mask[row, : len(part) + 2] = 1
        given = dict(zip(_INPUTS, (ids, mask, np.zeros_like(ids)), strict=True))
        try:
            (vectors,) = self._session.run(
                [self._session.get_outputs()[0].name], {name: given[name] for name in self._inputs}
            )
        except Exception as error:  # onnxruntime's errors have no common root of their own
            raise self._wrong(f"cannot read this vocabulary's pieces ({_line(error)})") from None
        if vectors.ndim != 3 or vectors.shape[:2] != ids.shape:
            raise self._wrong("gives no vector for each piece")
        sums: Floats = np.einsum("bsd,bs->bd", vectors, mask.astype(np.float32), dtype=np.float32)
        return sums


def _session(file: Path, threads: int) -> Any:
    """The model, ready to run.  Without the arena it gives back what a long text took."""
    try:
        import onnxruntime
    except ImportError as error:
        raise UsageError(
            f"onnxruntime, which runs the model, cannot be loaded ({_line(error)})",
            "install foisearch[semantic] anew",
        ) from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, threads)
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.log_severity_level = 4  # what is wrong is raised; nothing else belongs on a terminal
    try:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no common root of their own
        raise UsageError(f"{file} is no model that can be run ({_line(error)})", _CURE) from None


def _line(error: Exception) -> str:
    """The first line of what a library says, if not too long."""
    return str(error).strip().partition("\n")[0][:120]
