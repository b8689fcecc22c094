"""PDF: text in the order in which it is read, tables, pages; what has no text is said.

::

    opening ─▶ pdfium | fallback ─▶ Page ─▶ reading ─ running ─▶ writing ─▶ text, pages, grids
               characters, strokes  lines    judged    headers    ordering ─ columns
               with their places    & rules  (ocr)     & footers  tabled ─ ruled, wrapping
               hidden ─ boxes, drawn: letters that the page does not show are left out
               annotated: fields that were filled in, words typed onto the page
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import PurePath

from foisearch.containers.contents import Contents, Member, ReadOptions
from foisearch.containers.pdf import ocr
from foisearch.containers.pdf.hidden import SHOWN
from foisearch.containers.pdf.linked import placed
from foisearch.containers.pdf.opening import open_pdf
from foisearch.containers.pdf.page import BrokenPage, Notes, Opened
from foisearch.containers.pdf.reading import Pages, State, named, read_pages
from foisearch.containers.source import Source
from foisearch.errors import SourceError
from foisearch.text import collapse_space, printable, strip_controls

VERSION = 2

MOST_ATTACHED = 500
MOST_ATTACHED_BYTES = 200_000_000
MISSING = (State.SCANNED, State.UNREADABLE, State.DRAWN)
"""Pages whose text only OCR can read."""

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|excel|powerpoint)|document\d*$|untitled|\(anonymous\)|title$|slide \d"
    r"|scan|.*\.(?:docx?|pdf|xlsx?|pptx?|rtf|odt|indd|dotx?|tmp|txt)\b)",
    re.I,
)


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The PDF's text as one document, and the files that are attached to it.

    Raises:
        SourceError: it needs a password, is damaged, or has no text that could be read.
    """
    notes = Notes()
    opened, warning = open_pdf(name, data)
    try:
        if warning:
            notes.warnings.append(warning)
        pages = read_pages(opened, options.alive)
        if options.ocr and pages.those(*MISSING):
            pages = _with_ocr(opened, pages, options, notes)
        title = _title(opened.title)
        members = _members(chain(opened.members(), pages.members), notes)
    finally:
        opened.close()
    text = _text(pages)
    if not text.strip() and not members:
        raise _nothing(name, pages, notes)
    _tell(pages, notes)
    source = _source(name, data, text, title, pages)
    pieces = ((source,) if text.strip() else ()) + tuple(members)
    return Contents("pdf", VERSION, pieces, tuple(notes.warnings), tuple(notes.errors))


def _with_ocr(opened: Opened, pages: Pages, options: ReadOptions, notes: Notes) -> Pages:
    """The pages as they are after OCR; as they are without where it fails."""
    missing = pages.those(*MISSING)
    try:
        better = ocr.with_text(opened.only(missing), len(missing), options.alive)
        other, _ = open_pdf("", better)
    except ocr.OcrFailed as error:
        notes.errors.append(str(error))
        return pages
    except BrokenPage:
        notes.errors.append(f"{named(missing)} cannot be handed to OCR: damaged")
        return pages
    except SourceError:
        notes.errors.append("what ocrmypdf wrote cannot be read")
        return pages
    try:
        whole = ocr.Replaced(opened, other, missing)
        after = read_pages(whole, options.alive)
    finally:
        other.close()
    after.ocr = True
    # OCR sees the pictures of pages, and not what hangs on them.
    after.members, after.comments = pages.members, pages.comments
    found = (number for number in whole.read if after.states[number - 1] is State.TEXT)
    after.by_ocr = sorted({*after.by_ocr, *found})
    after.garbled = [number for number in whole.garbled if number in after.by_ocr]
    return after


def _text(pages: Pages) -> str:
    """The text of the pages, below it nothing, above it what only their headers said."""
    lines = pages.writer.finish(len(pages.states))
    text = "\n".join(lines)
    words = set(re.findall(r"\w+", text.lower()))
    said = [line for line in pages.running.said if set(re.findall(r"\w+", line.lower())) - words]
    if said and lines:
        _move_down(pages, len(said) + 1)
        text = "\n".join((*said, "", text))
    return strip_controls(text)


def _move_down(pages: Pages, lines: int) -> None:
    """Move the places of pages and tables below lines that were put before them."""
    from dataclasses import replace

    writer = pages.writer
    writer.pages = [1, *(line + lines for line in writer.pages[1:])]
    writer.grids = [
        replace(grid, first_line=grid.first_line + lines, last_line=grid.last_line + lines)
        for grid in writer.grids
    ]


def _source(name: str, data: bytes, text: str, title: str, pages: Pages) -> Source:
    last = text.count("\n") + 1
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        encoding="pdf",
        pages=tuple(line for line in pages.writer.pages if line <= last),
        title=title,
        grids=tuple(pages.writer.grids),
        links=placed(pages.links, text.split("\n"), pages.writer.pages),
        flowing=pages.writer.flowing,
        by_place=_stretches(pages, pages.writer.by_place, last),
        by_ocr=_stretches(pages, pages.by_ocr, last),
    )


def _stretches(pages: Pages, numbers: Sequence[int], last: int) -> tuple[tuple[int, int], ...]:
    """The lines, to the ``last`` of all, that stand on the pages with these numbers."""
    begins = [*pages.writer.pages, last + 1]
    return tuple(
        (begins[number - 1], max(begins[number - 1], begins[number] - 1))
        for number in numbers
        if number < len(begins)
    )


def _title(title: str) -> str:
    """The title of the metadata, unless it is that of a template or a file."""
    title = collapse_space(strip_controls(title[:400]))
    return "" if _NO_TITLE.match(title) or len(title) > 300 or len(title) < 4 else title


def _members(found: Iterable[Member], notes: Notes) -> list[Member]:
    """The files attached, within limits; their names without folders."""
    members: list[Member] = []
    size = 0
    for member in found:
        name = PurePath(member.name.replace("\\", "/")).name or "attachment"
        size += len(member.data)
        if not member.data:
            notes.errors.append(f"the attached file {printable(name)} cannot be read")
        elif size > MOST_ATTACHED_BYTES or len(members) >= MOST_ATTACHED:
            notes.errors.append("more files are attached than are read: save them apart")
            break
        else:
            members.append(Member(name, member.data))
    return members


def _nothing(name: str, pages: Pages, notes: Notes) -> SourceError:
    """Why there is no text at all."""
    name = printable(name)
    if pages.those(State.SCANNED):
        cure = notes.errors[0] if notes.errors else ocr.CURE
        return SourceError(f"{name}: no text layer on {named(pages.those(State.SCANNED))}", cure)
    if pages.those(State.UNREADABLE):
        cure = notes.errors[0] if notes.errors else ocr.CURE
        return SourceError(f"{name}: its fonts do not tell which letters they are", cure)
    if pages.those(State.BROKEN):
        return SourceError(f"{name}: its pages are damaged", "download or export it anew")
    if pages.those(State.DRAWN):
        return SourceError(f"{name}: its letters are drawn, there is no text", ocr.CURE)
    return SourceError(f"{name}: its pages are blank")


def _tell(pages: Pages, notes: Notes) -> None:
    """Say what was not read, then what was read with less certainty."""
    if scanned := pages.those(State.SCANNED):
        cure = ", and OCR found none" if pages.ocr else f": {ocr.CURE}"
        notes.errors.append(f"no text layer on {named(scanned)}{cure}")
    if unreadable := pages.those(State.UNREADABLE):
        notes.errors.append(
            f"{named(unreadable)}: the font does not tell which letters they are: {ocr.CURE}"
        )
    if broken := pages.those(State.BROKEN):
        notes.errors.append(f"{named(broken)}: damaged, not read; download or export it anew")
    if pages.cut:
        notes.errors.append(pages.cut)
    _tell_doubts(pages, notes)


def _tell_doubts(pages: Pages, notes: Notes) -> None:
    """Say what was read with less certainty, and what was left out."""
    if pages.by_ocr:
        notes.warnings.append(f"{named(pages.by_ocr)} read by OCR: compare with the page")
    if pages.garbled:
        notes.warnings.append(
            f"{named(pages.garbled)}: OCR made hardly any words of what stands there (handwriting, "
            "or a bad scan?)"
        )
    if hidden := pages.hidden:
        notes.warnings.append(
            f"{named(list(hidden))}: text under boxes, or marked for redaction, was kept out "
            f"({sum(hidden.values()):,} letters, shown as {SHOWN}); from the file it can be copied"
        )
    if comments := pages.comments:
        count = sum(comments.values())
        notes.warnings.append(
            f"{named(list(comments))}: {count:,} comment{'s' * (count > 1)} not read: no part of "
            "the page"
        )
    if drawn := pages.those(State.DRAWN):
        notes.warnings.append(f"{named(drawn)}: drawings and no text")
    if placed := pages.writer.by_place:
        notes.warnings.append(
            f"{named(placed)}: drawn out of order, columns were told by their places; "
            "compare with the page"
        )
    if pages.running.removed:
        said = "; ".join(line[:60] for line in list(pages.running.said)[:5])
        notes.warnings.append(
            f"{pages.running.removed} running headers, footers and page numbers taken out"
            + (f": {said}" if said else "")
        )
