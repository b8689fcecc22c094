"""Paragraphs, lists and tables written down as lines: what every formatted document ends in.

Web pages, Word, OpenDocument and RTF differ in how they say what is a paragraph; what is then
written is the same, so that one text gives one record whatever it was saved as.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from foisearch.containers.numbering import BULLET
from foisearch.containers.source import Grid, Source
from foisearch.containers.tables import lines_of
from foisearch.text import collapse_space, strip_controls

SOFT_HYPHEN = "\xad"
_NEAR = 200
"""Lines of a table in which the words of a link are looked for."""

_GENERIC = re.compile(
    r"(?:click )?(?:here|link|this (?:link|page|website|web ?site)|(?:the )?(?:following|attached"
    r"|above|below) link|website|web ?site|(?:our|the) (?:web ?site|web ?page)|web ?page|e-?mail"
    r"(?: us| me)?|contact us|url|read more|more|download|view|see (?:here|this))\W{0,2}",
    re.I,
)
"""Words of links that say nothing without the address."""


def tidy(text: str) -> str:
    """``text`` on one line, without what is not seen: controls, soft hyphens, spare spaces."""
    return collapse_space(strip_controls(text.replace(SOFT_HYPHEN, "")))


@dataclass(frozen=True, slots=True)
class Fragment:
    """What was written apart, to be put into a table or a longer text."""

    lines: Sequence[str] = ()
    grids: Sequence[Grid] = ()
    links: Sequence[tuple[int, str]] = ()

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return "\n".join(self.lines)


NOTHING = Fragment()


@dataclass(slots=True)
class Writer:
    """Takes text as it comes and keeps it as lines.

    A line ends where :meth:`line` or :meth:`gap` is called; white space inside it is one space.
    ``links`` are the addresses that stand behind words, with the numbers of their lines, from 1.
    """

    lines: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _marker: str = ""
    _item: bool = False
    _after_item: bool = False
    _gap: bool = False
    _addresses: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Go on with the line."""
        self._open.append(text)

    def link(self, address: str) -> None:
        """Note an address that stands behind the words of this line."""
        self._addresses.append(address)

    def refer(self, words: str, address: str) -> None:
        """Note where ``words``, which were said, lead to.

        The address is written after words that say nothing ("here"), and that of a mailbox
        always; else it is kept as one that stands behind the words.
        """
        plain = address
        mailbox = address.lower().startswith("mailto:")
        if mailbox:
            plain = address[len("mailto:") :].partition("?")[0]
        bare = plain.partition("://")[2].rstrip("/") or plain
        if not plain or bare.lower() in words.lower():
            return
        if mailbox or _GENERIC.fullmatch(words.strip()):
            self.say(f" ({plain})")
        else:
            self.link(plain)

    def mark(self, marker: str) -> None:
        """Begin a line with a list marker; it is written when text follows."""
        self.line()
        if self._marker and self._marker != BULLET:
            marker = self._marker if marker == BULLET else f"{self._marker} {marker}"
        self._marker = marker
        self._item = self._item or bool(marker)

    def unmark(self) -> None:
        """Forget a marker that no text followed."""
        self.line()
        self._marker = ""

    def line(self) -> None:
        """End the line, if anything stands on it."""
        text = tidy("".join(self._open))
        self._open.clear()
        if text:
            self._put(text)
        elif self.lines:
            self._tie()

    def gap(self) -> None:
        """End the line and the paragraph: an empty line stands before what follows."""
        self.line()
        self._gap = True
        self._item = False

    def paragraph(self) -> None:
        """End the line and the paragraph: no empty line stands between two items of a list."""
        self.line()
        self._gap = self._gap or not self._item
        self._after_item = self._item
        self._item = False

    def page(self) -> None:
        """Begin a page."""
        self.gap()
        self.pages.append(len(self.lines) + 2 if self.lines else 1)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        written: Sequence[str] | None = None,
        links: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Write a table.

        Args:
            rows: its cells as text.
            written: its lines, where they are not those of all tables.
            links: addresses behind words of it, each with the line of its cell.
        """
        kept = tuple(tuple(strip_controls(cell).strip() for cell in row) for row in rows)
        lines = [tidy(line) for line in (lines_of(kept) if written is None else written)]
        while lines and not lines[0]:
            lines.pop(0)
        if not lines:
            return
        self.gap()
        first = len(self.lines) + (2 if self.lines and self._gap else 1)
        for line in lines:
            self._put(line) if line else self.gap()
        self.grids.append(Grid(first, len(self.lines), kept))
        self._place(first, links)
        self.gap()

    def _place(self, first: int, links: Sequence[tuple[str, str]]) -> None:
        """Give each address of a table the line on which its words came to stand."""
        at = first
        for words, address in links:
            near = range(at, min(at + _NEAR, len(self.lines) + 1))
            at = next((number for number in near if words in self.lines[number - 1]), at)
            self.links.append((at, address))

    def splice(self, other: Fragment) -> None:
        """Go on with what was written apart."""
        self.line()
        if not other.lines:
            return
        before = len(self.lines) + (1 if self._gap and self.lines else 0)
        for line in other.lines:
            self._put(line) if line else self.gap()
        for grid in other.grids:
            self.grids.append(Grid(grid.first_line + before, grid.last_line + before, grid.rows))
        self.links.extend((number + before, address) for number, address in other.links)

    def _put(self, line: str) -> None:
        apart = self._gap or (self._after_item and not self._marker)
        if apart and self.lines:
            self.lines.append("")
        self._gap = self._after_item = False
        self.lines.append(f"{self._marker} {line}" if self._marker else line)
        self._marker = ""
        self._tie()

    def _tie(self) -> None:
        """Give the addresses that wait to the line written last."""
        self.links.extend((len(self.lines), address) for address in self._addresses)
        self._addresses.clear()

    def fragment(self) -> Fragment:
        """What was written, to be put elsewhere; the writer is done."""
        self.line()
        return Fragment(self.lines, self.grids, self.links) if self.lines else NOTHING

    def text(self) -> str:
        """All that was written."""
        self.line()
        return "\n".join(self.lines)

    def source(self, name: str, data: bytes, encoding: str = "utf-8") -> Source:
        """What was written as the document that stands in the file ``data``."""
        return Source(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            text=self.text(),
            encoding=encoding,
            pages=tuple(self.pages),
            links=tuple(dict.fromkeys(self.links)),
            grids=tuple(self.grids),
            flowing=True,
        )
