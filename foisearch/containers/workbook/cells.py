"""The cells of a sheet as rows of text, streamed."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from foisearch.containers.contents import ReadOptions, Row
from foisearch.containers.workbook.beside import Beside
from foisearch.containers.workbook.opening import damaged
from foisearch.errors import SourceError

MOST_CELLS = 20_000_000
"""Cells of one sheet, the empty ones between others included."""
LAST_ROW = 1_048_576
"""Rows that a sheet can have."""
_BATCH = 500


def rows_of(
    shown: str, sheet: Any, title: str, extras: Beside, options: ReadOptions
) -> Iterator[Row]:
    """The rows of a sheet that are not empty.

    Args:
        shown: the workbook, as it is named.
        sheet: the sheet, as openpyxl streams it.
        title: its name.
        extras: what it says beside its cells.
        options: how files are opened.

    Raises:
        SourceError: it is damaged from here on, or larger than it may be.
    """
    sheet.reset_dimensions()  # they are often wrong
    source = sheet.iter_rows(values_only=True)
    number = cells = 0
    reaching: dict[int, tuple[str, int]] = {}
    while batch := _next_rows(f"{shown}, sheet “{title}”,", source):
        options.alive()
        for values in batch:
            number += 1
            cells += len(values)
            if cells > MOST_CELLS or number > LAST_ROW:
                most = f"{MOST_CELLS:,} cells" if cells > MOST_CELLS else f"{LAST_ROW:,} rows"
                place = f"{shown}, sheet “{title}”, row {number}"
                said = f"{place}: more than {most}; what follows is not read"
                raise SourceError(said, "save the sheet as CSV")
            if number in extras.hidden_rows:
                continue
            texts = [_text(value) for value in values]
            _fill(texts, number, extras, reaching)
            for column in extras.hidden_columns:
                texts[column : column + 1] = [""] * (column < len(texts))
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                yield Row(number, tuple(texts))


def _next_rows(place: str, source: Iterator[Any]) -> list[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(source, _BATCH))
    except Exception as error:
        raise damaged(place, error) from None


def _fill(
    texts: list[str], number: int, extras: Beside, reaching: dict[int, tuple[str, int]]
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
