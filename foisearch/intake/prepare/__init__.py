"""A source's text made ready for a layout reader: markup, links, furniture, page numbers."""

from __future__ import annotations

from foisearch.containers.source import Source
from foisearch.intake.lines import Document, Line, numbered
from foisearch.intake.prepare.furniture import is_furniture, page_numbers
from foisearch.intake.prepare.markup import looks_like_markup, plain_lines, plain_markdown
from foisearch.intake.prepare.mending import mend


def prepare(source: Source) -> Document:
    """The document that layouts read.  What was taken out is counted, never lost in silence."""
    lines = numbered(source.text)
    had_markup = looks_like_markup(source.text)
    if had_markup:
        lines = plain_lines(lines)
    else:
        lines = [Line(line.number, plain_markdown(line.text)) for line in lines]
    mended = mend(lines)
    lines = list(mended.lines)
    kept = [line for line in lines if not is_furniture(line.text)]
    furniture = len(lines) - len(kept)
    pages = page_numbers(kept)
    kept = [line for position, line in enumerate(kept) if position not in pages]
    warnings = list(source.warnings)
    if pages:
        warnings.append(f"{len(pages)} page numbers taken out")
    return Document(
        name=source.name,
        sha256=source.sha256,
        lines=tuple(kept),
        had_markup=had_markup,
        furniture=furniture,
        warnings=tuple(warnings),
        hidden_links=(*source.links, *mended.hidden),
        url=source.url,
        title=source.title,
        grids=source.grids,
    )
