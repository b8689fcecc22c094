"""The lines of a text while personal data are taken out of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from foisearch.privacy.marks import MARK, MARKS, NAME
from foisearch.privacy.voices import Voice, voices

_PREFIX = re.compile(r"^[>\s*•]*")


class Page:
    """Lines that keep their places, whose words each is, and what has been taken out of them."""

    def __init__(self, lines: Sequence[str], first: Voice) -> None:
        self.lines = list(lines)
        self.first = first
        self.voices = voices(lines, first)
        self.found: Counter[str] = Counter()
        self.names: dict[str, None] = {}
        self.officials: set[str] = set()

    def text(self, at: int) -> str:
        """A line without quotation marks and spaces about it; empty beyond the last one."""
        return _PREFIX.sub("", self.lines[at]).rstrip() if at < len(self.lines) else ""

    def below(self, at: int, most: int) -> list[int]:
        """The places of the next lines with text on them, ``most`` of them at most."""
        found: list[int] = []
        # A signature stands near: blank lines are counted, too, so that work stays in bounds.
        for place in range(at + 1, min(at + 1 + 4 * most, len(self.lines))):
            if self.text(place):
                found.append(place)
                if len(found) == most:
                    break
        return found

    def stays(self, name: str) -> bool:
        """Whether a name is that of an official who signs in this text."""
        words = {word.strip(".,") for word in name.split()}
        return any(words <= set(official.split()) for official in self.officials)

    def cut(self, at: int, start: int, end: int, kind: str) -> None:
        """Put a mark in the place of a part of a line."""
        line = self.lines[at]
        piece = line[start:end]
        if not piece.strip() or MARK.fullmatch(piece.strip()):
            return
        self.lines[at] = line[:start] + MARKS[kind] + line[end:]
        self.found[kind] += 1
        if kind == NAME:
            self.names[piece.strip(" ,.\"“”'()*")] = None

    def cut_line(self, at: int, kind: str) -> None:
        """Put a mark in the place of a line, its quotation marks left standing."""
        line = self.lines[at]
        start = len(_PREFIX.match(line)[0])  # type: ignore[index]  # it matches any text
        self.cut(at, start, len(line.rstrip()), kind)

    def cut_block(self, places: Sequence[int], kind: str) -> None:
        """Put one mark in the place of several lines: on the first, the others left empty."""
        if not places:
            return
        self.cut_line(places[0], kind)
        for at in places[1:]:
            self.lines[at] = _PREFIX.match(self.lines[at])[0].rstrip()  # type: ignore[index]

    def cut_all(
        self,
        at: int,
        pattern: re.Pattern[str],
        kind: str,
        wanted: Callable[[re.Match[str]], bool] = lambda match: True,
    ) -> None:
        """Put a mark in the place of every match of a pattern on a line that is wanted."""
        for match in reversed(list(pattern.finditer(self.lines[at]))):
            if wanted(match):
                self.cut(at, match.start(), match.end(), kind)
