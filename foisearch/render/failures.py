"""Errors as a person is shown them: one line, and for a query the place in it."""

from __future__ import annotations

from foisearch.errors import FoisearchError, QueryError
from foisearch.render.terminal import Terminal
from foisearch.render.widths import cell_width
from foisearch.text import strip_controls

MARGIN = 2


def tell(error: FoisearchError, terminal: Terminal) -> None:
    """Write an error on standard error."""
    terminal.note(" ".join(str(error).split()))
    if isinstance(error, QueryError) and error.query and terminal.plain:
        terminal.error(f"in “{_one_line(error.query)}”, at character {error.position + 1:,}")
    elif isinstance(error, QueryError) and error.query:
        for text in caret_lines(error.query, error.position, terminal.width - MARGIN):
            terminal.error(" " * MARGIN + text)


def tell_bug(error: Exception, terminal: Terminal) -> None:
    """Say that the fault is ours, and how to see where."""
    if terminal.environ.get("FOISEARCH_DEBUG"):
        import traceback

        terminal.error("".join(traceback.format_exception(error)).rstrip())
    what = " ".join(f"{type(error).__name__}: {error}".split())
    terminal.note(f"this is a bug in foisearch ({what}); set FOISEARCH_DEBUG=1 for the traceback")


def caret_lines(query: str, position: int, width: int) -> tuple[str, str]:
    """The query on one line and a caret under the character at ``position``.

    White space of any kind is one blank wide here, wide characters count two, and of a query
    longer than ``width`` the piece around the place is shown.
    """
    before, after = (_one_line(text) for text in (query[:position], query[position:]))
    room = max(width * 2 // 3, 1)
    if cell_width(before) > room:
        while cell_width(before) > room - 1:
            before = before[1:]
        before = "…" + before
    left = max(width - cell_width(before), 1)
    if cell_width(after) > left:
        while cell_width(after) > left - 1:
            after = after[:-1]
        after += "…"
    return before + after, " " * cell_width(before) + "^"


def _one_line(text: str) -> str:
    return strip_controls("".join(" " if c.isspace() else c for c in text))
