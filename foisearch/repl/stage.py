"""The screen as a whole, for what is more than lines: where keys come from and drawings go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output


PROMPT = "foi> "


@dataclass(frozen=True, slots=True)
class Stage:
    """Keys and screen of whoever types; ``None`` for the terminal's own."""

    source: Input | None = None
    sink: Output | None = None
