"""A mail (RFC 5322, MIME) taken apart: its headers, what it says, and what hangs on it.

Mails come broken, and some are made to break their readers: headers of megabytes, a thousand
nested parts, words encoded in words.  What is broken costs a warning; what has no end is cut.
``headers`` reads what a mail says of itself, ``parts`` one part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from foisearch.containers.mime.headers import (
    LONGEST_HEADER,
    UNREADABLE,
    day_of,
    ids,
    is_mail,
    said,
    without_reply_marks,
)
from foisearch.containers.mime.parts import (
    bytes_of,
    disposition,
    file_name,
    is_attached,
    name_of,
    note_defects,
    text_of,
)
from foisearch.containers.mime.values import Attachment, Found, Mime
from foisearch.containers.webtext import plain_text
from foisearch.text import truncate

MOST_PARTS = 200
"""Parts of a mail that are looked at, mails within mails included."""
_DEEPEST = 20
_MOST_BORDERS = 20_000
_TYPED = re.compile(rb"^content-[a-z-]{1,30}:[^\n]*\n(?:[ \t][^\n]*\n)*", re.I | re.M)
_INSIDE = re.compile(rb"^(content-type:[ \t\r\n]*)(?=multipart/|message/rfc822)", re.I | re.M)
_FEW_WORDS = 25


def open_mail(data: bytes, *, with_enclosed: bool = False) -> Mime:
    """The mail in ``data``.  What is broken in it costs a warning and no more.

    ``with_enclosed`` makes the words of mails that hang on it part of its own.
    """
    found = Found(with_enclosed)
    message = _parsed(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), found)
    _walk(message, found, 0)
    earlier = ids(message, "references") or ids(message, "in-reply-to")
    return Mime(
        subject=truncate(without_reply_marks(said(message, "subject")), 500),
        text="\n\n".join(text.strip("\n") for text in found.texts if text.strip()),
        sender=said(message, "from"),
        recipients=", ".join(filter(None, (said(message, "to"), said(message, "cc")))),
        date=day_of(message),
        id=next(iter(ids(message, "message-id")), ""),
        answers=tuple(dict.fromkeys((*earlier, *ids(message, "in-reply-to")))),
        attachments=tuple(found.attachments),
        warnings=tuple(found.warnings),
    )


def _parsed(data: bytes, found: Found) -> Message:
    """The mail as the library reads it, made harmless before."""
    borders = 0
    end = -1
    while (end := data.find(b"\n--", end + 1)) >= 0 and borders < _MOST_BORDERS:
        borders += 1
    if end >= 0:
        found.warn(f"the mail has more than {MOST_PARTS} parts: the rest was not read")
        data = data[: end + 1]
    data = _TYPED.sub(lambda m: m[0] if len(m[0]) <= LONGEST_HEADER else _cut(m[0]), data)
    count = 0

    def opened(match: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        return match[0] if count <= MOST_PARTS else match[1] + b"x-unread-"

    data = _INSIDE.sub(opened, data)
    if count > MOST_PARTS:
        found.warn(f"the mail has more than {MOST_PARTS} parts: the rest was not read")
    try:
        return BytesParser(policy=compat32).parsebytes(data)
    except UNREADABLE:
        found.warn("the mail is broken: only its text was read")
        message = Message()
        message.set_payload(data.partition(b"\n\n")[2].decode("utf-8", "replace"))
        return message


def _cut(header: bytes) -> bytes:
    """A header of sensible length on one line."""
    return b" ".join(header[:LONGEST_HEADER].split()) + b"\n"


def _walk(part: Message, found: Found, depth: int) -> None:
    """Collect the texts of a part and of those inside it."""
    found.parts += 1
    if found.parts > MOST_PARTS or depth > _DEEPEST:
        found.warn(f"the mail has more than {MOST_PARTS} parts: the rest was not read")
        return
    note_defects(part, found)
    kind = part.get_content_type()
    if kind == "message/rfc822" and not found.with_enclosed and _inner(part):
        found.attachments.append(_enclosed(part))
    elif part.is_multipart():
        inside = [p for p in _payload(part) if isinstance(p, Message)]
        if kind == "multipart/alternative":
            inside = _preferred(inside)
        for inner in inside:
            _walk(inner, found, depth + 1)
    elif is_attached(part):
        inline = disposition(part) == "inline" or bool(part.get("content-id"))
        found.attachments.append(
            Attachment(file_name(part), kind, bytes_of(part), inline and kind.startswith("image/"))
        )
    elif kind in ("text/plain", "text/html"):
        found.texts.append(text_of(part, found))


def _payload(part: Message) -> list[object]:
    payload = part.get_payload()
    return list(payload) if isinstance(payload, list) else []


def _preferred(parts: list[Message]) -> list[Message]:
    """Of the same text in several forms the plain one, unless the HTML says far more."""
    words = {
        kind: [(part, n) for part in parts if (n := _words(part, kind))]
        for kind in ("text/plain", "text/html")
    }
    plain, html = words["text/plain"], words["text/html"]
    if plain and not (html and plain[0][1] < _FEW_WORDS and html[0][1] > plain[0][1] * 4):
        return [plain[0][0]]
    return [html[0][0]] if html else parts[-1:]


def _words(part: Message, kind: str) -> int:
    """About how many words of this kind a part and those inside it hold."""
    leaves = [p for p in _leaves(part) if p.get_content_type() == kind]
    texts = (bytes_of(leaf).decode("latin-1") for leaf in leaves)
    return sum(len((plain_text(t) if kind == "text/html" else t).split()) for t in texts)


def _leaves(part: Message, depth: int = 0) -> Iterator[Message]:
    if not part.is_multipart() or depth > _DEEPEST:
        yield part
        return
    for inner in _payload(part):
        if isinstance(inner, Message):
            yield from _leaves(inner, depth + 1)


def _inner(part: Message) -> Message | None:
    return next((p for p in _payload(part) if isinstance(p, Message)), None)


def _enclosed(part: Message) -> Attachment:
    """A mail that hangs on a mail, as a file of its own."""
    inner = _inner(part)
    try:
        data = inner.as_bytes(policy=compat32) if inner is not None else b""
    except (*UNREADABLE, UnicodeError):
        data = b""
    name = name_of(part) or (said(inner, "subject") if inner is not None else "") or "mail"
    name = name.replace("/", "-")
    return Attachment(name if name.lower().endswith(".eml") else f"{name}.eml", "mail", data)


__all__ = ["MOST_PARTS", "Attachment", "Mime", "is_mail", "open_mail", "without_reply_marks"]
