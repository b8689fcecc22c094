"""One source document to records: prepare, choose a layout, read, assemble."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from foisearch.authorities import Authorities
from foisearch.containers.source import Source
from foisearch.disclosure import UNKNOWN_DATE, Disclosure, PartialDate
from foisearch.intake import dates
from foisearch.intake.assemble import Context, assemble, publication
from foisearch.intake.attribution import attribute
from foisearch.intake.draft import Reading
from foisearch.intake.layouts import choose
from foisearch.intake.lines import Document
from foisearch.intake.paragraphs import wrap_width
from foisearch.intake.prepare import prepare
from foisearch.intake.report import ImportOptions
from foisearch.text import slugify


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """The records of a document, by which reader, and what was noticed about the document."""

    disclosures: tuple[Disclosure, ...]
    reader: str
    reader_version: int
    warnings: tuple[str, ...]


def read_document(source: Source, options: ImportOptions, authorities: Authorities) -> DocumentRead:
    """Every record that the document holds; itself as a publication where it holds none."""
    document = prepare(source)
    layout = choose(document)
    reading = layout.read(document)
    published, problem = _published(source.name, reading, options)
    refs = tuple(draft.ref for draft in reading.drafts)
    name = PurePath(source.name).name
    attribution = attribute(name, document.text, refs, authorities, options.authority)
    context = Context(
        file=source.name,
        sha256=source.sha256,
        reader=layout.name,
        reader_version=layout.version,
        width=0 if source.flowing else wrap_width(document.lines),
        authority=attribution.authority,
        published=published,
        authorities=authorities,
        hidden_links=document.hidden_links,
    )
    warnings = [*document.warnings, *reading.warnings, *([problem] if problem else [])]
    if reading.drafts:
        records = tuple(assemble(draft, context) for draft in reading.drafts)
    else:
        records = (_publication(document, context, reading),)
    return DocumentRead(records, layout.name, layout.version, tuple(warnings))


def _publication(document: Document, context: Context, reading: Reading) -> Disclosure:
    stem = slugify(PurePath(document.name).stem) or "document"
    return publication(document.lines, context, stem, reading.warnings)


def _published(name: str, reading: Reading, options: ImportOptions) -> tuple[PartialDate, str]:
    """The publication date by what was given, the file's name, the heading; and a disagreement."""
    if options.published.value:
        return options.published, ""
    by_name = dates.in_file_name(PurePath(name).stem)
    by_heading = dates.in_heading(reading.heading)
    if by_name.value and by_heading.value:
        if not _agree(by_name, by_heading):
            return by_name, (
                f"published {by_name} by the file's name but {by_heading} by its heading: "
                "the name was followed; give --published to settle it"
            )
        # The finer of two that agree.
        return max(by_name, by_heading, key=lambda d: len(str(d))), ""
    return next((d for d in (by_name, by_heading) if d.value), UNKNOWN_DATE), ""


def _agree(first: PartialDate, second: PartialDate) -> bool:
    length = min(len(str(first)), len(str(second)))
    return str(first)[:length] == str(second)[:length]
