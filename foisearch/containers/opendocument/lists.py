"""How the lists of an OpenDocument text are numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from foisearch.containers.numbering import BULLET, item_number


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``style`` as HTML's ``type`` has it, empty for bullets."""

    style: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    """How many levels a number shows: 2 for ``1.2``."""


ListStyles = Mapping[str, Mapping[int, Level]]


def list_styles(*parts: Element | None) -> ListStyles:
    """The list styles that these parts define, by name, and in them the levels from 1."""
    found: dict[str, dict[int, Level]] = {}
    for part in parts:
        for style in part.iter("list-style") if part is not None else ():
            found[style.get("name", "")] = {
                whole(level.get("level", ""), 1): _level(level) for level in style
            }
    return found


def _level(level: Element) -> Level:
    if level.tag != "list-level-style-number":
        return Level()
    style = level.get("num-format", "1") or ""
    return Level(
        style,
        level.get("num-prefix", ""),
        level.get("num-suffix", ""),
        whole(level.get("start-value", ""), 1),
        whole(level.get("display-levels", ""), 1),
    )


def marker(levels: Mapping[int, Level], counts: list[int]) -> str:
    """The marker of an item: ``counts`` are its number and those of the items it stands in."""
    depth = len(counts)
    here = levels.get(depth, Level())
    if not here.style:
        return BULLET if depth in levels or not levels else ""
    first = max(depth - here.shown, 0)
    numbers = [
        item_number(levels.get(at + 1, here).style or "1", counts[at]) for at in range(first, depth)
    ]
    text = f"{here.before}{'.'.join(numbers)}{here.after}".strip()
    return f"{text}." if re.fullmatch(r"\w{1,5}", text) else text


def whole(text: str, otherwise: int) -> int:
    """The whole number that ``text`` is; ``otherwise`` where it is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise
