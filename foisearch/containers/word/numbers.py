"""Word's automatic numbers, which do not stand in the text: 1. a) (iii) and bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from foisearch.containers.numbering import BULLET, item_number

_STYLES = {
    "decimal": "1",
    "decimalZero": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_PLACE = re.compile(r"%([1-9])")
_BASED_ON = 20
"""Styles that one may be based on, one after another."""
LEVELS = 9


@dataclass(slots=True)
class _Level:
    """How one level of a list is numbered."""

    start: int = 1
    style: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    """A list as Word defines it: which counters it shares, and where it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


class Numbers:
    """Counts the numbered paragraphs of a document, in their order.

    Args:
        numbering: the part ``word/numbering.xml``, ``None`` where there is none.
        styles: the part ``word/styles.xml``, since a style may number its paragraphs.
    """

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists = _lists(numbering)
        self._styles = _styles(styles)
        self._counters: dict[str, list[int]] = {}

    def marker(self, properties: Element | None) -> str:
        """The marker before a paragraph with these properties (``w:pPr``), empty for none."""
        numbered, level = self._of(properties)
        found = self._lists.get(numbered)
        if found is None or not 0 <= level < LEVELS:
            return ""
        here = found.levels.get(level, _Level())
        counters = self._counters.setdefault(found.abstract, [0] * LEVELS)
        self._count(found, counters, level)
        if here.style == "bullet":
            return BULLET
        if here.style == "none" and not _PLACE.search(here.text):
            return here.text.strip()
        return _with_stop(
            _PLACE.sub(lambda m: self._number(found, counters, int(m[1]) - 1), here.text)
        )

    def _of(self, properties: Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style."""
        if properties is None:
            return "", 0
        own = properties.find("numPr")
        style = properties.find("pStyle")
        numbered, level = self._styles.get(
            style.get("val", "") if style is not None else "", ("", 0)
        )
        if own is None:
            return numbered, level
        said = _value(own.find("numId")) or numbered
        return said, _int(_value(own.find("ilvl")), level)

    def _count(self, found: _List, counters: list[int], level: int) -> None:
        start = found.levels.get(level, _Level()).start
        if level in found.starts and level not in found.begun:
            start, counters[level] = found.starts[level], 0
        found.begun.add(level)
        counters[level] = counters[level] + 1 if counters[level] else start
        counters[level + 1 :] = [0] * (LEVELS - level - 1)

    def _number(self, found: _List, counters: list[int], level: int) -> str:
        here = found.levels.get(level, _Level())
        return item_number(_STYLES.get(here.style, "1"), counters[level] or here.start)


def _with_stop(text: str) -> str:
    """A number as a marker of a list is read: "3" becomes "3."."""
    text = text.strip()
    return f"{text}." if re.fullmatch(r"\w{1,5}", text) else text


def _lists(numbering: Element | None) -> dict[str, _List]:
    if numbering is None:
        return {}
    abstract = {
        item.get("abstractNumId", ""): {
            _int(level.get("ilvl", ""), 0): _level(level) for level in item.findall("lvl")
        }
        for item in numbering.findall("abstractNum")
    }
    lists = {}
    for item in numbering.findall("num"):
        name = _value(item.find("abstractNumId"))
        found = _List(name, dict(abstract.get(name, {})))
        for override in item.findall("lvlOverride"):
            level = _int(override.get("ilvl", ""), 0)
            if (own := override.find("lvl")) is not None:
                found.levels[level] = _level(own)
            if (start := override.find("startOverride")) is not None:
                found.starts[level] = _int(start.get("val", ""), 1)
        lists[item.get("numId", "")] = found
    lists.pop("0", None)  # "no list", which a paragraph says against its style
    return lists


def _level(level: Element) -> _Level:
    return _Level(
        _int(_value(level.find("start")), 1),
        _value(level.find("numFmt")) or "decimal",
        _value(level.find("lvlText")),
    )


def _styles(styles: Element | None) -> dict[str, tuple[str, int]]:
    """The list and level of each style that numbers, its own or that of the one it is based on."""
    if styles is None:
        return {}
    named = {item.get("styleId", ""): item for item in styles.findall("style")}
    found = {}
    for name, item in named.items():
        current: Element | None = item
        for _ in range(_BASED_ON):
            if current is None:
                break
            own = current.find("pPr/numPr")
            if own is not None:
                found[name] = (_value(own.find("numId")), _int(_value(own.find("ilvl")), 0))
                break
            current = named.get(_value(current.find("basedOn")))
    return found


def _value(element: Element | None) -> str:
    return element.get("val", "") if element is not None else ""


def _int(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else otherwise
