"""What one row says beyond the fields of a record: words kept, warnings, doubts.

Nothing is guessed in silence, and no word is lost: what a field cannot hold (a status in the
publisher's words, a date that cannot be read) stands in the record's body as ``Column: words``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from foisearch.text import collapse_space, slugify

SAYS_NOTHING = "the row says neither what was asked nor what was answered"


@dataclass(slots=True)
class Remarks:
    """Collects what is to be said of a row while its fields are read."""

    kept: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def keep(self, label: str, words: str) -> None:
        """Words that no field holds, under the name of their column."""
        self.kept.append(f"{label}: {words}" if label else words)

    def say(self, warning: str, doubt: str = "") -> None:
        """Something odd, and the field that is doubted for it."""
        self.warnings.append(warning)
        if doubt:
            self.doubts.append(doubt)


def id_by_words(authority: str, file: str, told: Sequence[str]) -> str:
    """A name for a record without reference: what it says, and when, within its file."""
    digest = hashlib.sha256("\0".join(map(collapse_space, told)).encode()).hexdigest()[:10]
    stem = slugify(PurePath(file.rpartition("!")[2]).stem) or "log"
    return f"{authority}/{stem}:{digest}"
