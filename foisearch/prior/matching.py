"""One new question against the earlier ones: candidates by words and by meaning, then bands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foisearch.disclosure import Citation, Disclosure, Outcome, Status
from foisearch.prior.bands import Meant
from foisearch.prior.bands import band as band_of
from foisearch.prior.questions import asked, part_asked, plain_words
from foisearch.prior.scope import Scope
from foisearch.prior.scope.comparing import Compared, compare
from foisearch.prior.scope.context import contexts, placed
from foisearch.prior.scope.subjects import Named, Subjects
from foisearch.prior.sighting import Lookout, Sighted, fused
from foisearch.prior.values import Band, Earlier, Match, Question

if TYPE_CHECKING:
    from foisearch.engine.index import Index
    from foisearch.prior.meaning import Meaning
    from foisearch.prior.store import Questions

FUSED = 50
"""So many documents found by words are put in order together with those found by meaning …"""
LEAST_FUSED = 12
"""… and at least so many questions of both are compared closely."""
USUAL = 50
"""The cosine of the so many nearest is what many questions of the corpus have."""
_MEANT = 0.5
"""Cosine from which a question that was found by its words is said to be found by meaning too."""
_SHARED = 5
_ANSWER = 1_200


class Matcher:
    """Finds and bands earlier questions.

    Args:
        index: the open index.
        questions: its store of questions.
        meaning: the sentence model's side, where there is one.
    """

    def __init__(self, index: Index, questions: Questions, meaning: Meaning | None) -> None:
        self.index = index
        self.questions = questions
        self.meaning = meaning
        rarity = lru_cache(maxsize=100_000)(questions.idf_of)
        self.subjects = Subjects(index.analyzer, rarity, lru_cache(maxsize=2_000)(self._named))
        self._lookout = Lookout(index, questions, self.subjects)
        self.record: Callable[[int, int], Record] = lru_cache(maxsize=1_024)(self._record)

    def _named(self, text: str) -> tuple[Named, ...]:
        found = self.index.bodies.mentions(text, "request")
        return tuple((m.authority, m.name, m.start, m.end) for m in found)

    def _record(self, segment: int, doc: int) -> Record:
        return Record(self.index.fetch(segment, doc), self.subjects)

    def scope(self, question: Question, day: date | None, addressed: str = "") -> Scope:
        """The scope of a new question, asked on a day of a body."""
        return Scope(question.whole, day, self.subjects, addressed)

    def matches(
        self,
        question: Question,
        day: date | None,
        limit: int,
        without: str = "",
        addressed: str = "",
    ) -> list[Match]:
        """What is like a new question, the closest band first, in a band the likest first.

        One earlier request counts once, by its closest question.

        Args:
            question: the new one.
            day: when it was asked, if known.
            limit: how many are looked at closely, at least.
            without: the id of a disclosure to leave out.
            addressed: the slug of the body that was asked, if known.
        """
        new = self.scope(question, day, addressed)
        context = question.context
        best: dict[str, Match] = {}
        for sighted in self._sighted(question.whole, limit):
            record = self.record(*sighted.place[:2])
            if record.disclosure.id == without or sighted.place[2] >= len(record.asked):
                continue
            match = self.match(new, record, sighted, context)
            if match is None:
                continue
            kept = best.get(record.disclosure.id)
            if kept is None or _order(match) < _order(kept):
                best[record.disclosure.id] = match
        return sorted(best.values(), key=_order)

    def match(
        self, new: Scope, record: Record, sighted: Sighted, context: str = ""
    ) -> Match | None:
        """A new question beside one of a record; ``None`` where they are not alike."""
        earlier = record.scopes[sighted.place[2]]
        compared = compare(new, earlier)
        theirs = record.contexts[sighted.place[2]]
        known = True
        if context or theirs:
            pair = (new.text, context), (earlier.text, theirs)
            compared, known = placed(compared, self.subjects, *pair)
        words = min(len(new.subject.heavy), len(earlier.subject.heavy))
        if sighted.same or plain_words(new.text) == plain_words(earlier.text):
            band: Band | None = Band.OVERLAPPING if compared.moved else Band.IDENTICAL
        else:
            meant = Meant(sighted.meaning or 0.0, sighted.margin)
            band = band_of(compared, words, meant)
        if band is None:
            return None
        if not known and band.reaches(Band.OVERLAPPING):
            band = Band.RELATED
        return _match(band, compared, record, sighted)

    def _sighted(self, text: str, limit: int) -> Iterable[Sighted]:
        vector = self.meaning.vector(text) if self.meaning else None
        if self.meaning is None or vector is None:
            return self._lookout.sighted(text, limit)
        nearest = list(self.meaning.nearest(vector, USUAL))
        usual = nearest[-1][1] if len(nearest) >= USUAL else 0.0
        both = fused(self._lookout.sighted(text, FUSED), nearest)
        kept = sorted(both, key=lambda each: (not each.same, -each.score, each.place))
        return self._measured(kept[: max(limit, LEAST_FUSED)], vector, usual)

    def _measured(
        self, found: list[Sighted], vector: NDArray[np.float32], usual: float
    ) -> Iterator[Sighted]:
        """With the cosines that are not known yet, and how far each is above the usual one."""
        assert self.meaning is not None
        texts = [self.record(s, d).asked[q].whole for s, d, q in (each.place for each in found)]
        cosines = self.meaning.cosines(vector, texts)
        for each, cosine in zip(found, cosines, strict=True):
            known = each.meaning if cosine is None else cosine
            yield replace(each, meaning=known, margin=(known or 0.0) - usual)


class Record:
    """A disclosure with what it asks, each scope read once."""

    def __init__(self, disclosure: Disclosure, subjects: Subjects) -> None:
        self.disclosure = disclosure
        self._subjects = subjects
        self.asked = asked(disclosure)
        received = disclosure.received
        day = received.value if str(received.precision) == "day" else None
        self.scopes = [
            Scope(question.whole, day, subjects, disclosure.authority) for question in self.asked
        ]
        self.earlier = earlier(disclosure)
        self._heading = disclosure.topic or ""

    @cached_property
    def contexts(self) -> list[str]:
        """What each question leans on."""
        texts = (question.whole for question in self.asked)
        return contexts(self._heading, texts, self._subjects)


def earlier(d: Disclosure) -> Earlier:
    """A disclosure as the evidence needs it."""
    provisions = [*d.applied(), *(key for part in d.parts for key in _applied(part.citations))]
    return Earlier(
        d.id,
        d.ref,
        d.authority,
        d.authority_name,
        d.regime,
        d.topic,
        d.outcome,
        tuple(dict.fromkeys(provisions)),
        d.received,
        d.responded,
        d.published,
        len(d.parts),
        d.links[0] if d.links else "",
    )


def _applied(citations: Iterable[Citation]) -> Iterator[str]:
    return (c.key for c in citations if c.status is Status.APPLIED and c.key)


def _match(band: Band, compared: Compared, record: Record, sighted: Sighted) -> Match:
    d, question = record.disclosure, record.asked[sighted.place[2]]
    part = part_asked(d, sighted.place[2])
    own = part is not None and (part.outcome is not Outcome.UNKNOWN or bool(part.answer))
    by = ("words",) if sighted.by_words else ()
    if sighted.meaning is not None and (not by or sighted.meaning >= _MEANT):
        by = (*by, "meaning")
    shared = compared.shared
    return Match(
        band=band,
        score=round(sighted.score, 4),
        earlier=record.earlier,
        question=question,
        shared=shared.words[:_SHARED],
        alike=shared.alike[:_SHARED],
        agreed=compared.agreed,
        differences=() if band is Band.IDENTICAL else compared.differences,
        outcome=part.outcome if part and own else d.outcome,
        provisions=tuple(dict.fromkeys(_applied(part.citations)))
        if part and own
        else record.earlier.provisions,
        answer=(part.answer if part and own else d.response)[:_ANSWER],
        of_whole=not own,
        found_by=by,
        meaning=None if sighted.meaning is None else round(sighted.meaning, 4),
    )


def _order(match: Match) -> tuple[int, float, str]:
    """The closest bands first; below them what search puts first, which knows the answers too."""
    tier = min(match.band.rank, Band.OVERLAPPING.rank)
    return tier, -match.score, match.earlier.id
