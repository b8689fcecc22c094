"""Dates as people type them beside an option: a year, a month or a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foisearch.disclosure import PartialDate, Precision
from foisearch.errors import UsageError
from foisearch.query.dates import span

CURE = "write it as 2024, 2024-07, 2024-07-31 or 31/07/2024"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date stands for, both ends included."""

    first: date
    last: date

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
    typed = text.strip()
    try:
        first, last = (None, None) if ".." in typed else span(typed)
    except ValueError as error:
        raise UsageError(f"“{text}”: {error}", CURE) from None
    if first is None or last is None:
        raise UsageError(f"“{text}” is a span; one date is wanted here", CURE)
    return Period(first, last)
