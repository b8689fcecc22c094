"""Records beside the lines that they were read from: which line became what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from foisearch.containers.source import Source
from foisearch.disclosure import Disclosure, PartialDate, Precision
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line
from foisearch.intake.running.job import BY_ROWS, kind_at
from foisearch.render.trust import Beside, Place, SourceLine
from foisearch.render.words import MONTHS
from foisearch.text import strip_controls

_LETTERS = re.compile(r"\w")
LONGEST_ROW = 4_000
"""Characters of a line of a row that are shown."""
MOST_LETTERS = 120
"""Letters of a text that are enough to know where it begins."""


def beside(source: Source, draft: Draft, record: Disclosure) -> Beside:
    """The record and the lines of its draft, each with what it became."""
    texts = source.text.split("\n")
    first, last = _span(draft)
    uses = {
        line.number: name
        for name in ("body", "request", "response")
        for line in _side(draft, name)
        if line.text.strip()
    }
    where = _Where([(n, texts[n - 1]) for n in range(first, last + 1)])
    found = dict(_found(record, where))
    for name, (begin, end) in found.items():
        for number in range(begin, end + 1):
            if uses.get(number, "body") == "body" and "." not in name:
                uses[number] = name
    lines = tuple(
        SourceLine(n, texts[n - 1].rstrip(), uses.get(n, ""), page_of(source, n))
        for n in range(first, last + 1)
    )
    sides = [
        Place(name, *run, page_of(source, run[0]))
        for name in ("request", "response", "body")
        for run in runs(n for n, use in uses.items() if use == name)
    ]
    others = [Place(name, *run, page_of(source, run[0])) for name, run in found.items()]
    return Beside(record, lines, (*others, *sides))


def span_beside(source: Source, record: Disclosure) -> Beside:
    """The record beside all lines of a document that it was read from, whatever they became."""
    first, last = record.provenance.first_line, record.provenance.last_line
    if not first:
        return Beside(record)
    texts = source.text.split("\n")[first - 1 : last]
    lines = (
        SourceLine(n, t.rstrip(), "row", page_of(source, n)) for n, t in enumerate(texts, first)
    )
    return Beside(record, tuple(lines), (Place("row", first, last, page_of(source, first)),))


def row_beside(path: Path, record: Disclosure) -> Beside:
    """The record beside the lines of the file in which its row stands; without them where the file
    cannot be read, or is no text."""
    first, last = record.provenance.first_line, record.provenance.last_line
    try:
        if not first or kind_at(path) not in BY_ROWS:
            return Beside(record)
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            texts = [text[:LONGEST_ROW].rstrip() for text in islice(stream, first - 1, last)]
    except OSError:
        return Beside(record)
    lines = (SourceLine(n, strip_controls(t), "row") for n, t in enumerate(texts, first))
    return Beside(record, tuple(lines), (Place("row", first, last),))


def page_of(source: Source, number: int) -> int:
    """The page, from 1, on which a line stands; 0 where the source has no pages."""
    return bisect_right(source.pages, number)


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Lines that follow one another; one that is left out between two does not part them."""
    begin = end = 0
    for number in sorted(numbers):
        if begin and number - end > 2:
            yield begin, end
            begin = 0
        begin, end = begin or number, number
    if begin:
        yield begin, end


def _span(draft: Draft) -> tuple[int, int]:
    kept = (*draft.lines, *draft.request, *draft.response, *draft.body)
    numbers = [line.number for line in kept if line.number]
    return (min(numbers), max(numbers)) if numbers else (1, 0)


def _side(draft: Draft, name: str) -> Sequence[Line]:
    sides: dict[str, Sequence[Line]] = {
        "body": draft.body,
        "request": draft.request,
        "response": draft.response,
    }
    return sides[name]


def _found(record: Disclosure, where: _Where) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where single fields stand, as far as they can be found again."""
    for name, text in (("ref", record.ref), ("topic", record.topic or "")):
        if place := where.of(text):
            yield name, place
    for name in ("published", "received", "responded"):
        value: PartialDate = getattr(record, name)
        if value.source not in ("option", "file name", "review", "record") and (
            place := where.any_of(date_letters(value))
        ):
            yield name, place
    for part in record.parts:
        for name, text in (("question", part.question), ("answer", part.answer)):
            if place := where.of(text):
                yield f"parts.{part.number}.{name}", place
    for citation in record.citations:
        if citation.key and (place := where.of(citation.text)):
            yield f"citations.{citation.key}", place


def date_letters(value: PartialDate) -> tuple[str, ...]:
    """The ways in which a date is written, letters and digits alone."""
    day: date | None = value.value
    if day is None:
        return ()
    name, number = MONTHS[day.month - 1].lower(), day.day
    if value.precision is Precision.YEAR:
        return (str(day.year),)
    if value.precision is Precision.MONTH:
        return (f"{name}{day.year}", f"{name[:3]}{day.year}", f"{day.year}{day.month:02}")
    ends = ("", "st", "nd", "rd", "th")
    words = [f"{number}{end}{month}{day.year}" for month in (name, name[:3]) for end in ends]
    words += [f"{name}{number}{end}{day.year}" for end in ends]
    return (
        *words,
        f"{number:02}{day.month:02}{day.year}",
        f"{number}{day.month}{day.year}",
        f"{number:02}{day.month:02}{day.year % 100:02}",
        f"{day.year}{day.month:02}{number:02}",
    )


class _Where:
    """Finds texts in lines by their letters, wherever the lines break."""

    def __init__(self, lines: Sequence[tuple[int, str]]) -> None:
        self._starts: list[int] = []
        self._numbers: list[int] = []
        pieces: list[str] = []
        length = 0
        for number, text in lines:
            letters = _letters(text)
            if letters:
                self._starts.append(length)
                self._numbers.append(number)
                pieces.append(letters)
                length += len(letters)
        self._whole = "".join(pieces)

    def of(self, text: str) -> tuple[int, int] | None:
        """The lines on which a text begins and ends, where it stands once as it is."""
        letters = _letters(text)
        at = self._whole.find(letters) if letters else -1
        length = len(letters)
        if at < 0 and length > MOST_LETTERS:
            length = MOST_LETTERS
            at = self._whole.find(letters[:length])
        return (self._line(at), self._line(at + length - 1)) if at >= 0 else None

    def any_of(self, letters: Iterable[str]) -> tuple[int, int] | None:
        """The first line that holds one of these."""
        places = [at for each in letters if (at := self._whole.find(each)) >= 0]
        return (self._line(min(places)),) * 2 if places else None

    def _line(self, at: int) -> int:
        return self._numbers[bisect_right(self._starts, at) - 1]


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text)).lower()
