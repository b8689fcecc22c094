"""Any answer as blocks for people; the two human formats draw them."""

from __future__ import annotations

from collections.abc import Iterator

from foisearch.render.answers import Answer, Cited, Counted, Found, Imported, Indexed, Shown
from foisearch.render.layout import Block


def blocks(answer: Answer) -> Iterator[Block]:
    """The blocks of an answer; only the module that draws it is imported."""
    match answer:
        case Found():
            from foisearch.render.hits import found_blocks

            return found_blocks(answer)
        case Shown():
            from foisearch.render.disclosures import shown_blocks

            return shown_blocks(answer)
        case Counted():
            from foisearch.render.tables import counted_blocks

            return counted_blocks(answer)
        case Cited():
            from foisearch.render.tables import cited_blocks

            return cited_blocks(answer)
        case Imported():
            from foisearch.render.reports import imported_blocks

            return imported_blocks(answer)
        case Indexed():
            from foisearch.render.reports import indexed_blocks

            return indexed_blocks(answer)
