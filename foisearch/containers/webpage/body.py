"""A region of a page written down: paragraphs, lists with their numbers, tables, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from foisearch.containers.addresses import WEB
from foisearch.containers.cells import Cells
from foisearch.containers.numbering import BULLET, item_number
from foisearch.containers.tables import Label, label_of, lines_of
from foisearch.containers.webpage.grid import arranged, is_laid_out
from foisearch.containers.webpage.nodes import TEXT, Node
from foisearch.containers.writing import NOTHING, Fragment, Writer, tidy

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARAGRAPHS = frozenset(
    (
        *("p", "blockquote", "section", "article", "main", "figure", "details", "fieldset"),
        *("header", "footer", "aside", "address", "form", "hgroup", "center", "table", "dl"),
        *_HEADINGS,
    )
)
_LINES = frozenset(
    (
        *("div", "tr", "td", "th", "dt", "dd", "summary", "figcaption", "caption", "legend"),
        *("thead", "tbody", "tfoot", "option", "nav", "search", "menu", "dir", "body", "hr"),
    )
)
_NUMBER_OWN = re.compile(r"\s{0,20}(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.):]|[•●▪◦–-]\s|Q\d)", re.I)
_STYLES = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_STYLE = re.compile(r"list-style(?:-type)?\s{0,9}:\s{0,9}([a-z-]{2,20})", re.I)
_FOLDS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target")
_DEEPEST_TABLE = 8
"""Tables inside tables; below it their cells are lines."""


class Body:
    """Writes nodes; ``taken`` are elements to pass over, ``base`` the page's own address."""

    def __init__(self, nodes: Sequence[Node], taken: Mapping[int, int], base: str) -> None:
        self._nodes = nodes
        self.taken = taken
        self._base = base

    def write(self, start: int, writer: Writer, depth: int = 0) -> None:
        """Write the element at ``start``, its own line breaks left out."""
        inside = _Inside(self, writer, depth)
        inside.run(start + 1, self._nodes[start].end)
        writer.line()


class _Inside:
    """One walk over the descendants of an element."""

    def __init__(self, body: Body, writer: Writer, depth: int) -> None:
        self._body = body
        self._nodes = body._nodes
        self._to = writer
        self._depth = depth
        self._lists: list[_List] = []
        self._items = 0
        self._broken = self._glued = False
        self._closing: list[tuple[int, Callable[[], None]]] = []

    def run(self, start: int, end: int) -> None:
        """Write the nodes from ``start`` to before ``end``."""
        at = start
        while at < end:
            self._close(at)
            if at in self._body.taken:
                at = self._body.taken[at]
                continue
            node = self._nodes[at]
            if node.tag == TEXT:
                self._say(node, at)
                at += 1
            else:
                at = self._open(node, at)
        self._close(end)

    def _close(self, at: int) -> None:
        while self._closing and self._closing[-1][0] <= at:
            self._closing.pop()[1]()

    def _say(self, node: Node, at: int) -> None:
        if node.words:
            self._broken = self._glued = False
        if self._nodes[node.parent].tag == "pre" and "\n" in node.text:
            for line in node.text.split("\n"):
                self._to.say(line)
                self._to.line() if line.strip() else self._to.gap()
        else:
            self._to.say(node.text)

    def _open(self, node: Node, at: int) -> int:
        """Begin an element; returns where the walk goes on."""
        tag = node.tag
        if tag == "br":
            self._to.gap() if self._broken and not self._items else self._to.line()
            self._broken = True
        elif tag == "table" and self._depth < _DEEPEST_TABLE:
            self._table(at)
            return node.end
        elif tag == "dl" and self._depth < _DEEPEST_TABLE:
            self._definitions(at)
            return node.end
        elif tag in ("ol", "ul"):
            self._list(node)
        elif tag == "li":
            self._item(node, at)
        elif tag == "a":
            self._link(node, at)
        elif tag in ("button", "img"):
            return at + 1 if tag == "button" and self._folds(node) else node.end
        elif tag in _PARAGRAPHS:
            self._between(node, self._to.line if self._items and tag == "p" else self._to.gap)
        elif tag == "div" and "label" in node.said("class") and self._is_label(at):
            self._to.line()
            self._closing.append((node.end, self._glue))
        elif tag == "pre" or tag in _LINES:
            self._between(node, self._to.line)
        return at + 1

    def _between(self, node: Node, pause: Callable[[], None]) -> None:
        if not (self._glued and node.tag == "div"):
            pause()
        self._closing.append((node.end, pause))

    def _is_label(self, at: int) -> bool:
        """Whether a block is the label of a field whose value is the next block."""
        words = "".join(n.text for n in self._nodes[at : self._nodes[at].end] if n.tag == TEXT)
        return label_of(words) in (Label.REFERENCE, Label.FIELD) and ":" not in words

    def _glue(self) -> None:
        """Let the value of a field go on with the line of its label."""
        self._to.say(": ")
        self._glued = True

    def _list(self, node: Node) -> None:
        pause = self._to.line if self._lists else self._to.gap
        pause()
        self._lists.append(_List(node))

        def close() -> None:
            self._lists.pop()
            pause()

        self._closing.append((node.end, close))

    def _item(self, node: Node, at: int) -> None:
        self._to.line()
        marker = self._lists[-1].marker(node) if self._lists else BULLET
        first = next(
            (n.text for n in self._nodes[at + 1 : min(node.end, at + 20)] if n.words and n.text), ""
        )
        self._to.mark("" if not marker or _NUMBER_OWN.match(first) else marker)
        self._items += 1

        def close() -> None:
            self._to.unmark()
            self._items -= 1

        self._closing.append((node.end, close))

    def _folds(self, node: Node) -> bool:
        """Whether a button is the heading of something that folds."""
        if any(name in node.attributes for name in _FOLDS):
            return True
        parent = node.parent
        while parent > 0 and self._nodes[parent].tag in ("span", "div"):
            parent = self._nodes[parent].parent
        return self._nodes[parent].tag in (*_HEADINGS, "summary", "dt")

    def _link(self, node: Node, at: int) -> None:
        address = self._address(node.said("href").strip())
        if not address:
            return
        words = tidy("".join(n.text for n in self._nodes[at : node.end] if n.tag == TEXT))
        self._closing.append((node.end, lambda: self._to.refer(words, address)))

    def _address(self, href: str) -> str:
        """The address that a link leads to, empty where it leads nowhere outside the page."""
        href = tidy(href).replace(" ", "%20")
        if href.lower().startswith("mailto:"):
            return href if "@" in href and len(href) < 300 else ""
        if not href or href.startswith("#"):
            return ""
        try:
            address = urljoin(self._body._base, href)
            urlsplit(address)
        except ValueError:
            return ""
        return address if WEB.fullmatch(address) else ""

    def _cell(self, at: int) -> Fragment:
        """A cell, or what else stands on its own, written apart."""
        end = self._nodes[at].end
        if end - at <= 2 and at + 1 not in self._body.taken:
            # Most cells of large tables are empty, or one text.
            return _written("".join(node.text for node in self._nodes[at + 1 : end]))
        writer = Writer()
        self._body.write(at, writer, self._depth + 1)
        return writer.fragment()

    def _table(self, at: int) -> None:
        table = arranged(self._nodes, at, self._body.taken, self._cell)
        table.write(self._to, is_laid_out(self._nodes, at, table))

    def _definitions(self, at: int) -> None:
        """A list of terms, each with what it says: a table of two columns."""
        rows: list[list[Fragment]] = []
        position = at + 1
        while position < self._nodes[at].end:
            node = self._nodes[position]
            if position in self._body.taken:
                position = self._body.taken[position]
                continue
            if node.tag == "dt" or (node.tag == "dd" and not rows):
                rows.append([self._cell(position)])
            elif node.tag == "dd":
                rows[-1].append(self._cell(position))
            elif node.tag == "div":
                position += 1
                continue
            elif node.words:
                rows.append([self._cell(position) if node.tag != TEXT else _written(node.text)])
            position = node.end
        self._to.table(*_of_terms(rows))


def _of_terms(
    rows: Sequence[Sequence[Fragment]],
) -> tuple[list[list[str]], list[str], list[tuple[str, str]]]:
    """Rows of terms as cells, as lines, and the links in them."""
    cells = Cells([[row[0], *row[1:]] for row in rows])
    texts = [[row[0].text, "\n".join(cell.text for cell in row[1:])] for row in rows]
    lines: list[str] = []
    for term, text in texts:
        if label_of(term):
            lines.extend(lines_of([[term, text]]))
        else:
            lines.extend([*term.split("\n"), *text.split("\n")])
    return texts, [line for line in lines if line.strip()], cells.links()


def _written(text: str) -> Fragment:
    """One text, written apart."""
    text = tidy(text)
    return Fragment((text,)) if text else NOTHING


class _List:
    """A list while its items are read: how they are numbered, and how far."""

    def __init__(self, node: Node) -> None:
        style = _STYLE.search(node.said("style"))
        named = style[1].lower() if style else ""
        self._style = _STYLES.get(named, node.said("type") or "1")
        self._silent = named == "none"
        self._ordered = node.tag == "ol"
        self._step = -1 if "reversed" in node.attributes else 1
        self._next = _number(node.said("start"), 1)

    def marker(self, item: Node) -> str:
        """The marker of the next item, empty where the list shows none."""
        if not self._ordered:
            return BULLET
        number = _number(item.said("value"), self._next)
        self._next = number + self._step
        if self._silent:
            return ""
        text = item_number(self._style, number)
        return f"{text})" if self._style in ("a", "A") else f"{text}."


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text.strip()) else otherwise
