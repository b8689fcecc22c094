"""The table of public bodies: what a row says, and how a CSV file of rows is read.

Lists inside a cell are separated by ``|``.  A name is trusted according to its column:

* ``name``, ``aliases`` and ``former_names`` count wherever they stand;
* ``ambiguous`` names (``CNC``, ``Met``) count beside a police word, or once the body has been
  named for sure earlier in the same text;
* ``places`` (``Kent``) count only beside a police word: "Kent officers", "Kent and Essex Police";
* ``other_senses`` are longer phrases that hold a name and mean something else ("Met Office");
* ``code``, the three-letter police code, is never looked for in a text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from foisearch.errors import RecordError
from foisearch.text import fold, slugify

_REGIMES = ("foia", "foisa", "")
_LONGEST_FILE = 16 * 1024 * 1024
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")
_YEARS = re.compile(r"\s*\([^)]*\)$")


@dataclass(frozen=True, slots=True)
class Authority:
    """A public body.

    ``id`` is its slug.  ``regime`` is ``foia``, ``foisa`` or empty (not subject to either, another
    law, unknown).  ``former_names`` may end in a bracket with the years.  ``ref_patterns`` are
    regular expressions for references that only this body writes, ``ref_shapes`` for those
    that it shares with others.
    """

    id: str
    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    nation: str = ""
    kind: str = ""
    regime: str = ""
    domains: tuple[str, ...] = ()
    ref_patterns: tuple[str, ...] = ()
    ref_shapes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    other_senses: tuple[str, ...] = ()
    code: str = ""

    def sure_names(self) -> tuple[str, ...]:
        """Name, aliases and former names (without years): the names that a text is trusted with."""
        former = (_YEARS.sub("", name) for name in self.former_names)
        return tuple(dict.fromkeys((self.name, *self.aliases, *former)))


_COLUMNS = tuple(field.name for field in fields(Authority))
_LISTS = frozenset(f.name for f in fields(Authority) if str(f.type).startswith("tuple"))


def name_key(name: str) -> str:
    """``name`` for comparison: case, accents, punctuation, "the" and "&" folded away."""
    words = _NOT_ALPHANUMERIC.sub(" ", fold(name).replace("&", " and ").replace("'", "")).strip()
    return words.removeprefix("the ")


def read_table(path: Path) -> Iterator[tuple[int, Authority]]:
    """The rows of a table of bodies with their line numbers, each checked on its own.

    Raises:
        RecordError: the file cannot be read, or a row is malformed; names file, line and cure.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST_FILE + 1)
        if len(data) > _LONGEST_FILE:
            raise RecordError(f"{path}: larger than 16 MB", "is this the table of bodies?")
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        header = next(rows, [])
        _check_header(path, header)
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield rows.line_num, _body(f"{path}, line {rows.line_num}", header, cells)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RecordError(
            f"{path}: cannot be read ({reason})", "check the path and its permissions"
        ) from None
    except UnicodeDecodeError:
        raise RecordError(f"{path}: not UTF-8 text", "save it as CSV UTF-8") from None
    except csv.Error as error:
        place = f"{path}, line {rows.line_num}"
        raise RecordError(f"{place}: not CSV ({error})", "check the quotes in this row") from None


def _check_header(path: Path, header: list[str]) -> None:
    cure = f"the first line names the columns; known are {', '.join(_COLUMNS)}"
    for column in header:
        if column not in _COLUMNS:
            raise RecordError(f"{path}, line 1: unknown column “{column}”", cure)
    if len(set(header)) != len(header) or not {"id", "name"} <= set(header):
        raise RecordError(f"{path}, line 1: needs id and name, and each column once", cure)


def _body(place: str, header: list[str], cells: list[str]) -> Authority:
    """One checked row; ``place`` names the file and line."""
    if len(cells) != len(header):
        cure = "put a cell that holds a comma in double quotes"
        raise RecordError(f"{place}: {len(cells)} cells for {len(header)} columns", cure)
    row = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
    if not row["id"] or slugify(row["id"]) != row["id"]:
        cure = "use lower-case letters, digits and hyphens, as in kent-county-council"
        raise RecordError(f"{place}: “{row['id']}” is not an id", cure)
    if not name_key(row["name"]):
        raise RecordError(f"{place}: {row['id']} has no name", "fill in the name column")
    for alias in _list(row.get("aliases", "")) + _list(row.get("former_names", "")):
        if len(name_key(alias)) < 2:
            cure = "leave it out: it would be found everywhere"
            raise RecordError(f"{place}: “{alias}” is too short for a name", cure)
    if row.get("regime", "") not in _REGIMES:
        cure = "write foia, foisa, or nothing for any other law"
        raise RecordError(f"{place}: unknown regime “{row['regime']}”", cure)
    values: dict[str, Any] = {c: _list(v) if c in _LISTS else v for c, v in row.items()}
    body = Authority(**values)
    for pattern in (*body.ref_patterns, *body.ref_shapes):
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as error:
            cure = "mend the regular expression; “|” separates patterns and cannot stand in one"
            raise RecordError(f"{place}: pattern “{pattern}” ({error})", cure) from None
    return body


def _list(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))
