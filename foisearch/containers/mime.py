"""A mail (RFC 5322, MIME) taken apart: its headers, what it says, and what hangs on it.

Mails come broken, and some are made to break their readers: headers of megabytes, a thousand
nested parts, words encoded in words.  What is broken costs a warning; what has no end is cut.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime

from foisearch.containers.webtext import plain_text
from foisearch.disclosure import UNKNOWN_DATE, PartialDate, Precision
from foisearch.text import collapse_space, strip_controls, truncate

MOST_PARTS = 200
"""Parts of a mail that are looked at, mails within mails included."""
_DEEPEST = 20
_LONGEST_HEADER = 4_000
_MOST_BORDERS = 20_000

_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?.*(?:\r?\n[ \t]+\S.*)*\r?\n?")
_OF_MAILS = frozenset(
    b"from to cc subject date received message-id mime-version content-type return-path "
    b"delivered-to reply-to sender x-mailer dkim-signature".split()
)
_CERTAIN = frozenset(b"message-id mime-version received return-path delivered-to".split())
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
_TYPED = re.compile(rb"^content-[a-z-]{1,30}:[^\n]*\n(?:[ \t][^\n]*\n)*", re.I | re.M)
_INSIDE = re.compile(rb"^(content-type:[ \t\r\n]*)(?=multipart/|message/rfc822)", re.I | re.M)
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|fw|sv)\s*(?:\[\d+\])?\s*:\s*)+", re.I)
_FEW_WORDS = 25
_ERRORS = (
    *(MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError),
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """What hangs on a mail: its name, its media type, and its bytes, ``b""`` where unreadable.

    ``inline`` tells a picture that stands in the text, or a part without a name.
    """

    name: str
    kind: str
    data: bytes
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Mime:
    """A mail taken apart.

    ``text`` holds what it says and what it quotes, with ``\\n`` line ends and no control
    characters.  ``subject`` goes without "Re:".  ``sender`` and ``recipients`` are as in the
    header, personal data.  ``date`` is to the day, by the sender's clock, or unknown.  ``answers``
    are the ids of the mails that it answers, the nearest last.
    """

    subject: str
    text: str
    sender: str = ""
    recipients: str = ""
    date: PartialDate = UNKNOWN_DATE
    id: str = ""
    answers: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[str, ...] = ()


def is_mail(data: bytes) -> bool:
    """Whether ``data`` begins with the headers of a mail.

    A letter may begin "Subject: …" or "Date: …" as well: one header that only mails have, or
    three that mails have, make a mail.  The mark before an mbox entry ("From …") counts for none.
    """
    text = data[:64_000].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if text.startswith((b"From ", b">From ")):
        text = text.partition(b"\n")[2]
    names: set[bytes] = set()
    while match := _HEADER.match(text):
        names.add(match[1].lower())
        text = text[match.end() :]
    ended = not text or text[:1] in b"\r\n"
    return ended and (bool(names & _CERTAIN) or len(names & _OF_MAILS) >= 3)


def open_mail(data: bytes, *, with_enclosed: bool = False) -> Mime:
    """The mail in ``data``.  What is broken in it costs a warning and no more.

    ``with_enclosed`` makes the words of mails that hang on it part of its own.
    """
    found = _Found(with_enclosed)
    message = _parsed(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), found)
    _walk(message, found, 0)
    ids = _ids(message, "references") or _ids(message, "in-reply-to")
    return Mime(
        subject=truncate(without_reply_marks(_said(message, "subject")), 500),
        text="\n\n".join(text.strip("\n") for text in found.texts if text.strip()),
        sender=_said(message, "from"),
        recipients=", ".join(filter(None, (_said(message, "to"), _said(message, "cc")))),
        date=_date(message),
        id=next(iter(_ids(message, "message-id")), ""),
        answers=tuple(dict.fromkeys((*ids, *_ids(message, "in-reply-to")))),
        attachments=tuple(found.attachments),
        warnings=tuple(found.warnings),
    )


def without_reply_marks(subject: str) -> str:
    """A subject without "Re:" and "Fwd:"."""
    return _REPLY.sub("", subject)


@dataclass(slots=True)
class _Found:
    """What has been found in a mail so far."""

    with_enclosed: bool = False
    texts: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)
    parts: int = 0

    def warn(self, text: str) -> None:
        self.warnings[text] = None


def _parsed(data: bytes, found: _Found) -> Message:
    """The mail as the library reads it, made harmless before."""
    borders = 0
    end = -1
    while (end := data.find(b"\n--", end + 1)) >= 0 and borders < _MOST_BORDERS:
        borders += 1
    if end >= 0:
        found.warn(f"the mail has more than {MOST_PARTS} parts: the rest was not read")
        data = data[: end + 1]
    data = _TYPED.sub(lambda m: m[0] if len(m[0]) <= _LONGEST_HEADER else _cut(m[0]), data)
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
    except _ERRORS:
        found.warn("the mail is broken: only its text was read")
        message = Message()
        message.set_payload(data.partition(b"\n\n")[2].decode("utf-8", "replace"))
        return message


def _cut(header: bytes) -> bytes:
    """A header of sensible length on one line."""
    return b" ".join(header[:_LONGEST_HEADER].split()) + b"\n"


def _walk(part: Message, found: _Found, depth: int) -> None:
    """Collect the texts of a part and of those inside it."""
    found.parts += 1
    if found.parts > MOST_PARTS or depth > _DEEPEST:
        found.warn(f"the mail has more than {MOST_PARTS} parts: the rest was not read")
        return
    _broken(part, found)
    kind = part.get_content_type()
    if kind == "message/rfc822" and not found.with_enclosed and _inner(part):
        found.attachments.append(_enclosed(part))
    elif part.is_multipart():
        inside = [p for p in _payload(part) if isinstance(p, Message)]
        if kind == "multipart/alternative":
            inside = _preferred(inside)
        for inner in inside:
            _walk(inner, found, depth + 1)
    elif _attached(part):
        inline = _disposition(part) == "inline" or bool(part.get("content-id"))
        found.attachments.append(
            Attachment(_file_name(part), kind, _bytes(part), inline and kind.startswith("image/"))
        )
    elif kind in ("text/plain", "text/html"):
        found.texts.append(_text(part, found))


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
    texts = (_bytes(leaf).decode("latin-1") for leaf in leaves)
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
    except (*_ERRORS, UnicodeError):
        data = b""
    name = _named(part) or (_said(inner, "subject") if inner is not None else "") or "mail"
    name = name.replace("/", "-")
    return Attachment(name if name.lower().endswith(".eml") else f"{name}.eml", "mail", data)


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except _ERRORS:
        return ""


def _attached(part: Message) -> bool:
    if _disposition(part) == "attachment":
        return True
    return bool(_named(part)) or part.get_content_maintype() != "text"


def _named(part: Message) -> str:
    """The name of the file that a part is, empty where it has none."""
    try:
        name = part.get_filename() or ""
        decoded = str(make_header(decode_header(name))) if "=?" in name else name
    except _ERRORS:
        return ""
    return truncate(collapse_space(strip_controls(decoded)), 200)


def _file_name(part: Message) -> str:
    return _named(part) or f"(unnamed, {truncate(strip_controls(part.get_content_type()), 60)})"


def _bytes(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except _ERRORS:
        data = None
    if not isinstance(data, bytes):
        return b""
    names = {type(defect).__name__ for defect in part.defects}
    return _rescued(data) if "InvalidBase64LengthDefect" in names else data


def _rescued(data: bytes) -> bytes:
    """Base64 that the library gave up, as far as it goes."""
    letters = _NOT_BASE64.sub(b"", data.partition(b"=")[0])
    return base64.b64decode(letters[: len(letters) // 4 * 4])


def _text(part: Message, found: _Found) -> str:
    data = _bytes(part)
    _broken(part, found)
    try:
        charset = part.get_content_charset() or ""
    except _ERRORS:
        charset = ""
    text = _decoded(data, charset, found)
    if part.get_content_type() == "text/html":
        text = plain_text(text)
    return strip_controls(text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(data: bytes, charset: str, found: _Found) -> str:
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


def _broken(part: Message, found: _Found) -> None:
    for defect in part.defects:
        if warning := _BROKEN.get(type(defect).__name__):
            found.warn(warning)
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "quoted-printable":
        return
    raw = part.get_payload()
    if isinstance(raw, str) and _BAD_QUOTED.search(raw.encode("ascii", "replace")):
        found.warn("part of the mail is broken (quoted-printable): its text may be wrong")


def _said(message: Message, name: str) -> str:
    """A header in words, on one line; empty where there is none that can be read."""
    try:
        raw = str(message.get(name, "") or "")[:_LONGEST_HEADER]
        raw = raw.encode("latin-1", "surrogateescape").decode("utf-8", "replace")
    except (*_ERRORS, UnicodeError):
        return ""
    try:
        text = str(make_header(decode_header(raw))) if "=?" in raw else raw
    except _ERRORS:
        text = raw
    return truncate(collapse_space(strip_controls(text)), 2_000)


def _ids(message: Message, name: str) -> tuple[str, ...]:
    """The ids of mails in a header, without their brackets."""
    raw = str(message.get(name, "") or "")[: _LONGEST_HEADER * 4]
    return tuple(strip_controls(found) for found in re.findall(r"<([^<>\s]{1,300})>", raw))


def _date(message: Message) -> PartialDate:
    """The day in the mail's ``Date`` header; unknown where there is none that can be read."""
    try:
        when = parsedate_to_datetime(str(message.get("date", ""))[:200])
        return PartialDate(when.date(), Precision.DAY, "text")
    except (*_ERRORS, OverflowError):
        return UNKNOWN_DATE
