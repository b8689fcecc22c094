"""A page's body as a flat list of elements and texts in their order: cheap to count and to walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foisearch.errors import SourceError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TEXT = "-text"
_UNSEEN = frozenset(
    (
        *("script", "style", "template", "noscript", "svg", "iframe", "object", "embed", "canvas"),
        *("audio", "video", "select", "textarea", "input", "datalist", "head", "title", "meta"),
        *("link", "-comment", "math", "dialog", "frameset", "noframes", "map", "area", "col"),
    )
)
"""Elements whose content is no text of the page."""
MOST_NODES = 3_000_000


@dataclass(slots=True)
class Node:
    """An element, or a text (tag :data:`TEXT`).

    ``end`` is the position after its last descendant; ``words`` counts those inside it and
    ``linked`` those of them that are links, of which there are ``links``.
    """

    tag: str
    text: str
    attributes: dict[str, str]
    parent: int
    end: int = 0
    words: int = 0
    linked: int = 0
    links: int = 0

    def said(self, name: str) -> str:
        """An attribute's value, empty where it has none."""
        return self.attributes.get(name, "")


_NOTHING: dict[str, str] = {}


def flatten(name: str, body: LexborNode) -> list[Node]:
    """The body's nodes in document order; the body itself is the first.

    Raises:
        SourceError: there are more than :data:`MOST_NODES`.
    """
    nodes: list[Node] = []
    ancestors: list[tuple[LexborNode, int]] = []
    current: LexborNode | None = body
    while current is not None:
        tag = current.tag or ""
        parent = ancestors[-1][1] if ancestors else -1
        if tag == TEXT:
            text = current.text_content or ""
            nodes.append(Node(TEXT, text, _NOTHING, parent, len(nodes) + 1, len(text.split())))
        elif tag not in _UNSEEN:
            found = current.attributes
            given = {key: value or "" for key, value in found.items()} if found else _NOTHING
            nodes.append(Node(tag, "", given, parent))
            child = current.child
            if child is not None:
                ancestors.append((current, len(nodes) - 1))
                current = child
                continue
            nodes[-1].end = len(nodes)
        if len(nodes) > MOST_NODES:
            raise SourceError(f"{name} holds more than {MOST_NODES:,} elements", "split the page")
        following = current.next if ancestors else None
        while following is None and ancestors:
            current, position = ancestors.pop()
            nodes[position].end = len(nodes)
            following = current.next if ancestors else None
        current = following
    _count(nodes)
    return nodes


def _count(nodes: list[Node]) -> None:
    """Words and links of each element, from those inside it."""
    for node in reversed(nodes):
        if node.tag == "a" and node.said("href"):
            node.linked, node.links = node.words, node.links + 1
        if node.parent >= 0:
            above = nodes[node.parent]
            above.words += node.words
            above.linked += node.linked
            above.links += node.links
