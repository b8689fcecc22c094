"""A table of a page: its cells put in rows and columns, and whether it is a table at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from foisearch.containers.cells import Cells
from foisearch.containers.webpage.nodes import TEXT, Node
from foisearch.containers.writing import Fragment

_BLOCKS = frozenset(("table", "h1", "h2", "h3", "h4", "form"))


def arranged(
    nodes: Sequence[Node], at: int, taken: Mapping[int, int], write: Callable[[int], Fragment]
) -> Cells:
    """The cells of the table at ``at``, each written once, empty ones where one spans others."""
    table = Cells()
    position, end = at + 1, nodes[at].end
    while position < end:
        node = nodes[position]
        if position in taken:
            position = taken[position]
        elif node.tag in ("thead", "tbody", "tfoot", "tr"):
            if node.tag == "tr":
                table.row()
            position += 1
        elif node.tag in ("td", "th"):
            table.put(write(position), _span(node.said("colspan")), _span(node.said("rowspan")))
            position = node.end
        else:
            if node.words and node.tag != TEXT:
                table.captions.append(write(position))
            position = node.end
    return table


def _span(text: str) -> int:
    return max(int(text), 1) if text.isdecimal() and len(text) < 6 else 1


def is_laid_out(nodes: Sequence[Node], at: int, table: Cells) -> bool:
    """Whether the table only places texts beside one another, as old pages do."""
    if nodes[at].said("role") in ("presentation", "none"):
        return True
    inner = {node.tag for node in nodes[at + 1 : nodes[at].end]}
    return not inner.isdisjoint(_BLOCKS) and "th" not in inner and not table.labels()
