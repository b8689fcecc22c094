"""The evidence pack: a dated schedule of similar earlier requests, which draws no conclusion.

Regulators and requesters fault refusals that name no earlier request, no dates, no intervals and no
overlap.  The pack states those, part by part, with how the search was made.  Whether a request is
repeated or vexatious, or may be added to others for cost, is a matter of law and of facts that
are not in the corpus (:data:`~foisearch.prior.pack.STATEMENT`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePath

from foisearch.disclosure import Outcome, PartialDate, Precision
from foisearch.law.working_days import known_until, working_days_between
from foisearch.prior.pack import LONGEST_ANSWER, NewPart, Overlap, Pack, Row, State, Window
from foisearch.prior.values import Checked, Decision, Earlier, Match, Pairing, Question
from foisearch.text import collapse_space, truncate

WINDOW = 60
"""Consecutive working days of the Fees Regulations (SI 2004/3244, reg.5(2)(b))."""

_STATES = {
    Outcome.FULL: State.GIVEN,
    Outcome.PART: State.GIVEN_IN_PART,
    Outcome.NOT_HELD: State.NOT_HELD,
    Outcome.PUBLISHED: State.PUBLISHED,
    Outcome.FUTURE_PUBLICATION: State.PUBLISHED,
    **dict.fromkeys(
        (
            *(Outcome.REFUSED, Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEAT, Outcome.NCND),
            *(Outcome.TRANSFERRED, Outcome.CLARIFY, Outcome.LAPSED, Outcome.WITHDRAWN),
            Outcome.PENDING,
        ),
        State.NOT_GIVEN,
    ),
}


def schedule(checked: Checked, days: Path | None = None) -> Pack:
    """The evidence pack of a checked request.

    ``days`` is an officer's file of further bank holidays (:mod:`foisearch.law.working_days`).

    Raises:
        RecordError: that file is malformed.
    """
    request = checked.request
    rows = sorted(_rows(checked, days), key=_order)
    return Pack(
        label=PurePath(request.label).name or request.label,
        received=request.received,
        authority=request.authority,
        parts=tuple(_new_parts(checked, rows)),
        rows=tuple(rows),
        treatments=checked.treatments,
        neither_differs=checked.neither_differs,
        searched=checked.searched,
        notes=(*checked.notes, *request.warnings, *_notes(request.received, rows)),
    )


def _rows(checked: Checked, days: Path | None) -> Iterator[Row]:
    """A row for every earlier request, those first that were compared as a whole."""
    matches: dict[str, list[tuple[Question, Match]]] = {}
    for part in checked.parts:
        for match in part.matches:
            matches.setdefault(match.earlier.id, []).append((part.question, match))
    texts = {q.number: q.whole for q in checked.request.questions}
    for similar in checked.similar:
        found = matches.pop(similar.earlier.id, [])
        overlaps = _overlaps(similar.earlier, similar.pairings, found, texts)
        yield _row(checked, similar.earlier, overlaps, (similar.decisions, found), days)
    for found in matches.values():
        pairings = [Pairing(q.number, m.question.number, m.band) for q, m in found]
        overlaps = _overlaps(found[0][1].earlier, pairings, found, texts)
        yield _row(checked, found[0][1].earlier, overlaps, ((), found), days)


def _overlaps(
    earlier: Earlier,
    pairings: Iterable[Pairing],
    found: list[tuple[Question, Match]],
    texts: Mapping[str, str],
) -> tuple[Overlap, ...]:
    known = {(q.number, m.question.number): m for q, m in found}
    result = []
    for pairing in pairings:
        match = known.get((pairing.new, pairing.earlier))
        own = match is not None and not match.of_whole and match.outcome is not Outcome.UNKNOWN
        outcome = match.outcome if match and own else earlier.outcome
        result.append(
            Overlap(
                new=pairing.new,
                new_text=texts.get(pairing.new, ""),
                earlier=pairing.earlier,
                earlier_text=match.question.whole if match else "",
                band=pairing.band,
                outcome=outcome,
                state=_STATES.get(outcome, State.UNKNOWN),
                provisions=match.provisions if match and own else earlier.provisions,
                of_whole=not own,
                answer=truncate(collapse_space(match.answer), LONGEST_ANSWER) if match else "",
                differences=match.differences if match else (),
                agreed=tuple(words for _, words in match.agreed) if match else (),
                shared=match.shared if match else (),
            )
        )
    return tuple(result)


def _row(
    checked: Checked,
    earlier: Earlier,
    overlaps: tuple[Overlap, ...],
    decided: tuple[tuple[Decision, ...], list[tuple[Question, Match]]],
    days: Path | None,
) -> Row:
    request = checked.request
    said = [*decided[0], *(d for _, match in decided[1] for d in match.decisions)]
    unknown = {"", "unknown"}
    known = not {request.authority, earlier.authority} & unknown
    same = request.authority == earlier.authority if known else None
    since, counted_from = _since(earlier)
    counted_by = "foisa" if earlier.regime in ("foisa", "eisr") else "foia"
    between = _between(since, _day(request.received), counted_by, days)
    return Row(
        earlier=earlier,
        band=min((o.band for o in overlaps), key=lambda band: band.rank),
        overlaps=overlaps,
        state=_STATES.get(earlier.outcome, State.UNKNOWN),
        working_days=between,
        counted_from=counted_from if between is not None else "",
        counted_by=counted_by if between is not None else "",
        window=_window(earlier.regime, same, between, counted_from),
        same_body=same,
        decisions=tuple(sorted(dict.fromkeys(said), key=lambda d: d.at)),
    )


def _since(earlier: Earlier) -> tuple[date | None, str]:
    """The first of the earlier request's dates that is known to the day, and which it is."""
    for name in ("received", "responded", "published"):
        if found := _day(getattr(earlier, name)):
            return found, name
    return None, ""


def _day(value: PartialDate) -> date | None:
    return value.value if value.precision is Precision.DAY else None


def _between(first: date | None, last: date | None, regime: str, days: Path | None) -> int | None:
    if first is None or last is None:
        return None
    try:
        return working_days_between(first, last, regime, days)
    except ValueError:  # so long ago, or so far ahead, that no bank holidays are known
        return None


def _window(regime: str, same: bool | None, between: int | None, counted_from: str) -> Window:
    """Where the earlier request stands to the sixty days before (or after) the new one.

    A request is answered and published after it is received: a response too long ago tells that
    the request was, too, and a recent one tells nothing.
    """
    if regime not in ("", "foia"):
        return Window.OTHER_LAW
    if same is False:
        return Window.OTHER_BODY
    if between is None:
        return Window.UNKNOWN
    if between > WINDOW or (counted_from == "received" and between < -WINDOW):
        return Window.OUTSIDE
    if counted_from != "received":
        return Window.UNKNOWN
    return Window.EDGE if abs(between) == WINDOW else Window.INSIDE


def _order(row: Row) -> tuple[bool, date, str]:
    earlier = row.earlier
    dates = (earlier.received, earlier.responded, earlier.published)
    value = next((d.value for d in dates if d.value), None)
    return value is None, value or date.min, earlier.id


def _new_parts(checked: Checked, rows: list[Row]) -> Iterator[NewPart]:
    for question in checked.request.questions:
        met = [
            (row.earlier.id, Pairing(o.new, o.earlier, o.band))
            for row in rows
            for o in row.overlaps
            if o.new == question.number
        ]
        met.sort(key=lambda pair: pair[1].band.rank)
        yield NewPart(
            number=question.number,
            text=question.whole,
            band=met[0][1].band if met else None,
            is_new=question.number in checked.new_parts,
            met=tuple(met),
        )


def _notes(received: PartialDate, rows: list[Row]) -> Iterator[str]:
    """What a reader must know of the dates."""
    if _day(received) is None:
        yield "The day on which the new request came is not known: no working days are counted."
    if any(row.counted_from not in ("", "received") for row in rows):
        yield (
            "Where the day of receipt is not known, working days are counted from a later date, as "
            "the schedule says: the interval was longer."
        )
    if any(row.working_days is not None and not row.earlier.regime for row in rows):
        yield "Where the law is not known, working days are counted as under FOIA."
    value = received.value
    if value and value.year > known_until():
        yield f"Bank holidays proclaimed after {known_until()} may be missing from the count."
