"""A list of disclosures without the disclosures: months, topics, links; it gives no records."""

from __future__ import annotations

import re

from foisearch.disclosure import SplitConfidence
from foisearch.intake.draft import Layout, Reading
from foisearch.intake.layouts.kit import drawing
from foisearch.intake.layouts.kit.cues.answering import only_answered, speaks
from foisearch.intake.layouts.kit.references import headings, labelled
from foisearch.intake.layouts.kit.topics import is_title
from foisearch.intake.lines import Document, Line

_FOI = re.compile(r"\bfreedom of information\b|\bFOIs?\b|\bdisclosure log\b|\bdisclosures?\b", re.I)
_ITEM = re.compile(
    r"^(?:[•●▪*–-]\s*\S|.{3,150}\.(?:pdf|docx?|xlsx?)\b|.{3,150}\(\d+\s?[KM]B\b)", re.I
)
_ANSWERED = re.compile(
    r"\b(?:your request|you (?:asked|requested)|i can confirm|we (?:hold|do not hold|can "
    r"confirm))\b",
    re.I,
)
_LEAST = 4
_LEAST_TEASED = 3
_LONG = 200


def score(document: Document) -> float:
    """Fairly sure where nearly all lines are headings and items, and nobody is answered."""
    if _teases(document):
        return 0.9
    lines = [line for line in document.lines if line.text.strip()]
    items = [line for line in lines if _is_item(line)]
    prose = [line for line in lines if len(line.text) > _LONG]
    if (
        len(items) < _LEAST
        or len(prose) * 8 > len(lines)
        or not _FOI.search(document.text[:20_000])
    ):
        return 0.0
    refs = {ref for _, _, ref in headings(document.lines)}
    if _ANSWERED.search(document.text) or len(items) * 4 < len(lines) * 3 or len(refs) == 1:
        return 0.0
    split = drawing.draw(document.lines).confidence
    return 0.0 if split is SplitConfidence.HIGH else 0.65


def _teases(document: Document) -> bool:
    """Whether titles with their references stand there, each with some of its request alone."""
    found = [(kind, ref) for _, kind, ref in headings(document.lines) if kind == "brackets"]
    if len({ref for _, ref in found}) < _LEAST_TEASED:
        return False
    answered = any(
        _ANSWERED.search(line.text) or only_answered(line.text) for line in document.lines
    )
    return not answered and not any(speaks(line.text) >= 1.0 for line in document.lines)


def _is_item(line: Line) -> bool:
    text = line.text.strip()
    return bool(_ITEM.match(text)) or is_title(text) or labelled(text) is not None


def read(document: Document) -> Reading:
    """No draft: the list is kept whole, so that search finds what it names."""
    heading = next((line.text.strip() for line in document.lines if line.text.strip()), "")
    said = "an index of disclosures, not disclosures: kept whole as a publication"
    return Reading((), heading, (f"no disclosure records found: {said}",))


LAYOUT = Layout("index-page", 2, score, read)
