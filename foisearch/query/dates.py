"""Dates and spans of dates as people write them in a query.

In figures (``2021``, ``2021-10``, ``26/10/2021``) they mean the same on every day; in words
(:mod:`foisearch.query.spoken`) they may depend on the day that it is, and are told to the person
as they were read.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from foisearch.query import spoken

Days = tuple[date, date]
"""A first and a last day, both included."""

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{4})\Z", re.ASCII)
_COMPARED = re.compile(r"(>=|<=|>|<)(.*)\Z", re.DOTALL)
_TO = re.compile(r"\.\.|\s+to\s+(?!\d\d\Z)", re.IGNORECASE)

FORMS = 'write it as 2021, 2021-10, 26/10/2021, june-2021, 2021/22, 2021..2023 or "last year"'


def span(text: str, today: date | None = None) -> tuple[date | None, date | None]:
    """The first and the last day that ``text`` stands for, ``None`` where a side is open.

    Args:
        text: a date or a span of dates, in figures or in words.
        today: the day that words count from; the real one by default.

    Raises:
        ValueError: ``text`` is neither a date nor a span of dates; the message says why.
    """
    text = text.strip()
    if between := _TO.search(text):
        return _between(text[: between.start()], text[between.end() :], today)
    if compared := _COMPARED.match(text):
        first_day, last_day = days(compared[2], today)
        if compared[1] == ">=":
            return first_day, None
        if compared[1] == "<=":
            return None, last_day
        if compared[1] == ">":
            return _shift(last_day, 1), None
        return None, _shift(first_day, -1)
    return days(text, today)


def days(text: str, today: date | None = None) -> Days:
    """The first and the last day of one date: a day, a month, a year, “last year”.

    Raises:
        ValueError: it is none; the message says why.
    """
    text = text.strip()
    return figures(text) or spoken.days(text, today) or _no_date(text)


def figures(text: str) -> Days | None:
    """The first and the last day of a day, month or year in figures; ``None`` for other texts.

    Raises:
        ValueError: there is no such date.
    """
    if day_first := _DAY_FIRST.match(text):
        day, month, year = (int(part) for part in day_first.groups())
    elif month_first := _MONTH_FIRST.match(text):
        day, month, year = 0, *(int(part) for part in month_first.groups())
    elif found := _DATE.match(text):
        year, month, day = (int(part or 0) for part in found.groups())
        if found[2] is None:
            _checked(year, 1, 1)
            return date(year, 1, 1), date(year, 12, 31)
        if found[3] is None and month > 12 and month == (year + 1) % 100:
            raise ValueError(f"there is no month {month}; the financial year is {year}/{month}")
        if found[3] is not None:
            return (only := _checked(year, month, day)), only
    else:
        return None
    if day or day_first:
        return (only := _checked(year, month, day)), only
    return _checked(year, month, 1), spoken.last_of_month(year, month)


def in_words(since: date | None, until: date | None) -> str:
    """A span as people say it: ``1 April 2022 to 31 March 2023``."""
    if since and until:
        return _said(since) if since == until else f"{_said(since)} to {_said(until)}"
    return f"{_said(since)} or later" if since else f"{_said(until)} or earlier" if until else ""


def _said(day: date) -> str:
    return f"{day.day} {spoken.MONTHS[day.month - 1].capitalize()} {day.year}"


def is_span(text: str) -> bool:
    """Whether ``text`` is written as a span, and not as one date."""
    return bool(_TO.search(text) or _COMPARED.match(text))


def is_spoken(text: str) -> bool:
    """Whether a person should be told how ``text`` was read: it is not all in figures."""
    pieces = _TO.split(_COMPARED.sub(r"\2", text.strip()))
    return any(figures(piece.strip()) is None for piece in pieces if piece.strip())


def _between(first: str, last: str, today: date | None) -> tuple[date | None, date | None]:
    if not first.strip() and not last.strip():
        raise ValueError("a span needs a date on one side at least")
    since = days(first, today)[0] if first.strip() else None
    until = days(last, today)[1] if last.strip() else None
    if since and until and until < since:
        raise ValueError("the span ends before it begins")
    return since, until


def _shift(day: date, by: int) -> date:
    try:
        return day + timedelta(by)
    except OverflowError:
        raise ValueError("there is no date beyond that one") from None


def _no_date(text: str) -> Days:
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    raise ValueError(f"“{shown}” is not a date")


def _checked(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        why = f": there is no month {month}" if not 1 <= month <= 12 else ""
        raise ValueError(f"there is no such date{why}") from None
