"""Dates and spans of dates as people write them in a query."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z", re.ASCII)
_COMPARED = re.compile(r"(>=|<=|>|<)(.*)\Z", re.DOTALL)

FORMS = "write a date as 2021, 2021-10 or 2021-10-26, a span as 2021..2023 or >=2022-04"


def span(text: str) -> tuple[date | None, date | None]:
    """The first and the last day that ``text`` stands for, ``None`` where a side is open.

    Raises:
        ValueError: ``text`` is neither a date nor a span of dates; the message says why.
    """
    if ".." in text:
        first, _, last = text.partition("..")
        if not first and not last:
            raise ValueError("a span needs a date on one side at least")
        since = _days(first)[0] if first else None
        until = _days(last)[1] if last else None
        if since and until and until < since:
            raise ValueError("the span ends before it begins")
        return since, until
    if compared := _COMPARED.match(text):
        first_day, last_day = _days(compared[2])
        if compared[1] == ">=":
            return first_day, None
        if compared[1] == "<=":
            return None, last_day
        if compared[1] == ">":
            return _shift(last_day, 1), None
        return None, _shift(first_day, -1)
    return _days(text)


def _shift(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError:
        raise ValueError("there is no date beyond that one") from None


def _days(text: str) -> tuple[date, date]:
    """The first and the last day of a day, month or year."""
    if day_first := _DAY_FIRST.match(text):
        day, month, year = (int(part) for part in day_first.groups())
    elif found := _DATE.match(text):
        year, month, day = (int(part or 0) for part in found.groups())
        if found[2] is None:
            _checked(year, 1, 1)
            return date(year, 1, 1), date(year, 12, 31)
        if found[3] is None:
            first = _checked(year, month, 1)
            following = date(year, month + 1, 1) if month < 12 else None
            return first, following - timedelta(1) if following else date(year, 12, 31)
    else:
        raise ValueError(f"“{text}” is not a date")
    only = _checked(year, month, day)
    return only, only


def _checked(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("there is no such date") from None
