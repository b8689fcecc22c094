"""Word documents (DOCX), read from their XML in the order of the page.

``package`` opens the archive, ``body`` writes the text and ``numbers`` puts in the numbers that
Word counts by itself.  What stands in headers and footers is left out, but for a letterhead (the
header of the first page alone) and lines that say a reference or an address.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from foisearch.containers.contents import Contents, Member, Piece, ReadOptions
from foisearch.containers.headers import Header, left_out, write_headers
from foisearch.containers.package import Package, opened
from foisearch.containers.word.body import Body, unseen_styles
from foisearch.containers.word.numbers import Numbers
from foisearch.containers.writing import Fragment, Writer, tidy

VERSION = 2
_MAIN = "word/document.xml"
_NO_TITLE = re.compile(
    r"(?:microsoft )?word\b.*|document ?\d*|untitled.*|title|.*\.(?:docx?|dotx?|rtf|odt)"
    r"|.*template.*|(?:standard )?letter\b.*|\S*",
    re.I,
)
_READ = frozenset((".docx", ".xlsx", ".pdf", ".doc", ".xls", ".odt", ".ods", ".rtf", ".html"))
_READ_CHUNKS = frozenset((*_READ, ".mht", ".htm", ".txt"))


@dataclass(frozen=True, slots=True)
class _Relation:
    """What a part refers to: another part, or an address."""

    kind: str
    target: str
    outside: bool


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The document as text, its tables as grids, and documents inside it as members.

    Raises:
        SourceError: it is damaged, encrypted, or no Word document.
    """
    package = opened(name, data, "Word document")
    main = _main_part(package)
    document = package.xml(main)
    if document is None:
        raise package.fault("holds no Word document", "save it as .docx")
    relations = _relations(package, main)
    beside = posixpath.dirname(main)
    styles = package.xml(f"{beside}/styles.xml")
    numbers = Numbers(package.xml(f"{beside}/numbering.xml"), styles)
    unseen = unseen_styles(styles)
    body = Body(numbers, _addresses(relations), unseen, options.alive)
    writer = Writer()
    text = Writer()
    body.write(document, text)
    headers = _headers(package, document, relations, unseen, options.alive)
    dropped = write_headers(headers, text.text(), writer)
    writer.gap()
    writer.splice(text.fragment())
    _write_notes(package, beside, body.notes, unseen, writer, options.alive)
    source = writer.source(name, data)
    members = tuple(_members(package, body.embedded, relations))
    if not source.text.strip() and not members:
        raise package.fault("holds no text", "if it is a scan, save it as PDF and run OCR")
    source = replace(source, title=_title(package), warnings=left_out(dropped, body.contents))
    pieces: tuple[Piece, ...] = (source,) if source.text.strip() else ()
    return Contents("docx", VERSION, (*pieces, *members))


def _main_part(package: Package) -> str:
    if package.holds(_MAIN):
        return _MAIN
    found = (r.target for r in _relations(package, "").values() if r.kind == "officeDocument")
    return next(found, _MAIN)


def _relations(package: Package, part: str) -> dict[str, _Relation]:
    """What the part refers to, by id; the document's own where ``part`` is empty."""
    folder, leaf = posixpath.split(part)
    tree = package.xml(posixpath.join(folder, "_rels", f"{leaf}.rels"))
    found = {}
    for item in tree if tree is not None else ():
        outside = item.get("TargetMode") == "External"
        target = item.get("Target", "")
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = item.get("Type", "").rpartition("/")[2]
        found[item.get("Id", "")] = _Relation(kind, target, outside)
    return found


def _addresses(relations: dict[str, _Relation]) -> dict[str, str]:
    return {
        key: tidy(relation.target).replace(" ", "%20")
        for key, relation in relations.items()
        if relation.outside and relation.kind == "hyperlink"
    }


def _headers(
    package: Package,
    document: Element,
    relations: dict[str, _Relation],
    unseen: Container[str],
    alive: Callable[[], None],
) -> Iterator[Header]:
    """Each header and footer of the document, once."""
    first_only = any(s.find("titlePg") is not None for s in document.iter("sectPr"))
    seen: set[str] = set()
    for tag in ("headerReference", "footerReference"):
        for reference in document.iter(tag):
            relation = relations.get(reference.get("id", ""))
            if relation is None or relation.outside or relation.target in seen or len(seen) > 50:
                continue
            seen.add(relation.target)
            tree = package.xml(relation.target)
            if tree is None:
                continue
            links = _addresses(_relations(package, relation.target))
            writer = Writer()
            Body(Numbers(None, None), links, unseen, alive).write(tree, writer)
            writer.line()
            alone = first_only and reference.get("type") == "first" and tag == "headerReference"
            yield Header(writer.lines, alone)


def _write_notes(
    package: Package,
    beside: str,
    notes: list[tuple[str, str]],
    unseen: Container[str],
    writer: Writer,
    alive: Callable[[], None],
) -> None:
    """Write the footnotes and endnotes that the text refers to, at its end."""
    written: dict[tuple[str, str], Fragment] = {}
    for kind in sorted({kind for kind, _ in notes}):
        part = f"{beside}/{kind}s.xml"
        tree = package.xml(part)
        links = _addresses(_relations(package, part))
        for item in tree if tree is not None else ():
            apart = Writer()
            Body(Numbers(None, None), links, unseen, alive).write(item, apart)
            written[kind, item.get("id", "")] = apart.fragment()
    for number, note in enumerate(notes, 1):
        if note in written:
            writer.gap()
            writer.mark(f"[{number}]")
            writer.splice(written[note])
            writer.unmark()


def _members(
    package: Package, embedded: list[str], relations: dict[str, _Relation]
) -> Iterator[Member]:
    """Documents that were put into the document whole."""
    for key in dict.fromkeys(embedded):
        relation = relations.get(key)
        if relation is None or relation.outside:
            continue
        path = PurePosixPath(relation.target)
        known = _READ_CHUNKS if relation.kind == "aFChunk" else _READ
        if path.suffix.lower() in known and (data := package.part(relation.target)):
            yield Member(path.name, data)


def _title(package: Package) -> str:
    """The title in the document's properties, where somebody gave it one."""
    core = package.xml("docProps/core.xml")
    said = tidy(core.findtext("title") or "") if core is not None else ""
    return "" if _NO_TITLE.fullmatch(said) else said
