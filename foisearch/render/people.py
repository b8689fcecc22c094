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
    Linted,
    Listed,
    Renewed,
    Several,
    Shown,
    Similar,
)
from foisearch.render.layout import Block
from foisearch.render.trust import Doubted, Reviewed, Sourced, Tried, Updated


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
        case Linted():
            from foisearch.render.lint import linted_blocks

            return linted_blocks(answer)
        case Renewed():
            from foisearch.render.saved import renewed_blocks

            return renewed_blocks(answer)
        case Listed():
            from foisearch.render.saved import listed_blocks

            return listed_blocks(answer)
        case Checks() | Similar() | Clustered() | Decided():
            return _prior(answer)
        case Sourced() | Updated() | Tried() | Doubted() | Reviewed():
            return _trust(answer)


def _trust(answer: Sourced | Updated | Tried | Doubted | Reviewed) -> Iterator[Block]:
    """The blocks of an answer about sources, or about what was read of them."""
    match answer:
        case Sourced():
            from foisearch.render.sources import sourced_blocks

            return sourced_blocks(answer)
        case Updated():
            from foisearch.render.sources import updated_blocks

            return updated_blocks(answer)
        case Tried():
            from foisearch.render.dry_run import tried_blocks

            return tried_blocks(answer)
        case Doubted():
            from foisearch.render.review import doubted_blocks

            return doubted_blocks(answer)
        case Reviewed():
            from foisearch.render.review import reviewed_blocks

            return reviewed_blocks(answer)


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
