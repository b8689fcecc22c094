"""Working days, as time runs for requests.

Under FOIA 2000 s.10(6) every day is one but Saturday, Sunday, Christmas Day, Good Friday and the
bank holidays (Banking and Financial Dealings Act 1971) *of any part* of the United Kingdom, so that
2 January, 17 March, 12 July and 30 November count for nobody.  The EIR 2004 take that over
(reg.2(1)); so do the Fees Regulations (SI 2004/3244 reg.5(3)).  Under FOISA 2002 s.73, and the
Scottish Regulations with it, only the bank holidays of Scotland count.

Bank holidays come from the library ``holidays``, which is imported when the first day is asked for
(0.1 s).  Days can be proclaimed at short notice: an officer's own file may add them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from foisearch.errors import RecordError
from foisearch.text import printable

NATIONS = ("england", "wales", "scotland", "northern-ireland")
_SUBDIVISIONS = dict(zip(NATIONS, ("ENG", "WLS", "SCT", "NIR"), strict=True))
_SCOPES: dict[str, tuple[str, ...]] = {
    "foia": NATIONS,
    "eir": NATIONS,
    "foisa": ("scotland",),
    "eisr": ("scotland",),
}
KNOWN_UNTIL = 2027
"""The last year for which the government's list of bank holidays was compared with the library."""
FIRST_YEAR, LAST_YEAR = 1872, 2100
"""The years of the library's table."""
_SATURDAY = 5
_DAY = timedelta(days=1)
_COLUMNS = ("date", "nations", "kind", "name")


def is_working_day(day: date, regime: str = "foia", extra: Path | None = None) -> bool:
    """Whether time runs on ``day`` under a regime (``foia``, ``eir``, ``foisa``, ``eisr``).

    ``extra`` is an officer's file of days, as :func:`read_days` has it.

    Raises:
        ValueError: the regime is none of these, or the year is not in the library's table.
        RecordError: the file of days is malformed.
    """
    nations = scope(regime)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"bank holidays of {day.year} are not known")
    return _works(day, nations, *_own(nations, extra))


def working_days_between(
    first: date, last: date, regime: str = "foia", extra: Path | None = None
) -> int:
    """How many working days ``last`` comes after ``first``: day 1 is the first one after it.

    So it is counted from the day of receipt, which is day 0 and need not be a working day.
    Negative where ``last`` is earlier.  Raises as :func:`is_working_day` does.
    """
    if last < first:
        return -working_days_between(last, first, regime, extra)
    nations = scope(regime)
    is_working_day(first, regime, extra)
    is_working_day(last, regime, extra)
    own = _own(nations, extra)
    days = ((first + _DAY * n) for n in range(1, (last - first).days + 1))
    return sum(_works(day, nations, *own) for day in days)


def add_working_days(
    day: date, count: int, regime: str = "foia", extra: Path | None = None
) -> date:
    """The working day number ``count`` after ``day``; ``day`` itself for 0.

    For a negative count the last working day that lies so many working days before ``day``.  In
    either direction :func:`working_days_between` gives ``count`` back.  Raises as it does.
    """
    if count == 0:
        return day
    step = _DAY if count > 0 else -_DAY
    # Going back, the day itself is the first that may be counted, and one more ends the walk.
    left = count if count > 0 else -count + 1
    found = day if count > 0 else day + _DAY
    while left:
        found += step
        left -= is_working_day(found, regime, extra)
    return found


def known_until() -> int:
    """The last year for which proclaimed days can be known.  Say so of whatever lies beyond."""
    return KNOWN_UNTIL


def scope(regime: str) -> tuple[str, ...]:
    """The nations whose bank holidays stop time under a regime.

    Raises:
        ValueError: the regime counts no working days that are known here.
    """
    if regime not in _SCOPES:
        raise ValueError(f"working days under {regime!r} are not known")
    return _SCOPES[regime]


def _works(
    day: date, nations: tuple[str, ...], added: frozenset[date], cancelled: frozenset[date]
) -> bool:
    if day.weekday() >= _SATURDAY or day in added:
        return False
    return day in cancelled or day not in _bank_holidays(nations, day.year)


@lru_cache(maxsize=400)
def _bank_holidays(nations: tuple[str, ...], year: int) -> frozenset[date]:
    """The bank holidays of a year in any of the nations; Good Friday and Christmas among them."""
    from holidays import country_holidays

    days: set[date] = set()
    for nation in nations:
        days.update(country_holidays("GB", _SUBDIVISIONS[nation], years=year))
    return frozenset(day for day in days if day.year == year)


def _own(nations: tuple[str, ...], extra: Path | None) -> tuple[frozenset[date], frozenset[date]]:
    """The days that an officer's file adds for these nations, and those that it cancels."""
    if extra is None:
        return frozenset(), frozenset()
    try:
        stat = extra.stat()
    except OSError as error:
        raise RecordError(f"cannot read {printable(str(extra))}: {error.strerror}") from None
    rows = _rows(extra, stat.st_mtime_ns, stat.st_size)
    wanted = set(nations)
    added = frozenset(day for day, where, off in rows if off and where & wanted)
    # A day that is moved everywhere is a working day; one moved in some nations may not be.
    cancelled = frozenset(day for day, where, off in rows if not off and where >= wanted)
    return added, cancelled


@lru_cache(maxsize=8)
def _rows(path: Path, changed: int, size: int) -> tuple[tuple[date, frozenset[str], bool], ...]:
    """The rows of a file of days as it was when it was last changed."""
    return tuple(read_days(path))


def read_days(path: Path) -> Iterator[tuple[date, frozenset[str], bool]]:
    """The rows of a file of days: day, nations, and whether it is a holiday.

    A CSV file (UTF-8) with the columns ``date`` (2026-06-15), ``nations`` (``all``, or some of
    ``NATIONS`` parted by semicolons; empty is all), ``kind`` (``holiday``, or ``working`` for one
    that was moved away; empty is holiday) and ``name``.  Only ``date`` must be there.

    Raises:
        RecordError: it cannot be read, or a row is malformed.
    """
    import csv

    name = printable(str(path))
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            unknown = set(reader.fieldnames or ()) - set(_COLUMNS)
            if "date" not in (reader.fieldnames or ()) or unknown:
                raise RecordError(f"{name}: the columns are wrong", f"use {', '.join(_COLUMNS)}")
            for row in reader:
                yield _day(row, f"{name}, line {reader.line_num}")
    except OSError as error:
        raise RecordError(f"cannot read {name}: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error):
        raise RecordError(f"{name} is not CSV in UTF-8", "save it as CSV UTF-8") from None


def _day(row: dict[str, str], place: str) -> tuple[date, frozenset[str], bool]:
    try:
        day = date.fromisoformat((row["date"] or "").strip())
    except ValueError:
        raise RecordError(f"{place}: no date", "write it as 2026-06-15") from None
    said = (row.get("nations") or "all").strip().lower()
    nations = frozenset(NATIONS if said == "all" else (n.strip() for n in said.split(";")))
    if nations - set(NATIONS):
        raise RecordError(f"{place}: no such nation", f"all, or some of {'; '.join(NATIONS)}")
    kind = (row.get("kind") or "holiday").strip().lower()
    if kind not in ("holiday", "working"):
        raise RecordError(f"{place}: kind {kind!r} is not known", "holiday or working")
    return day, nations, kind == "holiday"
