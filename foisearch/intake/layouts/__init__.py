"""Publishers' layouts, one small file each, and the readers of what nobody described.

To add one: write a module whose ``LAYOUT`` is a :func:`~foisearch.intake.layouts.kit.family.family`
of signs and borders (or any :class:`~foisearch.intake.draft.Layout`), put it in the tuple below,
and give it fixtures.  The order says nothing: the highest score wins.
"""

from __future__ import annotations

from foisearch.intake.draft import Layout
from foisearch.intake.layouts import (
    cleveland,
    cumbria,
    durham,
    essex,
    humberside,
    ico,
    index_page,
    kent,
    letter,
    log,
    met_letter_thread,
    metropolitan,
    npcc,
    psni,
    publication,
    reference_log,
    request_letter,
    south_wales,
    west_midlands,
    whatdotheyknow_page,
)
from foisearch.intake.layouts.choosing import Choice, weigh
from foisearch.intake.lines import Document

LAYOUTS: tuple[Layout, ...] = (
    cleveland.LAYOUT,
    cumbria.LAYOUT,
    durham.LAYOUT,
    essex.LAYOUT,
    humberside.LAYOUT,
    ico.LAYOUT,
    index_page.LAYOUT,
    kent.LAYOUT,
    letter.LAYOUT,
    log.LAYOUT,
    met_letter_thread.LAYOUT,
    metropolitan.LAYOUT,
    npcc.LAYOUT,
    psni.PAGE,
    psni.OLD_PAGE,
    publication.LAYOUT,
    reference_log.LAYOUT,
    request_letter.LAYOUT,
    south_wales.LAYOUT,
    west_midlands.LAYOUT,
    whatdotheyknow_page.LAYOUT,
)


def choose(document: Document) -> Choice:
    """The layout that the document is most surely of, and how surely."""
    return weigh(document, LAYOUTS)


def versions() -> str:
    """All layouts with their versions: changes when any of them reads differently."""
    return " ".join(f"{layout.name}/{layout.version}" for layout in LAYOUTS)
