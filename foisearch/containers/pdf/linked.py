"""Addresses that stand behind words of a page, and the lines of text where those words went."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from foisearch.containers.pdf.characters import readable
from foisearch.containers.pdf.page import Box, Line, Link
from foisearch.text import strip_controls

MOST_LINKS = 200
"""Of a page."""
MOST_CHARACTERS = 2_000
"""Of an address."""
FARTHEST = 300
"""Lines within which the words of a link are looked for, from the beginning of its page."""
_ENOUGH = 30
"""Characters of a line by which it is found again."""


def links_of(page: Any, lines: Sequence[Line], turn: int) -> tuple[Link, ...]:
    """The web addresses behind words of a page, each with the line that shows it first.

    Addresses that the line itself shows are left out.
    """
    found: dict[Link, None] = {}
    for box, address in _annotated(page, turn):
        inside = (line for line in lines if _covers(box, line.box))
        words = next((readable(line.text) for line in inside), "")
        if words and address.rstrip("/") not in words:
            found[Link(words, address)] = None
    return tuple(found)


def _covers(box: Box, line: Box) -> bool:
    across = min(box.right, line.right) - max(box.left, line.left)
    return across > 0 and box.top <= line.middle <= box.bottom


def _annotated(page: Any, turn: int) -> Iterator[tuple[Box, str]]:
    """Every link of the page to a web address."""
    import pypdfium2.raw as pdfium

    position, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _ in range(MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page.raw, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        size = pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
        if not 0 < size <= MOST_CHARACTERS or not pdfium.FPDFLink_GetAnnotRect(link, rect):
            continue
        held = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, held, size)
        address = strip_controls(held.value.decode("utf-8", "replace")).strip()
        if address.startswith(("http://", "https://")):
            yield Box.turned(turn, rect.left, rect.bottom, rect.right, rect.top), address


def placed(
    links: Iterable[tuple[int, Link]], lines: Sequence[str], pages: Sequence[int]
) -> tuple[tuple[int, str], ...]:
    """The addresses with the numbers of the lines that hold their words, from 1.

    Args:
        links: each with the number of its page.
        lines: the whole text.
        pages: the line at which each page begins.

    Where the words are not found again, the line is that at which the page begins.
    """
    found = []
    for number, link in links:
        # A paragraph that began on the page before may hold the words.
        begins = pages[number - 1] - 1
        start = max(begins - 2, 0)
        words = link.words[:_ENOUGH]
        near = range(start, min(begins + FARTHEST, len(lines)))
        found.append((next((at for at in near if words in lines[at]), begins) + 1, link.address))
    return tuple(found)
