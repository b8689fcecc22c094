"""Elements inside elements inside elements: kept as shallow as browsers keep them.

A parser's work on a tag grows with the depth of the tree, so that a hundred thousand open tags
would keep it busy for minutes.  No page that people read comes near the limit.
"""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 500
MOST_ATTRIBUTES = 1000
_TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/<>]{0,40})([^<>]*))")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)
_CLOSE_THEMSELVES = frozenset(
    (
        *("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"),
        *("option", "optgroup", "rp", "rt", "a", "nobr", "form", "html", "head", "body"),
    )
)
"""Elements that end where the next of their kind begins, so that they never pile up alone."""
_FLAT = _VOID | _RAW | _CLOSE_THEMSELVES
_FORMATTING = frozenset(
    ("b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u")
)
"""Elements that go on past the end of the block they were opened in."""
_SPECIAL = frozenset(
    (
        *("address", "article", "aside", "blockquote", "button", "center", "details", "dialog"),
        *("dir", "div", "dl", "fieldset", "figcaption", "figure", "footer", "frameset", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "header", "hgroup", "listing", "main", "menu", "nav"),
        *("ol", "pre", "search", "section", "select", "summary", "ul"),
    )
)
"""Blocks, inside which the end tag of an inline or unknown element ends nothing outside."""
_WALLS = frozenset(("table", "caption", "object", "marquee", "applet", "template"))
_FOREIGN = ("svg", "math")
_LONG = re.compile(rf"<[a-zA-Z][^<>]{{{MOST_ATTRIBUTES}}}")
_DRAWN = re.compile(f"<(?:{'|'.join(_FOREIGN)})", re.I)
_START = re.compile("<[a-zA-Z]")
_OPENING = re.compile(rf"<(?!(?:{'|'.join(sorted(_FLAT))})[\s/>])[a-zA-Z]", re.I)


def shallow(html: str) -> str:
    """``html`` without the start tags that would open an element deeper than :data:`DEEPEST`.

    Their texts stay; a tag of a block leaves a line break in its place.  A tag with thousands of
    attributes loses them.
    """
    if _is_plain(html):
        return html
    depths = _Depths()
    pieces: list[str] = []
    at = kept = 0
    for match in _TAG.finditer(html):
        if match.start() < at:
            continue
        closing, name, rest = match.groups()
        if name is None:
            at = _after(html, "-->", match.end())
            continue
        name = name.lower()
        if len(rest) > MOST_ATTRIBUTES and _crowded(rest):
            pieces.append(html[kept : match.start(3)])
            kept = match.end(3)
        if closing:
            depths.close(name)
        elif name in _FLAT and not depths.foreign:
            at = _after(html, f"</{name}", match.end()) if name in _RAW else at
        elif depths.foreign and rest.endswith("/"):
            continue
        elif depths.full:
            pieces.append(html[kept : match.start()])
            pieces.append("<br" if name in _SPECIAL or name in _WALLS else "<wbr")
            kept = match.end(3)
        else:
            depths.open(name)
    return "".join([*pieces, html[kept:]]) if pieces else html


def _is_plain(html: str) -> bool:
    """Whether it has too few and too short tags, as most pages have, to come near a limit."""
    # In a drawing each element opens, whatever its name.
    tags = _START if _DRAWN.search(html) else _OPENING
    return not _LONG.search(html) and len(tags.findall(html)) < DEEPEST


def _crowded(attributes: str) -> bool:
    """Whether a tag has so many attributes that to look for doubles would take minutes."""
    bare = _QUOTED.sub(" ", attributes)
    return len(re.findall(r"[\s/]+", bare)) > MOST_ATTRIBUTES


def _after(html: str, mark: str, start: int) -> int:
    """Where ``mark`` next stands; the end of the page where it does not."""
    found = html.find(mark, start)
    if found < 0 and mark != mark.upper():
        found = html.find(mark.upper(), start)
    return len(html) if found < 0 else found


class _Depths:
    """What is open: elements as a stack, formatting as counts."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        self._formatting: Counter[str] = Counter()
        self._formatted = 0
        self.foreign = 0

    @property
    def full(self) -> bool:
        return len(self._open) + self._formatted >= DEEPEST

    def open(self, name: str) -> None:
        if name in _FORMATTING:
            self._formatting[name] += 1
            self._formatted += 1
        else:
            self._open.append(name)
            self._counts[name] += 1
            self.foreign += name in _FOREIGN

    def close(self, name: str) -> None:
        if name in _FORMATTING and self._formatting[name]:
            self._formatting[name] -= 1
            self._formatted -= 1
        if not self._counts[name]:
            return
        inline = name not in _SPECIAL and name not in _WALLS
        # An end tag ends what stands open inside its element, but reaches through no wall.
        for position in range(len(self._open) - 1, -1, -1):
            here = self._open[position]
            if here == name:
                self._counts.subtract(self._open[position:])
                self.foreign = sum(self._counts[foreign] for foreign in _FOREIGN)
                del self._open[position:]
                return
            if here in _WALLS or (inline and here in _SPECIAL):
                return
