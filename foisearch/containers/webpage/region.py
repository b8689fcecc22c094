"""Where a page's content is: in its main part, or in all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foisearch.containers.webpage.furniture import Furniture, mains
from foisearch.containers.webpage.nodes import TEXT, Node

_NAMED = re.compile(
    r"(?:main|page|site|primary|article|entry|post|node)?[-_]?(?:main|content|maincontent|body)"
    r"(?:[-_](?:main|area|inner|body))?|main[-_]?content[-_]?\w{0,12}|primary|region-content",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Region:
    """The element that holds the content, and what stands outside it.

    ``heading`` is the position of the page's heading where that stands outside, 0 where it does
    not; ``taken`` the elements left out, as positions with their ends; ``left_out`` the words in
    them and around the region.
    """

    at: int
    heading: int
    taken: dict[int, int]
    left_out: int
    warning: str = ""


def heading_of(nodes: Sequence[Node]) -> int:
    """The position of the page's heading: the first ``h1`` of its main part, else of the page."""
    headings = [at for at, node in enumerate(nodes) if node.tag == "h1" and node.words]
    for main in mains(nodes):
        inside = [at for at in headings if main < at < nodes[main].end]
        if inside:
            return inside[0]
    return headings[0] if headings else 0


def content_of(nodes: Sequence[Node], heading: int) -> Region:
    """The part of the page that is its content, given where its heading is.

    Where more stands outside what seems to be the content than in it, and is no furniture either,
    the whole page is the content; where more sentences were taken for furniture than are left,
    they are content too.
    """
    furniture = Furniture(nodes, heading)
    warning = ""
    if furniture.guessed > furniture.words(0):
        warning = "what is named like menus and notices holds most of the text: kept"
        furniture = Furniture(nodes, heading, guesses=False)
    whole = furniture.words(0)
    total = nodes[0].words
    if total - furniture.hidden and not whole:
        # Nothing but furniture: then it is none.
        return Region(0, 0, {}, 0, "the page seems to be menus and notices alone: all of it kept")
    for at in _candidates(nodes, furniture):
        words = furniture.words(at)
        if words and whole - words <= words:
            within = at <= heading < nodes[at].end or heading <= at < nodes[heading].end
            outside = 0 if within else heading
            above = furniture.words(outside) if outside else 0
            return Region(at, outside, furniture.taken, total - words - above, warning)
    return Region(0, 0, furniture.taken, total - whole, warning)


def _candidates(nodes: Sequence[Node], furniture: Furniture) -> list[int]:
    """Elements that may hold the content, the surest first."""

    def words(at: int) -> int:
        return furniture.words(at)

    elements = [at for at, node in enumerate(nodes) if node.tag != TEXT and at]
    main = [at for at in mains(nodes) if at]
    named = [at for at in elements if _is_named(nodes[at])]
    articles = [at for at in elements if nodes[at].tag == "article"]
    most = [max(found, key=words) for found in (main, named, articles) if found]
    return [at for at in most if at not in furniture.taken]


def _is_named(node: Node) -> bool:
    if node.tag not in ("div", "section", "td"):
        return False
    names = (node.said("id"), *node.said("class").split()[:10])
    return any(_NAMED.fullmatch(name) for name in names if name)
