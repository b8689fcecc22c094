"""What kind of file it is: by its content first, by its name where the content does not tell."""

from __future__ import annotations

import re
from pathlib import PurePath

_ZIPPED = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
)
_OFFICE = (
    *(b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/", b"word/", b"xl/"),
    *(b"mimetype", b"content.xml", b"META-INF/manifest.xml", b"styles.xml", b"meta.xml"),
)
"""How the names of an Office file's first parts begin."""
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"From ", "mbox"),
)
_BY_NAME = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".eml": "mail",
    ".mbox": "mbox",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".ods": "ods",
    ".rtf": "rtf",
    ".doc": "ole",
    ".xls": "ole",
    ".msg": "ole",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".zip": "zip",
}
KNOWN_SUFFIXES = tuple(_BY_NAME)
"""Names with these endings are read when they are found in a folder."""

_HTML = re.compile(
    rb"^\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_HEADERS = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
HEAD = 8192
"""Bytes of a file's beginning that tell its kind."""
_FEWEST_COLUMNS = 3
_SHARE_ALIKE = 0.8
"""Rows as wide as the first, without which lines with tabs are no table."""


def kind_of(name: str, head: bytes) -> str:
    """The kind of the file called ``name`` whose first :data:`HEAD` bytes are ``head``.

    Returns:
        ``pdf``, ``html``, ``docx``, ``odt``, ``ods``, ``rtf``, ``ole`` (old Word, Excel or
        Outlook), ``xlsx``, ``mail``, ``mbox``, ``csv``, ``json``, ``jsonl``, ``zip`` or ``text``.
        What has no signature and no known ending is ``text``: its reader says where it is none;
        a text whose lines are a table, parted by tabs, is ``csv``.
    """
    suffix = PurePath(name).suffix.lower()
    by_name = _BY_NAME.get(suffix, "")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if not _first_name(head).startswith(_OFFICE):
            return "zip"
        inside = next((kind for mark, kind in _ZIPPED if mark in head), "")
        return inside or (by_name if by_name in ("docx", "xlsx", "odt", "ods") else "zip")
    for mark, kind in _MAGIC:
        if head.startswith(mark) and (kind != "mbox" or by_name in ("", "mbox", "mail")):
            return kind
    if _HTML.match(head):
        return "html"
    if by_name in ("", "text") and _HEADERS.match(head):
        from foisearch.containers.mime import is_mail

        if is_mail(head):
            return "mail"
    if by_name in ("", "text") and _is_tabular(head):
        return "csv"
    # A name that promises a signature is not believed without it.
    return by_name if by_name in _PLAIN else "text"


def _is_tabular(head: bytes) -> bool:
    """Whether a text is a table, its cells parted by tabs: spreadsheets save "Unicode text" so."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\t" not in head:
        return False
    import csv

    text = head.decode("utf-16" if wide else "utf-8", "replace")
    lines = text.splitlines(keepends=True)
    whole = lines[: max(1, len(lines) - 1)] if len(head) >= HEAD else lines
    try:
        rows = [row for row in csv.reader(whole, delimiter="\t") if any(row)]
    except csv.Error:
        return False
    width = len(rows[0]) if rows else 0
    alike = sum(len(row) == width for row in rows)
    return width >= _FEWEST_COLUMNS and alike > 1 and alike >= _SHARE_ALIKE * len(rows)


def _first_name(head: bytes) -> bytes:
    """The name of an archive's first member.

    Names further on may be those of an Office file that is itself a member, and stored as it is.
    """
    return head[30 : 30 + int.from_bytes(head[26:28], "little")]


_PLAIN = frozenset(("text", "html", "mail", "mbox", "csv", "json", "jsonl"))
