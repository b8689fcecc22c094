"""The page of one request on WhatDoTheyKnow: a thread of letters, saved or crawled.

How its letters are told apart: :mod:`foisearch.intake.threads.pages`.
"""

from __future__ import annotations

from foisearch.intake.draft import Layout, Reading
from foisearch.intake.lines import Document
from foisearch.intake.threads.pages import certainty, read_page


def score(document: Document) -> float:
    """Sure with two of the page's own lines."""
    return certainty(document)


def read(document: Document) -> Reading:
    """The thread; it becomes a record where all correspondence does."""
    return Reading((), thread=read_page(document))


LAYOUT = Layout("request-page", 3, score, read, holds_letters=True)
