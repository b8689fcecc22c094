"""Where sentences and paragraphs begin in a text that was wrapped by a printer.

Everything that reads a citation in its context asks here, so that one pass over
the text serves all of them and reading stays linear in its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from foisearch.law.patterns import IGNORECASE, Pattern

REACH = 400
"""Characters that a context may extend beyond a citation: keeps reading linear."""

_SHORT_LINE = 48
_BREAK = Pattern(r"(?P<stop>[.?!][\"'’”)\]]*)\s+|(?P<line>\n\s*)")
_NOT_A_STOP = Pattern(
    r"(?:^|[\s(.])(?:ss?|secs?|sects?|regs?|rr?|arts?|paras?|nos?|pp?|vs?|e\.?g|i\.?e|etc|cf|q['’]?s|"
    r"mr|mrs|ms|dr|st|ref|refs|vol|ch|[A-Z])$",
    IGNORECASE,
)
_LEADS_ON = Pattern(
    r"(?:\b(?:of|the|under|by|in|to|and|or|at|for|with|a|an|that|which|from|on|as|is|are|section|"
    r"sections|regulation|act|virtue)|[,(&–/-])\s*$",
    IGNORECASE,
)
_ITEM = Pattern(
    r"[•●◦▪*·]|[-–]\s|(?:Sections?|Regulations?|SECTIONS?|REGULATIONS?|Reg\.?|S\.?|s\.)\s?\d|\(?\d{1,2}[.)]\s|(?:\([a-z]\)|[a-z]\))\s"
)


class Passage:
    """A text with the places where its sentences and paragraphs begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._sentences = [0]
        self._paragraphs = [0]
        for found in _BREAK.finditer(text):
            self._consider(found)

    def _consider(self, found: re.Match[str]) -> None:
        """Record the break where it ends a sentence, a paragraph, or neither."""
        text, after = self.text, found.end()
        before = text[max(0, found.start() - 60) : found.start()].rstrip()
        following = text[after : after + 12]
        gap = found.group()
        item = _ITEM.match(following)
        leads_on = bool(_LEADS_ON.search(before[-14:])) or (following[:1].islower() and not item)
        if found["stop"] and not (gap.startswith(".") and _NOT_A_STOP.search(before[-8:])):
            if not following[:1].islower():
                self._sentences.append(after)
                if gap.count("\n") > 1:
                    self._paragraphs.append(after)
        elif "\n" in gap and not found["stop"] and not leads_on:
            line = text[max(0, found.start() - 200) : found.start()].rpartition("\n")[2]
            ends = before.endswith((":", ";")) or bool(item)
            if ends or gap.count("\n") > 1 or len(line) < _SHORT_LINE:
                self._sentences.append(after)
            if gap.count("\n") > 1:
                self._paragraphs.append(after)

    def _around(self, starts: list[int], start: int, end: int) -> tuple[int, int]:
        low = bisect_right(starts, start) - 1
        high = bisect_left(starts, end)
        stop = starts[high] if high < len(starts) else len(self.text)
        return max(starts[low], start - REACH), min(stop, end + REACH)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Every sentence in order, as start and end."""
        yield from pairwise((*self._sentences, len(self.text)))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around ``start``-``end``, no wider than :data:`REACH` on either side."""
        return self._around(self._sentences, start, end)

    def paragraph(self, start: int, end: int) -> tuple[int, int]:
        """The paragraph around ``start``-``end``, no wider than :data:`REACH` on either side."""
        return self._around(self._paragraphs, start, end)

    def line(self, start: int, end: int) -> tuple[int, int]:
        """The printed line or lines on which ``start``-``end`` stands."""
        low = self.text.rfind("\n", max(0, start - REACH), start) + 1
        high = self.text.find("\n", end, end + REACH)
        return max(low, start - REACH), high if high >= 0 else min(len(self.text), end + REACH)


@lru_cache(maxsize=8)
def passage_of(text: str) -> Passage:
    """The passage of a text; citations and outcomes of one text share it."""
    return Passage(text)


class Places:
    """The spans where a pattern was found, ready to be asked what lies in a stretch."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self._starts = [start for start, _ in self.spans]

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The spans that begin in ``start`` to ``end`` and end no later than ``end``."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(span for span in self.spans[low:high] if span[1] <= end)

    def any(self, start: int, end: int) -> bool:
        """Whether a span begins in the stretch."""
        low = bisect_left(self._starts, start)
        return low < len(self._starts) and self._starts[low] < end
