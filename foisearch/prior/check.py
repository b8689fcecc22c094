"""A whole request checked: every part, the earlier requests they meet, what other bodies did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from foisearch import __version__
from foisearch.disclosure import Disclosure, Outcome, Precision
from foisearch.prior.matching import Matcher, Record
from foisearch.prior.questions import asked
from foisearch.prior.scope.context import contexts
from foisearch.prior.sighting import Sighted
from foisearch.prior.values import (
    Band,
    Checked,
    CheckedPart,
    Match,
    NewRequest,
    Pairing,
    Place,
    Question,
    Searched,
    SimilarRequest,
    Treatment,
)

if TYPE_CHECKING:
    from foisearch.engine.index import Index
    from foisearch.prior.decisions import Decisions
    from foisearch.prior.meaning import Meaning
    from foisearch.prior.store import Questions
    from foisearch.prior.values import Decision

REQUESTS = 10
"""So many earlier requests are told of."""
_CROSSED = 3
"""For so many of them every part is looked for, also where others are nearer to it."""
_QUERY_WORDS = 12
_WEIGHT = {
    Band.IDENTICAL: 1.0,
    Band.NEAR_IDENTICAL: 0.8,
    Band.SAME_SCOPE: 0.6,
}
"""What a part counts when earlier requests are put in order; within a band, and in the others,
its score decides: the order of requests is that of the matches of their parts."""
_OTHER = 0.5
WORDS_ONLY = (
    "other wordings were looked for by the field's own words only; for a sentence model too:"
    " pip install 'foisearch[semantic]', then foisearch index --semantic"
)


class Checker:
    """Checks new requests against the index.

    Args:
        index: the open index.
        questions: its store of questions.
        decisions: what officers decided about pairs.
        meaning: the sentence model's side, where there is one.
    """

    def __init__(
        self,
        index: Index,
        questions: Questions,
        decisions: Decisions | None = None,
        meaning: Meaning | None = None,
    ) -> None:
        self._index = index
        self._decisions = decisions
        self._meaning = meaning
        self._matcher = Matcher(index, questions, meaning)
        counts = index.counts()
        self._held = Searched(
            at=_now(),
            version=__version__,
            disclosures=counts.disclosures,
            publications=counts.publications,
            newest=index.newest(),
            digest=index.corpus_digest,
            queries=(),
            model=meaning.embedder.name if meaning else "",
        )

    def check(
        self, request: NewRequest, limit: int = 5, least: Band = Band.RELATED, without: str = ""
    ) -> Checked:
        """What is similar to a request.

        Args:
            request: the new one.
            limit: matches to give for each part, 1 or more.
            least: bands below this one are left out.
            without: the id of a disclosure that is left out: the one that is checked itself.
        """
        day = _day(request)
        request = self._in_context(request)
        all_matches = [
            self._decided(
                self._matcher.matches(question, day, limit, without, request.authority), without
            )
            for question in request.questions
        ]
        kept = [[m for m in found if m.band.reaches(least)] for found in all_matches]
        parts = tuple(
            CheckedPart(question, tuple(found[:limit]))
            for question, found in zip(request.questions, kept, strict=True)
        )
        treatments = _treatments(kept)
        return Checked(
            request=request,
            parts=parts,
            similar=self._similar(request, day, kept, least, without),
            new_parts=tuple(
                part.question.number
                for part in parts
                if part.band is None or not part.band.reaches(Band.SAME_SCOPE)
            ),
            treatments=treatments,
            neither_differs=_neither_differs(treatments),
            searched=self._searched(request),
            notes=() if self._meaning else (WORDS_ONLY,),
        )

    def _in_context(self, request: NewRequest) -> NewRequest:
        """With what each of its questions leans on, but for those that were told already."""
        texts = [question.whole for question in request.questions]
        found = contexts(request.subject, texts, self._matcher.subjects)
        asked_in = (
            replace(question, context=question.context or context)
            for question, context in zip(request.questions, found, strict=True)
        )
        return replace(request, questions=tuple(asked_in))

    def similar(
        self, disclosure: Disclosure, limit: int = 10, least: Band = Band.RELATED
    ) -> Checked:
        """What is similar to a disclosure that is held; itself left out."""
        return self.check(as_request(disclosure), limit, least, without=disclosure.id)

    def near_identical(self, disclosures: Sequence[Disclosure]) -> list[int]:
        """For each disclosure the place of the first one that asks nearly the same words.

        Those that ask nothing, publications say, are like no other.
        """
        firsts: list[int] = []
        records = [Record(d, self._matcher.subjects) for d in disclosures]
        for place, record in enumerate(records):
            same = (
                first
                for first in range(place)
                if firsts[first] == first and self._nearly(record, records[first])
            )
            firsts.append(next(same, place))
        return firsts

    def _nearly(self, one: Record, other: Record) -> bool:
        if not one.asked or len(one.asked) != len(other.asked):
            return False
        pairs = zip(one.scopes, range(len(other.scopes)), strict=True)
        found = (self._matcher.match(scope, other, _at(at)) for scope, at in pairs)
        return all(match and match.band.reaches(Band.NEAR_IDENTICAL) for match in found)

    def _decided(self, matches: list[Match], checked: str) -> list[Match]:
        """Matches with what was decided of them: of the pair, where the new one is held itself,
        and that the earlier answer was superseded.
        """
        if self._decisions is None or not len(self._decisions):
            return matches
        return [replace(m, decisions=self._about(checked, m.earlier.id)) for m in matches]

    def _about(self, checked: str, id_: str) -> tuple[Decision, ...]:
        if self._decisions is None:
            return ()
        pair = self._decisions.about(checked, id_) if checked else ()
        gone = (d for d in self._decisions.superseding(id_) if d not in pair)
        return (*gone, *pair)

    def _similar(
        self,
        request: NewRequest,
        day: date | None,
        matches: Sequence[Sequence[Match]],
        least: Band,
        without: str,
    ) -> tuple[SimilarRequest, ...]:
        """The earlier requests, those that meet most of the new one first."""
        pairings: dict[str, dict[str, Match]] = {}
        for question, found in zip(request.questions, matches, strict=True):
            for each in found:
                pairings.setdefault(each.earlier.id, {})[question.number] = each
        order = sorted(pairings, key=lambda id_: (-_score(pairings[id_], request), id_))
        if len(request.questions) > 1:
            for id_ in order[:_CROSSED]:
                self._cross(request, day, id_, pairings[id_], least)
            order = sorted(pairings, key=lambda id_: (-_score(pairings[id_], request), id_))
        return tuple(
            SimilarRequest(
                next(iter(pairings[id_].values())).earlier,
                tuple(
                    Pairing(q.number, match.question.number, match.band)
                    for q in request.questions
                    if (match := pairings[id_].get(q.number))
                ),
                round(_score(pairings[id_], request), 4),
                self._about(without, id_),
            )
            for id_ in order[:REQUESTS]
        )

    def _cross(
        self,
        request: NewRequest,
        day: date | None,
        id_: str,
        pairings: dict[str, Match],
        least: Band,
    ) -> None:
        """Look for every part in one earlier request, also where others were nearer to it."""
        (disclosure,) = self._index.get(id_)[:1]
        record = Record(disclosure, self._matcher.subjects)
        for question in request.questions:
            if question.number in pairings:
                continue
            new = self._matcher.scope(question, day, request.authority)
            found = [
                match
                for at in range(len(record.asked))
                if (match := self._matcher.match(new, record, _at(at), question.context))
                and match.band.reaches(least)
            ]
            if found:
                pairings[question.number] = min(found, key=lambda m: (m.band.rank, -m.score))

    def _searched(self, request: NewRequest) -> Searched:
        queries = tuple(self._words(question) for question in request.questions)
        return replace(self._held, at=_now(), queries=queries)

    def _words(self, question: Question) -> str:
        subject = self._matcher.subjects.subject(question.whole)
        heavy = sorted(zip(subject.weights, subject.written, strict=True), key=lambda w: -w[0])
        words = [word.lower() for _, word in heavy]
        return " ".join(list(dict.fromkeys(words))[:_QUERY_WORDS])


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _at(question: int) -> Sighted:
    """A question of a record that is looked at whatever search thinks of it."""
    return Sighted((0, 0, question))


def as_request(d: Disclosure) -> NewRequest:
    """A disclosure's request as if it came in now."""
    own = [q for q in asked(d) if q.place is not Place.RESPONSE]
    parts = [q for q in own if q.place is Place.PART] or own or list(asked(d))
    numbered = [
        q if q.number else replace(q, number=str(place)) for place, q in enumerate(parts, 1)
    ]
    return NewRequest(
        label=d.id,
        text=d.request or d.body,
        questions=tuple(numbered),
        subject=d.topic or "",
        received=d.received,
        authority=d.authority,
    )


def _day(request: NewRequest) -> date | None:
    return request.received.value if request.received.precision is Precision.DAY else None


def _score(pairings: dict[str, Match], request: NewRequest) -> float:
    """How much of the new request an earlier one meets, 0.0 to 1.0."""
    total = sum(
        _WEIGHT[m.band] * (0.9 + 0.1 * m.score) if m.band in _WEIGHT else _OTHER * m.score
        for m in pairings.values()
    )
    return total / max(len(request.questions), 1)


def _treatments(matches: Iterable[Iterable[Match]]) -> tuple[Treatment, ...]:
    """What each body did with the same questions; those with most requests first."""
    by_body: dict[str, list[Match]] = {}
    for found in matches:
        for match in found:
            if match.band.reaches(Band.SAME_SCOPE):
                by_body.setdefault(match.earlier.authority, []).append(match)
    rows = [
        Treatment(
            body,
            found[0].earlier.authority_name or body,
            tuple(dict.fromkeys(m.earlier.id for m in found)),
            tuple(dict.fromkeys(m.outcome for m in found if m.outcome is not Outcome.UNKNOWN)),
            tuple(dict.fromkeys(key for m in found for key in m.provisions)),
        )
        for body, found in by_body.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.requests), row.authority)))


def _neither_differs(treatments: Iterable[Treatment]) -> bool:
    """Whether the same question was met with "neither confirm nor deny" here, otherwise there."""
    rows = [row for row in treatments if row.outcomes]
    return any(row.neither for row in rows) and any(
        set(row.outcomes) - {Outcome.NCND, Outcome.PENDING} for row in rows
    )
