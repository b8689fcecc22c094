"""Pages that a browser saved with all that belongs to them, as one file (MHTML)."""

from __future__ import annotations

import re
from contextlib import suppress
from email import policy
from email.message import Message
from email.parser import BytesParser

from foisearch.containers.addresses import WEB
from foisearch.errors import SourceError
from foisearch.text import printable

_HEADERS = re.compile(
    rb"\s{0,9}(?:[A-Za-z-]{2,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){1,30}\r?\n"
)
_MIME = re.compile(rb"^(?:mime-version|content-type|snapshot-content-location):", re.I | re.M)
_MOST_PARTS = 2000


def unwrapped(name: str, data: bytes) -> tuple[bytes, str]:
    """The page itself, and the address from which it was saved; a plain page as it is.

    Raises:
        SourceError: it is a saved page in which there is no page.
    """
    head = _HEADERS.match(data[:65536])
    if not head or not _MIME.search(head[0]):
        return data, ""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
        found = _page(message)
    except (ValueError, LookupError, RecursionError, AssertionError):
        found = None
    if found is None:
        raise SourceError(f"{printable(name)} holds no web page", "save the page again as HTML")
    said = message.get("Snapshot-Content-Location") or found.get("Content-Location") or ""
    address = WEB.fullmatch(str(said).strip())
    content = found.get_payload(decode=True)
    charset = str(found.get_content_charset() or "")
    page = content if isinstance(content, bytes) else b""
    if charset and not page.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        with suppress(LookupError, UnicodeError):
            page = b"\xef\xbb\xbf" + page.decode(charset).encode()
    return page, address[0] if address else ""


def _page(message: Message) -> Message | None:
    """The first part that is a page."""
    for number, part in enumerate(message.walk()):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return part
        if number > _MOST_PARTS:
            break
    return None
