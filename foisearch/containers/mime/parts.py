"""A part of a mail: its bytes, its text, its name; and what of it is broken."""

from __future__ import annotations

import base64
import re
from email.header import decode_header, make_header
from email.message import Message

from foisearch.containers.mime.headers import UNREADABLE
from foisearch.containers.mime.values import Found
from foisearch.containers.webtext import plain_text
from foisearch.text import collapse_space, strip_controls, truncate

_BROKEN = {
    "InvalidBase64PaddingDefect": "part of the mail is broken (base64): its text may be cut off",
    "InvalidBase64CharactersDefect": "part of the mail is broken (base64): its text may be wrong",
    "InvalidBase64LengthDefect": "part of the mail is broken (base64): its text may be cut off",
    "NoBoundaryInMultipartDefect": "the mail is broken: the borders of its parts are missing",
    "StartBoundaryNotFoundDefect": "the mail is broken: the borders of its parts are missing",
    "CloseBoundaryNotFoundDefect": "the mail is cut off: its last part has no end",
}
_BAD_QUOTED = re.compile(rb"=(?![0-9A-Fa-f]{2}|\r?\n|[ \t]+\r?\n|$)")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def disposition(part: Message) -> str:
    """``inline`` or ``attachment``, empty where the part does not say."""
    try:
        return part.get_content_disposition() or ""
    except UNREADABLE:
        return ""


def is_attached(part: Message) -> bool:
    """Whether a part hangs on the mail, and is none of what it says."""
    if disposition(part) == "attachment":
        return True
    return bool(name_of(part)) or part.get_content_maintype() != "text"


def name_of(part: Message) -> str:
    """The name of the file that a part is, empty where it has none."""
    try:
        name = part.get_filename() or ""
        decoded = str(make_header(decode_header(name))) if "=?" in name else name
    except UNREADABLE:
        return ""
    return truncate(collapse_space(strip_controls(decoded)), 200)


def file_name(part: Message) -> str:
    """The name of an attachment; its media type in brackets where it has none."""
    return name_of(part) or f"(unnamed, {truncate(strip_controls(part.get_content_type()), 60)})"


def bytes_of(part: Message) -> bytes:
    """What a part holds, decoded as far as that goes."""
    try:
        data = part.get_payload(decode=True)
    except UNREADABLE:
        data = None
    if not isinstance(data, bytes):
        return b""
    names = {type(defect).__name__ for defect in part.defects}
    return _rescued(data) if "InvalidBase64LengthDefect" in names else data


def _rescued(data: bytes) -> bytes:
    """Base64 that the library gave up, as far as it goes."""
    letters = _NOT_BASE64.sub(b"", data.partition(b"=")[0])
    return base64.b64decode(letters[: len(letters) // 4 * 4])


def text_of(part: Message, found: Found) -> str:
    """The text of a part, that of HTML as its reader sees it."""
    data = bytes_of(part)
    note_defects(part, found)
    try:
        charset = part.get_content_charset() or ""
    except UNREADABLE:
        charset = ""
    text = _decoded(data, charset, found)
    if part.get_content_type() == "text/html":
        text = plain_text(text)
    return strip_controls(text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(data: bytes, charset: str, found: Found) -> str:
    """Bytes as text: by what the mail says, else as UTF-8, else as Windows-1252."""
    for name in (charset or "utf-8", "utf-8"):
        try:
            text = data.decode(name)
        except (LookupError, ValueError):
            continue
        if charset and name != charset:
            found.warn(
                f"the mail's character set {truncate(charset, 40)!r} does not fit: read as UTF-8"
            )
        return text
    found.warn("the mail's character set is not known: read as Windows-1252; check accents")
    return data.decode("cp1252", "replace")


def note_defects(part: Message, found: Found) -> None:
    """Note what the library, or we, see broken in a part."""
    for defect in part.defects:
        if warning := _BROKEN.get(type(defect).__name__):
            found.warn(warning)
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "quoted-printable":
        return
    raw = part.get_payload()
    if isinstance(raw, str) and _BAD_QUOTED.search(raw.encode("ascii", "replace")):
        found.warn("part of the mail is broken (quoted-printable): its text may be wrong")
