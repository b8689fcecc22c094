"""The two tables: what a row says, and how a file of rows is read and checked.

Lists inside a cell are separated by ``|``.  A word that is narrower than its concept has a ``<``
before it: ``school|<primary school|<secondary school``.  Words are written in lower case and base
form, in British spelling; inflections are left to the stemmer, American ``-ize`` and joined
spellings to :mod:`foisearch.wording.forms`.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from foisearch.errors import RecordError

NARROWER = "<"
"""The mark of a word that is narrower than its concept."""

HERE = os.path.dirname(__file__)

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z0-9]+")
_EXPRESSION = re.compile(r"[a-z0-9]+'?(?:(?: & |[- '&/])[a-z0-9]+'?)*")
_WRITTEN = re.compile(r"[A-Za-z0-9]+(?:[-&/][A-Za-z0-9]+)*")
_CONCEPT_COLUMNS = ("concept", "words", "strength")
_ACRONYM_COLUMNS = ("acronym", "expansion", "sense", "near", "word")


@dataclass(frozen=True, slots=True)
class Concept:
    """Words and expressions that stand for one another in a request.

    ``strength``, above 0 and at most 1, says how far: 1.0 interchangeable, 0.8 near synonyms in
    this register, 0.6 a word that often stands for the other.

    ``narrower`` are kinds of what ``words`` say: each stands for these less surely, and none for
    another, since *primary school* and *secondary school* ask two questions.  Where two of them
    are synonyms, a concept of their own says so.
    """

    name: str
    words: tuple[str, ...]
    strength: float
    narrower: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acronym:
    """One sense of an acronym.

    ``written`` is case-sensitive; ``expansion`` is in lower case; ``sense`` is a note on the field
    it belongs to.  ``near`` are words beside which this sense is meant.  Where ``word`` is true the
    acronym is also an ordinary word (IT, SEND): in a text that has lost its capitals it then counts
    only beside one of ``near``, and by half.
    """

    written: str
    expansion: str
    sense: str = ""
    near: tuple[str, ...] = ()
    word: bool = False


@cache
def all_concepts() -> tuple[Concept, ...]:
    """The thesaurus that comes with the program, in the order of its file.

    Its rows are not checked here: that would take longer than reading them, and tests do it.
    """
    rows = _shipped("concepts.csv")
    return tuple(_concept(slug, cell, float(s)) for slug, cell, s in rows)


@cache
def all_acronyms() -> tuple[Acronym, ...]:
    """The acronyms that come with the program, the usual sense of each first; see above."""
    return tuple(
        Acronym(written, expansion, sense, tuple(near.split("|")) if near else (), bool(word))
        for written, expansion, sense, near, word in _shipped("acronyms.csv")
    )


def _concept(slug: str, cell: str, strength: float) -> Concept:
    words, narrower = _parts(cell.split("|"))
    return Concept(slug, words, strength, narrower)


def _parts(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a cell without a mark, and those with one, which is taken off."""
    return (
        tuple(word for word in words if word[:1] != NARROWER),
        tuple(word[1:] for word in words if word[:1] == NARROWER),
    )


def _shipped(name: str) -> list[list[str]]:
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]


def read_concepts(lines: Iterable[str], name: str) -> Iterator[Concept]:
    """The concepts of a table; ``name`` is what an error calls the file.

    Raises:
        RecordError: a row is malformed; names file, line and cure.
    """
    slugs: set[str] = set()
    sets: dict[frozenset[str], str] = {}
    for place, (slug, cell, strength) in _rows(lines, name, _CONCEPT_COLUMNS):
        if not _SLUG.fullmatch(slug):
            raise RecordError(
                f"{place}: “{slug}” is not a slug", "use lower-case letters, digits and hyphens"
            )
        if slug in slugs:
            raise RecordError(f"{place}: concept “{slug}” stands here twice", "join the two rows")
        slugs.add(slug)
        words, narrower = _parts(cell.split("|"))
        together = _checked(place, (*words, *narrower))
        if len(together) < 2:
            raise RecordError(f"{place}: “{slug}” has one word", "a concept joins two or more")
        if not words:
            raise RecordError(
                f"{place}: “{slug}” has narrower words only",
                "name what they are kinds of, unmarked",
            )
        other = sets.setdefault(frozenset(together), slug)
        if other != slug:
            raise RecordError(f"{place}: the same words as “{other}”", "leave one of the two out")
        yield Concept(slug, words, _strength(place, strength), narrower)


def read_acronyms(lines: Iterable[str], name: str) -> Iterator[Acronym]:
    """The senses of acronyms of a table; ``name`` is what an error calls the file.

    Raises:
        RecordError: a row is malformed; names file, line and cure.
    """
    seen: set[tuple[str, str]] = set()
    for place, (written, expansion, sense, near, word) in _rows(lines, name, _ACRONYM_COLUMNS):
        if not _WRITTEN.fullmatch(written):
            raise RecordError(
                f"{place}: “{written}” is not an acronym", "use letters and digits; & - / between"
            )
        _check_expression(place, expansion)
        if (written, expansion) in seen:
            raise RecordError(f"{place}: “{written}” has this sense twice", "leave one out")
        seen.add((written, expansion))
        context = _checked(place, tuple(near.split("|"))) if near else ()
        if several := [each for each in context if not _WORD.fullmatch(each)]:
            raise RecordError(
                f"{place}: “{several[0]}” is more than one word", "near takes single words"
            )
        if word not in ("", "y"):
            raise RecordError(f"{place}: word is “{word}”", "write y, or leave it empty")
        if word and not near:
            raise RecordError(
                f"{place}: “{written}” is also a word", "name words that it stands near"
            )
        yield Acronym(written, expansion, sense, context, bool(word))


def _rows(
    lines: Iterable[str], name: str, columns: tuple[str, ...]
) -> Iterator[tuple[str, list[str]]]:
    """The rows that are not empty, each with its place in words."""
    rows = csv.reader(lines, strict=True)
    try:
        header = tuple(next(rows, ()))
        if header != columns:
            raise RecordError(
                f"{name}, line 1: not the columns of this table", f"write {','.join(columns)}"
            )
        for cells in rows:
            if not cells:
                continue
            place = f"{name}, line {rows.line_num}"
            if len(cells) != len(columns):
                raise RecordError(
                    f"{place}: {len(cells)} cells for {len(columns)} columns",
                    "put a cell that holds a comma in double quotes",
                )
            yield place, cells
    except csv.Error as error:
        raise RecordError(
            f"{name}, line {rows.line_num}: not CSV ({error})", "check the quotes in this row"
        ) from None


def _checked(place: str, words: tuple[str, ...]) -> tuple[str, ...]:
    for word in words:
        _check_expression(place, word)
    if len(set(words)) != len(words):
        twice = next(word for word in words if words.count(word) > 1)
        raise RecordError(f"{place}: “{twice}” stands here twice", "leave one out")
    return words


def _check_expression(place: str, expression: str) -> None:
    if not _EXPRESSION.fullmatch(expression):
        raise RecordError(
            f"{place}: “{expression}” is no expression",
            "write words in lower case without accents, one space, hyphen or & between",
        )


def _strength(place: str, cell: str) -> float:
    try:
        strength = float(cell)
    except ValueError:
        strength = 0.0
    if not 0.0 < strength <= 1.0:
        raise RecordError(
            f"{place}: strength “{cell}”", "write a number above 0 and at most 1, such as 0.8"
        )
    return strength
