"""Where the parser stands in a query, and what it does about a problem."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from foisearch.errors import QueryError
from foisearch.query.ast import Node

MAX_LENGTH = 10_000
"""A longer query is refused: it is a document, not a question."""
MAX_DEPTH = 30
"""How deep brackets and negations may be nested."""
MAX_WORDS = 1_000
"""How many words, phrases and fields one query may hold."""

OPERATOR = re.compile('(AND|OR|NOT)(?=[\\s(),;"\u201c\u201d]|\\Z)')
"""A word in capitals that joins or negates."""

_SPACE = re.compile(r"\s*")


class Reader:
    """One reading of one query.

    Args:
        query: as typed.
        problems: a list to read leniently, ``None`` to read strictly.
        today: the day that dates in words count from; the real one by default.
    """

    def __init__(
        self, query: str, problems: list[QueryError] | None, today: date | None = None
    ) -> None:
        self.query = query
        self.today = today
        self.problems = problems
        self.at = 0
        self.depth = 0
        self.words = 0
        self.scope = ""

    def next(self) -> str:
        """The next character that is no space, empty at the end."""
        found = _SPACE.match(self.query, self.at)
        self.at = found.end() if found else self.at
        return self.query[self.at : self.at + 1]

    def value_follows(self, place: int) -> bool:
        """Whether a value begins at ``place``."""
        after = self.query[place : place + 1]
        return bool(after) and not after.isspace() and after != ")"

    def take_operator(self, operator: str) -> bool:
        """Step over ``operator`` if it is what comes next."""
        self.next()
        found = OPERATOR.match(self.query, self.at)
        if found is None or found[1] != operator:
            return False
        self.at = found.end()
        return True

    def deeper(self, rule: Callable[[], Node | None], place: int) -> Node | None:
        """What ``rule`` reads, one level further down."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error("the query is nested too deeply", place, "take brackets out")
        node = rule()
        self.depth -= 1
        return node

    def count(self, place: int) -> None:
        """Count one more word."""
        self.words += 1
        if self.words > MAX_WORDS:
            raise self.error(
                f"the query has more than {MAX_WORDS} words", place, "search for its main words"
            )

    def problem(self, message: str, place: int, cure: str) -> None:
        """Note a problem and go on, or raise it when reading strictly."""
        error = self.error(message, place, cure)
        if self.problems is None:
            raise error
        self.problems.append(error)

    def error(self, message: str, place: int, cure: str) -> QueryError:
        """The error to raise or to note."""
        return QueryError(message, self.query, min(place, len(self.query)), cure)
