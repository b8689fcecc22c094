"""The sentence model's side: vectors of all earlier questions, and which are near a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files.faults import translated
from foisearch.engine.files.layout import VECTORS as FOLDER
from foisearch.prior.questions import asked
from foisearch.prior.sighting import Place
from foisearch.prior.store.reading import text_hash
from foisearch.prior.values import Place as Stands
from foisearch.search.blending import Near

if TYPE_CHECKING:
    from foisearch.disclosure import Disclosure
    from foisearch.prior.store import Questions
    from foisearch.semantic.embedder import Embedder
    from foisearch.semantic.vectors import VectorStore

MOST_NEAR = 16_000
"""So many questions are looked at, the nearest first, for those that a search's filters let
through."""
STALE = 0.1
"""Vectors are dropped once more of them than this share belong to no question any more."""
_FIRST = 1_000
_MORE = 4
_AT_ONCE = 1 << 16


def key(text: str) -> bytes:
    """The key of a question's vector: its plain words decide, so that it leads to the question."""
    return _key_of(text_hash(text))


def _key_of(hashed: int) -> bytes:
    return hashed.to_bytes(8, "little") + bytes(8)


_WORDLESS = [text_hash(text) for text in ("", "£", "%", "£ %", "% £", "£%", "%£", "££", "%%")]
"""What has no letter or digit gets no vector, and lacks none."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was done to the vectors: how many different questions have one now, how many are new,
    and how many were dropped, whose question is gone."""

    held: int
    new: int
    dropped: int


class Meaning:
    """Nearest questions by the cosine of sentence vectors.

    Args:
        questions: the store of questions of the open index.
        store: vectors of the same questions, or of some of them.
        embedder: makes the vector of a new question.
    """

    def __init__(self, questions: Questions, store: VectorStore, embedder: Embedder) -> None:
        self.questions = questions
        self.store = store
        self.embedder = embedder
        self._lacking: int | None = None

    @property
    def lacking(self) -> int:
        """How many different questions have no vector; found once."""
        if self._lacking is None:
            self._lacking = len(lacking(self.questions, self.store))
        return self._lacking

    def notes(self) -> tuple[str, ...]:
        """What people should know of the vectors: that questions lack one."""
        return (lack_words(self.lacking),) if self.lacking else ()

    def vector(self, text: str) -> NDArray[np.float32] | None:
        """The vector of a new question; ``None`` while there is nothing to compare it with."""
        if not len(self.store):
            return None
        found: NDArray[np.float32] = self.embedder.embed([text])[0]
        return found

    def cosines(self, vector: NDArray[np.float32], texts: Sequence[str]) -> list[float | None]:
        """The cosine of each text that has a vector, ``None`` for the others."""
        rows = self.store.rows([key(text) for text in texts]).tolist()
        have = [row for row in rows if row >= 0]
        found = iter(self.store.cosines(vector, have).tolist()) if have else iter(())
        return [next(found) if row >= 0 else None for row in rows]

    def nearest(self, vector: NDArray[np.float32], count: int) -> Iterator[tuple[Place, float]]:
        """The places and cosines of the nearest, the nearest first."""
        rows, cosines = self.store.search(vector, count)
        keys = self.store.keys_of(rows.tolist())
        for each, cosine in zip(keys, cosines.tolist(), strict=True):
            for place in self.questions.with_hash(_hash_of(each))[:count]:
                yield place, cosine

    def near(
        self, text: str, passes: Callable[[int, int], bool], most: int, least: float
    ) -> list[Near]:
        """The disclosures whose nearest question is nearest to a text, the nearest first.

        Args:
            text: what is looked for.
            passes: says of a segment and a document in it whether it may be found; where that is
                so of few, no more than the nearest :data:`MOST_NEAR` questions are looked at.
            most: how many disclosures are wanted.
            least: the lowest cosine.
        """
        vector = self.vector(text)
        if vector is None:
            return []
        count = _FIRST
        while True:
            rows, cosines = self.store.search(vector, count)
            high = int((cosines >= least).sum())
            found = self._disclosures(rows[:high], cosines[:high], passes, most)
            if len(found) == most or high < count or count >= MOST_NEAR:
                return found
            count = min(_MORE * count, MOST_NEAR)

    def _disclosures(
        self,
        rows: NDArray[np.int64],
        cosines: NDArray[np.float32],
        passes: Callable[[int, int], bool],
        most: int,
    ) -> list[Near]:
        """The first disclosures that ask what stands in these rows."""
        found: dict[tuple[int, int], Near] = {}
        keys = self.store.keys_of(rows.tolist())
        for each, cosine in zip(keys, cosines.tolist(), strict=True):
            for segment, doc, question in self.questions.with_hash(_hash_of(each)):
                place = segment, doc
                if place not in found and passes(*place):
                    found[place] = Near(place, question, cosine)
                    if len(found) == most:
                        return list(found.values())
        return list(found.values())

    def question(self, disclosure: Disclosure, number: int) -> tuple[str, str]:
        """The field that a question of a disclosure stands in, and its words."""
        question = asked(disclosure)[number]
        if question.place is not Stands.RESPONSE:
            return "request", question.whole
        return "response" if disclosure.response else "body", question.whole


def lack_words(count: int) -> str:
    """The note that so many questions have no vector."""
    have = "question has" if count == 1 else "questions have"
    return f"{count:,} {have} no vector yet; run: foisearch index --semantic"


def _hash_of(each: bytes) -> int:
    return int.from_bytes(each[:8], "little")


def _hashes(questions: Questions) -> NDArray[np.uint64]:
    """The hashes of all questions that have words, each once, ascending."""
    found = [np.zeros(0, np.uint64)]
    with translated(questions.folder):
        for segment, each in zip(questions.index.segments, questions.companions, strict=True):
            hashes = each.hashes
            if len(segment.dead):
                hashes = hashes[segment.alive[each.documents_of(each.hashed.astype(np.int64))]]
            found.append(np.unique(hashes))
    return np.setdiff1d(np.concatenate(found), np.array(_WORDLESS, np.uint64))


def _keys(hashes: NDArray[np.uint64]) -> list[bytes]:
    return [_key_of(each) for each in hashes.tolist()]


def lacking(questions: Questions, store: VectorStore) -> NDArray[np.uint64]:
    """The hashes of the questions that have no vector, ascending."""
    every = _hashes(questions)
    if not len(store):
        return every
    parts = (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))
    found = [part[store.missing(_keys(part))] for part in parts]
    return np.concatenate([np.zeros(0, np.uint64), *found])


def _texts(questions: Questions, wanted: NDArray[np.uint64]) -> Iterator[str]:
    """The questions of some hashes as they are embedded, each once, in the order of the index.

    Only the records are read that ask them.
    """
    left = set(wanted.tolist())
    for number, each in enumerate(questions.companions):
        some = each.hashed[np.isin(each.hashes, wanted)].astype(np.int64)
        alive = questions.index.segments[number].alive
        for doc in np.unique(each.documents_of(np.sort(some))).tolist():
            if not alive[doc]:
                continue
            for question in asked(questions.index.fetch(number, doc)):
                hashed = text_hash(question.whole)
                if hashed in left:
                    left.discard(hashed)
                    yield question.whole


def opened(questions: Questions, folder: Path, embedder: Embedder) -> Meaning:
    """The vectors that there are of a model, perhaps of none or only of some questions.

    Args:
        questions: the store of questions of the open index.
        folder: where the index lies.
        embedder: the model.

    Raises:
        IndexUnusable: the vectors are damaged.
    """
    from foisearch.semantic.vectors import VectorStore

    return Meaning(questions, VectorStore.open(folder / FOLDER, embedder.digest), embedder)


def fill(meaning: Meaning, progress: Callable[[int, int], object] | None = None) -> Built:
    """Make the vectors that are missing, and drop those that are stale, once they are many.

    What was committed stays, however it ends.

    Raises:
        IndexBusy: another process is making them.
        IndexUnusable: the vectors that there are, or the index, are damaged.
    """
    from foisearch.semantic.build import embed_missing

    questions, store = meaning.questions, meaning.store
    wanted = lacking(questions, store)
    texts = _texts(questions, wanted)
    made = embed_missing(store, texts, meaning.embedder, progress, total=len(wanted), key=key)
    every = _hashes(questions)
    lack = len(lacking(questions, store))
    held = len(every) - lack
    stale = len(store) - held
    dropped = store.prune(_keys(every)) if stale > STALE * len(store) else 0
    meaning._lacking = lack
    return Built(held, made.new, dropped)
