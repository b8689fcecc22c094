"""The text of an OpenDocument text: paragraphs, numbered lists, tables, boxes, notes.

What tracked changes have taken out, annotations, hidden text and tables of contents are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from xml.etree.ElementTree import Element

from foisearch.containers.cells import Cells
from foisearch.containers.hiding import hiding
from foisearch.containers.opendocument.lists import Level, ListStyles, marker, whole
from foisearch.containers.writing import Writer

_GONE = frozenset(
    (
        *("tracked-changes", "annotation", "annotation-end", "hidden-text", "forms", "title"),
        *("sequence-decls", "variable-decls", "user-field-decls", "desc", "object", "image"),
        *("alphabetical-index-auto-mark-file", "scripts", "tracked-change", "shapes", "script"),
    )
)
_INDEXES = frozenset(("table-of-content", "alphabetical-index", "illustration-index"))
_ROWS = frozenset(("table-header-rows", "table-rows", "table-row-group"))
_ADDRESSES = ("http://", "https://", "mailto:")


class Body:
    """Writes what stands in an element of a text.

    Args:
        styles: how lists are numbered.
        unseen: the names of styles whose text is hidden.
        alive: called now and then.
    """

    def __init__(
        self, styles: ListStyles, unseen: Container[str], alive: Callable[[], None]
    ) -> None:
        self._styles = styles
        self._unseen = unseen
        self._alive = alive
        self._counts: dict[tuple[str, int], int] = {}
        self._notes: list[Element] = []
        self.contents = 0
        """Words of tables of contents that were left out."""

    def write(self, element: Element, writer: Writer) -> None:
        """Write the paragraphs, lists and tables inside an element."""
        for child in element:
            if child.tag in ("p", "h"):
                writer.gap()
                self._paragraph(child, writer)
                writer.gap()
            elif child.tag == "list":
                writer.gap()
                self._list(child, writer, child.get("style-name", ""), [])
                writer.gap()
            elif child.tag == "table":
                self._alive()
                self._table(child, writer)
            elif child.tag in _INDEXES:
                self.contents += len(" ".join(child.itertext()).split())
            elif child.tag not in _GONE and child.get("display") != "none":
                self.write(child, writer)

    def write_notes(self, writer: Writer) -> None:
        """Write the footnotes and endnotes that were referred to."""
        for number, note in enumerate(self._notes, 1):
            apart = Writer()
            self.write(note, apart)
            writer.gap()
            writer.mark(f"[{number}]")
            writer.splice(apart.fragment())
            writer.unmark()
        self._notes.clear()

    def _paragraph(self, paragraph: Element, writer: Writer) -> None:
        boxes: list[Element] = []
        self._inside(paragraph, writer, boxes)
        writer.line()
        for box in boxes:
            self.write(box, writer)

    def _inside(self, element: Element, writer: Writer, boxes: list[Element]) -> None:
        if element.get("style-name") in self._unseen:
            return
        writer.say(element.text or "")
        for child in element:
            if child.tag == "s":
                writer.say(" ")
            elif child.tag == "tab":
                writer.say("\t")
            elif child.tag == "line-break":
                writer.line()
            elif child.tag == "a":
                self._inside(child, writer, boxes)
                self._linked(child, writer)
            elif child.tag == "note":
                body = child.find("note-body")
                if body is not None:
                    self._notes.append(body)
                    writer.say(f" [{len(self._notes)}]")
            elif child.tag == "text-box":
                boxes.append(child)
            elif child.tag not in _GONE:
                self._inside(child, writer, boxes)
            writer.say(child.tail or "")

    def _linked(self, link: Element, writer: Writer) -> None:
        address = link.get("href", "").strip().replace(" ", "%20")
        if address.lower().startswith(_ADDRESSES):
            writer.refer("".join(link.itertext()), address)

    def _list(self, element: Element, writer: Writer, style: str, above: list[int]) -> None:
        """Write a list; ``above`` are the numbers of the items that it stands in."""
        levels = self._styles.get(style, {})
        depth = len(above) + 1
        start = levels.get(depth, Level()).start
        goes_on = element.get("continue-numbering") == "true" or element.get("continue-list")
        number = self._counts.get((style, depth), start - 1) if goes_on else start - 1
        for item in element:
            if item.tag == "list-header":
                self._item(item, writer, style, [*above, number])
            elif item.tag == "list-item":
                number = whole(item.get("start-value", ""), number + 1)
                if not _is_nest(item):
                    writer.mark(marker(levels, [*above, number]))
                else:
                    number -= 1  # an item that only holds a list has no number of its own
                self._item(item, writer, style, [*above, max(number, start)])
                writer.unmark()
        self._counts[style, depth] = number

    def _item(self, item: Element, writer: Writer, style: str, counts: list[int]) -> None:
        for child in item:
            if child.tag == "list":
                self._list(child, writer, child.get("style-name", "") or style, counts)
            elif child.tag in ("p", "h"):
                self._paragraph(child, writer)
            elif child.tag == "table":
                self._table(child, writer)
            elif child.tag not in _GONE:
                self._item(child, writer, style, counts)

    def _table(self, table: Element, writer: Writer) -> None:
        cells = Cells()
        self._rows(table, cells)
        nested = any(cell.find(".//table") is not None for cell in table.iter("table-cell"))
        cells.write(writer, laid_out=nested and not cells.labels())

    def _rows(self, element: Element, cells: Cells) -> None:
        for row in element:
            if row.tag in _ROWS:
                self._rows(row, cells)
            elif row.tag == "table-row":
                cells.row()
                for cell in row:
                    apart = Writer()
                    if cell.tag == "table-cell":
                        self.write(cell, apart)
                    if cell.tag in ("table-cell", "covered-table-cell"):
                        cells.put(apart.fragment())


def unseen_styles(*parts: Element | None) -> frozenset[str]:
    """The styles that these parts define and that hide their text."""
    styles = (style for part in parts if part is not None for style in part.iter("style"))
    return hiding(
        (style.get("name", ""), style.get("parent-style-name", ""), _hides(style))
        for style in styles
    )


def _hides(style: Element) -> bool | None:
    said = style.find("text-properties[@display]")
    return None if said is None else said.get("display") == "none"


def _is_nest(item: Element) -> bool:
    return len(item) > 0 and all(child.tag == "list" for child in item)
