"""Lines to paragraphs, by what can be measured: where a line ends, and what would have fitted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from foisearch.containers.pdf.page import Line
from foisearch.containers.tables import label_of

PARAGRAPH_GAP = 0.35
"""White above a paragraph, beyond that between its lines, in heights of a line."""
LONGEST_END = 200
"""Characters at a line's end that are looked at."""
SAME_SIZE = 0.15
"""Share by which the heights of lines of one paragraph may differ."""

_SENTENCE_END = re.compile(r"[.?!:;][\"'”’)]*$")
_MARKER = re.compile(
    r"(?:[•●▪◦‣∙·✓☐☑–*-]\s|[•●▪◦‣∙·]|o\s(?=[A-Z])"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})?|[a-z]|[ivx]{1,4})[.)]\s|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)(?=\s+\S)"
    r"|(?:Q|Question|Query|Request|Answer|Part|Response)\s?\d{1,2}\b)"
)
_CITED = re.compile(r"\b(?:sections?|ss?\.?|parts?|questions?|regulations?|paragraphs?)$", re.I)
_CITING = re.compile(r"\b(?:and|or)$|\d[\d()a-z, ]*(?:&|,)$|" + _CITED.pattern, re.I)
_ADDRESS = re.compile(r"https?://|www\.|\S{1,80}@")
"""What begins in lower case although it may stand alone."""
_LINK = re.compile(r"(?:https?://|www\.)\S*$")
_LINK_REST = re.compile(r"[\w-]*[-/.=_?%&#]\S")
"""What can only be the rest of an address that did not fit on its line."""
_LEADER = re.compile(r"(?:\. ?|…){5}\s*[\divxl]{0,6}$")
"""The dots that lead to the number of a page in a table of contents."""
_SPAN_OF_YEARS = re.compile(r"\d[-–/]$")
_HYPHEN = "-\ufffe"
"""A hyphen at the end of a line, which may belong to the word or not."""
_HYPHENED = re.compile(rf"([^\W\d_]{{1,40}}){_HYPHEN}([^\W\d_]{{1,40}})")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST_HALF = re.compile(
    "non|self|ex|co|re|pre|anti|well|part|full|long|short|high|low|cross|multi|inter|sub|pro|post"
    "|on|off|in|out|up|down|over|under|two|three|four|first|second|third|mid|half|all|follow|e"
    "|vice|semi|ultra|counter|police",
    re.I,
)
"""What usually keeps its hyphen."""


@dataclass(frozen=True, slots=True)
class Margin:
    """Where lines of a column end at most, in points, and whether enough of them show it."""

    right: float
    sure: bool


def margin(lines: Sequence[Line]) -> Margin:
    """The margin of lines that stand in one column."""
    right = max((line.box.right for line in lines), default=0.0)
    left = min((line.box.left for line in lines), default=0.0)
    near = right - 0.1 * (right - left)
    return Margin(right, sum(line.box.right >= near for line in lines) >= 3)


def surest(*columns: Sequence[Line]) -> Margin:
    """The margin of the first of the columns that shows one; they grow from one to the next."""
    found = [margin(lines) for lines in columns]
    return next((each for each in found if each.sure), found[-1])


def parted(lines: Sequence[Line], usual: float) -> list[list[Line]]:
    """Lines that stand below one another, cut where white parts them."""
    parts: list[list[Line]] = []
    for line in lines:
        if parts and not is_apart(parts[-1][-1], line, usual):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def usual_gap(lines: Sequence[Line]) -> float:
    """The white between two lines of a paragraph."""
    gaps = sorted(
        below.box.top - above.box.bottom
        for above, below in pairwise(lines)
        if -above.box.height < below.box.top - above.box.bottom < 3 * above.box.height
    )
    if len(gaps) < 3:
        return min(gaps[0], 0.5 * lines[0].box.height) if gaps else 0.0
    return gaps[len(gaps) // 3]


def is_apart(above: Line, below: Line, usual: float) -> bool:
    """Whether more white parts two lines than there is within a paragraph."""
    gap = below.box.top - above.box.bottom
    return gap > max(usual, 0.0) + PARAGRAPH_GAP * min(above.box.height, below.box.height)


def is_sentence_end(text: str) -> bool:
    """Whether a text ends where a sentence does."""
    return bool(_SENTENCE_END.search(text[-20:]))


def is_label(text: str) -> bool:
    """Whether a line is a heading such as ``Request`` (and not the last word of a sentence)."""
    return text[:1].isupper() and label_of(text) is not None


def goes_on(above: Line, below: Line, limit: Margin) -> bool:
    """Whether a paragraph goes on from one line to the next.

    It does where the next word would not have fitted, and where the next line begins in the
    middle of a sentence.
    """
    text, end = below.text, above.text[-LONGEST_END:]
    if text[:1].isdigit() and _SPAN_OF_YEARS.search(end):
        return True
    if _MARKER.match(text):
        return text[:1].isdigit() and bool(_CITED.search(end))
    if text[:1].isdigit() and _CITING.search(end):
        return True
    if is_label(text) or is_label(above.text) or _LEADER.search(end):
        return False
    if _LINK.search(end):
        return bool(_LINK_REST.match(text)) and above.box.right > limit.right - above.box.height
    if _looks_other(above, below):
        return False
    if text[:1].islower() and not _ADDRESS.match(text):
        return True
    word = len(text.split(" ", 1)[0]) + 1
    needs = word * below.box.width / max(len(text), 1)
    ended = is_sentence_end(end)
    slack = 0.0 if ended else 0.02 * (limit.right - above.box.left)
    return limit.sure and above.box.right + needs > limit.right + 1 - slack


def _looks_other(above: Line, below: Line) -> bool:
    """Whether one of two lines is printed as a heading."""
    higher = max(above.box.height, below.box.height)
    if abs(above.box.height - below.box.height) > SAME_SIZE * higher:
        return True
    if above.bold_first and above.bold_last and not below.bold_first:
        return not below.text[:1].islower()
    return not above.bold_last and below.bold_first and below.bold_last


def joined(above: str, below: str, *, broken: bool) -> str:
    """Two lines of a paragraph as one; ``broken`` tells of a hyphen that the line's end made."""
    if broken:
        return f"{above[:-1]}{_HYPHEN}{below}"
    if above.endswith(("-", "–", "/")) and above[-2:-1].isalnum():
        return above + below
    if below.startswith("://") or (_LINK.search(above[-LONGEST_END:]) and _LINK_REST.match(below)):
        return above + below
    return f"{above} {below}"


def mend_hyphens(lines: Sequence[str]) -> list[str]:
    """Words that a line's end parted, whole again.

    ``infor-mation`` loses its hyphen and ``well-known`` keeps it: the document's own words decide,
    then what usually stands before a hyphen.
    """
    if not any(_HYPHEN in line for line in lines):
        return list(lines)
    words: Counter[str] = Counter()
    for line in lines:
        words.update(word.lower() for word in _WORD.findall(_HYPHENED.sub(" ", line)))

    def mended(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        whole = (first + second).lower()
        apart = f"{first}-{second}".lower()
        if words[whole] > words[apart]:
            return first + second
        halves = words[first.lower()] and words[second.lower()]
        keeps = words[apart] or _FIRST_HALF.fullmatch(first) or second[0].isupper() or halves
        return f"{first}-{second}" if keeps else first + second

    return [_HYPHENED.sub(mended, line).replace("\ufffe", "") for line in lines]
