"""The text of a cell: markup made text, addresses found, references made one line."""

from __future__ import annotations

import re
from html import unescape

from foisearch.containers.webtext import plain_text
from foisearch.text import strip_controls

_TAG = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|b|i|u|em|strong|a|table|tr|td|th|h[1-6]|blockquote|font)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
_HREF = re.compile(r"<a\s[^<>]{0,500}?\bhref\s*=\s*[\"']?(https?://[^\s\"'<>]{1,2000})", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s|<>\"“”]+", re.I)
_ODD_SPACE = re.compile(r"[^\S\n\t ]")
_ERRORS = frozenset(("#N/A", "#VALUE!", "#REF!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"))


def clean(value: str) -> str:
    """A cell's text without control characters and odd spaces, line ends as ``\\n``."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable() or "_x000D_" in text:
        # A spreadsheet's own way to write a carriage return inside a cell.
        text = strip_controls(text.replace("_x000D_\n", "\n").replace("_x000D_", "\n"))
    text = _ODD_SPACE.sub(" ", text).strip()
    return "" if text in _ERRORS else text


def without_markup(text: str) -> tuple[str, tuple[str, ...]]:
    """The text that HTML in a cell would show, and the addresses behind its words."""
    if "<" in text and _TAG.search(text):
        links = tuple(dict.fromkeys(unescape(link) for link in _HREF.findall(text)))
        return strip_controls(plain_text(text)).strip(), links
    if "&" in text and _ENTITY.search(text):
        return strip_controls(unescape(text).replace("\xa0", " ")).strip(), ()
    return text, ()


def addresses(text: str) -> tuple[tuple[str, ...], str]:
    """The web addresses in a cell, and the words beside them."""
    found = []
    for match in _ADDRESS.finditer(text):
        link = match[0].rstrip(".,;:'")
        if link.endswith(")") and "(" not in link:
            link = link.rstrip(")")
        found.append(link if link.lower().startswith("http") else f"https://{link}")
    rest = _ADDRESS.sub(" ", text)
    words = " ".join(rest.replace("()", " ").split()).strip(" ()|;,-")
    return tuple(dict.fromkeys(found)), words
