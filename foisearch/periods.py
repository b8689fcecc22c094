"""Dates as people type them beside an option: a year, a month or a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foisearch.disclosure import PartialDate, Precision
from foisearch.errors import UsageError
from foisearch.query import dates

CURE = "write it as 2024, 2024-07, 2024-07-31 or 31/07/2024"
BOUND_CURE = "write it as 2024, 2024-07, 31/07/2024, july-2024, 2024/25 or “last month”"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date stands for, both ends included; ``said`` is how it was given, where that
    was in words."""

    first: date
    last: date
    said: str = ""

    @property
    def precision(self) -> Precision:
        """How much of the date was given."""
        if self.first == self.last:
            return Precision.DAY
        return Precision.MONTH if self.first.month == self.last.month else Precision.YEAR

    def partial(self, source: str) -> PartialDate:
        """As a date of a record."""
        return PartialDate(self.first, self.precision, source)


def read_period(text: str) -> Period:
    """The period named by ``2024``, ``2024-07``, ``2024-07-31`` or ``31/07/2024``.

    Raises:
        UsageError: it is none of these, or there is no such day.
    """
    try:
        found = dates.figures(text.strip())
    except ValueError as error:
        raise UsageError(f"“{text}”: {error}", CURE) from None
    if found is None:
        raise UsageError(f"“{text}” is not one date", CURE)
    return Period(*found)


def read_bound(text: str, today: date | None = None) -> Period:
    """The period of ``--since`` or ``--until``, in words too: ``last month``, ``2022/23``.

    Args:
        text: as typed.
        today: the day that words count from; the real one by default.

    Raises:
        UsageError: it is no date, or not one.
    """
    try:
        return Period(*dates.days(text, today), text if dates.is_spoken(text) else "")
    except ValueError as error:
        raise UsageError(str(error), BOUND_CURE) from None
