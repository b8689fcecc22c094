"""A progress bar on standard error, and nothing at all where nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import Protocol

from foisearch.render.terminal import Styling, Terminal, decide_styling
from foisearch.text import strip_controls, truncate

LONGEST_NAME = 40
OFTEN = 0.1
"""Seconds between two drawings."""
REMEMBERED = 600.0
"""Seconds of the past that tell how fast it goes: one step may be a scanned file of many pages."""


class Progress(Protocol):
    """Told how far a long piece of work has come."""

    def __call__(self, done: int, total: int, what: str = "", /) -> None:
        """``done`` of ``total``, now at ``what``."""


@contextmanager
def progress(terminal: Terminal, title: str) -> Iterator[Progress | None]:
    """A function to report progress to while the block runs; ``None`` without a terminal.

    The bar, and rich for it, come with the first report: mostly there is nothing to wait for.
    """
    if (
        not terminal.err_is_tty
        or terminal.plain
        or terminal.environ.get("TERM") in {"dumb", "unknown"}
    ):
        yield None
        return
    with ExitStack() as stack:
        drawn: list[Callable[[int, int, str], None]] = []

        def report(done: int, total: int, what: str = "") -> None:
            if not drawn:
                drawn.append(stack.enter_context(_bar(terminal, title)))
            drawn[0](done, total, what)

        yield report


@contextmanager
def _bar(terminal: Terminal, title: str) -> Iterator[Callable[[int, int, str], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    color = decide_styling(terminal.color, terminal.environ, True) is Styling.COLOR
    console = Console(file=terminal.stderr, no_color=not color, highlight=False, markup=False)
    columns = (
        TextColumn(title, markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[what]}", markup=False),
    )
    # The bar goes when the work is done: the report that follows says more.
    with Bar(*columns, console=console, transient=True, speed_estimate_period=REMEMBERED) as bar:
        task = bar.add_task(title, total=None, what="", rate="")
        drawn = 0.0

        def update(done: int, total: int, what: str) -> None:
            nonlocal drawn
            now = monotonic()
            if now - drawn < OFTEN and done < total:
                return  # telling costs more than a record does
            drawn = now
            name = truncate(strip_controls(what), LONGEST_NAME)
            speed = bar.tasks[0].speed
            rate = f"{speed:,.0f}/s" if speed and speed >= 1 else ""
            bar.update(task, completed=done, total=total, what=name, rate=rate)

        yield update
