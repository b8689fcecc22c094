"""A mailbox (mbox): many mails in one file, put together into threads.

The file is gone through once for the places and headers of its mails; each is then read alone, when
its thread's turn comes, so that a large mailbox takes no more memory than its largest thread.
A broken mail costs that mail.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from foisearch.containers.addresses import addresses_in, is_official
from foisearch.containers.contents import Contents, Correspondence, Lost, Piece, ReadOptions
from foisearch.containers.mail import attached, letter, passed
from foisearch.containers.mime import Mime, open_mail
from foisearch.errors import SourceError
from foisearch.text import fold, printable

VERSION = 1
MOST_MAILS = 200_000

_BORDER = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,300}\r?\n", re.M)
_ESCAPED = re.compile(rb"^>(>*From )", re.M)
_HEAD = 16_000
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_REFERENCE = re.compile(r"(?=[\w./-]*\d{3})[A-Za-z0-9][\w./-]{4,40}")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-/](?:(?:19|20)?\d\d))?")
_GENERIC = re.compile(
    r"\b(?:freedom of information|environmental information|foia?|eir|acts?|2000|2004|requests?|"
    r"response|our|your|ref(?:erence)?|no|acknowledge\w*|internal review|official|sensitive)\b"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A mail of the box: where it lies, and what its headers tell of its thread."""

    start: int
    end: int
    id: str
    answers: tuple[str, ...]
    subject: str
    day: str
    people: tuple[str, ...]


@dataclass(slots=True)
class _Threads:
    """Mails joined: each has one root, found through those that it was joined with."""

    parent: list[int] = field(default_factory=list)

    def root(self, mail: int) -> int:
        while self.parent[mail] != mail:
            self.parent[mail] = self.parent[self.parent[mail]]
            mail = self.parent[mail]
        return mail

    def join(self, first: int, second: int) -> None:
        first, second = sorted((self.root(first), self.root(second)))
        self.parent[second] = first


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """Every thread of the mailbox with what is attached to its mails, one after the other.

    Raises:
        SourceError: it holds no mail, or too many.
    """
    borders = [match.span() for match in _BORDER.finditer(data)]
    if not borders:
        raise SourceError(f"{printable(name)} is no mailbox", "save it as .mbox or .eml anew")
    if len(borders) > MOST_MAILS:
        raise SourceError(
            f"{printable(name)} holds {len(borders):,} mails, the limit is {MOST_MAILS:,}",
            "split it into smaller mailboxes",
        )
    ends = [start for start, _ in borders[1:]] + [len(data)]
    entries = []
    for number, ((_, start), end) in enumerate(zip(borders, ends, strict=True)):
        if not number % 1000:
            options.alive()
        entries.append(_entry(data, start, end))
    return Contents("mbox", VERSION, _pieces(name, data, entries, options))


def _entry(data: bytes, start: int, end: int) -> _Entry:
    """What the headers of a mail tell of its thread; they alone are read."""
    head = data[start : min(end, start + _HEAD)]
    match = _END_OF_HEAD.search(head)
    found = open_mail(head[: match.end()] if match else head)
    everyone = addresses_in(f"{found.sender} {found.recipients}")
    people = tuple(address for address in everyone if not is_official(address))
    day = str(found.date)
    # A mail without an id of its own is at least the same as its copy.
    own = found.id or hashlib.sha256(data[start:end].strip()).hexdigest()
    return _Entry(start, end, own, found.answers, found.subject, day, people)


def _pieces(
    name: str, data: bytes, entries: Sequence[_Entry], options: ReadOptions
) -> Iterator[Piece]:
    shown = printable(name)
    for mails in _grouped(entries):
        options.alive()
        opened: list[Mime] = []
        members: list[Piece] = []
        notes: list[str] = []
        seen: set[bytes] = set()
        for entry in mails:
            raw = _ESCAPED.sub(rb"\1", data[entry.start : entry.end])
            digest = hashlib.sha256(raw.strip()).digest()
            if digest in seen:
                continue
            seen.add(digest)
            found = open_mail(raw)
            pieces, errors = attached(found.attachments)
            notes += [f"{found.subject or 'a mail'}: {error}" for error in errors]
            if not found.text.strip() and not pieces:
                notes.append(f"the mail at byte {entry.start} of {shown} cannot be read")
                continue
            opened.append(found)
            members += pieces
            notes += passed(found.attachments)
        if opened:
            letters = tuple(letter(mail) for mail in opened)
            title = next((mail.subject for mail in opened if mail.subject), "")
            yield Correspondence(shown, letters, title=title)
        yield from members
        yield from (Lost(note) for note in dict.fromkeys(notes))


def _grouped(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """The mails thread by thread, oldest first: by their ids, then by subject and reference."""
    threads = _Threads(list(range(len(entries))))
    by_id: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if entry.id:
            threads.join(by_id.setdefault(entry.id, number), number)
    for number, entry in enumerate(entries):
        for answered in entry.answers:
            threads.join(by_id.setdefault(answered, number), number)
    by_subject: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for key in _keys(entry):
            threads.join(by_subject.setdefault(key, number), number)
    groups: dict[int, list[_Entry]] = {}
    for number, entry in enumerate(entries):
        groups.setdefault(threads.root(number), []).append(entry)
    for mails in groups.values():
        yield sorted(mails, key=lambda entry: (entry.day or "9999", entry.start))


def _keys(entry: _Entry) -> Iterator[str]:
    """What mails of one thread share: a reference in the subject, or the subject and a person.

    A subject that every request has ("Freedom of Information request") is no key.
    """
    for reference in _REFERENCE.findall(entry.subject):
        if not _YEARS.fullmatch(reference):
            yield f"ref {fold(reference)}"
    said = " ".join(_GENERIC.sub(" ", fold(entry.subject)).split()).strip(" -–:.,[]()/")
    if len(said) >= 8:
        yield from (f"subject {said} {person}" for person in entry.people)
