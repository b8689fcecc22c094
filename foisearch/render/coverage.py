"""Which parts of a new request were asked before, where, and how that ended: in one sentence.

*Answered* is said only where the earlier outcome says so; what was refused is said to be refused,
and where the outcome of the part is not known, only that it was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foisearch.disclosure import Outcome
from foisearch.prior.values import Band, Checked, CheckedPart, Earlier, Match, SimilarRequest
from foisearch.render.words import OUTCOMES, date_words

MOST = 3
"""Earlier requests that the sentence names; the list below it has them all."""

NOTHING = {
    Band.IDENTICAL: "nothing identical was found",
    Band.NEAR_IDENTICAL: "nothing near-identical was found",
    Band.SAME_SCOPE: "nothing in the same scope was found",
    Band.OVERLAPPING: "nothing that overlaps was found",
    Band.RELATED: "nothing similar was found",
}
"""What is said where nothing reaches a band: of what was left out, nothing is known."""
ONLY_RELATED = "only related questions were found"

ANSWERED = "answered"
REFUSED = "asked and refused"
NEITHER = "asked, and neither confirmed nor denied,"
ASKED = "asked"

_TREATED = {
    Outcome.FULL: ANSWERED,
    Outcome.PART: ANSWERED,
    Outcome.PUBLISHED: ANSWERED,
    Outcome.NOT_HELD: ANSWERED,
    Outcome.ADVICE: ANSWERED,
    Outcome.REFUSED: REFUSED,
    Outcome.COST: REFUSED,
    Outcome.VEXATIOUS: REFUSED,
    Outcome.REPEAT: REFUSED,
    Outcome.NCND: NEITHER,
}
_PLAIN = {Outcome.FULL, Outcome.REFUSED, Outcome.NCND, Outcome.UNKNOWN}
"""Outcomes that the verb says already."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Parts of the new request that one earlier request meets in one way.

    ``treated`` is how they ended: answered, asked and refused …; ``outcome`` in the record's own
    terms, and ``verdict`` what an officer decided about the two, empty where nothing.
    """

    parts: tuple[str, ...]
    earlier: Earlier
    treated: str
    outcome: Outcome
    verdict: str = ""


def covered(checked: Checked) -> list[Covered]:
    """Where each part that is not new was asked: in the most similar request that has it."""
    found: dict[tuple[str, str, Outcome], Covered] = {}
    for part in checked.parts:
        number = part.question.number
        if number in checked.new_parts:
            continue
        pair = _asked_in(part, checked.similar)
        if pair is None:
            continue
        earlier, match = pair
        treated, outcome = _treated(earlier, match)
        key = (earlier.id, treated, outcome)
        before = found[key].parts if key in found else ()
        verdict = _verdict(checked.similar, earlier.id)
        found[key] = Covered((*before, number), earlier, treated, outcome, verdict)
    return list(found.values())


def _asked_in(
    part: CheckedPart, similar: Iterable[SimilarRequest]
) -> tuple[Earlier, Match | None] | None:
    """The most similar request that has this part in the same scope, and the match of the two."""
    matches: dict[str, Match] = {}
    for match in part.matches:
        if match.band.reaches(Band.SAME_SCOPE):
            matches.setdefault(match.earlier.id, match)
    for request in similar:
        if part.question.number in request.answers():
            return request.earlier, matches.get(request.earlier.id)
    first = next(iter(matches.values()), None)
    return (first.earlier, first) if first else None


def _treated(earlier: Earlier, match: Match | None) -> tuple[str, Outcome]:
    """How the part ended, as far as that can be said of the part and not only of the whole."""
    own = match is not None and not match.of_whole and match.outcome is not Outcome.UNKNOWN
    outcome = match.outcome if own and match else earlier.outcome
    if not own and outcome is Outcome.PART and earlier.parts != 1:
        return ASKED, outcome
    return _TREATED.get(outcome, ASKED), outcome


def _verdict(similar: Iterable[SimilarRequest], id: str) -> str:
    for request in similar:
        if request.earlier.id == id and request.decisions:
            return str(request.decisions[-1].verdict)
    return ""


def coverage_words(checked: Checked, least: Band = Band.RELATED) -> str:
    """``Parts 1 and 3 of 4 were answered in 5023198 (OPSR, January 2022); part 2 is new.``

    ``least`` is the band that was looked for.
    """
    clauses = list(_clauses(checked, least))
    sentence = "; ".join(clauses) + "."
    return sentence[0].upper() + sentence[1:]


def _clauses(checked: Checked, least: Band) -> Iterator[str]:
    numbers = [part.question.number for part in checked.parts]
    count = len(numbers)
    bands = {part.band for part in checked.parts}
    if not numbers:
        yield "it asks nothing"
        return
    if bands <= {None, Band.RELATED}:
        found = ONLY_RELATED if Band.RELATED in bands else NOTHING[least]
        yield f"{_named(numbers, count)} {'is' if count == 1 else 'are'} new: {found}"
        return
    of = f" of {count}"
    for some, one, many, rest in _said(checked):
        ordered = sorted(some, key=numbers.index)
        verb = one if len(ordered) == 1 else many
        yield f"{_named(ordered, count, of)} {verb} {rest}"
        of = ""


def _said(checked: Checked) -> Iterator[tuple[list[str], str, str, str]]:
    """Numbers of parts, the verb for one and for many, and what is said of them."""
    asked = covered(checked)
    for item in asked[:MOST]:
        where = earlier_words(item.earlier, item.outcome, item.verdict)
        yield list(item.parts), "was", "were", f"{item.treated} in {where}"
    if others := [number for item in asked[MOST:] for number in item.parts]:
        yield others, "was", "were", "asked in other requests"
    overlapping: dict[str, list[str]] = {}
    new: list[str] = []
    for part in checked.parts:
        if part.question.number not in checked.new_parts:
            continue
        if part.band is Band.OVERLAPPING:
            earlier = part.matches[0].earlier
            overlapping.setdefault(earlier.ref or earlier.id, []).append(part.question.number)
        else:
            new.append(part.question.number)
    where_else = list(overlapping.items())
    for name, numbers in where_else[:MOST]:
        yield numbers, "overlaps", "overlap", f"with {name}"
    if others := [number for _, numbers in where_else[MOST:] for number in numbers]:
        yield others, "overlaps", "overlap", "with other requests"
    if new:
        yield new, "is", "are", "new"


def earlier_words(earlier: Earlier, outcome: Outcome = Outcome.UNKNOWN, verdict: str = "") -> str:
    """``5023198 (OPSR, January 2022, not held; decided: same)``."""
    said = [body_of(earlier), when(earlier)]
    if outcome not in _PLAIN:
        said.append(OUTCOMES[outcome])
    inside = ", ".join(word for word in said if word)
    return f"{earlier.ref or earlier.id} ({inside}{f'; decided: {verdict}' if verdict else ''})"


def body_of(earlier: Earlier) -> str:
    """The body that answered, or that it is not known."""
    if earlier.authority_name:
        return earlier.authority_name
    return "body unknown" if earlier.authority in {"", "unknown"} else earlier.authority


def when(earlier: Earlier) -> str:
    """The date of the answer, else of its publication, else of the request; empty for none."""
    dates = (earlier.responded, earlier.published, earlier.received)
    return next((date_words(date) for date in dates if date.value), "")


def _named(numbers: Sequence[str], count: int, of: str = "") -> str:
    """``parts 1, 3 and 7–9 of 11``; of a request with one question, that question."""
    if count == 1:
        return "the question"
    if len(numbers) == count:
        return "both parts" if count == 2 else f"all {count} parts"
    return f"{'part' if len(numbers) == 1 else 'parts'} {numbers_words(numbers)}{of}"


def numbers_words(numbers: Sequence[str]) -> str:
    """``1, 3 and 7–9``: three numbers or more in a row as a span."""
    runs: list[list[str]] = []
    for number in numbers:
        last = runs[-1][-1] if runs else ""
        if _whole(last) and _whole(number) and int(number) == int(last) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said: list[str] = []
    for run in runs:
        said += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else run
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else ""


def _whole(number: str) -> bool:
    return number.isascii() and number.isdigit()
