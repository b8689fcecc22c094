"""What a sheet says beside its cells: merged ranges, links, what is hidden, what has no value.

The streaming reader of cells tells none of it, so the sheet is looked through for it first.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from posixpath import basename, dirname, join
from typing import Any

from foisearch.containers.workbook.blanks import WithoutBlankRows
from foisearch.containers.zipped import BROKEN

MOST_EXTRAS = 200_000
"""Merged ranges, and links, of one sheet."""
LAST_COLUMN = 16_384
_MOST_NAMED = 8
_BLOCK = 1 << 20
_OVERLAP = 4096

_ANY = rb"[^<>]{0,600}"
_EXTRA = re.compile(
    rb"<(?:\w{1,10}:)?(?:mergeCell\b[^<>]{0,200}?"
    rb"\bref=\"(?P<merged>[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\""
    rb"|hyperlink\b(?P<link>[^<>]{1,3000})>"
    rb"|(?P<hidden>(?:row|col)\b" + _ANY + rb"?\bhidden=\"(?:1|true)\"" + _ANY + rb")>"
    rb"|c(?: (?!t=)\w{1,10}=\"[^\"<>]{0,60}\")*+ t=(?P<error>\"e\"))"
    rb"|(?P<formula>(?:</f>|<f\b[^<>]{0,200}/>)\s{0,20}(?:<v\s{0,5}/>|<v></v>)?\s{0,20}</c>)"
)
_FILLED = re.compile(
    rb"<(?:\w{1,10}:)?(?:row\b(?P<row>[^<>]{0,600})>"
    rb"|c\b[^<>]{0,600}?\br=\"(?P<column>[A-Z]{1,3})\d{1,7}\"[^<>]{0,600}(?<!/)>\s{0,20}"
    rb"<(?:\w{1,10}:)?(?:v|is)\b[^<>]{0,200}(?<!/)>(?!</))"
)
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_NUMBER = re.compile(rb"\b(r|min|max)=\"(\d{1,7})\"")
_ATTRIBUTE = re.compile(rb"\b(?:\w{1,10}:)?(ref|id)=\"([^\"]{1,200})\"")
_RELATION = re.compile(rb"<(?:\w{1,10}:)?Relationship\b([^<>]{1,6000})>")
_TARGET = re.compile(rb"\b(Id|Target)=\"([^\"]{1,3000})\"")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class Beside:
    """What a sheet says beside its cells.

    ``merged`` gives for a row (from 1) the columns (from 0) that begin a merged range there, with
    its last row; ``links`` the addresses behind cells.  ``hidden_rows`` and ``hidden_columns`` are
    those in which something stands.  ``unsaved`` counts formulas without values, ``errors`` cells
    whose value is an error, ``too_many`` says that not all merged ranges and links were taken.
    """

    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: int = 0
    errors: int = 0
    too_many: bool = False

    def remarks(self) -> Iterator[str]:
        """What a person is to be told of it."""
        if self.unsaved:
            yield (
                f"formulas whose values were not saved count as empty ({self.unsaved:,}): "
                "open the workbook and save it anew"
            )
        if self.errors:
            yield f"cells that show an error (#N/A, #REF!) count as empty ({self.errors:,})"
        hidden = [_listed("row", "rows", self.hidden_rows, str)] if self.hidden_rows else []
        if self.hidden_columns:
            hidden.append(_listed("column", "columns", self.hidden_columns, column_name))
        if hidden:
            many = len(self.hidden_rows) + len(self.hidden_columns) > 1
            are, them = ("are", "them if they are") if many else ("is", "it if it is")
            yield f"{' and '.join(hidden)} {are} hidden, and not read: show {them} meant"
        if self.too_many:
            yield f"only the first {MOST_EXTRAS:,} merged cells and links are followed"


def _listed(one: str, many: str, numbers: set[int], name: Any) -> str:
    """``rows 5–9, 12 and 40 more``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [f"{name(a)}–{name(b)}" if b > a else name(a) for a, b in runs[:_MOST_NAMED]]
    more = sum(b - a + 1 for a, b in runs[_MOST_NAMED:])
    return f"{many if len(numbers) > 1 else one} {', '.join(told)}" + (
        f" and {more:,} more" if more else ""
    )


def beside(archive: zipfile.ZipFile, path: str) -> Beside:
    """What the sheet at ``path`` says beside its cells."""
    found = Beside()
    path = path.lstrip("/")
    hidden: list[bytes] = []
    try:
        targets = _targets(archive, path)
        with WithoutBlankRows(archive.open(path)) as stream:
            for match in _matches(_EXTRA, stream):
                _take(match, targets, found, hidden)
        if hidden:
            with WithoutBlankRows(archive.open(path)) as stream:
                _look_for_hidden(stream, _columns(hidden), found)
    except (KeyError, RuntimeError, *BROKEN):
        return found  # the reader of its rows will say what is wrong with it
    return found


def _matches(wanted: re.Pattern[bytes], stream: Any) -> Iterator[re.Match[bytes]]:
    """What is looked for in a stream, block by block."""
    rest = b""
    while block := stream.read(_BLOCK):
        data = rest + block
        end = 0
        for match in wanted.finditer(data):
            yield match
            end = match.end()
        rest = data[max(end, len(data) - _OVERLAP) :]


def _take(
    match: re.Match[bytes], targets: dict[str, str], found: Beside, hidden: list[bytes]
) -> None:
    if match["formula"]:
        found.unsaved += 1
    elif match["error"]:
        found.errors += 1
    elif match["hidden"]:
        # Of rows it is enough that there are some: there may be a million.
        if match["hidden"].startswith(b"col") or not hidden:
            hidden.append(match["hidden"])
    elif len(found.merged) + len(found.links) >= MOST_EXTRAS:
        found.too_many = True
    elif match["merged"]:
        first, _, last = match["merged"].decode().partition(":")
        (top, left), (bottom, _) = _place(first), _place(last)
        if bottom > top:
            found.merged.setdefault(top, []).append((left, bottom))
    else:
        said = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(match["link"])}
        target = targets.get(said.get("id", ""), "")
        if target and "ref" in said:
            found.links[_place(said["ref"].partition(":")[0])] = target


def _columns(hidden: Iterable[bytes]) -> set[int]:
    """The columns, from 0, that are hidden."""
    columns: set[int] = set()
    for tag in hidden:
        said = {key: int(number) for key, number in _NUMBER.findall(tag)}
        if tag.startswith(b"col") and b"min" in said:
            last = min(said.get(b"max", said[b"min"]), LAST_COLUMN)
            columns.update(range(said[b"min"] - 1, last))
    return columns


def _look_for_hidden(stream: Any, columns: set[int], found: Beside) -> None:
    """Which of the hidden rows and columns hold something."""
    row, is_hidden = 0, False
    for match in _matches(_FILLED, stream):
        if match["column"] is None:
            said = {key: int(number) for key, number in _NUMBER.findall(match["row"])}
            row, is_hidden = said.get(b"r", row + 1), bool(_HIDDEN.search(match["row"]))
        elif is_hidden:
            found.hidden_rows.add(row)
        elif columns and (column := _place(f"{match['column'].decode()}1")[1]) in columns:
            found.hidden_columns.add(column)


def _targets(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """The web addresses that a sheet's links lead to, by their ids."""
    from html import unescape

    part = join(dirname(path), "_rels", basename(path) + ".rels")
    if part not in archive.NameToInfo:
        return {}
    data = archive.read(part)
    found = {}
    for match in _RELATION.finditer(data):
        said = {key.decode(): value for key, value in _TARGET.findall(match[1])}
        target = unescape(said.get("Target", b"").decode("utf-8", "replace"))
        if target.lower().startswith(("http://", "https://")):
            found[said.get("Id", b"").decode("utf-8", "replace")] = target
    return found


def _place(reference: str) -> tuple[int, int]:
    """Row from 1 and column from 0 of ``B12``."""
    match = _PLACE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def column_name(column: int) -> str:
    """The letters of a column, from 0: ``AA``."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
