"""Any answer as blocks for people; the two human formats draw them."""

from __future__ import annotations

from collections.abc import Iterator

from foisearch.render.answers import (
    Answer,
    Checks,
    Cited,
    Clustered,
    Counted,
    Decided,
    Found,
    Imported,
    Indexed,
    Listed,
    Renewed,
    Several,
    Shown,
    Similar,
)
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
        case Several():
            from foisearch.render.disclosures import several_blocks

            return several_blocks(answer)
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
        case Renewed():
            from foisearch.render.saved import renewed_blocks

            return renewed_blocks(answer)
        case Listed():
            from foisearch.render.saved import listed_blocks

            return listed_blocks(answer)
        case Checks() | Similar() | Clustered() | Decided():
            return _prior(answer)


def _prior(answer: Checks | Similar | Clustered | Decided) -> Iterator[Block]:
    """The blocks of an answer about earlier requests."""
    match answer:
        case Clustered():
            from foisearch.render.clusters import clustered_blocks

            return clustered_blocks(answer)
        case Checks():
            from foisearch.render.checks import checks_blocks

            return checks_blocks(answer)
        case Similar():
            from foisearch.render.checks import similar_blocks

            return similar_blocks(answer)
        case Decided():
            from foisearch.render.checks import decided_blocks

            return decided_blocks(answer)
