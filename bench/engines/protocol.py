"""What an engine must do to be measured.

A searcher's method answers one question of its kind with ten hits at most, best first, reference
and title fetched.  What an engine cannot do it leaves out: the method it inherits says
``NotImplemented``, and the tables show a dash.
"""

from __future__ import annotations

import time

TYPE_CHECKING = False  # a one-shot start pays for every import here
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import NotImplementedType
    from typing import Any

    from bench.records import Record

    Hits = list[tuple[str, str]] | NotImplementedType
    Facets = dict[str, int] | NotImplementedType

TOP = 10
FIELDS = ["title", "request", "response"]
BOOSTS = {"title": 3.0, "request": 1.5, "response": 1.0}


def read(path: Path) -> Iterator[Record]:
    """The records of a file: what a build goes through."""
    from bench import records  # here: searching need not pay for it

    return records.read(path)


class Searcher:
    """An open index.  Words come in lower case, as the user typed them (not stemmed)."""

    def any(self, words: list[str]) -> Hits:
        """Records with any of the words."""
        return NotImplemented

    def all(self, words: list[str]) -> Hits:
        """Records with all of the words, in whatever fields."""
        return NotImplemented

    def phrase(self, words: list[str]) -> Hits:
        """Records where the words stand side by side in one field."""
        return NotImplemented

    def prefix(self, start: str) -> Hits:
        """Records with a word that begins so."""
        return NotImplemented

    def filter(self, asked: tuple[list[str], str, str]) -> Hits:
        """Records with any of the words, of this force and with this exemption."""
        return NotImplemented

    def whole(self, words: list[str]) -> Hits:
        """Records most like a text of many words."""
        return self.any(words)

    def fuzzy(self, word: str) -> Hits:
        """Records with a word that is one letter from this one."""
        return NotImplemented

    def wildcard(self, pattern: str) -> Hits:
        """Records with a word of this pattern: ``?`` is a letter, ``*`` any number of them."""
        return NotImplemented

    def newest(self, words: list[str]) -> Hits:
        """Of the records with any of the words, those of the latest dates, latest first."""
        return NotImplemented

    def facets(self, words: list[str]) -> Facets:
        """How many records with any of the words every force has."""
        return NotImplemented

    def deep(self, asked: tuple[list[str], int]) -> Hits:
        """Records with any of the words, without so many of the best."""
        return NotImplemented

    def clock(self) -> float:
        """CPU seconds spent so far by whatever answers: this thread, if nothing else is said."""
        return time.thread_time()

    def peak_mb(self) -> float | None:
        """Peak memory of a process elsewhere that answers; None where it is this one."""
        return None

    def close(self) -> None:
        """Let go of what is held."""


class Engine:
    """An engine: how to know it is there, how to build with it and how to open what it built."""

    name = ""
    largest = 1_000_000  # records; above this it is measured only when it is named
    passes = 1  # a multiple, for engines that grow fast by being used

    def version(self) -> str:
        """Its version, and that of anything else that matters."""
        raise NotImplementedError

    def installed(self) -> bool:
        """Whether it can be used here, given that its module could be imported."""
        return True

    def prepare(self, folder: Path) -> None:
        """Whatever must be there once, before anything is measured, in the folder of indexes."""

    def build(self, records: Path, folder: Path) -> dict[str, Any]:
        """Index a file of records in an empty folder; whatever is worth telling of it."""
        raise NotImplementedError

    def open(self, folder: str) -> Searcher:
        """Open what :meth:`build` made.  A text, since a one-shot start need not have pathlib."""
        raise NotImplementedError


def package_version(name: str) -> str:
    """The version of an installed package."""
    from importlib.metadata import version  # here: nor for this

    return f"{name} {version(name)}"


def day_number(date: str) -> int:
    """``2024-07-03`` as 20240703: a number that sorts as the date does."""
    return int(date.replace("-", ""))
