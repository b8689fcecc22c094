"""The boxes of a page that may hide text: filled shapes, thick strokes, pictures, annotations.

What they hide is not decided here: which colours lie above which others only a drawn page shows.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foisearch.containers.pdf.strokes import MOST_OBJECTS

MOST_BOXES = 2_000
"""Of a page; with more it is a drawing, and the further ones are not looked at."""
DEEPEST = 4
"""Forms within forms whose objects are looked at."""
LEAST = 3.0
"""Points; what is lower or narrower hides no letter."""
LARGEST = 0.7
"""Share of the page; what is larger is its ground, or a scan above its own letters."""
OPAQUE = 250
"""Of 255."""
DARK = 90
"""A grey, 0 to 255, below which black letters cannot be read."""
ALIKE = 60
"""Greys that differ by less are one to the eye."""

_Bounds = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]
_HIDING = ("SQUARE", "CIRCLE", "POLYGON", "LINE", "INK", "HIGHLIGHT", "STRIKEOUT", "STAMP")


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on the page, in PDF's own coordinates, which go upward."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.low <= y <= self.high

    def meets(self, other: Place) -> bool:
        """Whether both share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0 and min(self.high, other.high) > max(self.low, other.low)


@dataclass(frozen=True, slots=True)
class Painted:
    """Something that is painted, the ``order``-th on its page.

    ``grey`` is its colour as a grey, 0 (black) to 255, ``None`` where it is not known.  ``text`` is
    the object of the letters, by which PDFium knows them; 0 for a box.
    """

    place: Place
    order: int
    grey: int | None
    text: int = 0

    def may_hide(self, text: Painted) -> bool:
        """Whether the box may hide a text: it is painted above it, or in the same dark colour."""
        if not self.place.meets(text.place):
            return False
        if self.order > text.order:
            return True
        if self.grey is None or text.grey is None or self.grey > DARK:
            return False
        return abs(self.grey - text.grey) < ALIKE


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation; ``redacts`` where it marks what is to be taken out."""

    place: Place
    redacts: bool


class Painting:
    """The objects of a page in the order in which they are painted."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = page
        width, height = page.get_size()
        self._largest = LARGEST * width * height
        self._left = MOST_OBJECTS
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._flags = [ctypes.c_int() for _ in range(2)]

    def boxes(self) -> list[Painted]:
        """The boxes that may hide letters."""
        pdfium = self._pdfium
        found = []
        for order, thing, kind, matrix in self._things():
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                grey = self._covering(thing)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                grey = None
            else:
                continue
            if grey == -1 or (place := self._place(thing, matrix)) is None:
                continue
            width, height = place.right - place.left, place.high - place.low
            if min(width, height) >= LEAST and width * height < self._largest:
                found.append(Painted(place, order, grey))
                if len(found) == MOST_BOXES:
                    break
        return found

    def texts(self) -> Iterator[Painted]:
        """The visible texts."""
        pdfium = self._pdfium
        for order, thing, kind, matrix in self._things():
            if kind != pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            # The letters of OCR, which nobody is meant to see.
            if pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                continue
            if (place := self._place(thing, matrix)) is not None:
                grey, _ = self._grey(pdfium.FPDFPageObj_GetFillColor, thing)
                yield Painted(place, order, grey, _address(thing))

    def marks(self) -> Iterator[Mark]:
        """The annotations that may hide letters, or mark what is to be taken out."""
        pdfium = self._pdfium
        hiding = {getattr(pdfium, f"FPDF_ANNOT_{name}") for name in _HIDING}
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(self._page.raw), MOST_BOXES)):
            annotation = pdfium.FPDFPage_GetAnnot(self._page.raw, index)
            if not annotation:
                continue
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            redacts = kind == pdfium.FPDF_ANNOT_REDACT
            if redacts or kind in hiding:
                yield from (Mark(place, redacts) for place in self._marked(annotation))
            pdfium.FPDFPage_CloseAnnot(annotation)

    def _things(self) -> Iterator[tuple[int, Any, int, _Matrix | None]]:
        """Every object with its place in the order, its kind, and how its form is transformed."""
        self._left = MOST_OBJECTS
        pdfium = self._pdfium
        count = pdfium.FPDFPage_CountObjects(self._page.raw)
        things = (pdfium.FPDFPage_GetObject(self._page.raw, index) for index in range(count))
        yield from self._within(things, None, 0)

    def _within(
        self, things: Iterator[Any], matrix: _Matrix | None, depth: int
    ) -> Iterator[tuple[int, Any, int, _Matrix | None]]:
        pdfium = self._pdfium
        for thing in things:
            if not self._left:
                return
            self._left -= 1
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind != pdfium.FPDF_PAGEOBJ_FORM:
                yield MOST_OBJECTS - self._left, thing, kind, matrix
            elif depth < DEEPEST:
                count = pdfium.FPDFFormObj_CountObjects(thing)
                inside = (pdfium.FPDFFormObj_GetObject(thing, index) for index in range(count))
                yield from self._within(inside, self._turned(thing, matrix), depth + 1)

    def _turned(self, form: Any, outer: _Matrix | None) -> _Matrix:
        """How what stands in a form is transformed to the page."""
        own = self._pdfium.FS_MATRIX()
        self._pdfium.FPDFPageObj_GetMatrix(form, own)
        a, b, c, d, e, f = own.a, own.b, own.c, own.d, own.e, own.f
        if outer is None:
            return a, b, c, d, e, f
        oa, ob, oc, od, oe, of = outer
        return (
            *(a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od),
            *(e * oa + f * oc + oe, e * ob + f * od + of),
        )

    def _covering(self, path: Any) -> int | None:
        """The grey with which a path covers what lies below it; -1 where it covers nothing."""
        pdfium = self._pdfium
        filled, stroked = self._flags
        if not pdfium.FPDFPath_GetDrawMode(path, filled, stroked):
            return -1
        if filled.value:
            grey, alpha = self._grey(pdfium.FPDFPageObj_GetFillColor, path)
            return grey if alpha >= OPAQUE else -1
        if stroked.value and pdfium.FPDFPageObj_GetStrokeWidth(path, self._sides[0]):
            grey, alpha = self._grey(pdfium.FPDFPageObj_GetStrokeColor, path)
            return grey if alpha >= OPAQUE and self._sides[0].value >= LEAST else -1
        return -1

    def _grey(self, asked: Any, thing: Any) -> tuple[int | None, int]:
        """A colour as a grey, and how opaque it is; no grey and opaque where it is a pattern."""
        red, green, blue, alpha = self._colour
        if not asked(thing, red, green, blue, alpha):
            return None, 255
        return (299 * red.value + 587 * green.value + 114 * blue.value) // 1000, alpha.value

    def _place(self, thing: Any, matrix: _Matrix | None) -> Place | None:
        left, low, right, high = self._sides
        if not self._pdfium.FPDFPageObj_GetBounds(thing, left, low, right, high):
            return None
        bounds = left.value, low.value, right.value, high.value
        return Place(*(bounds if matrix is None else _moved(bounds, matrix)))

    def _marked(self, annotation: Any) -> Iterator[Place]:
        """What an annotation covers: its pieces where it has some, else all of it."""
        pdfium = self._pdfium
        quad = pdfium.FS_QUADPOINTSF()
        count = pdfium.FPDFAnnot_CountAttachmentPoints(annotation)
        for index in range(min(count, MOST_BOXES)):
            if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, quad):
                across = quad.x1, quad.x2, quad.x3, quad.x4
                up = quad.y1, quad.y2, quad.y3, quad.y4
                yield Place(min(across), min(up), max(across), max(up))
        rect = pdfium.FS_RECTF()
        if not count and pdfium.FPDFAnnot_GetRect(annotation, rect):
            left, right = sorted((rect.left, rect.right))
            low, high = sorted((rect.bottom, rect.top))
            yield Place(left, low, right, high)


def _moved(bounds: _Bounds, matrix: _Matrix) -> _Bounds:
    """The bounds after a transformation."""
    left, low, right, high = bounds
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (low, high)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0
