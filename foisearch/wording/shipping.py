"""What ``stems.txt`` says, made of the two tables.

Whenever a table changes the file is to be made anew: ``python -m bench.wording``; a test sees that
it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foisearch.wording.asking import ASKING
from foisearch.wording.compiled import Compiled


def lines(tables: Compiled) -> Iterator[str]:
    """The lines of the file, as :mod:`foisearch.wording.shipped` describes it."""
    for first in sorted(tables.firsts):
        concepts = dict.fromkeys(number for number, *_ in tables.beginning(first))
        if concepts:
            yield f"{first}\t{_joined(concepts)}"
    yield ""
    for number, (name, strength) in enumerate(zip(tables.names, tables.strengths, strict=True)):
        sayings = tables.sayings(number)
        items = (f"{' '.join(stems)},{kind},{row},{said}" for stems, kind, row, said in sayings)
        asking = "y" if name in ASKING else ""
        yield f"{name}\t{strength}\t{asking}\t{_joined(items)}"
    yield ""
    for row in range(len(tables.acronyms)):
        word = "y" if tables.is_word(row) else ""
        near = _joined(sorted(tables.near(row)))
        yield f"{word}\t{_joined(tables.senses(row))}\t{_joined(tables.homes(row))}\t{near}"


def _joined(items: Iterable[object]) -> str:
    return "|".join(map(str, items))
