"""The split of a draft drawn anew where a person says that it lies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from foisearch.errors import UsageError
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line, trim

_LETTERS = re.compile(r"\w+")
_RANGE = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")
NOT_SPLIT = "not split"


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the lines that a correction names are now, by where they were."""

    now: Mapping[int, int]

    @property
    def offset(self) -> int:
        """By how much the first of them has moved."""
        return next((now - then for then, now in self.now.items()), 0)

    def of(self, number: int) -> int:
        """The number of the line now."""
        return self.now.get(number, number)


def moved(text: str, span: Sequence[Line], anchors: Mapping[int, str]) -> Moved | str:
    """Where the anchored lines are in a text that may have changed, or why that is not known.

    Args:
        text: the whole source, as it is now.
        span: the lines of the record.
        anchors: the lines by the numbers that they had, as :func:`digest` has them.
    """
    lines = text.split("\n")
    inside = range(span[0].number, span[-1].number + 1) if span else range(0)
    places: dict[str, list[int]] = {}
    for number in inside:
        if number <= len(lines) and (found := digest(lines[number - 1])):
            places.setdefault(found, []).append(number)
    now: dict[int, int] = {}
    for number, anchor in anchors.items():
        there = places.get(anchor, [])
        if number in there:
            now[number] = number
        elif len(there) == 1:
            now[number] = there[0]
        else:
            return f"line {number} is not there any more"
    return Moved(now)


def anchors(text: str, numbers: Iterable[int]) -> tuple[tuple[int, str], ...]:
    """The digests of these lines of a source, those that say nothing left out.

    Raises:
        UsageError: there is no such line.
    """
    lines = text.split("\n")
    found = []
    for number in dict.fromkeys(numbers):
        if not 0 < number <= len(lines):
            raise UsageError(f"there is no line {number}", f"lines go from 1 to {len(lines)}")
        if anchor := digest(lines[number - 1]):
            found.append((number, anchor))
    return tuple(found)


def digest(line: str) -> str:
    """What tells a line from others, whatever its spaces and marks; empty for a blank one."""
    words = " ".join(_LETTERS.findall(line.casefold()))
    return blake2b(words.encode(), digest_size=6).hexdigest() if words else ""


def ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Lines as people write them: ``5-12 20``.

    Raises:
        UsageError: they are written in another way.
    """
    found = []
    for piece in re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", text.strip())):
        match = _RANGE.fullmatch(piece)
        if not match:
            raise UsageError(f"“{text}” names no lines", "write them as 5-12 20-31")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise UsageError(f"“{piece}” goes backwards", "write them as 5-12 20-31")
        found.append((first, last))
    return tuple(found)


def split_again(draft: Draft, split: str, request: str, where: Moved) -> Draft | None:
    """The draft split anew; ``None`` where nothing would be left of one side.

    What the reader took for neither side (a letterhead, rights of complaint) stays so, unless it
    is named or lies among the lines that are split.

    Args:
        draft: as a layout drew it.
        split: the line at which the response begins, or
        request: the lines that are the request; all others are the response.
        where: where the lines that these name are now.
    """
    sides = (*draft.request, *draft.response) or draft.body
    kept = sorted((*draft.request, *draft.response, *draft.body), key=lambda line: line.number)
    if not kept:
        return None
    first, last = min(ln.number for ln in sides), max(ln.number for ln in sides)
    if split:
        at = where.of(int(split))
        first = first if first < at else kept[0].number
        last = last if last >= at else kept[-1].number
        asks = [(first, at - 1)]
    else:
        asks = [(where.of(a), where.of(b)) for a, b in ranges(request)]
        have = {line.number for line in kept}
        more = (ln for ln in draft.lines if _among(ln, asks) and ln.number not in have)
        kept = sorted((*kept, *more), key=lambda line: line.number)
    asked = trim([line for line in kept if _among(line, asks)])
    others = [line for line in kept if not _among(line, asks)]
    replied = trim([line for line in others if first <= line.number <= last])
    rest = trim([line for line in others if not first <= line.number <= last])
    if not asked or not replied:
        return None
    return replace(draft, request=tuple(asked), response=tuple(replied), body=tuple(rest))


def _among(line: Line, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(first <= line.number <= last for first, last in stretches)


def ranges_of(draft: Draft, offset: int = 0) -> str:
    """Where the split of a draft lies, in words: ``request 5–12, response 14–30``.

    Args:
        draft: as a layout drew it.
        offset: by how much its lines have moved since, which is not counted.
    """
    if not draft.request and not draft.response:
        return NOT_SPLIT
    sides = (("request", draft.request), ("response", draft.response))
    return ", ".join(
        f"{name} {in_words(line.number - offset for line in lines)}" for name, lines in sides
    )


def in_words(numbers: Iterable[int]) -> str:
    """``5–12 20``: runs of lines, blank ones between them not counted as gaps of one."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number - runs[-1][1] <= 2:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(f"{a}–{b}" if b > a else f"{a}" for a, b in runs) or "nothing"
