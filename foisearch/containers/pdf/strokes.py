"""The straight strokes of a page, as PDFium tells them: what may be the rules of tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from foisearch.containers.pdf.page import Box
from foisearch.containers.pdf.ruled import MOST_STROKES, SHORTEST, Rule

MOST_OBJECTS = 50_000
"""Objects of a page that are looked at; text counts among them."""
MOST_POINTS = 400
"""A path with more points is a drawing."""
SLANT = 1.0
"""Points by which a straight stroke may lean."""

_Point = tuple[float, float]


def rules_of(page: Any, turn: int) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical strokes, as they are after so many quarter turns of the page."""
    across: list[Rule] = []
    down: list[Rule] = []
    for first, second in _strokes(page):
        left, right = sorted((first[0], second[0]))
        low, high = sorted((first[1], second[1]))
        box = Box.turned(turn, left, low, right, high)
        if box.height <= SLANT and box.width >= SHORTEST:
            across.append(Rule(box.middle, box.left, box.right))
        elif box.width <= SLANT and box.height >= SHORTEST / 2:
            down.append(Rule((box.left + box.right) / 2, box.top, box.bottom))
        if len(across) + len(down) > MOST_STROKES:
            return [], []
    return across, down


def _strokes(page: Any) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of every path of a page."""
    import pypdfium2.raw as pdfium

    count = min(pdfium.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)
    for index in range(count):
        thing = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(pdfium, thing)


def _path(pdfium: Any, thing: Any) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path."""
    points = pdfium.FPDFPath_CountSegments(thing)
    if not 2 <= points <= MOST_POINTS:
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = before = None
    for index in range(points):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
            yield before, point
        before = point
        if pdfium.FPDFPathSegment_GetClose(segment) and begun is not None:
            yield point, begun
            before = begun
