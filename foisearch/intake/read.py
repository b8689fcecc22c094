"""One source document to records: prepare, choose a layout, read, assemble."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath

from foisearch.authorities import Authorities
from foisearch.containers.source import Source
from foisearch.disclosure import Disclosure, Kind, SplitConfidence
from foisearch.intake.assembling.above import above
from foisearch.intake.assembling.assemble import Context, assemble, publication
from foisearch.intake.assembling.attribution import attribute
from foisearch.intake.assembling.placed import as_placed
from foisearch.intake.assembling.published import published
from foisearch.intake.corrections.applying import Corrected, Corrector, correct_drafts
from foisearch.intake.draft import Draft, Layout, Reading
from foisearch.intake.layouts import choose
from foisearch.intake.lines import Document, Line
from foisearch.intake.prepare import prepare
from foisearch.intake.report import ImportOptions
from foisearch.intake.threads.turns import Thread
from foisearch.intake.wrapping import wrap_width
from foisearch.text import slugify


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """The records of a document, by which reader, and what was noticed about the document.

    ``drafts`` are the lines that each of the records was made of, in the same order, and
    ``document`` is what the layout read; correspondence has neither.  ``evidence`` says by what
    the body that answers was found, empty where it was not.
    """

    disclosures: tuple[Disclosure, ...]
    reader: str
    reader_version: int
    warnings: tuple[str, ...]
    drafts: tuple[Draft, ...] = ()
    document: Document | None = None
    evidence: str = ""


def read_document(source: Source, options: ImportOptions, authorities: Authorities) -> DocumentRead:
    """Every record that the document holds; itself as a publication where it holds none."""
    if source.grids:
        from foisearch.intake.rows.grids import grid_records

        if (log := grid_records(source, options, authorities)) is not None:
            records = tuple(as_placed(each, source) for each in log.disclosures)
            return _corrected(replace(log, disclosures=records), source, options, authorities)
    document = prepare(source)
    choice = choose(document)
    reading = choice.read(document)
    if reading.thread is not None:
        return _correspondence(reading.thread, document, source, options, authorities)
    whole = _of_the_whole(source, document, choice.layout, reading, options, authorities)
    kind = Kind.DISCLOSURE if reading.drafts else Kind.PUBLICATION
    drafts = reading.drafts or (_whole(document, reading),)
    corrected, lost = correct_drafts(drafts, kind, source, options.corrections)
    beside, said = above(reading)
    if beside:
        corrected = (*corrected, Corrected(_publication(beside, ()), Kind.PUBLICATION))
    noticed = (said,) if said else ()
    return DocumentRead(
        disclosures=tuple(_record(each, whole.context, source) for each in corrected),
        reader=choice.layout.name,
        reader_version=choice.layout.version,
        warnings=(*document.warnings, *reading.warnings, *whole.warnings, *noticed, *lost),
        drafts=tuple(each.draft for each in corrected),
        document=document,
        evidence=whole.evidence,
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a document as a whole tells of all its records, and on what evidence who answers."""

    context: Context
    evidence: str
    warnings: tuple[str, ...]


def _of_the_whole(
    source: Source,
    document: Document,
    layout: Layout,
    reading: Reading,
    options: ImportOptions,
    authorities: Authorities,
) -> _Whole:
    """Who answers, and when it was published; what of it is unsure."""
    refs = tuple(draft.ref for draft in reading.drafts if draft.ref)
    when, problem = published(source, reading.heading, options.published, refs)
    name = PurePath(source.name).name
    found = attribute(name, document.text, refs, authorities, options.authority, document.url)
    known = "rests on" if found.authority else "is not known;"
    unsure = "" if found.sure else f"who answers {known} {found.evidence}: give --authority"
    doubts = {"published": problem, "authority": unsure}
    context = Context(
        file=source.name,
        sha256=source.sha256,
        reader=layout.name,
        reader_version=layout.version,
        width=0 if source.flowing else wrap_width(document.lines),
        authority=found.authority,
        published=when,
        authorities=authorities,
        hidden_links=document.hidden_links,
        keep_personal=options.keep_personal,
        pages=source.pages,
        doubts=tuple(field for field, said in doubts.items() if said),
    )
    return _Whole(context, found.evidence, tuple(filter(None, (problem, unsure))))


def _correspondence(
    thread: Thread,
    document: Document,
    source: Source,
    options: ImportOptions,
    authorities: Authorities,
) -> DocumentRead:
    """The record of a document that is a thread of letters."""
    from foisearch.intake.threads.reading import read_thread

    read = read_thread(thread, source.name, source.sha256, options, authorities)
    read = replace(read, disclosures=tuple(as_placed(each, source) for each in read.disclosures))
    read = _corrected(read, source, options, authorities)
    return replace(read, warnings=(*document.warnings, *read.warnings))


def _corrected(
    read: DocumentRead, source: Source, options: ImportOptions, authorities: Authorities
) -> DocumentRead:
    """Records that were not made of drafts, with what a person corrected of them."""
    about = [c for c in options.corrections if c.file == source.name]
    corrector = Corrector(about, authorities)
    records = tuple(corrector.correct(record) for record in read.disclosures)
    return replace(read, disclosures=records, warnings=(*read.warnings, *corrector.lost(())))


def _whole(document: Document, reading: Reading) -> Draft:
    """The document as one: it holds no disclosure, as far as the layout sees."""
    return _publication(document.lines, reading.warnings)


def _publication(lines: tuple[Line, ...], warnings: tuple[str, ...]) -> Draft:
    """The draft of lines that are no disclosure."""
    return Draft("", None, lines, (), (), lines, SplitConfidence.NONE, warnings)


def _record(corrected: Corrected, context: Context, source: Source) -> Disclosure:
    """The record of a draft, with what a person corrected of it."""
    context = replace(
        context, authority=corrected.answered_by(context.authorities, context.authority)
    )
    draft = corrected.draft
    if corrected.kind is Kind.PUBLICATION:
        stem = slugify(PurePath(context.file).stem) or "document"
        made = publication(draft.lines, context, stem, draft.warnings)
    else:
        made = assemble(draft, context)
    made = as_placed(made, source, split_said=bool(corrected.lies))
    return corrected.settled(made, context.authorities)
