"""What is said of rows: the same thing a few times with its places, and then how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foisearch.errors import RecordError
from foisearch.intake.report import Trouble

OFTEN = 5
"""Rows that are named of which the same is to be said."""
_MOST_KINDS = 10_000


class Telling:
    """The warnings of one table, or of one piece of a file.

    ``place`` is what the rows are called: ``line``.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self._told: dict[str, int] = {}

    def warnings(self, number: int, warnings: Sequence[str]) -> Iterator[Trouble]:
        """The warnings of one row, but for those that have been said often enough."""
        for warning in warnings:
            times = self._told.get(warning, 0) + 1
            if times == 1 and len(self._told) >= _MOST_KINDS:
                self._told.clear()
            self._told[warning] = times
            if times <= OFTEN:
                yield Trouble(f"{self.place} {number}: {warning}")

    def loss(self, number: int, error: RecordError) -> Trouble:
        """A row that could not be read."""
        return Trouble(f"{self.place} {number}: {error}", loss=True)

    def rest(self) -> Iterator[Trouble]:
        """How often more the same was to be said."""
        for warning, times in self._told.items():
            if times > OFTEN:
                yield Trouble(f"{times - OFTEN:,} more rows: {warning}")


class Quiet(Telling):
    """Says nothing of rows: their records say it themselves."""

    def warnings(self, number: int, warnings: Sequence[str]) -> Iterator[Trouble]:
        """Nothing."""
        return iter(())
