"""What a column holds, judged by a sample of its cells: dates, references, links, long texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from foisearch import law
from foisearch.intake.rows.celldates import nothing, read_date
from foisearch.intake.rows.cells import addresses, without_markup
from foisearch.intake.rows.endings import is_ending

MOST_CELLS = 60
"""Cells of a column that are looked at: enough to know it."""
_LOOKED_AT = 4000

_WORDS_BESIDE_A_LINK = 4
_REFERENCE = re.compile(r"(?=.{0,40}\d)[A-Z0-9][\w./ :-]{0,39}", re.I)
_STRONG_REFERENCE = re.compile(
    r"(?=.{0,40}\d)(?:[A-Z]{1,6}[ ./_-]{0,2}\d[\w./-]{1,30}|\d{1,6}[./-]\d{2,6}(?:[./-]\w{1,8})?|"
    r"\d{5,13}|\d[\w./-]{3,30}[A-Z]{1,4})",
    re.I,
)
_NUMBER = re.compile(r"[£$€]?\d[\d,.]*%?")
_SECTION = re.compile(
    r"(?:s(?:ection|ect|ec)?s?|reg(?:ulation)?s?)?[. ]*\d{1,2}[A-Z]?(?: ?\(\w{1,4}\))*.{0,80}", re.I
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the cells of a column look like; shares are of the cells that are filled, 0.0 to 1.0."""

    filled: int = 0
    dates: float = 0.0
    links: float = 0.0
    references: float = 0.0
    strong_references: float = 0.0
    numbers: float = 0.0
    endings: float = 0.0
    provisions: float = 0.0
    questions: float = 0.0
    distinct: float = 0.0
    length: float = 0.0
    """Characters of the middle one."""
    counting: bool = False
    """Whether they are 1, 2, 3 …"""


def profile(cells: Sequence[str]) -> Profile:
    """The profile of a column's cells."""
    kept = (without_markup(c.strip()[:_LOOKED_AT])[0] for c in cells)
    filled = [c for c in kept if c and not nothing(c)][:MOST_CELLS]
    if not filled:
        return Profile()

    def share(fits: Callable[[str], object]) -> float:
        return sum(bool(fits(cell)) for cell in filled) / len(filled)

    whole_numbers = [int(cell) for cell in filled if cell.isdecimal() and len(cell) < 7]
    return Profile(
        filled=len(filled),
        dates=share(lambda c: read_date(c).value),
        links=share(_is_link),
        references=share(_REFERENCE.fullmatch),
        strong_references=share(_STRONG_REFERENCE.fullmatch),
        numbers=share(_NUMBER.fullmatch),
        endings=share(is_ending),
        provisions=share(_cites),
        questions=share(lambda c: "?" in c),
        distinct=len(set(filled)) / len(filled),
        length=median(map(len, filled)),
        counting=len(filled) > 1 and _counts(whole_numbers, len(filled)),
    )


def _is_link(cell: str) -> bool:
    """Whether a cell is a web address, perhaps with the words that it stood behind."""
    links, words = addresses(cell)
    return bool(links) and len(words.split()) <= _WORDS_BESIDE_A_LINK


def _cites(cell: str) -> bool:
    if len(cell) > 200 or not _SECTION.search(cell):
        return False
    return bool(law.read_citations(cell, place="response", regime=None)) or bool(
        law.parse_provision(cell.split(";", maxsplit=1)[0].strip())
    )


def _counts(numbers: Sequence[int], of: int) -> bool:
    """Whether numbers go up by one from the first, which is small."""
    if len(numbers) < of or numbers[0] > 1:
        return False
    return all(after == before + 1 for before, after in pairwise(numbers))
