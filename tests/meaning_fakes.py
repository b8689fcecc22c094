"""A sentence model without a model: words thrown into many dimensions, some standing for others."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

SAME = {"sacked": "dismissed", "cops": "officers", "canine": "dog", "coppers": "officers"}
IDLE = {"are", "by", "did", "do", "for", "how", "many", "of", "the", "was", "were", "you"}


class Bag:
    """An embedder; texts that share half of their words have a cosine of about 0.5.

    ``digest`` tells one from another; ``asked`` is what was embedded, and from ``breaks`` texts on
    it is interrupted.
    """

    dimensions = 1024

    def __init__(self, digest: str = "b" * 64, breaks: int = 0) -> None:
        self.name = f"bag {digest[0]}"
        self.digest = digest
        self.asked: list[str] = []
        self._breaks = breaks

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        if self._breaks and len(self.asked) >= self._breaks:
            raise KeyboardInterrupt
        made = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
            for word in [w for w in words if w not in IDLE] or words:
                known = SAME.get(word, word).encode()
                made[row, int.from_bytes(sha256(known).digest()[:4], "big") % self.dimensions] += 1
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        return made


def install(patch: pytest.MonkeyPatch, bag: Bag | None = None) -> Bag:
    """Make this the packaged model, and that of every folder whose name begins with ``model``."""
    from foisearch.errors import UsageError
    from foisearch.semantic import embedder
    from foisearch.services import sentences

    given = bag or Bag()

    def load(path: Path | None = None, threads: int = 1) -> Any:
        if path is None:
            return given
        if not path.name.startswith("model"):
            raise UsageError(f"{path} is no folder", "give a folder")
        return Bag("c" * 64)

    patch.setattr(embedder, "available", lambda: True)
    patch.setattr(embedder, "load", load)
    patch.setattr(sentences, "find_spec", lambda name: name)
    return given


def uninstall(patch: pytest.MonkeyPatch) -> None:
    """As where the extra is not installed."""
    from foisearch.semantic import embedder
    from foisearch.services import sentences

    patch.setattr(embedder, "available", lambda: False)
    patch.setattr(sentences, "find_spec", lambda name: None)
