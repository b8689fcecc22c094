"""Regular expressions that are compiled when first used, so that importing stays quick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property

IGNORECASE = re.IGNORECASE
VERBOSE = re.VERBOSE


class Pattern:
    """A pattern with the methods of :class:`re.Pattern` that this room uses.

    Args:
        source: the regular expression.
        flags: as for :func:`re.compile`.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.source, self.flags)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """A match that begins at ``start``."""
        return self.compiled.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """A match of everything from ``start`` to ``end``."""
        return self.compiled.fullmatch(text, start, len(text) if end is None else end)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match between ``start`` and ``end``."""
        return self.compiled.search(text, start, len(text) if end is None else end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match, in order."""
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """The words of every match; for patterns without groups."""
        return [found.group() for found in self.finditer(text)]

    def sub(self, replacement: str, text: str) -> str:
        """``text`` with every match replaced."""
        return self.compiled.sub(replacement, text)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """``pattern`` compiled once, in verbose mode and regardless of case."""
    return re.compile(pattern, IGNORECASE | VERBOSE)
