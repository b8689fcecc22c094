"""Dates in words: ``june 2023``, ``last year``, ``past 12 months``, ``financial year 2022-23``.

A word that has no fixed days (*spring*, *recently*) is refused and never guessed.  A *financial
year* is that of public bodies in the United Kingdom, from 1 April to 31 March.  ``last year`` is
the calendar year before this one; ``last 3 years`` and ``past year`` end today.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAMED = tuple(
    re.compile(form + r"\Z", re.ASCII)
    for form in (
        rf"{_MONTH} {_YEAR}",
        rf"{_YEAR} {_MONTH}",
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)
_FINANCIAL = re.compile(
    r"(?P<said>(?:the )?(?:financial year|tax year|fy) ?)?(?P<first>\d{4}) ?"
    r"(?P<sign>[/-]) ?(?P<second>\d{4}|\d{2})\Z",
    re.ASCII,
)
_HALF_SAID = re.compile(r"(?:financial year|tax year|fy) ?(\d{2}|\d{4})(?:/\d{2})?\Z", re.ASCII)
_ROLLING = re.compile(
    r"(?:the )?(?P<which>last|past|previous) (?:(?P<count>\d{1,6}|[a-z]+) )?"
    r"(?P<unit>day|week|month|year)s?\Z",
    re.ASCII,
)
_CALENDAR = re.compile(
    r"(?:the )?(?P<which>this|current|last|previous) (?P<unit>week|month|quarter|year)\Z"
)
_THIS_FINANCIAL = re.compile(
    r"(?:the )?(?P<which>this|current|last|previous) (?:financial year|tax year|fy)\Z"
)
_VAGUE = re.compile(
    r"\b(?:spring|summer|autumn|fall|winter|easter|christmas|recent|recently|lately|ago|few|"
    r"several|some|couple|around|about|circa|early|mid|late|since|before|after)\b"
)
_QUARTER = re.compile(r"\bq[1-4]\b|\bquarter\b")


def days(text: str, today: date | None = None) -> tuple[date, date] | None:
    """The first and the last day that words stand for; ``None`` where they are no date at all.

    Args:
        text: as written; hyphens and underscores count as blanks (``june-2023``, ``last_year``).
        today: the day that they count from; the real one by default.

    Raises:
        ValueError: they are about a time, but which days is not said; the message says why.
    """
    plain = _plain(text)
    found = _financial(plain) or _named(plain.replace("-", " "))
    if found is None:
        plain = plain.replace("-", " ")
        found = _relative(plain, today) or _half_said(plain)
    return found


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(1)


def _plain(text: str) -> str:
    text = text.casefold().replace("_", " ")
    return re.sub(r"\s+", " ", re.sub("[\u2010-\u2015]", "-", text)).strip()


def _named(text: str) -> tuple[date, date] | None:
    """A month, or a day of one, by name."""
    for form in _NAMED:
        found = form.match(text)
        month = _month(found["month"]) if found else 0
        if found is None or not month:
            continue
        year, day = int(found["year"]), found.groupdict().get("day")
        try:
            if day is None:
                return date(year, month, 1), last_of_month(year, month)
            return (only := date(year, month, int(day))), only
        except ValueError:
            raise ValueError("there is no such date") from None
    if _month(text.strip(" .0123456789")):
        raise ValueError(f"“{text[:40]}” of which year?")
    return None


def _month(name: str) -> int:
    """The number of a month, by its name or three letters of it (``sept`` too); 0 for others."""
    for number, month in enumerate(MONTHS, 1):
        if name in (month, month[:3]) or (name == "sept" and number == 9):
            return number
    return 0


def _financial(text: str) -> tuple[date, date] | None:
    """``2022/23``; with a hyphen only where it is called a financial year: ``2011-12`` is a
    month."""
    found = _FINANCIAL.match(text)
    if found is None or (not found["said"] and found["sign"] != "/"):
        return None
    first, second = int(found["first"]), found["second"]
    if int(second) != (first + 1) % 10 ** len(second):
        if len(second) == 2 and 1 <= int(second) <= 12:
            raise ValueError(f"write the month as {first}-{second}")
        raise ValueError("a financial year is two years that follow one another, as in 2022/23")
    return _april_to_march(first)


def _april_to_march(year: int) -> tuple[date, date]:
    try:
        return date(year, 4, 1), date(year + 1, 3, 31)
    except ValueError:
        raise ValueError("there is no such date") from None


def _relative(text: str, today: date | None) -> tuple[date, date] | None:
    """What counts from today."""
    today = today or date.today()
    if text in {"today", "yesterday"}:
        return (only := today - timedelta(text == "yesterday")), only
    if found := _THIS_FINANCIAL.match(text):
        year = today.year - (today.month < 4)
        return _april_to_march(year - _before(found["which"]))
    if found := _CALENDAR.match(text):
        return _calendar(found["unit"], _before(found["which"]), today)
    if (found := _ROLLING.match(text)) and (count := _count(found["count"])):
        return _rolling(count, found["unit"], today)
    return None


def _before(which: str) -> int:
    """0 for the current one, 1 for the one before it."""
    return int(which in {"last", "previous"})


def _count(word: str | None) -> int:
    """A number in figures or, up to twelve, in letters; 1 where there is none, 0 for others."""
    if word is None:
        return 1
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 0


def _calendar(unit: str, before: int, today: date) -> tuple[date, date]:
    """This week (from Monday), month, quarter or year, or the one before."""
    if unit == "week":
        monday = today - timedelta(today.weekday() + 7 * before)
        return monday, monday + timedelta(6)
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    months = (today.year * 12 + today.month - 1) // size * size - size * before
    last = months + size - 1
    return date(months // 12, months % 12 + 1, 1), last_of_month(last // 12, last % 12 + 1)


def _rolling(count: int, unit: str, today: date) -> tuple[date, date]:
    """So many days, weeks, months or years that end today."""
    try:
        if unit in {"day", "week"}:
            return today - timedelta(count * (7 if unit == "week" else 1) - 1), today
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
        year, month = months // 12, months % 12 + 1
        day = min(today.day, last_of_month(year, month).day)
        return date(year, month, day) + timedelta(1), today
    except (OverflowError, ValueError):
        raise ValueError("there is no date so long ago") from None


def _half_said(text: str) -> tuple[date, date] | None:
    """Nothing; an error where the words are about a time without fixed days."""
    if found := _HALF_SAID.match(text):
        year = int(found[1])
        if len(found[1]) == 2:
            raise ValueError("write the year that it begins with in full, as in 2022/23")
        before, after = f"{year - 1}/{year % 100:02}", f"{year}/{(year + 1) % 100:02}"
        raise ValueError(f"is that {before} or {after}? both have a part of {year}")
    if _QUARTER.search(text):
        raise ValueError("quarters are counted from January or from April: write the months")
    if text in {"last", "past", "this", "previous", "current"}:
        raise ValueError("put a date of several words in quotation marks")
    if _VAGUE.search(text):
        raise ValueError(f"“{text[:60]}” has no fixed days: write the months or years")
    return None
