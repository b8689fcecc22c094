"""The numbers of list items as they are printed: 3. c) iii."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
BULLET = "•"
_LONGEST = 9999
"""A list that seems to count further is counted in figures: no list of questions is so long."""


class Lists:
    """The lists that are open at a place of a page, and how far the innermost has counted."""

    def __init__(self) -> None:
        self._counts: list[int | None] = []

    def __bool__(self) -> bool:
        """Whether any list is open."""
        return bool(self._counts)

    def open(self, numbered: bool) -> None:
        """A list begins, whose items have numbers or bullets."""
        self._counts.append(0 if numbered else None)

    def close(self) -> None:
        """The innermost list ends."""
        if self._counts:
            self._counts.pop()

    def marker(self) -> str:
        """What stands before the next item: ``3. `` or a bullet."""
        count = self._counts[-1] if self._counts else None
        if count is None:
            return f"{BULLET} "
        self._counts[-1] = count + 1
        return f"{count + 1}. "


def letters(number: int) -> str:
    """``a`` … ``z``, ``aa``, ``ab`` … for 1, 2 …; figures outside what letters can count."""
    if not 0 < number <= _LONGEST:
        return str(number)
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def roman(number: int) -> str:
    """``i``, ``ii``, ``iii`` …; figures outside what Roman numerals can count."""
    if not 0 < number <= _LONGEST:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def item_number(style: str, number: int) -> str:
    """The number in a style: ``1``, ``a``, ``A``, ``i`` or ``I`` as HTML's ``type`` names them."""
    if style in ("a", "A"):
        text = letters(number)
    elif style in ("i", "I"):
        text = roman(number)
    else:
        return str(number)
    return text.upper() if style.isupper() else text
