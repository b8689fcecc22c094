"""A reply with a reference and headings of its own for the request and the response.

Seen at: the Police Service of Northern Ireland (``Request 1`` / ``Answer 1``), West Midlands,
South Wales and Cleveland Police, Durham Constabulary, Scottish councils.  A document with a
reference of a request but without such headings is kept whole, as a disclosure that was not split.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foisearch.disclosure import SplitConfidence
from foisearch.intake import dates
from foisearch.intake.draft import Draft, Layout, Reading, drafted
from foisearch.intake.labels import Split
from foisearch.intake.lines import Document, Line, trim

_TOKEN = r"(?:(?:FOI|RFI|EIR|FOISA)[ /-]?)?(?=[\w./-]*\d\d)[A-Za-z0-9][\w./-]{2,40}"
_REFERENCE = re.compile(
    r"^\W{0,3}(?:(?:my|our|foi|request|enquiry|case|information) )*"
    r"(?:ref(?:erence)?|request|number)(?: (?:no|number))?\.?\s*[:–-]\s*"
    rf"(?P<ref>{_TOKEN})\s*$"
    rf"|^freedom of information request\s*[:–-]\s*(?P<foi>{_TOKEN})\s*$",
    re.I,
)
_TITLE_REFERENCE = re.compile(rf"^(?P<title>[A-Z].{{3,120}}?)\s+\((?P<ref>{_TOKEN})\)$")
_ASKS = re.compile(
    r"^(?:your |the )?(?:request|question)s?(?: for information| details)?(?: (?P<n>\d{1,2}))?"
    r"\s*:?$|^(?:you asked(?: for)?|information requested|applicant(?:’s|'s)? questions?|"
    r"below is your request.*)\s*:?$",
    re.I,
)
_ANSWERS = re.compile(
    r"^(?:our |the |\w+ )?(?:response|answer|reply|decision)s?"
    r"(?: (?:to your request|(?P<n>\d{1,2})(?:\s*(?:&|and|,|-|–|to)\s*\d{1,2})*))?\s*:?$"
    r"|^outcome of (?:the |our )?review\s*:?$",
    re.I,
)
_REQUEST = re.compile(
    r"\b(?:freedom of information|environmental information|FOI(?:SA|A)?|EIRs?)\b"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """The reference, where its line is, and the title that stood with it."""

    ref: str
    position: int
    title: str | None = None


def score(document: Document) -> float:
    """Fairly sure with a reference near the top and both headings; a little without them."""
    found = _reference(document.lines)
    if not found:
        return 0.0
    headings = [_heading(line) for line in document.lines]
    if "request" in headings and "response" in headings:
        return 0.7
    return 0.3 if _REQUEST.search(document.text) else 0.0


def read(document: Document) -> Reading:
    """The one disclosure of the letter."""
    lines = list(document.lines)
    found = _reference(lines)
    assert found is not None
    first = next((i for i, line in enumerate(lines) if _heading(line) == "request"), len(lines))
    request, response = _split(lines[first:])
    topic = found.title or _title(lines[: min(found.position, first)])
    if request and response:
        parted = Split(tuple(trim(request)), tuple(trim(response)))
        draft = drafted(found.ref, topic, lines, parted)
    else:
        whole = [line for i, line in enumerate(lines) if i != found.position]
        draft = Draft(
            found.ref,
            topic,
            tuple(lines),
            body=tuple(trim(whole)),
            confidence=SplitConfidence.NONE,
            warnings=("no headings tell the request from the response: kept whole, not split",),
        )
    above = [line.text for line in lines[: found.position]]
    heading = next((text for text in above if dates.in_heading(text).value), topic or "")
    return Reading((draft,), heading)


def _reference(lines: Sequence[Line]) -> _Found | None:
    """The reference: on a line of its own near the top, or in brackets after the title."""
    for position, line in enumerate(lines[:30]):
        text = line.text.strip()
        if match := _REFERENCE.match(text):
            return _Found((match["ref"] or match["foi"]).strip(), position)
        if match := _TITLE_REFERENCE.match(text):
            return _Found(match["ref"], position, match["title"])
    return None


def _heading(line: Line) -> str:
    """``request`` or ``response`` where the line is such a heading."""
    text = line.text.strip()
    if len(text) > 60 or _REFERENCE.match(text):
        return ""
    if _ASKS.match(text):
        return "request"
    return "response" if _ANSWERS.match(text) else ""


def _split(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Request and response; numbered headings ("Request 2", "Answer 2") number the texts."""
    request: list[Line] = []
    response: list[Line] = []
    current: list[Line] | None = None
    label = ""
    for line in lines:
        heading = _heading(line)
        if heading:
            current = request if heading == "request" else response
            match = (_ASKS if heading == "request" else _ANSWERS).match(line.text.strip())
            label = (match["n"] or "") if match else ""
        elif current is not None:
            if label and not line.blank:
                line = Line(line.number, f"{label}. {line.text.strip()}")
                label = ""
            current.append(line)
    return request, response


def _title(above: Sequence[Line]) -> str | None:
    """The line right above the reference, where it can be a heading."""
    texts = [line.text.strip() for line in above if not line.blank]
    if not texts or len(texts[-1].split()) > 20 or texts[-1].endswith((".", ":", ",")):
        return None
    generic = re.match(
        r"(?:freedom of information|our ref|date|internal review|\W*$)", texts[-1], re.I
    )
    return None if generic or "|" in texts[-1] or ">" in texts[-1] else texts[-1]


LAYOUT = Layout("labelled-letter", 1, score, read)
