"""At which width a text was wrapped, where its lines end in the middle of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foisearch.intake.lines import Line
from foisearch.intake.paragraphs import SENTENCE_END, marker_of

MAX_WRAP_WIDTH = 115
_NARROWEST = 60
_LETTER = range(50, 100)
"""The widths at which people and their programs wrap letters."""


def wrap_width(lines: Sequence[Line]) -> int:
    """The width at which a document's lines were wrapped, 0 where each line is a paragraph.

    Hard-wrapped text has hardly a line longer than a page is wide, and many lines that begin in
    the middle of a sentence.
    """
    texts = [line.text.strip() for line in lines if not line.blank]
    if len(texts) < 4:
        return 0
    lengths = sorted(len(text) for text in texts)
    long_lines = sum(length > MAX_WRAP_WIDTH for length in lengths)
    goes_on = sum(text[0].islower() for text in texts)
    if long_lines * 33 > len(texts):
        return 0
    if goes_on * 10 < len(texts) and not _breaks_at(lines, lengths[-1]):
        return 0
    return min(lengths[int(len(lengths) * 0.95)], MAX_WRAP_WIDTH)


def letter_width(lines: Sequence[Line]) -> int:
    """The width at which a letter was wrapped; one of two or three lines may be, too."""
    if found := wrap_width(lines):
        return found
    texts = [line.text.strip() for line in lines if not line.blank]
    longest = max(map(len, texts), default=0)
    broken = any(len(first) in _LETTER and second[0].islower() for first, second in pairwise(texts))
    return longest if broken and longest in _LETTER else 0


def _breaks_at(lines: Sequence[Line], width: int) -> bool:
    """Whether lines that do not end a sentence are broken where the next word had no room.

    Short letters have few lines that begin in the middle of a sentence, and these tell it.
    """
    if not _NARROWEST <= width <= MAX_WRAP_WIDTH:
        return False
    full = broken = 0
    for line, after in pairwise(lines):
        text, following = line.text.strip(), after.text.strip()
        if len(text) < width * 0.75 or not following or SENTENCE_END.search(text):
            continue
        full += 1
        had_no_room = len(text) + 1 + len(following.split(" ", 1)[0]) > width - 2
        broken += had_no_room and marker_of(following)[0] is None
    return broken > 0 and broken * 5 >= full * 4
