"""PDFs through PDFium: fast, and it knows where every line stands.

PDFium gives text in the order in which it was drawn, a line end where it goes on below, and
U+FFFE for a hyphen at a line's end.  It does not say where one column ends and the next begins
on the same height: that is seen by the gaps between its pieces of text.
"""

from __future__ import annotations

import ctypes
import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from foisearch.containers.contents import Member
from foisearch.containers.pdf.annotated import Annotations, among
from foisearch.containers.pdf.drawn import draw, pictures_on
from foisearch.containers.pdf.hidden import blotted, shown
from foisearch.containers.pdf.linked import links_of
from foisearch.containers.pdf.page import Box, BrokenPage, Line, Page
from foisearch.containers.pdf.ruled import RuledGrid, grids_of
from foisearch.containers.pdf.strokes import rules_of

FEW_CHARACTERS = 100
"""A page with less text is looked at for pictures."""
GAP = 0.6
"""A space wider than so many times a line's height may part two columns."""
GAP_OF_OCR = 1.2
"""The same for the letters of OCR, whose spaces are as wide as the page happens to be."""
LEAST_GAP = 5.0
"""And it is at least so wide, in points."""
MOST_CHARACTERS = 2_000_000
"""Of a page."""
MOST_LINES = 5_000
"""Of a page; with more, only the words are taken, and their order as it is."""
BOLD = 600
RULE = "|"
"""As which OCR reads the rules of tables."""

_BETWEEN_RULES = re.compile(r"[^|]+")
_SPECKS = ".,:;~‘’'-"
"""What is left of a rule at the ends of a cell, with white before it."""
_LINE = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")


class PdfiumFile:
    """A PDF that PDFium has open."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._pdf = pypdfium2.PdfDocument(data)
        self._annotations = Annotations(self._pdf)

    @property
    def count(self) -> int:
        """How many pages it has."""
        return len(self._pdf)

    @property
    def drawn_elsewhere(self) -> bool:
        """Whether it holds a form that only Adobe's programs draw."""
        return self._annotations.drawn_elsewhere

    @property
    def title(self) -> str:
        """The title of its metadata."""
        return str(self._pdf.get_metadata_value("Title"))

    def page(self, number: int) -> Page:
        """The page with this number, from 1.

        Raises:
            BrokenPage: it cannot be read.
        """
        import pypdfium2

        page = words = None
        try:
            page = self._pdf[number - 1]
            words = page.get_textpage()
            return _read(number, page, words, self._annotations)
        except (pypdfium2.PdfiumError, ctypes.ArgumentError) as error:
            raise BrokenPage(str(error)) from None
        finally:
            for opened in (words, page):
                if opened is not None:
                    opened.close()

    def only(self, numbers: Sequence[int]) -> bytes:
        """A PDF of these pages alone, which opens without any password.

        Raises:
            BrokenPage: one of them cannot be taken out.
        """
        import pypdfium2

        copy, out = pypdfium2.PdfDocument.new(), io.BytesIO()
        try:
            copy.import_pages(self._pdf, [number - 1 for number in numbers])
            copy.save(out)
        except pypdfium2.PdfiumError as error:
            raise BrokenPage(str(error)) from None
        finally:
            copy.close()
        return out.getvalue()

    def members(self) -> Iterator[Member]:
        """The files that are attached to it."""
        import pypdfium2

        for index in range(self._pdf.count_attachments()):
            attached = self._pdf.get_attachment(index)
            name = attached.get_name()
            try:
                yield Member(name, bytes(attached.get_data()))
            except pypdfium2.PdfiumError:
                yield Member(name, b"")

    def close(self) -> None:
        """Give the file's memory back."""
        self._pdf.close()


def _read(number: int, page: Any, words: Any, annotations: Annotations) -> Page:
    text, hidden = blotted(page, words, _text(words))
    letters = _Letters(words, text)
    added = annotations.of(page, letters.turn)
    read = Page(number, (), hidden=hidden, comments=added.comments, members=tuple(added.members))
    if letters.count > MOST_LINES:
        return replace(read, lines=(*letters.plain(), *added.lines), placed=False)
    grids = grids_of(*rules_of(page, letters.turn))
    lines = among(tuple(letters.lines(grids)), added.lines)
    pictures, covered, drawings = 0, 0.0, 0
    if len(text.strip()) < FEW_CHARACTERS:
        pictures, covered, drawings = pictures_on(page)
    ink = draw(page, 1.0).ink() if pictures and not lines else 1.0
    return replace(
        read,
        lines=lines,
        grids=grids,
        pictures=pictures,
        covered=covered,
        drawings=drawings,
        ink=ink,
        unseen=letters.unseen,
        links=links_of(page, lines, letters.turn),
        frame=Box.turned(letters.turn, *page.get_mediabox()),
    )


def _text(words: Any) -> str:
    """The page's text, a letter of it for each that PDFium counts."""
    import pypdfium2.raw as pdfium

    count = words.count_chars()
    if count > MOST_CHARACTERS:
        raise BrokenPage(f"it holds more than {MOST_CHARACTERS:,} characters")
    text = str(words.get_text_range(0, count)) if count > 0 else ""
    if len(text) == count:
        return text
    # Letters outside of the first plane, or ones that PDFium does not hand out.
    codes = (pdfium.FPDFText_GetUnicode(words.raw, index) for index in range(count))
    return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else " " for c in codes)


class _Letters:
    """The letters of a page: which of them make a line, and where it stands."""

    def __init__(self, words: Any, text: str) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._raw = words.raw
        self._text = text
        self._rect = pdfium.FS_RECTF()
        self._at = ctypes.byref(self._rect)
        self._spans = [span for match in _LINE.finditer(text) if (span := self._trim(match.span()))]
        self.turn = self._sideways()
        self.unseen = self._invisible()
        self._gap = GAP_OF_OCR if self.unseen else GAP

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._spans)

    def plain(self) -> Iterator[Line]:
        """The lines without their places."""
        for at, (start, end) in enumerate(self._spans):
            text = self._text[start:end].replace("\x02", "-").replace("\ufffe", "-")
            yield Line(shown(text), Box(0.0, 12.0 * at, 1.0, 12.0 * at + 10))

    def lines(self, grids: tuple[RuledGrid, ...]) -> Iterator[Line]:
        """The lines, cut where columns part and where the rules of tables cross them."""
        for start, end in self._spans:
            whole = self._place(start).around(self._place(end - 1))
            cuts = [
                cut for grid in grids for cut in grid.cuts(whole.left, whole.right, whole.middle)
            ]
            for first, last in self._pieces(start, end, whole.height, sorted(cuts)):
                yield self._line(first, last)

    def _line(self, start: int, end: int) -> Line:
        text = self._text[start:end]
        broken = text[-1] in "\x02\ufffe"
        return Line(
            text=shown(text[:-1] + "-" if broken else text),
            box=self._place(start).around(self._place(end - 1)),
            broken=broken,
            bold_first=self._bold(start),
            bold_last=self._bold(end - 2 if broken and end - start > 1 else end - 1),
        )

    def _trim(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """The span without white space at its ends."""
        start, end = span
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def _cell(self, start: int, end: int) -> tuple[int, int] | None:
        """What stands between two rules, without the specks that are left of them."""
        text = self._text[start:end].rstrip()
        if text[-1:] in _SPECKS and text[-2:-1].isspace():
            text = text[:-1].rstrip()
        end = start + len(text)
        start = end - len(text.lstrip(" \t.,:;~"))
        return self._trim((start, end)) if start < end else None

    def _pieces(
        self, start: int, end: int, height: float, cuts: list[float]
    ) -> Iterator[tuple[int, int]]:
        """A line's pieces: where the gap between two of its letters is wide, or a rule stands."""
        widest = max(self._gap * height, LEAST_GAP)
        if self.unseen and RULE in self._text[start:end]:
            for match in _BETWEEN_RULES.finditer(self._text, start, end):
                if span := self._cell(*match.span()):
                    yield from self._pieces(*span, height, cuts)
            return
        if not cuts and not self._has_gap(start, end, widest):
            yield start, end
            return
        last: Box | None = None
        begun = start
        for index in range(start, end):
            if self._text[index].isspace():
                continue
            box = self._place(index)
            if last is not None:
                apart = box.left - last.right > widest or box.right < last.left - widest
                if apart or any(last.centre < cut <= box.centre for cut in cuts):
                    yield from self._trimmed(begun, index)
                    begun = index
            last = box
        yield from self._trimmed(begun, end)

    def _trimmed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        if span := self._trim((start, end)):
            yield span

    def _has_gap(self, start: int, end: int, widest: float) -> bool:
        """Whether two pieces of text of a line stand far apart."""
        edges = list(self._rects(start, end - start))
        return any(
            after.left - before.right > widest or after.right < before.left - widest
            for before, after in pairwise(edges)
        )

    def _rects(self, start: int, length: int) -> Iterator[Box]:
        """The places of the pieces of text between two letters."""
        count = self._pdfium.FPDFText_CountRects(self._raw, start, length)
        if count < 2:
            return
        sides = [ctypes.c_double() for _ in range(4)]
        left, top, right, bottom = (ctypes.byref(side) for side in sides)
        for index in range(count):
            self._pdfium.FPDFText_GetRect(self._raw, index, left, top, right, bottom)
            yield self._turned(*(sides[at].value for at in (0, 3, 2, 1)))

    def _place(self, index: int) -> Box:
        """Where a letter stands, as high as its font and as wide as it moves the pen."""
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, index, self._at)
        rect = self._rect
        return self._turned(rect.left, rect.bottom, rect.right, rect.top)

    def _turned(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A place in PDF's own coordinates as it is when the page is held upright."""
        return Box.turned(self.turn, left, bottom, right, top)

    def _bold(self, index: int) -> bool:
        return bool(self._pdfium.FPDFText_GetFontWeight(self._raw, index) >= BOLD)

    def _sideways(self) -> int:
        """Quarters of a turn by which most lines of the page are drawn."""
        quarters: Counter[int] = Counter()
        for start, end in self._spans[:40]:
            angle = self._pdfium.FPDFText_GetCharAngle(self._raw, start)
            quarters[round(-angle / (math.pi / 2)) % 4 if angle > 0 else 0] += end - start
        return quarters.most_common(1)[0][0] if quarters else 0

    def _invisible(self) -> bool:
        """Whether most lines of the page are those of OCR, which lie unseen above a picture."""
        pdfium = self._pdfium
        seen = [
            pdfium.FPDFTextObj_GetTextRenderMode(thing) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            for start, _ in self._spans[:40]
            if (thing := pdfium.FPDFText_GetTextObject(self._raw, start))
        ]
        return 2 * sum(map(int, seen)) < len(seen)
