"""OpenDocument files, as LibreOffice writes them: texts (ODT) and spreadsheets (ODS)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from foisearch.containers.contents import Contents, ReadOptions, Sheet
from foisearch.containers.headers import Header, left_out, write_headers
from foisearch.containers.opendocument.lists import list_styles
from foisearch.containers.opendocument.sheets import hidden_sheets, rows_of
from foisearch.containers.opendocument.text import Body, unseen_styles
from foisearch.containers.package import Package, opened
from foisearch.containers.writing import Writer, tidy

VERSION = 3
_SHEETS = b"opendocument.spreadsheet"
_NO_TITLE = re.compile(r"untitled.*|title|.*\.(?:odt|docx?|rtf)|.*template.*|\S*", re.I)


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """A text as one document with its tables as grids; a spreadsheet as its sheets.

    Raises:
        SourceError: it is damaged, encrypted, or no OpenDocument file.
    """
    package = opened(name, data, "OpenDocument file")
    if b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise package.fault("is encrypted", "save it without a password")
    tree = package.xml("content.xml")
    if tree is None:
        raise package.fault("holds no OpenDocument text or spreadsheet", "save it anew")
    spreadsheet = tree.find("body/spreadsheet")
    if _SHEETS in package.part("mimetype") or spreadsheet is not None:
        return _sheets(package, tree, options)
    return _text(package, name, data, tree, options)


def _sheets(package: Package, tree: Element, options: ReadOptions) -> Contents:
    """The sheets of a spreadsheet that are shown."""
    errors: list[str] = []
    said: list[str] = []
    sheets = []
    unseen = hidden_sheets(tree)
    for table in tree.findall("body/spreadsheet/table"):
        options.alive()
        title = tidy(table.get("name", ""))
        if table.get("style-name", "") in unseen:
            said.append(f"sheet “{title}” is hidden, and is not read: show it if it is meant")
            continue
        found = rows_of(table)
        errors.extend(f"sheet {title}: {error}" for error in found.errors)
        if found.hidden:
            said.append(f"sheet “{title}”: {found.hidden} hidden, and not read: show them if meant")
        if found.rows:
            sheets.append(Sheet(title, tuple(found.rows)))
    if not sheets:
        raise package.fault("holds no rows that are shown", "check which file was saved")
    if len(sheets) == 1:
        sheets = [replace(sheets[0], name="")]
    return Contents("ods", VERSION, tuple(sheets), tuple(said), tuple(errors))


def _text(
    package: Package, name: str, data: bytes, tree: Element, options: ReadOptions
) -> Contents:
    content = tree.find("body/text")
    if content is None:
        raise package.fault("holds no text", "it is a drawing or a presentation: save it as text")
    styles = package.xml("styles.xml")
    writer, letter = Writer(), Writer()
    body = Body(list_styles(tree, styles), unseen_styles(tree, styles), options.alive)
    body.write(content, letter)
    body.write_notes(letter)
    dropped = write_headers(_headers(styles, options), letter.text(), writer)
    writer.gap()
    writer.splice(letter.fragment())
    source = writer.source(name, data)
    if not source.text.strip():
        raise package.fault("holds no text", "if it is a scan, save it as PDF and run OCR")
    source = replace(source, title=_title(package), warnings=left_out(dropped, body.contents))
    return Contents("odt", VERSION, (source,))


def _headers(styles: Element | None, options: ReadOptions) -> Iterator[Header]:
    """Each header and footer of the document."""
    for page in styles.iter("master-page") if styles is not None else ():
        for element in page:
            if element.tag.startswith(("header", "footer")):
                writer = Writer()
                body = Body(list_styles(styles), unseen_styles(styles), options.alive)
                body.write(element, writer)
                writer.line()
                yield Header(writer.lines, alone=element.tag == "header-first")


def _title(package: Package) -> str:
    """The title in the document's properties, where somebody gave it one."""
    meta = package.xml("meta.xml")
    said = tidy(meta.findtext("meta/title") or "") if meta is not None else ""
    return "" if _NO_TITLE.fullmatch(said) else said
