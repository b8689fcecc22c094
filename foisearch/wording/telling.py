"""How a person is told of the other words that were looked for, too."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_EXPRESSIONS = 4
_OTHERS = 3


def also(expanded: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """The note on other words, the first of them: ``also: UAV (for drones)``.

    Args:
        expanded: what was typed, each with the other words for it; where there is nothing, there
            is no note.
    """
    if not expanded:
        return []
    said = [
        f"{', '.join(others[:_OTHERS])} (for {typed})" for typed, others in expanded[:_EXPRESSIONS]
    ]
    cut = len(expanded) > _EXPRESSIONS or any(len(others) > _OTHERS for _, others in expanded)
    return [f"also: {'; '.join(said)}{' …' if cut else ''}"]
