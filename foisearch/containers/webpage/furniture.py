"""What of a page belongs to the site: menus, banners, footers, cookie notices, what is hidden.

An element is told by what it is (``nav``), by its role, by the words of its class and id, by its
heading ("Related links"), or by holding nothing but short links.  A guess by name never takes out
the page's heading, its main part, or prose of any length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from foisearch.containers.tables import label_of
from foisearch.containers.webpage.nodes import TEXT, Node

_HIDDEN_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)
_ROLES = frozenset(
    (
        *("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"),
        *("alertdialog", "menubar", "toolbar", "directory"),
    )
)
_NOTICES = frozenset(
    (
        *("cookie", "cookies", "cookiebar", "cookiebanner", "consent", "gdpr", "onetrust", "ccc"),
        *("feedback", "newsletter", "subscribe", "popup", "modal", "login", "signin", "signup"),
        *("quickexit", "exit", "survey", "rating", "usefulness", "phase", "recite", "browsealoud"),
    )
)
"""Names of what may hold sentences and is still none of the content."""
_NAMES = _NOTICES | frozenset(
    (
        *("breadcrumb", "breadcrumbs", "skip", "skiplink", "skiplinks", "share", "sharing"),
        *("social", "addthis", "sharethis", "sharebar", "pagination", "pager", "menu", "megamenu"),
        *("nav", "navbar", "navigation", "sidebar", "sidenav", "subnav", "related", "advert"),
        *("adverts", "footer", "masthead", "topbar", "banner", "search", "searchbox", "print"),
        *("translate", "languages", "toolbar", "backtotop", "promo"),
    )
)
_MENUS = ("nav", "menu")
"""How names of menus end that are one word: ``topnav``."""
_UNLIKE = frozenset(("no", "has", "with", "without", "not", "is", "hide", "show", "plus", "skip"))
_NOT_BEFORE = frozenset(("result", "results", "item", "content", "main", "wrapper", "page", "body"))
_ACCORDION = re.compile(r"accordion|collaps|panel|tab|toggle|details|expand|content|answer", re.I)
_HEADING = re.compile(
    r"(?:related (?:content|links?|pages?|information|documents?|articles?|topics?|news)"
    r"|share (?:this|on).{0,20}|is this page useful|was this (?:page )?(?:useful|helpful).{0,20}"
    r"|did you find .{0,40}|in this section|more (?:in this section|like this)"
    r"|you might also.{0,20}"
    r"|follow us.{0,20}|quick links|useful links|popular (?:pages|links)|cookies?(?: on .{0,40})?"
    r"|explore the topic|sign up .{0,30}|give (?:us )?feedback|help us improve .{0,20})\W{0,2}",
    re.I,
)
_TOGGLE = re.compile(
    r"(?:show|hide|open|close|expand|collapse|toggle|\+|-|–)(?: (?:all(?: sections)?|section|this"
    r" section|more|less|panel|details|content|answer)){0,2}",
    re.I,
)
"""What a switch says that opens and closes what stands below it."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NEVER = frozenset(("html", "body", "main", "article", "td", "th", "tr", "tbody", "p", *_HEADINGS))
_NEAR = 30
"""Nodes that are looked at for the heading of an element."""
_MOST_MAINS = 20
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


class Furniture:
    """The elements of a page that are none of its content.

    ``taken`` are their positions, each with its end; ``hidden`` counts the words in those that a
    reader of the page does not see, or that are switches; ``guessed`` those in sentences that only
    a name or a place says to be furniture; :meth:`words` those that are left in an element.

    Args:
        nodes: the page.
        heading: the position of its heading, 0 where it has none.
        guesses: whether names and places count.
    """

    def __init__(self, nodes: Sequence[Node], heading: int, guesses: bool = True) -> None:
        self._nodes = nodes
        self._heading = heading
        self._guesses = guesses
        self.guessed = 0
        self._main = mains(nodes)[:_MOST_MAINS]
        self.taken: dict[int, int] = {}
        self.hidden = 0
        self._find()
        self._seen = [0]
        at = 0
        while at < len(nodes):
            end = self.taken.get(at, 0)
            if end:
                self._seen.extend([self._seen[-1]] * (end - at))
                at = end
                continue
            node = nodes[at]
            self._seen.append(self._seen[-1] + (node.words if node.tag == TEXT else 0))
            at += 1

    def words(self, at: int) -> int:
        """The words of an element, those of furniture inside it left out."""
        return self._seen[self._nodes[at].end] - self._seen[at]

    def _find(self) -> None:
        at = 1
        while at < len(self._nodes):
            node = self._nodes[at]
            if node.tag != TEXT and self._belongs(at, node):
                self.taken[at] = node.end
                at = node.end
            else:
                at += 1

    def _belongs(self, at: int, node: Node) -> bool:
        """Whether the element belongs to the site and not to the page's content."""
        if self._is_hidden(at, node) or self._is_switch(at, node):
            self.hidden += node.words
            return True
        if node.tag in _NEVER and not self._under_heading(at, node):
            return False
        if self._holds_content(at, node):
            return False
        if node.tag == "nav" or node.said("role") in _ROLES:
            return True
        prose = node.words > 40 and node.linked * 3 < node.words
        if node.tag in ("header", "footer") and not (prose and self._in_main(at)):
            return True
        if not self._guesses or not self._is_like_furniture(at, node, prose):
            return False
        if node.linked * 3 < node.words and not _named(node, _NOTICES):
            self.guessed += node.words
        return True

    def _is_like_furniture(self, at: int, node: Node, prose: bool) -> bool:
        """Whether its tag, its heading, its name or its look are those of furniture."""
        if node.tag == "aside":
            return not (prose and self._in_main(at))
        if self._under_heading(at, node):
            return True
        if _named(node, _NOTICES):
            return not (prose and node.words > 150)
        if _named(node, _NAMES):
            spoken = node.words > 12 and node.linked * 4 <= node.words
            return not (spoken and (self._in_main(at) or node.words > 150))
        return self._is_menu(at, node)

    def _is_hidden(self, at: int, node: Node) -> bool:
        given = node.attributes
        if not given:
            return False
        classes = given.get("class", "")
        if "visually-hidden" in classes or "sr-only" in classes or "screen-reader" in classes:
            return node.words <= 8 and not label_of(_text(self._nodes, at))
        if "hidden" not in given and not _HIDDEN_STYLE.search(given.get("style", "")):
            return False
        if self._heading in range(at, node.end):
            return False
        # A closed panel of an accordion is hidden only until somebody opens it.
        folded = _ACCORDION.search(classes + given.get("id", "")) or "aria-labelledby" in given
        return not (node.words >= 5 and folded) and not (node.words >= 20 and self._in_main(at))

    def _is_switch(self, at: int, node: Node) -> bool:
        """Whether it is the switch of a panel: "Show", "Hide this section"."""
        if node.tag not in ("span", "i", "button", "div", "em", "a") or not 0 < node.words <= 4:
            return False
        return bool(_TOGGLE.fullmatch(_text(self._nodes, at)))

    def _holds_content(self, at: int, node: Node) -> bool:
        if self._heading in range(at, node.end):
            return True
        return any(at < main < node.end for main in self._main)

    def _in_main(self, at: int) -> bool:
        return any(main < at < self._nodes[main].end for main in self._main)

    def _under_heading(self, at: int, node: Node) -> bool:
        """Whether it is, or stands below, a heading such as "Related links"."""
        if node.tag not in ("section", "div", "aside", "form", "ul", *_HEADINGS) or at < 2:
            return False
        near = range(at + 1, min(node.end, at + _NEAR))
        first = next((i for i in near if self._nodes[i].tag == TEXT and self._nodes[i].words), 0)
        if node.tag in _HEADINGS:
            return node.words <= 8 and bool(_HEADING.fullmatch(_text(self._nodes, at)))
        short = node.words <= 60 or node.linked * 2 > node.words
        if node.tag == "ul":
            before = self._before(at)
            return short and bool(before and _HEADING.fullmatch(before))
        above = self._nodes[first].parent if first else 0
        if not short or not above or self._nodes[above].tag not in _HEADINGS:
            return False
        return bool(_HEADING.fullmatch(_text(self._nodes, above)))

    def _before(self, at: int) -> str:
        """The text of the heading right before an element, empty where there is none."""
        for position in range(at - 1, max(at - 12, 0), -1):
            node = self._nodes[position]
            if node.tag in _HEADINGS:
                return _text(self._nodes, position) if node.end <= at else ""
        return ""

    def _is_menu(self, at: int, node: Node) -> bool:
        """Whether a list outside the main part holds nothing but short links."""
        if node.tag not in ("ul", "ol", "div") or node.links < 4 or self._in_main(at):
            return False
        return node.linked * 10 >= node.words * 9 and node.linked <= node.links * 3


def mains(nodes: Sequence[Node]) -> list[int]:
    """Where the page says that its main part is."""
    return [
        at
        for at, node in enumerate(nodes)
        if node.tag == "main" or (node.attributes and node.said("role") == "main")
    ]


def _named(node: Node, names: frozenset[str]) -> bool:
    """Whether the class or the id names a piece of furniture, one of ``names``."""
    given = (*node.said("class").split()[:20], node.said("id"))
    return any(not names.isdisjoint(_furniture_in(name[:100])) for name in given)


@lru_cache(4096)
def _furniture_in(name: str) -> tuple[str, ...]:
    """The pieces of furniture that a class names: ``site-footer`` does, ``has-footer`` does not."""
    parts = [part.lower() for part in _PARTS.findall(name)]
    return tuple(
        part if part in _NAMES else "menu"
        for before, part, after in zip(["", *parts], parts, [*parts[1:], ""], strict=False)
        if (part in _NAMES or part.endswith(_MENUS))
        and before not in _UNLIKE
        and after not in _NOT_BEFORE
    )


def _text(nodes: Sequence[Node], at: int) -> str:
    """The text of a short element, on one line."""
    found = (node.text for node in nodes[at : nodes[at].end][:200] if node.tag == TEXT)
    return " ".join("".join(found).split())
