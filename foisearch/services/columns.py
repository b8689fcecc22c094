"""Columns as people name them on a command line: ``Question=request``."""

from __future__ import annotations

from collections.abc import Iterable

from foisearch.errors import UsageError
from foisearch.text import strip_controls


def read_columns(said: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What files call their columns, each with the field that it is.

    Raises:
        UsageError: one is written in another way, or names no field.
    """
    given = list(said)
    if not given:
        return ()
    from foisearch.intake.rows.columns import FIELDS, LEFT_OUT

    found = []
    for text in given:
        name, equals, field = strip_controls(text).rpartition("=")
        field = field.strip().lower()
        if not equals or not name.strip():
            raise UsageError(f"“{text}” maps no column", "write it as --map 'Question=request'")
        if field not in (*FIELDS, LEFT_OUT):
            names = ", ".join((*FIELDS, LEFT_OUT))
            raise UsageError(f"no field is called “{field}”", f"one of: {names}")
        found.append((name.strip(), field))
    return tuple(found)
