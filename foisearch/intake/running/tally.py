"""What came of reading a file: counts, what was noticed, and by whom it was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from foisearch.disclosure import Disclosure, Kind
from foisearch.intake.report import Trouble
from foisearch.intake.rows.telling import OFTEN

MOST_TOLD = 1000
"""Warnings, and losses, of one file that its report holds; the others are counted."""


@dataclass(slots=True)
class Tally:
    """What came of a file, or of a piece of one, the records apart.

    ``readers`` names who read it, in the order of the records.  ``warnings`` and ``losses`` are
    the first :data:`MOST_TOLD` of each, ``more_warnings`` and ``more_losses`` count the others.
    ``error`` is set where the file could not be read at all.
    """

    sha256: str = ""
    readers: list[str] = field(default_factory=list)
    disclosures: int = 0
    publications: int = 0
    uncertain: int = 0
    withheld: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    more_warnings: int = 0
    more_losses: int = 0
    error: str = ""

    @property
    def records(self) -> int:
        """How many records there are, publications included."""
        return self.disclosures + self.publications

    def count(self, disclosure: Disclosure) -> None:
        """One more record."""
        self._read_by(disclosure.provenance.reader)
        publication = disclosure.kind is Kind.PUBLICATION
        self.publications += publication
        self.disclosures += not publication
        self.uncertain += bool(disclosure.doubts)
        for kind, count in _withheld(disclosure).items():
            self.withheld[kind] = self.withheld.get(kind, 0) + count

    def note(self, trouble: Trouble) -> None:
        """One more warning or loss."""
        if trouble.loss:
            self._lose(trouble.text)
        else:
            self.warn(trouble.text)

    def add(self, other: Tally) -> None:
        """Take in what came of another piece of the same file."""
        for reader in other.readers:
            self._read_by(reader)
        self.sha256 = self.sha256 or other.sha256
        self.disclosures += other.disclosures
        self.publications += other.publications
        self.uncertain += other.uncertain
        for kind, count in other.withheld.items():
            self.withheld[kind] = self.withheld.get(kind, 0) + count
        for warning in other.warnings:
            self.warn(warning)
        for loss in other.losses:
            self._lose(loss)
        self.more_warnings += other.more_warnings
        self.more_losses += other.more_losses
        self.error = "; ".join(filter(None, (self.error, other.error)))

    def _read_by(self, reader: str) -> None:
        if reader not in self.readers:
            self.readers.append(reader)

    def warn(self, text: str) -> None:
        """One more warning."""
        if len(self.warnings) < MOST_TOLD:
            self.warnings.append(text)
        else:
            self.more_warnings += 1

    def _lose(self, text: str) -> None:
        if len(self.losses) < MOST_TOLD:
            self.losses.append(text)
        else:
            self.more_losses += 1

    def to_json(self) -> dict[str, Any]:
        """The tally as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Tally:
        """The tally that :meth:`to_json` wrote."""
        return cls(**data)


def _withheld(disclosure: Disclosure) -> Counter[str]:
    """How much was kept out, by kind.

    What stands in a message stands in the request or response as well: the larger count is taken,
    not the sum.
    """
    inside: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    for kept in disclosure.withheld:
        (inside if kept.field == "messages" else elsewhere)[kept.kind] += kept.count
    return inside | elsewhere


_OF_A_LINE = re.compile(r"line [\d,]+: (.+)", re.S)
_OF_MORE = re.compile(r"([\d,]+) more rows: (.+)", re.S)


def joined(tallies: Sequence[Tally]) -> Tally:
    """What came of a file, from what came of its pieces.

    Every piece says the same a few times with the lines, and then how often more: so does the
    whole, once.
    """
    whole = Tally()
    lines: Counter[str] = Counter()
    more: Counter[str] = Counter()
    for tally in tallies:
        kept: dict[str, None] = {}
        for warning in tally.warnings:
            if match := _OF_MORE.fullmatch(warning):
                more[match[2]] += int(match[1].replace(",", ""))
            elif (match := _OF_A_LINE.fullmatch(warning)) and lines[match[1]] >= OFTEN:
                more[match[1]] += 1
            elif match or warning not in whole.warnings:
                kept[warning] = None
                lines[match[1] if match else warning] += 1
        whole.add(replace(tally, warnings=list(kept)))
    for warning, count in more.items():
        whole.warn(f"{count:,} more rows: {warning}")
    return whole
