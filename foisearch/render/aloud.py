"""Text to be read aloud, or under a finger: for screen readers and braille lines.

It is the same that people see, one fact a line.  Nothing is said by colour, by columns or by
indents, which a voice does not have; separators, rules and marks of omission, which it reads as
noise, are left out, and the places of a table say what they are.  The words of a record are never
changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foisearch.render.answers import Answer
from foisearch.render.layout import Block, Line, Pair, Span, Table
from foisearch.render.people import blocks
from foisearch.render.terminal import Terminal
from foisearch.text import collapse_space, strip_controls

# Columns are made with runs of blanks, rows of facts with points.
_BETWEEN = re.compile(r"\s{2,}| · ")
_LABEL = re.compile(r"([A-Za-z][A-Za-z ]*[a-z]) +\Z")
_NOISE = frozenset({"…", "→", "─"})
_SAID = (
    (re.compile(r" ↔ "), " against "),
    (re.compile(r"(?<=[0-9])–(?=[0-9])"), " to "),
)


def write(answer: Answer, terminal: Terminal) -> None:
    """Write an answer to be read aloud."""
    write_blocks(blocks(answer), terminal)


def write_blocks(written: Iterable[Block], terminal: Terminal) -> None:
    """Write blocks one by one; what is apart stays apart, by one empty line."""
    apart = False
    begun = False
    for block in written:
        facts = list(_said(block))
        if not facts:
            apart = True
            continue
        if apart and begun:
            terminal.write("")
        for fact in facts:
            terminal.write(fact)
        apart, begun = isinstance(block, Table), True


def _said(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        return _cells(block)
    if isinstance(block, Pair):
        return (fact for each in block.one_by_one() for fact in _facts(each))
    return _facts(block)


def _facts(line: Line) -> Iterator[str]:
    """What a line says, one by one."""
    said = "".join(_spoken(number, span) for number, span in enumerate(line.spans))
    for fact in _BETWEEN.split(said):
        if fact := fact.strip():
            yield fact


def _spoken(number: int, span: Span) -> str:
    """A span in words; references, headings and matches stay as they are, to the letter."""
    text = strip_controls(span.text)
    if span.role == "rank":
        return f"result {text.strip()}  "
    if span.role in {"ref", "topic", "match"}:
        return text
    if not set(text) - _NOISE - {" "}:
        return "  " if " " in text.strip("…") else ""
    if label := not number and span.role == "dim" and _LABEL.match(text):
        return f"{label[1]}: "
    for sign, word in _SAID:
        text = sign.sub(word, text)
    return text


def _cells(table: Table) -> Iterator[str]:
    """Every row of a table, cell by cell."""
    for number, row in enumerate(table.rows):
        if number:
            yield ""
        for column, cell in zip(table.columns, row, strict=True):
            title = column.title or ("count" if column.right else "")
            if said := collapse_space(strip_controls(cell)):
                yield f"{title}: {said}" if title else said
