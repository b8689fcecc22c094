"""Answers written out: one table of formats, each a function over an answer and a terminal."""

from __future__ import annotations

from importlib import import_module

from foisearch.render.terminal import Styling, Terminal

TYPE_CHECKING = False  # typing's own costs more to import than all of this
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from foisearch.render.answers import Answer
    from foisearch.render.layout import Block

FORMATS: dict[str, str] = {
    "styled": "foisearch.render.styled",
    "plain": "foisearch.render.plain",
    "aloud": "foisearch.render.aloud",
    "json": "foisearch.render.jsonl",
    "ids": "foisearch.render.ids",
    "ids0": "foisearch.render.ids_null",
    "table": "foisearch.render.tabular",
    "csv": "foisearch.render.spreadsheet",
    "markdown": "foisearch.render.markdown",
}
"""The module of each format, imported when it is used; each has ``write(answer, terminal)``."""


def human_format(terminal: Terminal) -> str:
    """The format for people: styled on a terminal or where colour is asked for, else plain.

    Who asked for text that can be read aloud is given that, wherever it goes.
    """
    if terminal.plain:
        return "aloud"
    wanted = terminal.is_tty or terminal.styling is not Styling.NONE
    return "styled" if wanted else "plain"


def write(answer: Answer, form: str, terminal: Terminal) -> None:
    """Write an answer in one of the formats."""
    writer: Callable[[Answer, Terminal], None] = import_module(FORMATS[form]).write
    writer(answer, terminal)


def write_blocks(blocks: Iterable[Block], terminal: Terminal) -> None:
    """Write something that is no answer, a list of commands for one, for people."""
    module = import_module(FORMATS[human_format(terminal)])
    module.write_blocks(blocks, terminal)
