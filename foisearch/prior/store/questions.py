"""The open store: which earlier questions are like a new one, and which are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files.faults import translated
from foisearch.engine.index import Index
from foisearch.engine.postings.lists import gathered
from foisearch.prior.store import companion, weights, writing
from foisearch.prior.store.companion import Companion
from foisearch.prior.store.likeness import Beside, Weighed
from foisearch.prior.store.reading import text_hash
from foisearch.prior.store.sought import Candidates, Sought, Unit

Ints = NDArray[np.int64]
Values = NDArray[np.float64]

MOST_UNITS = 16
"""Documents are looked for by so many units of the new question, the rarest."""
COSINE = 0.5
"""What the cosine counts beside what search says."""


class Questions:
    """The questions of all documents of an open index; made by :meth:`open`.

    Several threads may use it at once.

    Args:
        index: the index.
        folder: where it lies.
        companions: of its segments, in their order.
    """

    def __init__(self, index: Index, folder: Path, companions: Sequence[Companion]) -> None:
        self.index = index
        self.companions = list(companions)
        self.folder = folder
        with translated(folder):
            every = weights.frequencies(index.segments)
        self._frequencies = every
        self._known: dict[str, tuple[float, tuple[int, ...]]] = {}
        self.idf = [self._idf(each, df) for each, df in zip(self.companions, every, strict=True)]
        self._beside = [
            Beside(each, idf) for each, idf in zip(self.companions, self.idf, strict=True)
        ]

    def _idf(self, of: Companion, df: Ints) -> NDArray[np.float32]:
        """The idf of the terms of a companion."""
        with translated(self.folder):
            numbers = of.numbers
            held = np.where(numbers < 0, 0, df[numbers]) if len(df) else np.zeros_like(numbers)
            found: NDArray[np.float32] = weights.idf(len(self.index), held).astype(np.float32)
            for term, number in of.extras.items():  # other segments may have them
                found[number] = self._term(term)[0]
        return found

    @classmethod
    def open(
        cls, index: Index, folder: Path, progress: Callable[[int, int], None] | None = None
    ) -> Questions:
        """The questions of an index, read from its records where that was not done yet.

        Args:
            index: the open index; to be closed after this.
            folder: where the index lies.
            progress: called with the number of records read and their total, if any are.

        Raises:
            IndexBusy: another process is reading them.
            IndexUnusable: the index is damaged, or its folder cannot be written.
        """
        with translated(folder):
            try:
                return cls(index, folder, _opened(index, folder))
            except FileNotFoundError:
                writing.build(index, folder, progress)
                return cls(index, folder, _opened(index, folder))

    def __len__(self) -> int:
        return sum(each.questions for each in self.companions)

    def close(self) -> None:
        """Let go of the files; the index stays open."""
        self._beside.clear()
        for each in self.companions:
            each.close()

    def sought(self, units: Iterable[Unit]) -> Sought:
        """What a new question looks for, of its words in any order."""
        return Sought.of(units)

    def idf_of(self, term: str) -> float:
        """How much a term says: its idf, highest for one that stands nowhere."""
        return self._term(term)[0]

    def _term(self, term: str) -> tuple[float, tuple[int, ...]]:
        """The idf of a term, and its number in each companion, -1 for none."""
        known = self._known.get(term)
        if known is None:
            df, numbers = 0, []
            text = term.encode("utf-8", "surrogatepass")
            for segment, of, every in zip(
                self.index.segments, self.companions, self._frequencies, strict=True
            ):
                number = segment.dictionary.find(text)
                df = df or (int(every[number]) if number >= 0 else 0)
                numbers.append(of.term(term, number))
            known = weights.idf_of(len(self.index), df), tuple(numbers)
            if len(self._known) < _MOST_KNOWN:
                self._known[term] = known
        return known

    def find(self, sought: Sought, limit: int = 200, text: str = "") -> Candidates:
        """The earlier questions that are most like a new one, the best first.

        Every question of a document is found with it.

        Args:
            sought: the new question.
            limit: of so many documents, 1 or more; besides those that have the same text.
            text: the new question as written; earlier ones of the same plain words are then found
                whatever else is.

        Raises:
            IndexUnusable: the index turns out to be damaged.
        """
        with translated(self.folder):
            worth = [self._worth(unit) for unit in sought.units]
            weighed = Weighed.of(sought, worth)
            found = self._documents(sought, worth, limit)
            same = self._same(text_hash(text), limit) if text else []
            parts = []
            for number in range(len(self.companions)):
                docs, engine = found.get(number, (_NONE, _NONE.astype(np.float64)))
                alike = same[number] if same else _NONE
                if len(docs) or len(alike):
                    parts.append(self._of_segment(number, weighed, docs, engine, alike))
            return _ordered(parts)

    def same(self, text: str) -> list[tuple[int, int, int]]:
        """Segment, document and question of every earlier one that has the same plain words.

        Two texts with other words are taken for the same once in some 10^19 times.
        """
        return self.with_hash(text_hash(text))

    def with_hash(self, wanted: int) -> list[tuple[int, int, int]]:
        """The same for the hash of a text: see :func:`~foisearch.prior.store.reading.text_hash`."""
        with translated(self.folder):
            found = []
            for number, questions in enumerate(self._same(wanted)):
                of = self.companions[number]
                docs = of.documents_of(questions)
                within = questions - of.firsts[docs]
                pairs = zip(docs.tolist(), within.tolist(), strict=True)
                found += [(number, doc, question) for doc, question in pairs]
            return found

    def _worth(self, unit: Unit) -> float:
        if unit.weight is not None:
            return unit.weight
        written = next(terms for terms, _ in unit.alternatives if terms)
        return max([self._term(term)[0] for term in written])

    def _documents(
        self, sought: Sought, worth: Sequence[float], limit: int
    ) -> dict[int, tuple[Ints, Values]]:
        """The documents that search finds first, by segment, with their share of the most."""
        rarest = sorted(range(len(worth)), key=lambda place: -worth[place])[:MOST_UNITS]
        most = sum(worth[place] for place in rarest)
        words: dict[str, float] = {}
        for place in rarest:
            for terms, strength in sought.units[place].alternatives:
                for term in terms:
                    boost = strength * worth[place] / self.idf_of(term) / len(terms)
                    words[term] = max(words.get(term, 0.0), boost)
        found = self.index.foremost(words, limit)
        scores = np.concatenate([scores for _, _, scores in found] or [np.zeros(0)])
        least = np.partition(scores, -limit)[-limit] if len(scores) > limit else 0.0
        kept = {}
        for number, docs, each in found:
            high = each >= least
            kept[number] = docs[high], np.minimum(each[high] / most, 1.0)
        return kept

    def _same(self, wanted: int, limit: int | None = None) -> list[Ints]:
        found = []
        for segment, each in zip(self.index.segments, self.companions, strict=True):
            questions = each.same(wanted)
            if len(segment.dead):
                questions = questions[segment.alive[each.documents_of(questions)]]
            found.append(questions[-limit:] if limit else questions)
        return found

    def _of_segment(
        self, number: int, weighed: Weighed, docs: Ints, engine: Values, same: Ints
    ) -> Candidates:
        """All questions of some documents, and those that have the same text."""
        of = self.companions[number]
        begins = of.firsts[docs]
        sizes = of.firsts[docs + 1] - begins
        questions = gathered(begins, sizes)
        owners, scores = np.repeat(docs, sizes), np.repeat(engine, sizes)
        missed = np.setdiff1d(same, questions) if len(same) else same
        if len(missed):
            questions = np.concatenate((questions, missed))
            owners = np.concatenate((owners, of.documents_of(missed)))
            scores = np.concatenate((scores, np.zeros(len(missed))))
        numbers = {term: self._term(term)[1][number] for term in weighed.distinct}
        like = self._beside[number].likeness(weighed, numbers, questions)
        # What search gives one that it did not look at is not known: its words say as much.
        if len(missed):
            scores[-len(missed) :] = like.contained[-len(missed) :]
        return Candidates(
            np.full(len(questions), number),
            owners,
            questions - of.firsts[owners],
            of.places[questions],
            scores,
            like.cosine,
            like.jaccard,
            like.contained,
            like.containing,
            scores + COSINE * like.cosine,
            np.isin(questions, same) if len(same) else np.zeros(len(questions), np.bool_),
        )


_MOST_KNOWN = 100_000
_NONE = np.zeros(0, np.int64)


def _opened(index: Index, folder: Path) -> list[Companion]:
    """The companions of all segments; :class:`FileNotFoundError` where one lacks."""
    found: list[Companion] = []
    try:
        for segment in index.segments:
            name = companion.name_for(companion.segment_name(segment))
            found.append(Companion(companion.folder_in(folder) / name, segment))
    except BaseException:
        for each in found:
            each.close()
        raise
    return found


def _ordered(parts: Sequence[Candidates]) -> Candidates:
    """All candidates, the best first; those that are as good by segment, document and question."""
    if not parts:
        none = np.zeros(0)
        parts = [
            Candidates(*(_NONE,) * 3, none.astype(np.uint8), *(none,) * 6, none.astype(np.bool_))
        ]
    every = parts[0] if len(parts) == 1 else Candidates.joined(parts)
    order = np.lexsort((every.question, every.doc, every.segment, -every.score))
    return every.taken(order)
