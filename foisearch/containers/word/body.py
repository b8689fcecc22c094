"""The text of a Word document, in its order: paragraphs, tables, boxes, notes.

Text that a tracked change has struck out is not there; text that one has put in is.  Hidden text,
comments and tables of contents are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from xml.etree.ElementTree import Element

from foisearch.containers.addresses import LINKED
from foisearch.containers.cells import Cells
from foisearch.containers.hiding import hiding
from foisearch.containers.word.numbers import Numbers
from foisearch.containers.writing import Writer

_GONE = frozenset(
    (
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "tblPr", "tcPr"),
        *(
            "trPr",
            "sectPr",
            "Fallback",
            "sdtPr",
            "comment",
            "annotationRef",
            "tblGrid",
            "numPicBullet",
        ),
    )
)
_HYPERLINK = re.compile(r"^\s{0,9}HYPERLINK\s{1,9}\"([^\"]{1,2000})\"", re.I)
_CONTENTS = re.compile(r"(?:toc|contents)\s?\d?(?:heading)?", re.I)


class Body:
    """Writes what stands in a part of a Word document.

    Args:
        numbers: counts numbered paragraphs.
        links: the addresses of the part, by the ids under which it knows them.
        unseen: the ids of styles whose text is hidden.
        alive: called now and then.
    """

    def __init__(
        self,
        numbers: Numbers,
        links: Mapping[str, str],
        unseen: Container[str],
        alive: Callable[[], None],
    ) -> None:
        self._numbers = numbers
        self._links = links
        self._unseen = unseen
        self._alive = alive
        self.notes: list[tuple[str, str]] = []
        self.embedded: list[str] = []
        self.contents = 0
        """Words of tables of contents that were left out."""

    def write(self, element: Element, writer: Writer) -> None:
        """Write the paragraphs and tables inside an element."""
        for child in element:
            if child.tag == "p":
                self._paragraph(child, writer)
            elif child.tag == "tbl":
                self._alive()
                self._table(child, writer)
            elif child.tag == "altChunk":
                self.embedded.append(child.get("id", ""))
            elif child.tag == "AlternateContent":
                self._first_choice(child, writer)
            elif child.tag not in _GONE and not self._is_contents(child):
                self.write(child, writer)

    def _first_choice(self, element: Element, writer: Writer) -> None:
        if len(element):
            self.write(element[0], writer)

    def _is_contents(self, element: Element) -> bool:
        gallery = element.find("sdtPr/docPartObj/docPartGallery")
        if gallery is None or gallery.get("val") != "Table of Contents":
            return False
        self.contents += len(_shown(element).split())
        return True

    def _paragraph(self, paragraph: Element, writer: Writer) -> None:
        properties = paragraph.find("pPr")
        style = properties.find("pStyle") if properties is not None else None
        if style is not None and _CONTENTS.fullmatch(style.get("val", "")):
            self.contents += len(_shown(paragraph).split())
            return
        marker = self._numbers.marker(properties)
        if marker:
            writer.mark(marker)
        line = _Line(self, writer, properties)
        line.inside(paragraph)
        writer.paragraph()
        writer.unmark()
        for box in line.boxes:
            self.write(box, writer)
            writer.gap()

    def _table(self, table: Element, writer: Writer) -> None:
        cells = Cells()
        nests = False
        for row in _inside(table, "tr"):
            if row.find("trPr/del") is not None:
                continue
            cells.row()
            for cell in _inside(row, "tc"):
                apart = Writer()
                merged = cell.find("tcPr/vMerge")
                if merged is None or merged.get("val") == "restart":
                    self.write(cell, apart)
                    nests = nests or cell.find(".//tbl") is not None
                span = cell.find("tcPr/gridSpan")
                cells.put(apart.fragment(), _width(span))
        cells.write(writer, laid_out=nests and not cells.labels())

    def hides(self, run: Element, paragraph: Element | None) -> bool:
        """Whether a run is hidden: by itself, by its style, or by that of the paragraph."""
        own = _vanishes(run)
        if own is not None:
            return own
        styles = [run.find("rPr/rStyle")]
        if paragraph is not None:
            styles.append(paragraph.find("pStyle"))
        return any(_value(style) in self._unseen for style in styles)

    def address(self, element: Element) -> str:
        """Where a hyperlink leads, empty where it leads into the document."""
        return self._links.get(element.get("id", ""), "")


class _Line:
    """One paragraph while its runs are read."""

    def __init__(self, body: Body, writer: Writer, paragraph: Element | None) -> None:
        self._body = body
        self._to = writer
        self._paragraph = paragraph
        self._code: list[str] | None = None
        self._field = ""
        self._result: list[str] = []
        self.boxes: list[Element] = []

    def inside(self, element: Element) -> None:
        """Write the runs inside an element."""
        for child in element:
            tag = child.tag
            if tag == "r":
                if not self._body.hides(child, self._paragraph):
                    self.inside(child)
            elif tag == "t":
                if self._code is None:
                    self._to.say(child.text or "")
                    self._result.append(child.text or "")
            elif tag == "instrText":
                if self._code is not None:
                    self._code.append(child.text or "")
            elif tag in _SAID:
                self._to.say(_SAID[tag])
            elif tag in ("br", "cr"):
                self._to.gap() if child.get("type") == "page" else self._to.line()
            elif tag == "sym":
                self._to.say(_symbol(child))
            elif tag == "fldChar":
                self._field_mark(child.get("fldCharType", ""))
            elif tag in ("hyperlink", "fldSimple"):
                self._linked(child)
            elif tag in ("footnoteReference", "endnoteReference"):
                self._note(tag, child)
            elif tag == "txbxContent":
                self.boxes.append(child)
            elif tag == "OLEObject":
                self._body.embedded.append(child.get("id", ""))
            elif tag == "AlternateContent":
                self.inside(child[0]) if len(child) else None
            elif tag not in _GONE:
                self.inside(child)

    def _field_mark(self, kind: str) -> None:
        """The beginning, the middle or the end of a field, whose code is not text."""
        if kind == "begin":
            self._code = []
        elif kind == "separate":
            self._field = _web("".join(self._code or []))
            self._code, self._result = None, []
        elif kind == "end":
            if self._field:
                self._to.refer("".join(self._result), self._field)
            self._field, self._code = "", None

    def _linked(self, element: Element) -> None:
        self.inside(element)
        code = element.get("instr", "")
        address = _web(code) if code else self._body.address(element)
        if LINKED.fullmatch(address):
            self._to.refer(_shown(element), address)

    def _note(self, tag: str, element: Element) -> None:
        self._body.notes.append((tag.removesuffix("Reference"), element.get("id", "")))
        self._to.say(f" [{len(self._body.notes)}]")


_SAID = {"tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}


def _web(code: str) -> str:
    match = _HYPERLINK.match(code)
    return match[1] if match and LINKED.fullmatch(match[1]) else ""


def _shown(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter("t"))


def unseen_styles(styles: Element | None) -> frozenset[str]:
    """The ids of the styles that hide their text; ``styles`` is the part ``word/styles.xml``."""
    return hiding(
        (style.get("styleId", ""), _value(style.find("basedOn")), _vanishes(style))
        for style in (styles if styles is not None else ())
    )


def _vanishes(element: Element) -> bool | None:
    """Whether a run or a style hides its text; ``None`` where it does not say."""
    vanish = element.find("rPr/vanish")
    return None if vanish is None else vanish.get("val", "1") not in ("0", "false", "off")


def _symbol(element: Element) -> str:
    """A sign of another font: a bullet where the font is one of pictures."""
    try:
        character = chr(int(element.get("char", ""), 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= character <= "\uf8ff" else character


def _value(element: Element | None) -> str:
    return element.get("val", "") if element is not None else ""


def _width(span: Element | None) -> int:
    text = span.get("val", "") if span is not None else ""
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _inside(element: Element, tag: str) -> list[Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    found: list[Element] = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif child.tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            found.extend(_inside(child, tag))
    return found
