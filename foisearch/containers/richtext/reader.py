"""RTF read word by word: groups, destinations, characters, paragraphs, tables, fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from foisearch.containers.addresses import LINKED
from foisearch.containers.cells import Cells
from foisearch.containers.headers import Header
from foisearch.containers.richtext.characters import SIGNS, of_charset, of_page, spelt
from foisearch.containers.writing import Fragment, Writer, tidy

_TOKEN = re.compile(
    r"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|'([0-9a-fA-F]{2})|([^a-zA-Z]))"
    r"|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_SKIPPED = frozenset(
    (
        *("colortbl", "stylesheet", "pict", "objdata", "annotation", "xe", "tc", "themedata"),
        *("datastore", "generator", "listtable", "listoverridetable", "rsidtbl", "filetbl"),
        *("revtbl", "nonshppict", "nonesttables", "pn", "bkmkstart", "bkmkend", "objclass"),
        *("pnseclvl", "template", "atnid", "atnauthor", "latentstyles", "xmlnstbl", "fontemb"),
        *("sn", "sv", "shprslt", "falt", "panose", "operator", "author", "subject", "keywords"),
        *("doccomm", "company", "manager", "category", "hlinkbase", "creatim", "revtim", "comment"),
        *("printim", "buptim", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn"),
    )
)
_HEADERS = {
    **dict.fromkeys(("header", "headerl", "headerr", "footer", "footerl", "footerr"), False),
    **dict.fromkeys(("footerf",), False),
    "headerf": True,
}
_STARRED = frozenset(("shpinst", "shptxt", "fldinst", "nesttableprops", "shppict", "footnote"))
"""Destinations that newer readers know, and this one."""
_HYPERLINK = re.compile(r"\s{0,9}HYPERLINK\s{1,9}\"?([^\"\s]{1,2000})\"?", re.I)
_ALIVE = 100_000
"""Words of RTF between two signs of life."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it."""

    to: str = "text"
    """Where text goes: text, nowhere, or a destination of its own."""
    page: str = ""
    after_unicode: int = 1
    hidden: bool = False
    struck: bool = False


@dataclass(slots=True)
class _Field:
    """A field while it is read: its code, and what it shows."""

    depth: int
    code: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


class Reader:
    """Reads one document; afterwards its parts stand in the attributes."""

    def __init__(self, alive: Callable[[], None]) -> None:
        self._alive = alive
        self.text = Writer()
        self.title = ""
        self.headers: list[Header] = []
        self.notes: list[Writer] = []
        self._state = _State()
        self._groups: list[_State] = []
        self._star = False
        self._skip = 0
        self._bytes = bytearray()
        self._high = 0
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._fields: list[_Field] = []
        self._aside: list[tuple[int, Writer, bool | None]] = []
        self._marker: list[str] = []
        self._in_table = self._row_open = False
        self._table: Cells | None = None
        self._row: list[Fragment] = []
        self._cell = Writer()
        self._between = False
        """Whether a cell of a table in a cell has ended, and its row has not."""

    def read(self, rtf: str) -> None:
        """Read a document; every byte of the file is one character of ``rtf``."""
        at = count = 0
        while match := _TOKEN.match(rtf, at):
            at = match.end()
            word, number, code, sign, brace, text = match.groups()
            if word:
                if word == "bin" and number:
                    at += min(max(int(number), 0), len(rtf))
                else:
                    self._word(word, int(number) if number else None)
            elif text:
                self._say_raw(text)
            elif code:
                self._byte(int(code, 16))
            elif brace == "{":
                self._flush()
                self._groups.append(self._state)
                self._skip = 0
            elif brace:
                self._close()
            elif sign:
                self._sign(sign)
            count += 1
            if not count % _ALIVE:
                self._alive()
        self._flush()
        self._end_table()
        self.text.line()

    def _target(self) -> Writer:
        """Where text goes now."""
        if self._aside:
            return self._aside[-1][1]
        if self._in_table or self._row_open:
            return self._cell
        self._end_table()
        return self.text

    def _close(self) -> None:
        """A group ends."""
        self._flush()
        depth = len(self._groups)
        if self._fields and self._fields[-1].depth == depth:
            self._end_field(self._fields.pop())
        if self._state.to == "marker" and (not self._groups or self._groups[-1].to != "marker"):
            self._end_marker()
        if self._aside and self._aside[-1][0] == depth:
            _, writer, kind = self._aside.pop()
            writer.line()
            if kind is not None:
                self.headers.append(Header(writer.lines, kind))
        if self._groups:
            self._state = self._groups.pop()
        self._star = False
        self._skip = 0

    def _end_field(self, ended: _Field) -> None:
        code = _HYPERLINK.match("".join(ended.code))
        if code and LINKED.fullmatch(code[1]):
            self._target().refer("".join(ended.shown), code[1])
        if self._fields:
            self._fields[-1].shown.extend(ended.shown)

    def _end_marker(self) -> None:
        marker = tidy("".join(self._marker))
        self._marker.clear()
        if marker:
            self._target().mark("•" if len(marker) == 1 and not marker.isalnum() else marker)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._star = True
        elif sign in ("\n", "\r"):
            self._word("par", None)
        elif sign in SIGNS:
            self._say(SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        star, self._star = self._star, False
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        if self._begins(word, star):
            return
        if word in SIGNS:
            self._say(SIGNS[word])
        elif word in _BREAKS:
            if self._state.to == "text":
                _BREAKS[word](self)
            elif word == "nestrow":
                self._end_nested_row()
        else:
            self._property(word, number)

    def _begins(self, word: str, star: bool) -> bool:
        """Whether the word begins a destination."""
        depth = len(self._groups)
        if self._state.to == "nowhere":
            return word not in _BREAKS
        if word in _SKIPPED or (star and word not in _STARRED and word not in _HEADERS):
            self._go("nowhere")
        elif word in _HEADERS:
            self._aside.append((depth, Writer(), _HEADERS[word]))
        elif word == "footnote":
            writer = Writer()
            self.notes.append(writer)
            self._target().say(f" [{len(self.notes)}]")
            self._aside.append((depth, writer, None))
        elif word == "fonttbl":
            self._go("fonts")
        elif word == "info":
            self._go("info")
        elif word == "title" and self._state.to == "info":
            self._go("title")
        elif word == "field":
            self._fields.append(_Field(depth))
        elif word == "fldinst":
            self._go("code")
        elif word in ("listtext", "pntext"):
            self._go("marker")
        elif word == "nesttableprops":
            self._go("nowhere")
        else:
            return False
        return True

    def _go(self, to: str) -> None:
        self._state = replace(self._state, to=to)

    def _property(self, word: str, number: int | None) -> None:
        on = number != 0
        if word == "f" and number is not None:
            self._font = number
            page = "" if self._state.to == "fonts" else self._fonts.get(number, "")
            self._state = replace(self._state, page=page)
        elif word == "fcharset" and number is not None:
            self._fonts[self._font] = of_charset(number, self._default)
        elif word == "ansicpg" and number is not None:
            self._default = of_page(number)
        elif word == "mac":
            self._default = "mac_roman"
        elif word == "uc" and number is not None:
            self._state = replace(self._state, after_unicode=max(0, min(number, 9)))
        elif word == "v":
            self._state = replace(self._state, hidden=on)
        elif word == "deleted":
            self._state = replace(self._state, struck=on)
        elif word == "plain":
            self._state = replace(self._state, hidden=False, struck=False, page="")
        elif self._state.to == "text":
            self._in_table = on if word == "intbl" else self._in_table and word != "pard"
            self._row_open = self._row_open or word == "trowd"

    def _unicode(self, number: int) -> None:
        """A character by its number; the bytes for readers that know none are to be skipped."""
        unit = number & 0xFFFF
        self._skip = self._state.after_unicode
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
            return
        if 0xDC00 <= unit < 0xE000:
            pair = 0x10000 + ((self._high - 0xD800) << 10) + (unit - 0xDC00)
            unit = pair if self._high else 0xFFFD
        self._high = 0
        skip = self._skip
        self._say("•" if 0xE000 <= unit <= 0xF8FF else chr(unit))
        self._skip = skip

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(value)

    def _say_raw(self, text: str) -> None:
        """Text as it stands in the file; what is beyond ASCII there is in the code page too."""
        if self._skip:
            skipped = min(self._skip, len(text))
            text, self._skip = text[skipped:], self._skip - skipped
        if text.isascii():
            self._say(text)
        elif self._state.to != "nowhere":
            self._bytes.extend(text.encode("latin-1", "replace"))

    def _flush(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._put(spelt(data, self._state.page or self._default))

    def _say(self, text: str) -> None:
        self._flush()
        if text:
            self._put(text)

    def _put(self, text: str) -> None:
        state = self._state
        if state.hidden or state.struck:
            return
        if state.to == "text":
            if self._between:
                self._between = False
                self._target().say(" | ")
            self._target().say(text)
            if self._fields:
                self._fields[-1].shown.append(text)
        elif state.to == "marker":
            self._marker.append(text)
        elif state.to == "code" and self._fields:
            self._fields[-1].code.append(text)
        elif state.to == "title":
            self.title += text

    def _paragraph(self) -> None:
        self._target().paragraph()

    def _end_cell(self) -> None:
        self._row.append(self._cell.fragment())
        self._cell = Writer()

    def _end_row(self) -> None:
        if self._cell.text():
            self._end_cell()
        self._table = self._table or Cells()
        self._table.row()
        for cell in self._row:
            self._table.put(cell)
        self._row = []
        self._row_open = False

    def _end_nested_cell(self) -> None:
        if self._between:  # a cell without words
            self._target().say(" | ")
        self._between = True

    def _end_nested_row(self) -> None:
        self._between = False
        self._target().line()

    def _end_table(self) -> None:
        if self._row or self._cell.lines:
            self._end_row()
        if self._table is not None:
            table, self._table = self._table, None
            table.write(self.text)


_BREAKS: dict[str, Callable[[Reader], None]] = {
    "par": Reader._paragraph,
    "sect": Reader._paragraph,
    "page": Reader._paragraph,
    "line": lambda reader: reader._target().line(),
    "cell": Reader._end_cell,
    "row": Reader._end_row,
    "nestcell": Reader._end_nested_cell,
    "nestrow": Reader._end_nested_row,
}
