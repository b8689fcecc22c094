"""A layout of a few declarations: the signs by which it is known, and where its borders stand.

LAYOUT = family(
    "harbour-letter",
    1,
    (sign(r"^Harbour note ", 0.5, needed=True), sign(r"^What was asked:", 0.4)),
    reference=r"Harbour note",
    request=r"What was asked:",
    response=r"What we say:",
)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from foisearch.intake import dates
from foisearch.intake.draft import Layout, Reading
from foisearch.intake.layouts.kit import borders, drawing
from foisearch.intake.layouts.kit.borders import Borders
from foisearch.intake.layouts.kit.cues.answering import speaks
from foisearch.intake.layouts.kit.drawing import Draw
from foisearch.intake.layouts.kit.entries import is_log
from foisearch.intake.layouts.kit.labelled import label_alone
from foisearch.intake.layouts.kit.letter import read_letter
from foisearch.intake.layouts.kit.references import Reference, addresses
from foisearch.intake.lines import Document, Line, trim

ONE_OF_SEVERAL = 0.5
"""The most that a layout with one disclosure claims of a document that holds several."""
_MOST_SIGNS = 60_000
"""Characters of a document among which its signs stand."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that a layout shows: a pattern, and how much it tells, from 0 to 1.

    The pattern is looked for line by line in the ``text``, in the document's ``address`` and name,
    or in both.  A ``needed`` sign that is not there rules the layout out.
    """

    pattern: re.Pattern[str]
    weight: float
    where: Literal["text", "address", "both"] = "text"
    needed: bool = False


def sign(
    pattern: str,
    weight: float,
    *,
    where: Literal["text", "address", "both"] = "text",
    needed: bool = False,
) -> Sign:
    """A sign; its pattern ignores case, and ``^`` and ``$`` stand for the ends of a line."""
    return Sign(re.compile(pattern, re.I | re.M), weight, where, needed)


def family(
    name: str,
    version: int,
    signs: Sequence[Sign],
    *,
    reference: str = "",
    request: str = "",
    response: str = "",
    draw: Draw | None = None,
    mend: Callable[[Document], Document] | None = None,
) -> Layout:
    """A layout with one disclosure to a document.

    Args:
        name: what the layout is called in records and reports.
        version: rises when it reads better.
        signs: their weights add up to the score, 1 at most.
        reference: how the line begins on which the reference stands, where its label is not one
            that everybody uses.
        request: what introduces the request; it may run over line ends.
        response: how the line begins with which the response begins; left out where that line
            says nothing else and ends with a colon.
        draw: tells the two apart where more is needed than ``request`` and ``response``.
        mend: puts right what this layout breaks, before anything is looked for.
    """
    told = draw or (between(request, response) if request else drawing.draw)
    label = re.compile(rf"(?:{reference})\W*(?P<ref>\S.{{0,60}}?)\s*$", re.I) if reference else None

    def read(document: Document) -> Reading:
        document = mend(document) if mend else document
        known = _labelled(document.lines, label) if label else None
        draft = read_letter(document.lines, document, told, known)
        return Reading((draft,), heading=dated_heading(document.lines))

    return Layout(name, version, lambda document: score(document, signs), read)


def _labelled(lines: Sequence[Line], label: re.Pattern[str]) -> Reference | None:
    """The reference behind a layout's own label; ``None`` where no line has it."""
    for position, line in enumerate(lines):
        if match := label.match(line.text.strip()):
            return Reference(match["ref"], position, (position,))
    return None


def score(document: Document, signs: Sequence[Sign]) -> float:
    """How surely a document shows these signs, from 0 to 1."""
    text = "\n".join(line.text.strip() for line in document.lines)[:_MOST_SIGNS]
    outside = "\n".join((*addresses(document), document.name))
    places = {"text": text, "address": outside, "both": f"{outside}\n{text}"}
    total = 0.0
    for each in signs:
        if each.pattern.search(places[each.where]):
            total += each.weight
        elif each.needed:
            return 0.0
    if total > ONE_OF_SEVERAL and is_log(document.lines):
        return ONE_OF_SEVERAL
    return min(total, 1.0)


_DATED_HEADING = re.compile(r"\||\bdisclosures?\b|\blog\b|\bpublished\b|\breleased?\b", re.I)


def dated_heading(lines: Sequence[Line]) -> str:
    """The line at the top of a page that states when it was published; empty where none does.

    ``January 28, 2025 | Policies`` and ``FOI disclosures July 2024``; a letter's date is no such.
    """
    texts = [line.text.strip() for line in lines[:12] if line.text.strip()][:6]
    return next(
        (
            t
            for t in texts
            if len(t) < 200
            and not t.endswith((":", ",", ";", "?"))
            and _DATED_HEADING.search(t)
            and dates.in_heading(t).value
        ),
        "",
    )


def between(request: str, response: str) -> Draw:
    """Borders at what introduces the request, and at the line that begins the response.

    Where either is missing the general vocabulary is asked, and the split is doubted.
    """
    opens = re.compile(request, re.I)
    answers = re.compile(response, re.I)

    def draw(lines: Sequence[Line]) -> Borders:
        opening = _opening(lines, opens)
        if opening is None:
            return _otherwise(lines, "no line introduces the request as it does in this layout")
        above, body = opening
        turn = _turn(body, answers)
        if turn is None or not trim(body[turn:]):
            return _otherwise(lines, "the response does not begin as it does in this layout")
        found = Borders(trim(body[:turn]), trim(_unlabelled(body[turn:], answers)), trim(above))
        return borders.without_tail(borders.checked(found))

    return draw


def _turn(body: Sequence[Line], answers: re.Pattern[str]) -> int | None:
    """Where the response begins; above any request only where it surely is the authority's."""
    for position, line in enumerate(body):
        text = line.text.strip()
        if answers.match(text) and (
            any(ln.text.strip() for ln in body[:position]) or speaks(text) >= 1.0
        ):
            return position
    return None


def _otherwise(lines: Sequence[Line], why: str) -> Borders:
    found = drawing.draw(lines)
    return found.doubt(why) if found.response else found


def _opening(lines: Sequence[Line], opens: re.Pattern[str]) -> tuple[list[Line], list[Line]] | None:
    """The lines above the request, and those from it on.

    An introduction that is nothing but that is left out, like a label.
    """
    for position, line in enumerate(lines):
        text = line.text.strip()
        following = lines[position + 1].text.strip() if position + 1 < len(lines) else ""
        for count, joined in ((1, text), (2, f"{text} {following}")):
            match = opens.search(joined)
            if match and match.start() <= len(text) and (count == 1 or match.end() > len(text)):
                rest = joined[match.end() :].strip()
                last = lines[position + count - 1]
                above = list(lines[:position])
                if joined[: match.start()].strip():
                    above.append(Line(line.number, joined[: match.end()]))
                below = list(lines[position + count :])
                return above, [Line(last.number, rest), *below] if rest else below
    return None


def _unlabelled(response: Sequence[Line], answers: re.Pattern[str]) -> list[Line]:
    """A response without the label that it begins with."""
    first = response[0].text.strip()
    own = first.endswith(":") and answers.fullmatch(first)
    return list(response[1:]) if own or label_alone(response[0]) else list(response)
