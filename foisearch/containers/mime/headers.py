"""What the headers of a mail say: subject, people, ids, the day; and whether there are any."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from foisearch.disclosure import UNKNOWN_DATE, PartialDate, Precision
from foisearch.text import collapse_space, strip_controls, truncate

LONGEST_HEADER = 4_000
"""Bytes of a header that are read."""
_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?.*(?:\r?\n[ \t]+\S.*)*\r?\n?")
_OF_MAILS = frozenset(
    b"from to cc subject date received message-id mime-version content-type return-path "
    b"delivered-to reply-to sender x-mailer dkim-signature".split()
)
_CERTAIN = frozenset(b"message-id mime-version received return-path delivered-to".split())
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|fw|sv)\s*(?:\[\d+\])?\s*:\s*)+", re.I)
UNREADABLE = (
    *(MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError),
    RecursionError,
)
"""What the library lets out where a mail is broken."""


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


def without_reply_marks(subject: str) -> str:
    """A subject without "Re:" and "Fwd:"."""
    return _REPLY.sub("", subject)


def said(message: Message, name: str) -> str:
    """A header in words, on one line; empty where there is none that can be read."""
    try:
        raw = str(message.get(name, "") or "")[:LONGEST_HEADER]
        raw = raw.encode("latin-1", "surrogateescape").decode("utf-8", "replace")
    except (*UNREADABLE, UnicodeError):
        return ""
    try:
        text = str(make_header(decode_header(raw))) if "=?" in raw else raw
    except UNREADABLE:
        text = raw
    return truncate(collapse_space(strip_controls(text)), 2_000)


def ids(message: Message, name: str) -> tuple[str, ...]:
    """The ids of mails in a header, without their brackets."""
    raw = str(message.get(name, "") or "")[: LONGEST_HEADER * 4]
    return tuple(strip_controls(found) for found in re.findall(r"<([^<>\s]{1,300})>", raw))


def day_of(message: Message) -> PartialDate:
    """The day in the mail's ``Date`` header; unknown where there is none that can be read."""
    try:
        when = parsedate_to_datetime(str(message.get("date", ""))[:200])
        return PartialDate(when.date(), Precision.DAY, "text")
    except (*UNREADABLE, OverflowError):
        return UNKNOWN_DATE
