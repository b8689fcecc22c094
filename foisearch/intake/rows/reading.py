"""How the columns of a table are read, and how that is told."""

from __future__ import annotations

from dataclasses import dataclass

from foisearch.intake.rows.columns import COLUMNS, REQUESTER, SAYS_WHAT
from foisearch.text import collapse_space, printable, truncate


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns of a table are read.

    ``names`` are the columns' names as they are written, ``fields`` what each is read as (empty:
    its words are kept).  ``unsure`` are fields that were given by content alone, or by position;
    ``remarks`` say so.  ``strict`` marks ready-made records, whose columns are all as documented.
    """

    names: tuple[str, ...]
    fields: tuple[str, ...]
    unsure: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()
    strict: bool = False

    def has(self, field: str) -> bool:
        """Whether some column is read as this field."""
        return field in self.fields

    def is_log(self) -> bool:
        """Whether this is a table of disclosures: what was asked, and which it was or when."""
        told = set(self.fields)
        return bool(told & SAYS_WHAT) and len(told & {*COLUMNS}) >= 2

    def shown(self) -> str:
        """The reading in words, for the report; empty where nothing was guessed."""
        if self.strict or all(n.lower() == f for n, f in zip(self.names, self.fields, strict=True)):
            return ""
        read = [
            f"{quoted(name)} → {self._told(field)}"
            for name, field in zip(self.names, self.fields, strict=True)
            if field
        ]
        others = [
            quoted(name)
            for name, field in zip(self.names, self.fields, strict=True)
            if not field and name
        ]
        said = f"columns read as: {', '.join(read)}"
        return said + (f"; not read, words kept: {', '.join(others)}" if others else "")

    def _told(self, field: str) -> str:
        """A field as the report names it."""
        if field == REQUESTER:
            return "left out (who asked)"
        alone = field == "topic" and not self.has("request")
        return "topic and request (no other column says what was asked)" if alone else field


def quoted(name: str) -> str:
    """A column's name as it is shown."""
    return f"“{truncate(printable(collapse_space(name)), 40)}”"
