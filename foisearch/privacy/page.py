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
        answering = (
            at for at in range(len(lines) - 1, -1, -1) if self.voices[at] is Voice.AUTHORITY
        )
        self.last_answer = next(answering, -1)
        """The last line that is a body's; -1 where none is."""
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
        self.cut_spans(at, [(start, end)], kind)

    def cut_spans(self, at: int, spans: Sequence[tuple[int, int]], kind: str) -> None:
        """Put marks in the place of parts of a line, given in their order, in one pass."""
        line = self.lines[at]
        pieces: list[str] = []
        last = 0
        for start, end in spans:
            piece = line[start:end].strip()
            if not piece or MARK.fullmatch(piece):
                continue
            pieces += (line[last:start], MARKS[kind])
            last = end
            self.found[kind] += 1
            if kind == NAME:
                self.names[piece.strip(" ,.\"“”'()*")] = None
        self.lines[at] = "".join((*pieces, line[last:]))

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
        found = [match.span() for match in pattern.finditer(self.lines[at]) if wanted(match)]
        if found:
            self.cut_spans(at, found, kind)
