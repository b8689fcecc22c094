"""How sure a share is."""

from __future__ import annotations

from math import sqrt

Z = 1.959964
"""Of the normal distribution, for 95 in 100."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share.

    E. B. Wilson, *Probable inference*, Journal of the American Statistical Association 22 (1927).
    """
    if not of:
        return 0.0, 1.0
    share = hits / of
    middle = share + Z * Z / (2 * of)
    spread = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    whole = 1 + Z * Z / of
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def share(hits: int, of: int) -> str:
    """``.83 (.75–.89)``, or a dash where there is nothing."""
    if not of:
        return "–"
    low, high = wilson(hits, of)
    return f"{_short(hits / of)} ({_short(low)}–{_short(high)})"


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 1 else "1.0"
