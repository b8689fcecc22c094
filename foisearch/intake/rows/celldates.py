"""Dates in cells: as publishers and their spreadsheets write them.  Day first; never swapped.

A cell is read as :mod:`foisearch.intake.dates` reads a date on its own, and beyond that: with a
time of day, with a weekday, as a spreadsheet's serial number, as a quarter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

from foisearch.disclosure import UNKNOWN_DATE, PartialDate, Precision
from foisearch.intake import dates

_SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)
_TIME = re.compile(
    r"(?<=\d)(?:T|,? +(?:at )?)\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?"
    r" ?(?:[ap]m)?(?:Z|[+-]\d\d:?\d\d)?",
    re.I,
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? +", re.I)
_SLASHED = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)?\d\d)")
_HYPHENED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ ./-]?)?([A-Za-z]{3,9})[ ./-]*'?((?:20)?\d\d)"
)
_QUARTER = re.compile(
    r"(?:Q(?:uarter|tr)? ?([1-4])|([1-4])(?:st|nd|rd|th) quarter)[ ,:-]*"
    r"((?:19|20)\d\d)(?: ?[/-] ?((?:20)?\d\d))?",
    re.I,
)
_QUARTER_LAST = re.compile(
    r"((?:19|20)\d\d)(?: ?[/-] ?((?:20)?\d\d))?[ ,:-]*Q(?:uarter|tr)? ?([1-4])", re.I
)
_NOTHING = re.compile(r"[-–—.?]*|n/?a|none|not applicable|tbc|unknown|not known|0", re.I)
_LONGEST = 60


class Order(Enum):
    """In which order a column of slashed dates is written."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    MIXED = "mixed"


def nothing(text: str) -> bool:
    """Whether a cell says that there is no value: ``-``, ``n/a``, ``TBC``."""
    return bool(_NOTHING.fullmatch(text.strip()))


def read_date(text: str, serials: bool = True) -> PartialDate:
    """The date in a cell, unknown where there is none.

    A quarter is known by its year: ``Q1 2023`` gives 2023, ``Q4 2023/24``, which runs from January
    to March, 2024; a plain ``Q4 2023`` may be either and is not known.  ``serials`` lets 45000
    be the day that a spreadsheet counts so.
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return UNKNOWN_DATE
    text = _WEEKDAY.sub("", _TIME.sub("", text), count=1).strip(" .,")
    found = dates.parse(text, "record")
    if found.value:
        return found
    if match := _SLASHED.fullmatch(text):
        return dates.parse("/".join(match.group(1, 3, 4)), "record")
    if serials and (match := _SERIAL.fullmatch(text)):
        day = _EPOCH + timedelta(days=int(match[1]))
        return PartialDate(day, Precision.DAY, "record")
    if match := _HYPHENED.fullmatch(text):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        return dates.parse(f"{match[1] or ''} {match[2]} {year}", "record")
    return _quarter(text)


def _quarter(text: str) -> PartialDate:
    if match := _QUARTER.fullmatch(text):
        quarter, first, second = match[1] or match[2], match[3], match[4]
    elif match := _QUARTER_LAST.fullmatch(text):
        first, second, quarter = match.groups()
    else:
        return UNKNOWN_DATE
    year = int(first)
    if quarter == "4":
        # The last quarter of a calendar year, or the first months of the next one.
        if not second:
            return UNKNOWN_DATE
        year += 1
    return PartialDate(date(year, 1, 1), Precision.YEAR, "record")


def order_of(values: Sequence[str]) -> Order:
    """The order that the slashed dates of a column prove; day first where they prove nothing.

    ``MONTH_FIRST``: some have no thirteenth month only when read as month, day, year, and none
    contradicts it.  ``MIXED``: some are possible in one order only, some in the other.
    """
    day_first = month_first = False
    for value in values:
        match = _SLASHED.fullmatch(_TIME.sub("", " ".join(value.split())[:_LONGEST]))
        if match:
            first, second = int(match[1]), int(match[3])
            day_first |= first > 12 >= second > 0
            month_first |= second > 12 >= first > 0
    if day_first and month_first:
        return Order.MIXED
    return Order.MONTH_FIRST if month_first else Order.DAY_FIRST


def slashed(text: str) -> bool:
    """Whether the cell is a date in figures whose day and month could be taken for one another."""
    return bool(_SLASHED.fullmatch(_TIME.sub("", " ".join(text.split())[:_LONGEST])))
