"""Ids alone, a NUL behind each: for ``xargs -0``, whatever stands in them."""

from __future__ import annotations

from foisearch.render.answers import Answer
from foisearch.render.ids import ids
from foisearch.render.terminal import Terminal


def write(answer: Answer, terminal: Terminal) -> None:
    """Write the ids of an answer, each ended by a NUL."""
    for name in ids(answer):
        terminal.write_ended(name, "\0")
