"""Vectors for those texts that the store lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from foisearch.semantic.embedder import Embedder
from foisearch.semantic.vectors import VectorStore, key_of

COMMIT = 2_000
"""Vectors made between two commits: some 20 s of work, which is what an interrupt can lose."""
_LOOK = 2_000
"""Texts looked up at once."""
_EMBED = 250
"""Texts given to the model at once: enough to sort by length, few enough for a progress bar."""

Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Embedded:
    """What was done: texts read, and for how many of them a vector was made.

    ``blank`` ones have no letter or digit, and get no vector; of the others, those that are
    neither blank nor new were in the store already, or came twice.
    """

    texts: int = 0
    new: int = 0
    blank: int = 0


def embed_missing(
    store: VectorStore,
    texts: Iterable[str],
    embedder: Embedder,
    progress: Progress | None = None,
    total: int = 0,
    key: Callable[[str], bytes] = key_of,
) -> Embedded:
    """Make a vector for each text that has none, and keep it.

    Texts are read as they are needed; what is held is a few thousand.  Every :data:`COMMIT`
    vectors are made to last, so that the next run goes on where this one was ended.

    Args:
        store: of the embedder's digest.
        texts: any number, in any order, some more than once.
        embedder: what makes the vectors.
        progress: called with how many texts are done, and their total.
        total: how many texts there are, if known; what is done, where it is more.
        key: what a text is kept under; texts of one key share a vector.

    Raises:
        ValueError: the store is of another digest.
        UsageError: the model cannot do it.
        IndexBusy: another process is writing the store.
        IndexUnusable: the store is damaged, or cannot be written.
    """
    if store.digest != embedder.digest:
        raise ValueError("vectors of different models do not mix")
    read, new, blank = 0, 0, 0
    waiting: dict[bytes, str] = {}

    def tell(left: int) -> None:
        if progress:
            progress(read - left, max(total, read))

    unread = iter(texts)
    while batch := list(islice(unread, _LOOK)):
        read += len(batch)
        wanted = {key(text): text for text in batch if any(map(str.isalnum, text))}
        blank += sum(not any(map(str.isalnum, text)) for text in batch)
        keys = list(wanted)
        waiting |= {keys[n]: wanted[keys[n]] for n in store.missing(keys)}
        if len(waiting) >= COMMIT:
            new += _commit(store, waiting, embedder, tell)
            waiting = {}
        tell(len(waiting))
    new += _commit(store, waiting, embedder, tell)
    return Embedded(read, new, blank)


def _commit(
    store: VectorStore, waiting: dict[bytes, str], embedder: Embedder, tell: Callable[[int], None]
) -> int:
    """Embed what waits and keep it; ``tell`` is told how much is left."""
    keys, texts = list(waiting), list(waiting.values())
    made = []
    for at in range(0, len(texts), _EMBED):
        made.append(embedder.embed(texts[at : at + _EMBED]))
        tell(max(len(texts) - at - _EMBED, 0))
    return store.add(keys, np.concatenate(made)) if made else 0
