"""Any string is read, or refused with a place and a cure: random ones, many, each timed.

    python bench/query_fuzz.py [COUNT] [SEED] [--index FOLDER]

Half of the strings are made of pieces of the language in any order, the others are random text,
deep nesting and very long words.  For every one it is seen that

- reading strictly gives a tree or a QueryError with a position in the string and a cure, and
  reading leniently says the same;
- a tree, written out and read again, is the same tree;
- no reading takes longer than 50 ms of CPU, in the best of four goes where the first does;
- with ``--index``, one in ten is also put to that index: a plan or a QueryError.

It prints how many were read and refused, how often each message was given, and the slowest.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

from foisearch.errors import QueryError
from foisearch.fields import FIELDS
from foisearch.query import parse, parse_leniently
from foisearch.query.reading import MAX_LENGTH

LIMIT_MS = 50.0
PIECES = [
    *("AND", "OR", "NOT", "(", ")", "((", "))", '"', "“", "”", "a", "taser", "stop", "the", "é"),
    *("..", "~", "~2", "~9", "^", "^2", "^0", "^2.5", "*", "?", "-", "--", ":", "::", ">=", "<"),
    *(" ", " ", " ", "\t", "\n", "\x00", "\u200b", "\U0001f600", "\ud800", "2021", "2021-13"),
    *("last year", "past 12 months", "june-2023", "2022/23", "spring", "26/10/2021", "today"),
    *("foia:40", "s40(2)", "http://x.org/", "10:30", "£450", "body-worn", "wom?n", "handcuf*"),
    *("5023048", "thames valley police", "IOPC", "section 31", "cost limit", "to", "\\", "/", "+"),
    *(f"{field.name}:" for field in FIELDS),
    *(field.example for field in FIELDS),
]
ALPHABET = "ab 1\"“”()*?~^:-+.\\/'\n\x00é§—AND OR NOT topic: published: part: is: since:"


def garbage(pick: random.Random) -> str:
    """One string."""
    kind = pick.random()
    if kind < 0.5:
        return "".join(pick.choices(PIECES, k=pick.randint(0, 14)))
    if kind < 0.7:
        return "".join(pick.choices(ALPHABET, k=pick.randint(0, 60)))
    if kind < 0.9:
        return "".join(chr(pick.randrange(0x11000)) for _ in range(pick.randint(0, 40)))
    if kind < 0.93:
        return "".join(chr(pick.randrange(0x110000)) for _ in range(pick.randint(0, 40)))
    piece = pick.choice(PIECES)
    if kind < 0.96:
        return piece * pick.randint(1, 400)
    if kind < 0.98:
        depth = pick.randint(1, 60)
        return pick.choice(("(", "-", "NOT ", "topic:(")) * depth + piece + ")" * depth
    return "".join(pick.choices("abcé1-./(", k=pick.randint(1, 9_000)))


class Broken(Exception):
    """A string for which a rule does not hold."""


def hold(rule: bool, message: str) -> None:
    """See that a rule holds."""
    if not rule:
        raise Broken(message)


def seen(text: str) -> tuple[str, float]:
    """What became of a string (``read``, or the message with which it was refused), and the
    milliseconds of the slower reading."""
    began = time.process_time()
    tree, problems = parse_leniently(text)
    between = time.process_time()
    told, strict = "read", None
    try:
        strict = parse(text)
    except QueryError as error:
        hold(bool(problems) and str(problems[0]) == str(error), "strict and lenient differ")
        hold(0 <= error.position <= len(text), "the place is not in the string")
        hold(bool(error.cure), "no cure")
        error.caret()
        told = str(error)
    took = 1000 * max(between - began, time.process_time() - between)
    if strict is not None:
        hold(not problems and strict == tree, "strict and lenient differ")
        if len(str(tree)) <= MAX_LENGTH:
            hold(parse(str(tree)) == tree, f"written as {tree!s:.200}")
    return told, took


def main() -> int:
    """Run it; 1 if a string broke a rule."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", nargs="?", type=int, default=100_000)
    options.add_argument("seed", nargs="?", type=int, default=1)
    options.add_argument("--index", type=Path)
    given = options.parse_args()
    pick = random.Random(given.seed)
    told: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    broken = compiled = 0
    for number in range(given.count):
        text = garbage(pick)
        try:
            outcome, took = seen(text)
        except Exception as error:
            broken += 1
            print(f"BROKEN {text!r:.300}: {type(error).__name__}: {error}")
            continue
        if took > LIMIT_MS:  # Python may have collected its garbage meanwhile
            took = min(took, *(seen(text)[1] for _ in range(3)))
        told[_kind(outcome)] += 1
        slowest = sorted([*slowest, (took, text)], reverse=True)[:5]
        if given.index and outcome == "read" and number % 10 == 0:
            compiled += 1
            broken += not _planned(given.index, text)
    for outcome, count in told.most_common(60):
        print(f"{count:9,}  {outcome}")
    for took, text in slowest:
        print(f"{took:9.2f} ms  {len(text):,} characters  {text!r:.70}")
    print(f"{given.count:,} strings, {compiled:,} put to an index, {broken} broken")
    return 1 if broken or slowest[0][0] > LIMIT_MS else 0


def _kind(outcome: str) -> str:
    """A message without what it quotes."""
    pieces = outcome.split("“")
    return pieces[0] + "“…”".join(piece.partition("”")[2] for piece in ["”", *pieces[1:]])


_opened: dict[Path, object] = {}


def _planned(folder: Path, text: str) -> bool:
    from foisearch import engine, search

    if folder not in _opened:
        _opened[folder] = engine.open_index(folder)
    request = search.SearchRequest(text, limit=1, explain=True)
    try:
        search.search(_opened[folder], request)  # type: ignore[arg-type]
    except QueryError as error:
        return bool(error.cure)
    except Exception as error:
        print(f"BROKEN by the index {text!r:.300}: {type(error).__name__}: {error}")
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
