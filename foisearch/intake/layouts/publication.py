"""Anything else: a document that holds no disclosure, kept whole so that search can find it."""

from __future__ import annotations

import re

from foisearch.intake.draft import Layout, Reading
from foisearch.intake.lines import Document

_FOI = re.compile(r"\bfreedom of information\b|\bFOI(?:A|SA)?\b", re.I)
_REPLY = re.compile(
    r"\b(?:your request|you (?:asked|requested)|information you (?:have )?(?:requested|seek))\b",
    re.I,
)


def score(document: Document) -> float:
    """The last resort: below every other layout, above nothing."""
    return 0.01


def read(document: Document) -> Reading:
    """No draft: the importer keeps the text as a publication."""
    text = document.text
    warnings = ["no disclosure records found: kept whole as a publication"]
    if _FOI.search(text) and _REPLY.search(text):
        warnings.append("it reads like a reply to a request, in a layout that is not known yet")
    heading = next((line.text.strip() for line in document.lines if not line.blank), "")
    return Reading((), heading, tuple(warnings))


LAYOUT = Layout("publication", 1, score, read)
