"""Lines at their places on a screen of prompt_toolkit, drawn as they are.

A window of prompt_toolkit's own goes through all of its text letter by letter each time that the
screen is drawn, since it may be wrapped, scrolled or clicked at.  These lines fit already, so the
cells of a line are made once, and kept for as long as lines like it are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from prompt_toolkit.layout import Container, D
from prompt_toolkit.layout.mouse_handlers import MouseHandlers
from prompt_toolkit.layout.screen import Char, Screen, WritePosition

from foisearch.repl.live.lines import Text

KEPT = 1024
"""Lines of which the cells are kept; a few screens of them."""


class Placed(NamedTuple):
    """A line, and where it begins: the row and the column, both from 0."""

    row: int
    column: int
    text: Text


Draw = Callable[[int, int], Iterable[Placed]]
"""What is drawn on so many columns and rows; it fits them in width."""


class Canvas(Container):
    """What is left of a screen, with lines drawn on it; what lies below its end is not shown."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def reset(self) -> None:
        """There is nothing to forget."""

    def preferred_width(self, max_available_width: int) -> D:
        """All there is."""
        return D()

    def preferred_height(self, width: int, max_available_height: int) -> D:
        """All there is."""
        return D()

    def get_children(self) -> list[Container]:
        """None: nothing in it can have the cursor."""
        return []

    def write_to_screen(
        self,
        screen: Screen,
        mouse_handlers: MouseHandlers,
        write_position: WritePosition,
        parent_style: str,
        erase_bg: bool,
        z_index: int | None,
    ) -> None:
        """Draw, on the ground that is there."""
        left, top, height = write_position.xpos, write_position.ypos, write_position.height
        for row, column, text in self._draw(write_position.width, height):
            if row < height:
                screen.data_buffer[top + row].update(cells(tuple(text), left + column))
        screen.height = max(screen.height, top + height)


@lru_cache(KEPT)
def cells(text: tuple[tuple[str, str], ...], column: int) -> dict[int, Char]:
    """What stands in which column, from this one on.

    A wide letter has two columns, the second of them empty; a mark that has none of its own
    stands with the letter before it.
    """
    row: dict[int, Char] = {}
    before = column
    for role, piece in text:
        style = f"class:{role}" if role else ""
        for letter in piece:
            char = _char(letter, style)
            if char.width == 0 and row:
                row[before] = Char(row[before].char + letter, row[before].style)
                continue
            row[column] = char
            before = column
            for place in range(1, char.width):
                row[column + place] = _char("", "")
            column += max(char.width, 1)
    return row


@lru_cache(4 * KEPT)
def _char(letter: str, style: str) -> Char:
    return Char(letter, style)
