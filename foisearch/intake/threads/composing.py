"""Turns into one request and one response, each in its order, and what is uncertain about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foisearch.containers.contents import Side
from foisearch.disclosure import MessageKind, PartialDate, Precision
from foisearch.intake.lines import Line, trim
from foisearch.intake.paragraphs import paragraphs
from foisearch.intake.threads.kinds import ANSWERING
from foisearch.intake.threads.letters import substance
from foisearch.intake.threads.requoting import introduced, leads_in, repeated
from foisearch.intake.threads.turns import Turn
from foisearch.intake.wrapping import letter_width

_MUCH = 8
"""Words of a message that must not be passed over without a word."""

_MARKS = {
    MessageKind.CLARIFICATION: "Clarification",
    MessageKind.RESPONSE: "Further response",
    MessageKind.REVIEW: "Internal review",
}


@dataclass(slots=True)
class Composed:
    """The lines of request and response; ``unsure`` says why the border between them may be wrong,
    ``notes`` what else was done."""

    request: list[Line] = field(default_factory=list)
    response: list[Line] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def composed(turns: Sequence[Turn]) -> Composed:
    """Request and response of a thread.

    The request has the clarification that was given, the response every answer and the decision of
    a review, each later one below a mark in square brackets.  Acknowledgements are in neither.
    """
    found = Composed()
    asked = [t for t in turns if t.kind in (MessageKind.REQUEST, MessageKind.CLARIFICATION)]
    answered = [t for t in turns if t.kind in ANSWERING]
    for turn in asked:
        _add(found.request, turn, flowed(substance(turn.lines, turn.sender)))
    quoted_in = None if found.request else _quoted_request(turns, found)
    for turn in answered:
        lines = substance(turn.lines)
        if quoted_in is not None and turn is quoted_in[0]:
            lines = substance(quoted_in[1])
        elif asked and not turn.between:
            lines = _without_request(flowed(lines), asked, found)
        _add(found.response, turn, flowed(lines))
    if found.response and not found.request:
        found.unsure.append("the request is nowhere in the correspondence")
    found.unsure += _doubtful(turns)
    return found


def _add(lines: list[Line], turn: Turn, more: Sequence[Line]) -> None:
    """Append what a turn says, below a mark where something stands there already."""
    if not more:
        return
    number = more[0].number
    if lines:
        mark = _MARKS.get(turn.kind, "Further request")
        when = f", {_day(turn.sent)}" if turn.sent.value else ""
        lines += [Line(number, ""), Line(number, f"[{mark}{when}]"), Line(number, "")]
    lines += more


def _day(day: PartialDate) -> str:
    """A date in words, as far as it is known."""
    if day.value is None:
        return ""
    if day.precision is Precision.DAY:
        return f"{day.value.day} {day.value:%B %Y}"
    return f"{day.value:%B %Y}" if day.precision is Precision.MONTH else f"{day.value:%Y}"


def _quoted_request(turns: Sequence[Turn], found: Composed) -> tuple[Turn, list[Line]] | None:
    """The request as a letter of the authority quotes it, where the request itself is not there.

    Returns:
        That letter, and its lines without the request; ``None`` where none quotes it.
    """
    letters = [t for t in turns if t.side is Side.AUTHORITY]
    ordered = sorted(letters, key=lambda t: t.kind not in ANSWERING)
    for turn in ordered:
        request, rest = introduced(turn.lines)
        if not request:
            continue
        found.request += flowed(_unquoted(request))
        found.notes.append("the request is not in the correspondence: read as the answer quotes it")
        if not rest[-1:] or rest[-1].number <= request[-1].number:
            found.unsure.append("nothing ends the request that the letter quotes")
        return turn, rest
    return None


def _unquoted(request: Sequence[Line]) -> list[Line]:
    """A quoted request without the marks around it."""
    lines = trim(request)
    if not lines:
        return []
    first, last = lines[0].text.strip(), lines[-1].text.strip()
    if first.lstrip("* ")[:1] in ('"', "“") and last.rstrip(" .*")[-1:] in ('"', "”"):
        opening = first.lstrip("* ")[1:].lstrip()
        lines[0] = replace(lines[0], text=opening)
        closing = lines[-1].text.rstrip(" .*")[:-1].rstrip()
        lines[-1] = replace(lines[-1], text=closing)
    return lines


def _without_request(lines: Sequence[Line], asked: Sequence[Turn], found: Composed) -> list[Line]:
    """An answer without the request that it repeats."""
    request = [line for turn in asked for line in substance(turn.lines)]
    positions = repeated(lines, request)
    first = min(positions, default=0)
    above = lines[: first - leads_in(lines[:first])]
    rest = [*above, *(ln for i, ln in enumerate(lines) if i >= first and i not in positions)]
    if not positions or not any(not line.blank for line in rest):
        return list(lines)
    found.notes.append(
        "an answer repeats the request: left out of the response, kept in the message"
    )
    return rest


def _doubtful(turns: Sequence[Turn]) -> list[str]:
    """What is said of turns whose kind rests on their place more than on their words."""
    found = []
    for number, turn in enumerate(turns, 1):
        much = len(turn.text.split()) >= _MUCH
        if turn.sure or (turn.kind is MessageKind.OTHER and not much):
            continue
        when = f" of {turn.sent}" if turn.sent.value else ""
        found.append(f"message {number}{when} was taken for: {turn.kind}; its words do not say so")
    return found


def flowed(lines: Sequence[Line]) -> list[Line]:
    """The lines with those joined that a mail program broke; blank ones stay."""
    width = letter_width(lines)
    if not width:
        return list(lines)
    joined: list[Line] = []
    for paragraph in paragraphs(lines, width):
        if joined and _parted(lines, joined[-1].number, paragraph.first_line):
            joined.append(Line(paragraph.first_line, ""))
        joined.append(Line(paragraph.first_line, paragraph.raw))
    return joined


def _parted(lines: Sequence[Line], first: int, second: int) -> bool:
    """Whether a blank line stands between these two."""
    return any(line.blank for line in lines if first < line.number < second)
