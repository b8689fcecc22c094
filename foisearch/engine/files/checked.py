"""Values out of a file that anybody may have written: taken only if they are what they have to be.

Every function gives back what it was given, or raises :class:`ValueError`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

MOST = 1 << 53
"""No number that we count or measure with is higher."""


def whole(value: Any, least: int = 0, most: int = MOST) -> int:
    """A whole number within bounds, both included."""
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"no number from {least} to {most}: {value!r:.40}")
    return value


def text(value: Any) -> str:
    """A text."""
    if type(value) is not str:
        raise ValueError(f"no text: {value!r:.40}")
    return value


def table(value: Any, keys: Collection[str] | None = None) -> dict[str, Any]:
    """An object with texts as keys; with just these, where they are given."""
    if type(value) is not dict or (keys is not None and value.keys() != set(keys)):
        raise ValueError(f"not what it should be: {value!r:.80}")
    return value


def row(value: Any) -> list[Any]:
    """A list."""
    if type(value) is not list:
        raise ValueError(f"no list: {value!r:.40}")
    return value


def tally(value: Any) -> dict[str, int]:
    """How often there is each of some texts."""
    return {key: whole(count) for key, count in table(value).items()}
