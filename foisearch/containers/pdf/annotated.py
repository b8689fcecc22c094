"""What annotations add to a page: fields that were filled in, and words typed onto it.

Both stand on the page as its reader sees it, and not in its text.  Comments do not: they are
counted, so that it can be said that they were not read.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from foisearch.containers.contents import Member
from foisearch.containers.pdf.page import Box, Line
from foisearch.text import strip_controls

MOST_ANNOTATIONS = 5_000
"""Of a page."""
MOST_BYTES = 1_000_000
"""Of what a field or an annotation says."""
LINE = 12.0
"""Points, at most, that a line of a field is high."""
TICKED, UNTICKED = "☑", "☐"
_UNSEEN = 2 | 32
"""Flags of an annotation: hidden, or not shown on a screen."""
_PASSWORD = 1 << 13
"""A flag of a field."""
_LINES = re.compile(r"\r\n?|\n")
_COMMENTS = (
    *("TEXT", "HIGHLIGHT", "UNDERLINE", "STRIKEOUT", "SQUIGGLY", "SQUARE", "CIRCLE", "POLYGON"),
    *("POLYLINE", "LINE", "INK", "STAMP", "CARET", "SOUND"),
)


@dataclass(slots=True)
class Annotated:
    """What the annotations of a page hold: lines with their places, comments, files."""

    lines: list[Line] = field(default_factory=list)
    comments: int = 0
    members: list[Member] = field(default_factory=list)


class Annotations:
    """Reads the annotations of pages of one file.

    Args:
        pdf: the file; its form, if it has one, is opened here, before any page is.
    """

    def __init__(self, pdf: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._pdf = pdf
        kind = pdf.get_formtype()
        self.drawn_elsewhere: bool = kind == pdfium.FORMTYPE_XFA_FULL
        """Whether the file holds a form that only Adobe's programs draw."""
        if kind != pdfium.FORMTYPE_NONE:
            pdf.init_forms()

    def of(self, page: Any, turn: int) -> Annotated:
        """The annotations of a page, their places as they are after so many quarter turns."""
        pdfium = self._pdfium
        found = Annotated()
        comments = {getattr(pdfium, f"FPDF_ANNOT_{name}") for name in _COMMENTS}
        for annotation in self._all(page):
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                found.members.extend(self._member(annotation))
            elif pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
                continue
            elif kind == pdfium.FPDF_ANNOT_WIDGET:
                found.lines.extend(self._placed(annotation, self._filled_in(annotation), turn))
            elif kind == pdfium.FPDF_ANNOT_FREETEXT:
                found.lines.extend(self._placed(annotation, self._said(annotation), turn))
            elif kind in comments and self._said(annotation):
                found.comments += 1
        return found

    def _all(self, page: Any) -> Iterator[Any]:
        pdfium = self._pdfium
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), MOST_ANNOTATIONS)):
            if annotation := pdfium.FPDFPage_GetAnnot(page.raw, index):
                try:
                    yield annotation
                finally:
                    pdfium.FPDFPage_CloseAnnot(annotation)

    def _said(self, annotation: Any) -> str:
        """What an annotation says."""
        return self._text(self._pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")

    def _filled_in(self, annotation: Any) -> str:
        """What stands in a field, empty where nothing does."""
        pdfium = self._pdfium
        if self._pdf.formenv is None:
            return ""
        form = self._pdf.formenv.raw
        kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
        if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
            return TICKED if pdfium.FPDFAnnot_IsChecked(form, annotation) else UNTICKED
        if kind not in (
            *(pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX),
            pdfium.FPDF_FORMFIELD_LISTBOX,
        ):
            return ""
        if pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
            return ""
        return self._text(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)

    def _text(self, asked: Any, *arguments: Any) -> str:
        """What PDFium answers in UTF-16: first how long it is, then the text."""
        size = asked(*arguments, None, 0)
        if not 2 < size <= MOST_BYTES:
            return ""
        held = ctypes.create_string_buffer(size)
        asked(*arguments, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)), size)
        text = held.raw.decode("utf-16-le", "replace").rstrip("\0")
        return "\n".join(strip_controls(line).strip() for line in _LINES.split(text)).strip("\n")

    def _placed(self, annotation: Any, text: str, turn: int) -> Iterator[Line]:
        """The lines of a text, one below the other in the place of the annotation."""
        rect = self._pdfium.FS_RECTF()
        if not text or not self._pdfium.FPDFAnnot_GetRect(annotation, rect):
            return
        left, right = sorted((rect.left, rect.right))
        low, high = sorted((rect.bottom, rect.top))
        box = Box.turned(turn, left, low, right, high)
        lines = text.split("\n")
        step = box.height / len(lines)
        high = min(step, LINE)
        for at, line in enumerate(lines):
            if line:
                top = box.top + step * at + (step - high) / 2
                yield Line(line, Box(box.left, top, box.right, top + high))

    def _member(self, annotation: Any) -> Iterator[Member]:
        import pypdfium2

        raw = self._pdfium.FPDFAnnot_GetFileAttachment(annotation)
        if not raw:
            return
        attached = pypdfium2.PdfAttachment(raw, self._pdf)
        try:
            yield Member(attached.get_name(), bytes(attached.get_data()))
        except pypdfium2.PdfiumError:
            yield Member(attached.get_name(), b"")


def among(lines: Sequence[Line], added: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a page with those that were added, each where it is read.

    That is behind the line to the left of it; before the one to its right, where it ticks a box;
    else below the one above it.
    """
    whole = list(lines)
    for line in sorted(added, key=lambda line: (line.box.top, line.box.left)):
        whole.insert(_where(whole, line), line)
    return tuple(whole)


def _where(lines: Sequence[Line], line: Line) -> int:
    box = line.box
    beside = [at for at, other in enumerate(lines) if other.box.beside(box)]
    right = [at for at in beside if lines[at].box.left > box.centre]
    if line.text in (TICKED, UNTICKED) and right:
        return min(right, key=lambda at: lines[at].box.left)
    if left := [at for at in beside if lines[at].box.left <= box.left]:
        return max(left, key=lambda at: lines[at].box.left) + 1
    above = [other.box for other in lines if other.box.middle < box.middle]
    if not above:
        return 0
    lowest = max(above, key=lambda other: other.bottom)
    return max(at for at, other in enumerate(lines) if other.box.beside(lowest)) + 1
