"""Reading a query: strictly, with an error that points at the place, or leniently while typing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from foisearch.errors import QueryError
from foisearch.fields import BY_NAME, FieldKind
from foisearch.query import dates, mistakes
from foisearch.query.ast import (
    And,
    AnyOf,
    Boosted,
    Everything,
    Fuzzy,
    Node,
    Not,
    Or,
    Pattern,
    Period,
    Phrase,
    Scoped,
    Word,
    position,
)
from foisearch.query.reading import MAX_LENGTH, OPERATOR, Reader
from foisearch.text import collapse_space

REGIMES = frozenset(("foia", "foisa", "eir", "eisr", "ie-foi", "au-foi", "ca-atia", "us-foia"))
"""Names before a colon that belong to a provision (``foia:40``), not to a field."""

_FIELD = re.compile(r"([A-Za-z][A-Za-z_-]*):(?!//)")
# "40(2)(a)" and "officer(s)" are one word: brackets that close before any space belong to it.
# Outside of a field a comma before a letter parts words: "taser,drones", but "1,234".
_WORD_IN_FIELD = re.compile(r"(?:[^\s()\"\u201c\u201d]|\([^\s()\"\u201c\u201d]*\))+")
_WORD = re.compile(r"(?:[^\s()\"\u201c\u201d,;]|[,;](?![^\W\d_])|\([^\s()\"\u201c\u201d]*\))+")
_PHRASE = re.compile('"([^"]*)"|\u201c([^\u201d"]*)[\u201d"]')
_BOOST = re.compile(r"\^([0-9]{1,3}(?:\.[0-9]{1,2})?)(?=[\s()\"]|\Z)")
_WORD_BOOST = re.compile(r"(.+)\^([0-9]{1,3}(?:\.[0-9]{1,2})?)\Z", re.DOTALL)
_WORD_FUZZY = re.compile(r"(.*(?:[^\W_]|\*))~([0-9]*)\Z", re.DOTALL)
_SLOP = re.compile(r"~([0-9]{1,3})")
_WILD = re.compile(r"\*|(?<=[^\W_])\?(?=[^\W_*?])")
_MOST_LOOKED_UP = 20  # names of no field; the cure of more is the list of all
_DATED = (FieldKind.DATE, FieldKind.BOUND)


def parse(query: str, today: date | None = None) -> Node:
    """The tree of ``query``; :class:`~foisearch.query.ast.Everything` when it is blank.

    Args:
        query: as typed.
        today: the day that “last month” counts from; the real one by default.

    Raises:
        QueryError: the query breaks a rule; ``position`` is where.
    """
    return _Parser(query, None, today).parse()


def parse_leniently(query: str, today: date | None = None) -> tuple[Node, tuple[QueryError, ...]]:
    """The tree of what can be understood of ``query``, and what is wrong with the rest."""
    problems: list[QueryError] = []
    try:
        node = _Parser(query, problems, today).parse()
    except QueryError as error:  # too long or too deep: no part of it is worth a guess
        return Everything(), (*problems, error)
    return node, tuple(problems)


class _Parser(Reader):
    """The rules of the grammar, one method each."""

    def parse(self) -> Node:
        if len(self.query) > MAX_LENGTH:
            raise self.error(
                f"the query is longer than {MAX_LENGTH} characters", 0, "search for its main words"
            )
        nodes: list[Node] = []
        while True:
            node = self._either()
            if node is not None:
                nodes.append(node)
            if self.at >= len(self.query):
                break
            self.problem("this bracket was never opened", self.at, "take it out")
            self.at += 1
        return _together(nodes, AnyOf) or Everything()

    # Rules of the grammar, loosest first.

    def _either(self) -> Node | None:
        return self._joined("OR", self._both, Or)

    def _both(self) -> Node | None:
        return self._joined("AND", self._beside, And)

    def _joined(
        self, operator: str, rule: Callable[[], Node | None], make: type[And | Or]
    ) -> Node | None:
        nodes: list[Node] = []
        while True:
            node = rule()
            place = self.at
            more = self.take_operator(operator)
            if node is not None:
                nodes.append(node)
            elif more or nodes:
                self.problem(
                    f"{operator} needs something on both sides",
                    place,
                    f'put the word that is missing, or write "{operator.lower()}" in small letters',
                )
            if not more:
                return _together(nodes, make)

    def _beside(self) -> Node | None:
        nodes: list[Node] = []
        while (char := self.next()) and char != ")":
            if (found := OPERATOR.match(self.query, self.at)) and found[1] != "NOT":
                break
            node = self._negatable()
            if node is not None:
                nodes.append(node)
        return _together(nodes, AnyOf)

    def _negatable(self) -> Node | None:
        found = OPERATOR.match(self.query, self.at)
        if found is None and not self._minus():
            return self._boostable()
        place = self.at
        self.at = found.end() if found else self.at + 1
        node = None
        if (char := self.next()) and char != ")":
            stop = OPERATOR.match(self.query, self.at)
            if stop is None or stop[1] == "NOT":
                node = self.deeper(self._negatable, place)
        if node is None:
            self.problem("nothing stands after NOT", place, "say what must not be found")
            return None
        return Not(node)

    def _minus(self) -> bool:
        """Whether a minus sign stands right before something: a lone one is only a dash."""
        after = self.query[self.at + 1 : self.at + 2]
        return self.query[self.at] == "-" and bool(after) and not after.isspace()

    def _boostable(self) -> Node | None:
        node = self._primary()
        if node is not None and (found := _BOOST.match(self.query, self.at)):
            node = self._boosted(node, found[1], found.start())
            self.at = found.end()
        return node

    def _primary(self) -> Node | None:
        start = self.at
        if self.query[start] == "(":
            return self._group()
        if self.query[start] in '"\u201c\u201d':
            return self._phrase()
        if not self.scope and (found := _FIELD.match(self.query, start)):
            name = found[1].lower()
            if name in BY_NAME:
                return self._field(name, found.end())
            if name not in REGIMES and self.value_follows(found.end()):
                self._unknown(found[1], start)
        found = (_WORD_IN_FIELD if self.scope else _WORD).match(self.query, start)
        if found is None:  # an opening bracket inside a word that never closes is a group
            self.at += 1
            return None
        self.at = found.end()
        return self._word(found.group(), start)

    def _group(self) -> Node | None:
        start = self.at
        self.at += 1
        node = self.deeper(self._either, start)
        if self.next() == ")":
            self.at += 1
            if node is None:
                self.problem("there is nothing between these brackets", start, "take them out")
        else:
            self.problem("this bracket is never closed", start, "close it with )")
        return node

    def _phrase(self) -> Node | None:
        start = self.at
        self.count(start)
        found = _PHRASE.match(self.query, start)
        if found is None:
            self.problem("this quotation mark is never closed", start, 'close it with "')
            text = re.sub('["\u201c\u201d]', " ", self.query[start:])
            self.at = len(self.query)
        else:
            text = found[1] if found[1] is not None else found[2]
            self.at = found.end()
        text, slop = collapse_space(text), 0
        if found and (near := _SLOP.match(self.query, self.at)):
            slop, self.at = min(int(near[1]), 100), near.end()
        if not text:
            self.problem("there is nothing between the quotation marks", start, "take them out")
            return None
        return self._leaf(Phrase(text, slop, start))

    def _field(self, name: str, value_at: int) -> Node | None:
        start = self.at
        self.at = value_at
        if not self.value_follows(value_at):
            self.problem(
                f"nothing stands after {name}:",
                value_at,
                f"write the value right behind the colon, as in {BY_NAME[name].example}",
            )
            return None
        if self.query[value_at] == "-" and self.value_follows(value_at + 1):
            value = "" if self.query[value_at + 1] in "(-" else "word"
            self.problem(f"a minus belongs before {name}:", value_at, f"write -{name}:{value}")
            self.at += 1
        self.scope = name
        node = self.deeper(self._primary, start)
        self.scope = ""
        if node is None:
            return None
        if BY_NAME[name].kind in _DATED:
            # Inside date brackets, dates side by side are several that will do.
            return Or(node.nodes) if isinstance(node, AnyOf) else node
        if isinstance(node, Boosted):
            return Boosted(Scoped(name, node.node, start), node.factor)
        return Scoped(name, node, start)

    # Words and their trimmings.

    def _word(self, text: str, start: int) -> Node | None:
        self.count(start)
        if self.scope and (inner := _FIELD.match(text)) and inner[1].lower() in BY_NAME:
            self.problem(
                f"a field cannot stand inside {self.scope}:", start, "close the brackets first"
            )
            text = text[inner.end() :] or "-"
        if not self.scope and (mistake := mistakes.in_word(text)):
            self.problem(mistake.message, start, mistake.cure)
            text = mistake.left
            if not text:
                return None
        if boosted := _WORD_BOOST.match(text):
            node = self._leaf(self._trimmed(boosted[1], start))
            return node and self._boosted(node, boosted[2], start + len(boosted[1]))
        return self._leaf(self._trimmed(text, start))

    def _trimmed(self, text: str, start: int) -> Node:
        """A word with what its ``~``, ``*`` and ``?`` mean."""
        if fuzzy := _WORD_FUZZY.match(text):
            distance = int(fuzzy[2][:3] or 1)
            if distance not in (1, 2):
                self.problem(
                    "a word can differ by 1 or 2 letters", start + fuzzy.end(1), f"{fuzzy[1]}~1"
                )
                distance = 2
            if not _WILD.search(fuzzy[1]):
                return Fuzzy(fuzzy[1], distance, start)
            place = start + fuzzy.end(1)
            self.problem("~ cannot follow a word with * or ?", place, "use one of them")
            text = fuzzy[1]
        if _WILD.search(text) and any(char.isalnum() for char in text):
            if sum(char.isalnum() for char in text) >= 2:
                return Pattern(text, start)
            self.problem("this would match nearly every word", start, "give two letters or more")
        return Word(text, start)

    def _leaf(self, node: Node) -> Node | None:
        """``node``, or the period that it is in a date field."""
        kind = BY_NAME[self.scope].kind if self.scope else None
        if kind not in _DATED:
            return node
        text = node.text if isinstance(node, Word | Phrase) else str(node)
        place = position(node)
        try:
            if kind is FieldKind.DATE:
                name, (since, until) = self.scope, dates.span(text, self.today)
            else:
                name, (since, until) = "published", self._bound(text)
        except ValueError as error:
            self.problem(str(error), place, dates.FORMS)
            return None
        said = f"{self.scope}:“{text}”" if dates.is_spoken(text) else ""
        return Period(name, since, until, place, said)

    def _bound(self, text: str) -> tuple[date | None, date | None]:
        """What ``since:`` and ``until:`` let through: one side of one date."""
        if dates.is_span(text):
            raise ValueError(f"{self.scope}: takes one date")
        first, last = dates.days(text, self.today)
        return (first, None) if self.scope == "since" else (None, last)

    def _boosted(self, node: Node, factor: str, place: int) -> Node:
        if not 0.1 <= float(factor) <= 100:
            self.problem("a weight lies between 0.1 and 100", place, "as in word^2")
            return node
        if isinstance(node, Boosted):
            self.problem("this has a weight already", place, "give it one")
            return node
        return Boosted(node, float(factor))

    def _unknown(self, name: str, place: int) -> None:
        cure = mistakes.meant(name, len(self.problems or ()) < _MOST_LOOKED_UP)
        self.problem(f"there is no field “{name[:40]}”", place, cure)


def _together(nodes: list[Node], make: type[And | Or | AnyOf]) -> Node | None:
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return make(tuple(nodes))
