"""Essex Police's pages: the fields of a form, their labels lost, one after another.

Keywords, ``PUB`` and a number, the reference alone, a title, what was asked; then how it ended in a
few words (``Full Refusal with Section 12 …``), a date, and the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foisearch.intake import dates
from foisearch.intake.draft import Draft, Layout, Reading
from foisearch.intake.layouts.kit.borders import Borders, checked, whole
from foisearch.intake.layouts.kit.family import score, sign
from foisearch.intake.layouts.kit.letter import draft_of
from foisearch.intake.layouts.kit.references import Reference, find_reference
from foisearch.intake.layouts.kit.topics import Topic, is_title
from foisearch.intake.lines import Document, Line, trim

_PUBLICATION = re.compile(r"PUB ?\d{3,5}$")
_REFERENCE = re.compile(r"\d{3,6}$")
_ENDED = re.compile(
    r"(?:(?:full|part(?:ial)?|complete|total|no)\b.{0,20}\b(?:refusal|disclosure|response|release|"
    r"information)\b.{0,100}|(?:refused|disclosed|neither confirm nor deny|information not held)"
    r"\b.{0,60})$",
    re.I,
)
_SIGNS = (
    sign(rf"^{_PUBLICATION.pattern}", 0.45, needed=True),
    sign(rf"^{_REFERENCE.pattern}", 0.2, needed=True),
    sign(r"^(?:N/A|\d\d? [A-Z][a-z]+ 20\d\d)$", 0.15),
    sign(r"\bEssex Police\b|\bessex\.police", 0.15),
)


def _read(document: Document) -> Reading:
    """The one disclosure of the page, by the order in which its fields stand."""
    lines = document.lines
    texts = [line.text.strip() for line in lines]
    at = next((i for i, text in enumerate(texts) if _PUBLICATION.match(text)), len(texts))
    reference = _reference(lines, at) or find_reference(lines, document)
    below = max(reference.at, at) + 1
    title = next((i for i in range(below, len(texts)) if texts[i]), None)
    topic = Topic(None)
    if title is not None and is_title(texts[title]):
        topic = Topic(texts[title], (title,))
    found = _borders(lines, max(below, *topic.positions) + bool(topic.topic))
    return Reading((_dated(draft_of(lines, found, reference, topic), texts[below:]),))


def _reference(lines: Sequence[Line], at: int) -> Reference | None:
    """The number alone on the next line but blank ones."""
    position = next((i for i in range(at + 1, len(lines)) if not lines[i].blank), None)
    if position is None or not _REFERENCE.match(lines[position].text.strip()):
        return None
    return Reference(lines[position].text.strip(), position, (position,))


def _borders(lines: Sequence[Line], start: int) -> Borders:
    """The answer begins with the words that say how the request ended."""
    turn = next(
        (i for i in range(start + 1, len(lines)) if _ENDED.match(lines[i].text.strip())), None
    )
    if turn is None:
        return whole(lines, "no line says how the request ended, as it does in this layout")
    request, response = trim(lines[start:turn]), trim(lines[turn:])
    return checked(Borders(list(request), list(response), list(trim(lines[:start]))))


def _dated(draft: Draft, texts: Sequence[str]) -> Draft:
    """The draft with the date that stands alone: that of the answer."""
    said = (dates.parse(text, "text") for text in texts if len(text) < 20)
    return replace(draft, responded=next((day for day in said if day.value), draft.responded))


LAYOUT = Layout("essex-page", 2, lambda document: score(document, _SIGNS), _read)
