"""Excel workbooks (XLSX, XLSM): the rows of each visible sheet, streamed.

Formulas count by the values that were saved with them, dates are written as ``2024-07-03``.  A
hidden sheet is named and not read: what an authority hid it may have published by mistake.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from posixpath import basename, dirname, join
from typing import Any

from foisearch.containers.contents import Contents, ReadOptions, Row, Sheet
from foisearch.containers.package import MOST_PARTS, MOST_TIMES
from foisearch.containers.zipped import BROKEN, LARGEST_MEMBER
from foisearch.errors import SourceError
from foisearch.text import collapse_space, printable

VERSION = 1
MOST_CELLS = 20_000_000
"""Cells of one sheet, the empty ones between others included."""
LARGEST_SHEET = 2_000_000_000
"""Bytes of one sheet, inflated; it is streamed."""
MOST_EXTRAS = 200_000
"""Merged ranges, and links, of one sheet."""
_SMALL = 5_000_000
_BATCH = 500
_HEAD = 65_536
_BLOCK = 1 << 20
_OVERLAP = 4096

_ROOT = re.compile(rb"<\x00?[A-Za-z]")
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C|<\x00?!\x00?E\x00?N", re.I)
_EXTRA = re.compile(
    rb"<(?:\w{1,10}:)?(?:mergeCell\b[^<>]{0,200}?"
    rb"\bref=\"(?P<merged>[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\""
    rb"|hyperlink\b(?P<link>[^<>]{1,3000})>)"
    rb"|(?P<formula>(?:</f>|<f\b[^<>]{0,200}/>)\s{0,20}(?:<v\s{0,5}/>|<v></v>)?\s{0,20}</c>)"
)
_ATTRIBUTE = re.compile(rb"\b(?:\w{1,10}:)?(ref|id)=\"([^\"]{1,200})\"")
_RELATION = re.compile(rb"<(?:\w{1,10}:)?Relationship\b([^<>]{1,6000})>")
_TARGET = re.compile(rb"\b(Id|Target)=\"([^\"]{1,3000})\"")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The workbook's visible sheets.

    Raises:
        SourceError: it is damaged, encrypted, far larger than it may be, or shows nothing.
    """
    shown = printable(name)
    archive = _archive(shown, data)
    book = _opened(shown, data)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if not visible:
        raise SourceError(f"{shown} has no visible sheet", "show its sheets and save it anew")
    said = [
        f"sheet “{_title(s)}” is hidden, and is not read: show it if it is meant" for s in hidden
    ]
    pieces = []
    for sheet in visible:
        extras = _extras(archive, getattr(sheet, "_worksheet_path", ""))
        if extras.unsaved:
            said.append(
                f"sheet “{_title(sheet)}”: formulas whose values were not saved count as empty "
                f"({extras.unsaved:,}): open the workbook and save it anew"
            )
        only = "" if len(visible) == 1 else _title(sheet)
        pieces.append(Sheet(only, _rows(shown, sheet, extras, options)))
    return Contents("xlsx", VERSION, tuple(pieces), tuple(said))


def _title(sheet: Any) -> str:
    return printable(collapse_space(str(sheet.title)))


def _archive(shown: str, data: bytes) -> zipfile.ZipFile:
    """The workbook's parts, none of which inflates without measure or declares entities."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except BROKEN as error:
        raise _damaged(shown, error) from None
    if len(parts) > MOST_PARTS:
        raise SourceError(f"{shown} has {len(parts):,} parts: no workbook has so many", _ANEW)
    for part in parts:
        # What is read of a part is never more than it says of its size.
        limit = LARGEST_SHEET if "worksheets/" in part.filename else LARGEST_MEMBER
        most = max(_SMALL, part.compress_size * MOST_TIMES)
        if part.file_size > min(limit, most):
            raise SourceError(
                f"{shown} grows without measure when it is unpacked ({printable(part.filename)})",
                "open it and save it anew, if it is what it seems",
            )
        if part.filename.endswith((".xml", ".rels")):
            _check_declarations(shown, archive, part)
    return archive


def _check_declarations(shown: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a part that declares a document type: only attacks on parsers do."""
    try:
        with archive.open(part) as stream:
            head = stream.read(_HEAD)
    except RuntimeError:
        raise SourceError(f"{shown} is encrypted", "save it without a password") from None
    except Exception as error:
        raise _damaged(shown, error) from None
    if _DOCTYPE.search(head) or (len(head) == _HEAD and not _ROOT.search(head)):
        raise SourceError(f"{shown} declares entities ({printable(part.filename)})", _ANEW)


_ANEW = "open it in a spreadsheet program and save it anew"


def _damaged(shown: str, error: Exception) -> SourceError:
    said = printable(collapse_space(str(error)))[:120] or type(error).__name__
    return SourceError(f"{shown} is a damaged workbook ({said})", _ANEW)


def _opened(shown: str, data: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        # The library lets out whatever a damaged file provokes.
        raise _damaged(shown, error) from None


@dataclass(slots=True)
class _Extras:
    """What stands below the cells of a sheet.

    ``merged`` gives for a row (from 1) the columns (from 0) that begin a merged range there, with
    its last row; ``links`` the addresses behind cells; ``unsaved`` counts formulas without values.
    """

    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    unsaved: int = 0


def _extras(archive: zipfile.ZipFile, path: str) -> _Extras:
    """Merged ranges and links, which the streaming reader of sheets does not tell."""
    found = _Extras()
    path = path.lstrip("/")
    try:
        targets = _targets(archive, path)
        with archive.open(path) as stream:
            for number, match in enumerate(_matches(stream)):
                if number > MOST_EXTRAS:
                    break
                _take(match, targets, found)
    except (KeyError, RuntimeError, *BROKEN):
        return found  # the reader of its rows will say what is wrong with it
    return found


def _matches(stream: Any) -> Iterator[re.Match[bytes]]:
    """The extras of a stream, looked for block by block."""
    rest = b""
    while block := stream.read(_BLOCK):
        data = rest + block
        end = 0
        for match in _EXTRA.finditer(data):
            yield match
            end = match.end()
        rest = data[max(end, len(data) - _OVERLAP) :]


def _take(match: re.Match[bytes], targets: dict[str, str], found: _Extras) -> None:
    if match["formula"]:
        found.unsaved += 1
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


def _rows(shown: str, sheet: Any, extras: _Extras, options: ReadOptions) -> Iterator[Row]:
    """The rows of a sheet that are not empty.

    Raises:
        SourceError: it is damaged from here on, or larger than it may be.
    """
    sheet.reset_dimensions()  # they are often wrong
    source = sheet.iter_rows(values_only=True)
    number = cells = 0
    reaching: dict[int, tuple[str, int]] = {}
    while batch := _next_rows(shown, sheet, source):
        options.alive()
        for values in batch:
            number += 1
            cells += len(values)
            if cells > MOST_CELLS:
                raise SourceError(
                    f"{shown}, sheet “{_title(sheet)}”, row {number}: more than {MOST_CELLS:,} "
                    "cells; what follows is not read",
                    "save the sheet as CSV",
                )
            texts = [_text(value) for value in values]
            _fill(texts, number, extras, reaching)
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                yield Row(number, tuple(texts))


def _next_rows(shown: str, sheet: Any, source: Iterator[Any]) -> list[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(source, _BATCH))
    except Exception as error:
        damaged = _damaged(f"{shown}, sheet “{_title(sheet)}”,", error)
        raise damaged from None


def _fill(
    texts: list[str], number: int, extras: _Extras, reaching: dict[int, tuple[str, int]]
) -> None:
    """Put into a row what merged cells above reach down with, and the addresses of its links."""
    for column, (text, last) in list(reaching.items()):
        if number > last:
            del reaching[column]
            continue
        texts.extend([""] * (column + 1 - len(texts)))
        texts[column] = texts[column] or text
    for column, last in extras.merged.get(number, ()):
        if column < len(texts) and texts[column]:
            reaching[column] = (texts[column], last)
    if extras.links:
        for column, text in enumerate(texts):
            link = extras.links.get((number, column))
            if link and link not in text:
                texts[column] = f"{text} ({link})" if text else link


def _text(value: Any) -> str:
    """A cell's value as it would be read aloud: dates as ``2024-07-03``."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        whole = value.time() == time(0)
        return value.date().isoformat() if whole else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)
