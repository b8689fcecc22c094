"""The scope of a question: what is asked, of what, for when, broken down how, in which unit.

Where words agree, scope may differ ("2019–2022" and "2023"); where words differ, it may agree.
Each module reads one aspect from the text; :mod:`foisearch.prior.scope.comparing` lays two scopes
side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from foisearch.prior.scope import asks, breakdowns, periods
from foisearch.prior.scope.subjects import Subject, Subjects


@dataclass(frozen=True)
class Scope:
    """What one question asks, each aspect read when it is first looked at.

    Args:
        text: the question with what it hangs on.
        asked: the day from which "the last five years" count, ``None`` where it is not known.
        subjects: reads the subject.
        addressed: the slug of the body that is asked, empty where it is not known.
    """

    text: str
    asked: date | None
    subjects: Subjects
    addressed: str = ""

    @cached_property
    def kinds(self) -> tuple[asks.Kind, ...]:
        """What is wanted, the first thing asked first."""
        return asks.kinds(self.text)

    @property
    def is_sure(self) -> bool:
        """Whether the first words say what is wanted."""
        return asks.is_sure(self.text)

    @cached_property
    def period(self) -> periods.Period | None:
        """The time asked about."""
        return periods.period(self.text, self.asked)

    @cached_property
    def breakdowns(self) -> frozenset[str]:
        """What the answer is to be broken down by."""
        return breakdowns.breakdowns(self.text)

    @cached_property
    def units(self) -> frozenset[str]:
        """The unit of the answer."""
        return breakdowns.units(self.text)

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The bodies that the question names, names by slug; empty where it names none."""
        return self.subjects.bodies(self.text)

    @cached_property
    def subject(self) -> Subject:
        """The words that say of what."""
        return self.subjects.subject(self.text)
