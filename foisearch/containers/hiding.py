"""Styles that hide their text, in the office documents that name styles and let them inherit."""

from __future__ import annotations

from collections.abc import Iterable

DEEPEST = 20
"""Styles that one may stand on, one after another."""


def hiding(styles: Iterable[tuple[str, str, bool | None]]) -> frozenset[str]:
    """The names of the styles that hide their text.

    Args:
        styles: of each its name, the one that it stands on (empty for none), and whether it hides
            its text: ``None`` where it does not say, and the style below it decides.
    """
    known = {name: (below, hides) for name, below, hides in styles}
    found = set()
    for name in known:
        at, steps = name, 0
        while known.get(at, ("", False))[1] is None and steps < DEEPEST:
            at, steps = known[at][0], steps + 1
        if known.get(at, ("", False))[1]:
            found.add(name)
    return frozenset(found)
