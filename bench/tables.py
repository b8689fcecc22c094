"""Markdown tables, and numbers as they stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NOTHING = "-"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column to the left, the others to the right."""
    lines = [_row(head), _row([":--", *["--:"] * (len(head) - 1)]), *map(_row, rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def number(value: float | None) -> str:
    """Three significant digits, without an exponent."""
    if value is None:
        return NOTHING
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def pair(first: float | None, second: float | None) -> str:
    """Two numbers that belong together."""
    return NOTHING if first is None else f"{number(first)} / {number(second)}"


def ratio(over: float | None, under: float | None) -> float | None:
    """How many times one is the other; None where either is unknown or nothing."""
    return over / under if over and under else None


def times(value: float | None) -> str:
    """A ratio."""
    return NOTHING if value is None else f"{number(value)}×"
