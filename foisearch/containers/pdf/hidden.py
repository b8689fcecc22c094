"""Text that a page holds and does not show: under black boxes, or marked for redaction.

Whoever covers a name with a box has not taken it out of the file.  Such text is personal data more
often than not: its letters are blotted out here, before anything reads them.

A letter is hidden where a box may hide it and the page, when it is drawn, does not show it.  So
white letters on a dark box are read, and so are those under a highlighter.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from foisearch.containers.pdf.boxes import Mark, Painted, Painting, Place
from foisearch.containers.pdf.drawn import Drawn, draw

BLOT = "\u2588"
"""Stands for each hidden letter."""
SHOWN = BLOT * 4
"""Stands for hidden letters in a row, however many they are."""
SCALE = 2.0
"""Dots for a point when the page is drawn."""
MOST_OF = 0.5
"""Share of a word's letters in a box that are seen to be hidden, when all of them are taken so."""
BAND = 20.0
"""Points; boxes are looked up by the bands of a page that they lie on."""

_WORD = re.compile(r"\S+")
_BLOTS = re.compile(f"{BLOT}(?:[ \t]*{BLOT})*")


def blotted(page: Any, words: Any, text: str) -> tuple[str, int]:
    """The text with a blot for each letter that cannot be seen, and how many these are.

    Args:
        page: an open page.
        words: its letters, as PDFium gives them.
        text: these as a text, a character for each letter.
    """
    painting = Painting(page)
    marks = list(painting.marks())
    suspects = _suspects(painting, [mark for mark in marks if not mark.redacts])
    if not suspects and not any(mark.redacts for mark in marks):
        return text, 0
    letters = _Letters(page, words)
    hidden = set(_marked(letters, text, [mark.place for mark in marks if mark.redacts]))
    if suspects:
        hidden.update(_covered(letters, text, suspects))
    if not hidden:
        return text, 0
    blots = (BLOT if at in hidden else letter for at, letter in enumerate(text))
    return "".join(blots), len(hidden)


def shown(text: str) -> str:
    """Blots in a row as :data:`SHOWN`, so that nobody can count the letters."""
    return _BLOTS.sub(SHOWN, text) if BLOT in text else text


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A text's colour as a grey, and what may hide it."""

    grey: int | None
    boxes: list[Place]

    def around(self, letter: Place) -> list[Place]:
        """The boxes in which the middle of a letter lies."""
        x, y = (letter.left + letter.right) / 2, (letter.low + letter.high) / 2
        return [box for box in self.boxes if box.holds(x, y)]


def _suspects(painting: Painting, marks: Sequence[Mark]) -> dict[int, _Suspect]:
    """The texts that something may hide, by their objects."""
    boxes = [*painting.boxes(), *(Painted(mark.place, 1 << 30, None) for mark in marks)]
    if not boxes:
        return {}
    bands: dict[int, list[Painted]] = {}
    for box in boxes:
        for band in _bands(box.place):
            bands.setdefault(band, []).append(box)
    found: dict[int, _Suspect] = {}
    for text in painting.texts():
        near = {id(box): box for band in _bands(text.place) for box in bands.get(band, ())}
        if hiding := [box.place for box in near.values() if box.may_hide(text)]:
            found[text.text] = _Suspect(text.grey, hiding)
    return found


def _bands(place: Place) -> range:
    """The bands on which a place lies; none where it is no place on a page."""
    low, high = place.low / BAND, place.high / BAND
    return range(int(low), int(high) + 1) if -1_000 < low <= high < 1_000 else range(0)


def _marked(letters: _Letters, text: str, places: list[Place]) -> Iterator[int]:
    """The letters that lie where something is to be taken out."""
    marked = _Suspect(None, places)
    for at, letter in enumerate(text if places else ""):
        box = None if letter.isspace() else letters.place(at)
        if box is not None and marked.around(box):
            yield at


def _covered(letters: _Letters, text: str, suspects: dict[int, _Suspect]) -> Iterator[int]:
    """The letters that cannot be seen: of each word those in a box, where most of these cannot."""
    drawn: Drawn | None = None
    for word in _WORD.finditer(text):
        boxes: dict[Place, list[tuple[int, Place, int | None]]] = {}
        for at in range(*word.span()):
            suspect = suspects.get(letters.text_of(at))
            place = letters.place(at) if suspect else None
            if suspect and place:
                for box in suspect.around(place):
                    boxes.setdefault(box, []).append((at, place, suspect.grey))
        for inside in boxes.values():
            drawn = drawn or draw(letters.page, SCALE)
            unseen = sum(drawn.hides(place, grey) for _, place, grey in inside)
            if unseen > MOST_OF * len(inside):
                yield from (at for at, _, _ in inside)


class _Letters:
    """The letters of a page: where each stands, and of which text it is."""

    def __init__(self, page: Any, words: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self.page = page
        self._words = words
        self._sides = [ctypes.c_double() for _ in range(4)]

    def place(self, at: int) -> Place | None:
        """Where the ink of a letter stands."""
        left, right, low, high = self._sides
        if not self._pdfium.FPDFText_GetCharBox(self._words.raw, at, left, right, low, high):
            return None
        return Place(left.value, low.value, right.value, high.value)

    def text_of(self, at: int) -> int:
        """The text to which a letter belongs, 0 where PDFium has put it in itself."""
        thing = self._pdfium.FPDFText_GetTextObject(self._words.raw, at)
        return ctypes.cast(thing, ctypes.c_void_p).value or 0
