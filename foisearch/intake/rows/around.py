"""The words around a table: its title, its notes, its totals; or all of it, where it is no log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from foisearch.containers.contents import Row
from foisearch.disclosure import Disclosure
from foisearch.intake.assembling.assemble import publication
from foisearch.intake.lines import Line
from foisearch.intake.report import Trouble
from foisearch.intake.rows.cells import clean
from foisearch.intake.rows.entry import Origin
from foisearch.intake.rows.logged import READER
from foisearch.text import collapse_space, slugify, truncate

Event = Disclosure | Trouble

_MOST_TEXT = 2_000_000
"""Characters of a table that is no log and is kept as text."""
FEW_WORDS = 6
"""Words beside a table that are said, and make no publication."""


def words_of(row: Row) -> str:
    """The words of a row, each cell's once."""
    cells = dict.fromkeys(collapse_space(clean(cell)) for cell in row.cells)
    return " | ".join(cell for cell in cells if cell)


def notes(found: Sequence[tuple[int, str]], origin: Origin, sheet: str) -> Iterator[Event]:
    """The words around a table: a publication of their own, or said where they are few."""
    kept = [(number, words) for number, words in dict.fromkeys(found) if words]
    if not kept:
        return
    if sum(len(words.split()) for _, words in kept) < FEW_WORDS:
        told = "; ".join(truncate(words, 80) for _, words in kept)
        before = f"sheet “{sheet}”: " if sheet else ""
        yield Trouble(f"{before}beside the table stands: “{told}”")
        return
    name = "-".join(filter(None, (_stem(origin.file), slugify(sheet))))
    yield from as_text(kept, origin, name)


def as_text(texts: Iterable[tuple[int, str]], origin: Origin, name: str) -> Iterator[Event]:
    """Numbered lines that are no disclosures, as a publication."""
    lines: list[Line] = []
    size = 0
    for number, words in texts:
        size += len(words)
        if size > _MOST_TEXT:
            said = f"{name} is longer than {_MOST_TEXT:,} characters: what follows is not read"
            yield Trouble(said, loss=True)
            break
        lines.append(Line(number, words))
    context = origin.context(READER, origin.authority, origin.published)
    yield publication(lines, context, name, ())


def _stem(file: str) -> str:
    return slugify(PurePath(file.rpartition("!")[2]).stem) or "log"
