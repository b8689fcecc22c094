"""The bytes of a web page as text: by their mark, by what the page says of itself, by trying."""

from __future__ import annotations

import codecs
import re

from foisearch.errors import SourceError
from foisearch.text import count_controls, printable, strip_controls

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{2,30})", re.I
)
_XML = re.compile(rb"^\s{0,99}<\?xml[^>]{0,99}encoding\s{0,9}=\s{0,9}[\"']([\w-]{2,30})", re.I)
_HEAD = 8192
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = frozenset(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"))
"""What pages call Windows-1252; browsers read it so, whatever the name says."""
_KNOWN = re.compile(r"(?:iso-?8859-\d+|windows-125\d|cp125\d|utf-?8|koi8-[ru]|macintosh)")


def decoded(name: str, data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """The page's text, its encoding, and what decoding had to do.

    Raises:
        SourceError: it is not text.
    """
    text, encoding, warnings = _decoded(data)
    controls = count_controls(text.removeprefix("\ufeff").replace("\r", ""))
    if controls > max(len(text) // 20, 32):
        raise SourceError(
            f"{printable(name)} is full of control characters", "it is no web page; save it anew"
        )
    return strip_controls(text.replace("\r\n", "\n").replace("\r", "\n")), encoding, warnings


def _decoded(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding, ()
    said = _XML.search(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
    declared = said[1].decode("ascii").lower() if said else ""
    if declared in _LATIN:
        declared = "windows-1252"
    for encoding in (declared, "utf-8"):
        if encoding and _KNOWN.fullmatch(encoding):
            try:
                return data.decode(encoding), encoding, ()
            except (UnicodeDecodeError, LookupError):
                continue
    unlike = f"not {declared}, as it says, but " if declared else "not UTF-8: "
    return (
        data.decode("cp1252", "replace"),
        "cp1252",
        (f"{unlike}read as Windows-1252; check accents, quotes and pound signs",),
    )
