"""Publishers' layouts, one small file each.

To add one: write a module with ``score`` and ``read`` (see :class:`foisearch.intake.draft.Layout`),
put its ``LAYOUT`` in the tuple below, and give it fixtures.  The order does not matter: the
highest score wins.
"""

from __future__ import annotations

from foisearch.intake.draft import Layout
from foisearch.intake.layouts import (
    labelled_letter,
    publication,
    reference_log,
    response_page,
)
from foisearch.intake.lines import Document

LAYOUTS: tuple[Layout, ...] = (
    reference_log.LAYOUT,
    response_page.LAYOUT,
    labelled_letter.LAYOUT,
    publication.LAYOUT,
)


def choose(document: Document) -> Layout:
    """The layout that the document is most surely of."""
    return max(LAYOUTS, key=lambda layout: layout.score(document))


def versions() -> str:
    """All layouts with their versions: changes when any of them reads differently."""
    return " ".join(f"{layout.name}/{layout.version}" for layout in LAYOUTS)
