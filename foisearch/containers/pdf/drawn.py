"""A page as a picture: what a reader sees of it; and the pictures that stand on it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from foisearch.containers.pdf.boxes import DARK, Place

MOST_DOTS = 5_000
"""Of the longer side of a page that is drawn."""
EVEN = 24
"""Greys, of 256, within which a colour is even."""
MOSTLY = 0.85
"""Share of the dots of a place when it is dark as a whole."""
INK = 40
"""Greys by which ink is darker than its paper, at least."""
NEGATIVE = 100
"""Greys below which what most of a page shows is the dark of a negative, and no paper."""
MOST_OBJECTS = 500
"""Objects of a page among which pictures are looked for."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as a picture, its dots as greys, row by row."""

    page: Any
    dots: bytes
    stride: int
    width: int
    height: int

    def hides(self, place: Place, grey: int | None) -> bool:
        """Whether a letter of this colour is not to be seen in a place.

        Nothing at all is to be seen there and right around it; or nearly all is dark, as the
        letter is, and what is not is a pattern.
        """
        left, top = self._at(place.left, place.high)
        right, bottom = self._at(place.right, place.low)
        (left, right), (top, bottom) = sorted((left, right)), sorted((top, bottom))
        columns = slice(max(left - 1, 0), max(right + 2, 0))
        rows = range(max(top - 1, 0), min(bottom + 2, self.height))
        dots = b"".join(
            self.dots[row * self.stride : (row + 1) * self.stride][columns] for row in rows
        )
        if not dots:
            return False
        if max(dots) - min(dots) <= EVEN:
            return True
        dark = grey is not None and grey <= DARK
        return dark and sum(map(DARK.__gt__, dots)) >= MOSTLY * len(dots)

    def ink(self) -> float:
        """Which share of the page, 0 to 1, is darker than most of it; lighter, if that is dark."""
        counts = [self.dots.count(grey) for grey in range(256)]
        paper = counts.index(max(counts))
        written = counts[paper + INK :] if paper < NEGATIVE else counts[: max(paper - INK, 0)]
        return sum(written) / max(len(self.dots), 1)

    def _at(self, x: float, y: float) -> tuple[int, int]:
        """The dot at a point of the page."""
        import pypdfium2.raw as pdfium

        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            self.page.raw, 0, 0, self.width, self.height, 0, x, y, across, down
        )
        return across.value, down.value


def draw(page: Any, scale: float) -> Drawn:
    """A page as it is seen, with so many dots for a point where it is not too large for that."""
    scale = min(scale, MOST_DOTS / max(*page.get_size(), 1.0))
    picture = page.render(scale=scale, grayscale=True, draw_annots=True)
    try:
        return Drawn(page, bytes(picture.buffer), picture.stride, picture.width, picture.height)
    finally:
        picture.close()


def pictures_on(page: Any) -> tuple[int, float, int]:
    """How many pictures a page has, the share of it that the largest fills, and other objects."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    pictures, covered, others = 0, 0.0, 0
    for position, thing in enumerate(page.get_objects(max_depth=3)):
        if position > MOST_OBJECTS:
            break
        if thing.type != pdfium.FPDF_PAGEOBJ_IMAGE:
            others += 1
            continue
        pictures += 1
        left, bottom, right, top = thing.get_bounds()
        area = abs((right - left) * (top - bottom))
        covered = max(covered, area / max(width * height, 1.0))
    return pictures, min(covered, 1.0), others
