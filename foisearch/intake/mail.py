"""An e-mail (RFC 5322) as the text that it says, without who wrote it and to whom.

Names and addresses of sender and recipients are personal data and never leave this module.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.errors import HeaderParseError, MessageError
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from foisearch.disclosure import UNKNOWN_DATE, PartialDate, Precision
from foisearch.intake.webtext import plain_text
from foisearch.text import collapse_space, strip_controls, truncate

MOST_PARTS = 200
"""Parts of a mail that are looked at, mails within mails included."""
_DEEPEST = 20

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

_REPLY_HEADER = re.compile(
    r"^[>\s]*(?:-{2,}\s*(?:original message|forwarded message|original e-?mail|begin forwarded "
    r"message)\s*-{0,}|begin forwarded message:?|_{10,}\s*$(?=\s*^from:)|"
    r"on\b[^\n]{3,200}(?:\n[^\n]{0,200})?\bwrote:\s*$|"
    r"(?:ar|ysgrifennodd)\b[^\n]{3,200}\bysgrifennodd:\s*$|"
    r"\*?from:\*?[^\n]{1,300}\n(?:[>\s]*\*?(?:to|cc|reply-to):\*?[^\n]*\n){0,3}"
    r"[>\s]*\*?(?:sent|date):\*?[^\n]+$)",
    re.I | re.M,
)
_HEADER_LINE = re.compile(
    r"^\*?(?:from|sent|date|to|cc|bcc|subject|reply-to|importance):\*?.*$", re.I
)
_QUOTE = re.compile(r"^\s*>+ ?")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: its subject, what it says, when it was sent, and the names of what is attached.

    ``text`` has ``\\n`` line ends and no control characters.  ``date`` is to the day, by the
    sender's clock, or unknown.  ``warnings`` say what could not be read as it was meant.
    """

    subject: str
    text: str
    date: PartialDate = UNKNOWN_DATE
    attachments: tuple[str, ...] = ()
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


@dataclass(slots=True)
class _Found:
    """What has been found in a mail so far."""

    texts: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)
    parts: int = 0

    def warn(self, text: str) -> None:
        self.warnings[text] = None


def read_mail(data: bytes) -> Mail:
    """The mail in ``data``.  What is broken in it costs a warning and no more."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    message = BytesParser(policy=policy.default).parsebytes(data)
    found = _Found()
    _walk(message, found, 0)
    whole = "\n\n".join(text.strip("\n") for text in found.texts if text.strip())
    text = new_words(whole)
    if len(text) < len(whole.strip()) and text != whole.strip():
        found.warn("earlier mails quoted below were left out")
    return Mail(
        subject=_subject(message),
        text=text,
        date=_date(message),
        attachments=tuple(dict.fromkeys(found.attachments)),
        warnings=tuple(found.warnings),
    )


def new_words(text: str) -> str:
    """What a mail says itself, without the mails that it quotes.

    It ends at the first header of a reply ("On … wrote:").  Where nothing stands above that, the
    quoted mail is all there is, and stays, without its headers and quotation marks.
    """
    for _ in range(_DEEPEST):
        match = _REPLY_HEADER.search(text)
        above = text[: match.start()] if match else text
        own = "\n".join(line for line in above.split("\n") if not _QUOTE.match(line)).strip()
        if any(character.isalnum() for character in own):
            return own
        below = text[match.end() :] if match else text
        rest = _unquoted(below)
        if not rest or len(rest) >= len(text):
            return rest
        text = rest
    return text


def _unquoted(text: str) -> str:
    """A quoted mail without its headers and its quotation marks."""
    lines = [_QUOTE.sub("", line) for line in text.split("\n")]
    first = 0
    while first < len(lines):
        line = lines[first].strip()
        if line and not _HEADER_LINE.match(line):
            break
        first += 1
    return "\n".join(lines[first:]).strip()


def _walk(part: Message, found: _Found, depth: int) -> None:
    """Collect the texts of a part and of those inside it."""
    found.parts += 1
    if found.parts > MOST_PARTS or depth > _DEEPEST:
        found.warn(f"the mail has more than {MOST_PARTS} parts: the rest was not read")
        return
    _broken(part, found)
    kind = part.get_content_type()
    if part.is_multipart():
        inside = [p for p in part.get_payload() if isinstance(p, Message)]
        if kind == "multipart/alternative":
            inside = _preferred(inside)
        for inner in inside:
            _walk(inner, found, depth + 1)
    elif _attached(part):
        found.attachments.append(_file_name(part))
    elif kind in ("text/plain", "text/html"):
        found.texts.append(_text(part, found))


def _preferred(parts: list[Message]) -> list[Message]:
    """Of the same text in several forms the plain one, if it says anything, else the HTML."""
    for wanted in ("text/plain", "text/html"):
        for part in parts:
            inner = list(_leaves(part))
            if any(p.get_content_type() == wanted and _payload(p).strip() for p in inner):
                return [part]
    return parts[-1:]


def _leaves(part: Message, depth: int = 0) -> Iterator[Message]:
    if not part.is_multipart() or depth > _DEEPEST:
        yield part
        return
    for inner in part.get_payload():
        if isinstance(inner, Message):
            yield from _leaves(inner, depth + 1)


def _attached(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    named = _safe(part.get_filename)
    return bool(named) or part.get_content_maintype() != "text"


def _file_name(part: Message) -> str:
    name = _safe(part.get_filename) or f"(unnamed, {part.get_content_type()})"
    return truncate(collapse_space(strip_controls(name)), 200)


def _safe(read: object) -> str:
    """A header by the library's reader, empty where that fails on a malformed one."""
    try:
        value = read() if callable(read) else read
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return ""
    return str(value) if value else ""


def _payload(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (MessageError, ValueError, LookupError, AssertionError):
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
    data = _payload(part)
    _broken(part, found)
    text = _decoded(data, _safe(part.get_content_charset), found)
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


def _subject(message: Message) -> str:
    """The subject without "Re:" and "Fwd:"."""
    try:
        said = str(message.get("subject", "") or "")
    except (HeaderParseError, ValueError, LookupError, IndexError, AttributeError):
        said = ""
    said = collapse_space(strip_controls(said))
    return truncate(re.sub(r"^(?:(?:re|fwd?|aw)\s*:\s*)+", "", said, flags=re.I), 500)


def _date(message: Message) -> PartialDate:
    """The day in the mail's ``Date`` header; unknown where there is none that can be read."""
    try:
        when = parsedate_to_datetime(str(message.get("date", "")))
        return PartialDate(when.date(), Precision.DAY, "text")
    except (ValueError, TypeError, IndexError, AttributeError, MessageError, OverflowError):
        return UNKNOWN_DATE
