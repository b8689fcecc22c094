"""What could stand at the cursor: a pure function over the line and a vocabulary."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from foisearch.fields import FIELDS
from foisearch.search import Sort
from foisearch.text import fold

MOST = 40
OPERATORS = ("AND", "OR", "NOT")

# A field, its colon, and the value begun: open in quotes, or without blanks.
_VALUE = re.compile(
    r"(?:^|[\s(+-])(?P<field>[a-z]+):(?:\"(?P<quoted>[^\"]*)|(?P<bare>[^\s\"()]*))$"
)
_WORD = re.compile(r"(?:^|[\s(+-])(?P<word>[A-Za-z]+)$")
_COMMAND = re.compile(r"\s*(?P<name>\.[a-z]*!?)$")
_ARGUMENT = re.compile(r"\s*\.(?P<name>[a-z]+)!?\s+(?P<value>.*)$")
SHORTEST = 2
"""So many letters of a word at least are completed with words of the index."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a field can take, what it means, and the other words that should find it."""

    text: str
    meaning: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What there is to complete: dot-commands with their help, the values of fields and of the
    arguments of commands, and the words of the index in their order.
    """

    commands: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` to stand in place of the line from ``start`` to the cursor, and what it means."""

    text: str
    start: int
    meaning: str = ""


def suggest(text: str, cursor: int, vocabulary: Vocabulary) -> list[Completion]:
    """The completions for the line ``text`` with the cursor before character ``cursor``."""
    line = text[:cursor]
    if found := _COMMAND.match(line):
        return _commands(found["name"], found.start("name"), vocabulary)
    if found := _ARGUMENT.match(line):
        values = _values_of(found["name"], vocabulary)
        return _matching(found["value"], found.start("value"), values, quote=False)
    if line.lstrip().startswith("."):
        return []
    if found := _VALUE.search(line):
        group = "bare" if found["quoted"] is None else "quoted"
        start = found.start(group) - (group == "quoted")
        values = _values_of(found["field"], vocabulary)
        return _matching(found[group], start, values, quote=True)
    if found := _WORD.search(line):
        word, start = found["word"], found.start("word")
        return [*_fields(word, start), *_words(word, start, vocabulary.words)][:MOST]
    return []


def _commands(typed: str, start: int, vocabulary: Vocabulary) -> list[Completion]:
    return [
        Completion(name, start, meaning)
        for name, meaning in vocabulary.commands.items()
        if name.startswith(typed) and name != typed
    ]


def _fields(typed: str, start: int) -> list[Completion]:
    fields = [
        Completion(f"{f.name}:", start, f.help) for f in FIELDS if f.name.startswith(typed.lower())
    ]
    return fields + [Completion(o, start) for o in OPERATORS if o.startswith(typed) and o != typed]


def _words(typed: str, start: int, words: Sequence[str]) -> list[Completion]:
    """The words that begin so, the shortest first."""
    wanted = fold(typed)
    if len(wanted) < SHORTEST:
        return []
    first = bisect_left(words, wanted)
    found = words[first : bisect_left(words, wanted + "\U0010ffff")]
    return [Completion(word, start) for word in sorted(found, key=len)[:MOST] if word != wanted]


def _values_of(name: str, vocabulary: Vocabulary) -> tuple[Value, ...]:
    if name == "sort":
        return tuple(Value(str(sort)) for sort in Sort)
    return vocabulary.values.get(name, ())


def _matching(typed: str, start: int, values: Iterable[Value], quote: bool) -> list[Completion]:
    """Values that begin with what was typed first, then those with such a word in their names."""
    wanted = fold(typed.strip())
    first: list[Completion] = []
    then: list[Completion] = []
    for value in values:
        shown = f'"{value.text}"' if quote and re.search(r"[\s()]", value.text) else value.text
        completion = Completion(shown, start, value.meaning)
        if fold(value.text).startswith(wanted):
            first.append(completion)
        elif wanted and any(_begins(wanted, name) for name in (value.meaning, *value.aliases)):
            then.append(completion)
    found = (first + then)[:MOST]
    return [] if [c.text for c in found] == [typed] else found


def _begins(wanted: str, name: str) -> bool:
    """Whether the name, or a word of it, begins so."""
    folded = fold(name)
    return folded.startswith(wanted) or f" {wanted}" in folded
