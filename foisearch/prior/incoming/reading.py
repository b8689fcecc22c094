"""A request that has come in, read: a letter, a mail, pasted text, or a line of a batch.

Out comes a :class:`~foisearch.prior.values.NewRequest`: what is asked, question by question,
without what belongs to every letter and without whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import orjson

from foisearch.containers.source import decode
from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.errors import FoisearchError, UsageError
from foisearch.intake import dates
from foisearch.intake.prepare import prepare
from foisearch.prior.incoming import mail
from foisearch.prior.incoming.clauses import WORD
from foisearch.prior.incoming.letter import strip_letter
from foisearch.prior.incoming.splitting import split
from foisearch.prior.values import NewRequest
from foisearch.text import collapse_space, printable, strip_controls, truncate

MOST_QUESTIONS = 200
"""Questions of one request that are compared."""
MOST_TEXT = 200_000
"""Bytes of a request's text (UTF-8) that are compared."""
MOST_DATA = 50_000_000
"""Bytes of a request with all that hangs on it."""
MOST_LINE = 5_000_000
"""Bytes of one line of a batch."""
_TEXTS = ("text", "request", "question")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line of a batch that is no request: ``label`` names it, ``message`` says why."""

    label: str
    message: str


def read_request(data: bytes | str, label: str, received: PartialDate = UNKNOWN_DATE) -> NewRequest:
    """The request in ``data``, which is a mail (RFC 5322), a letter or pasted text.

    ``received`` is the day it came in, where that is known; else it is the mail's date or the
    date on top of the letter, else unknown.  ``label`` names the request in messages.

    Raises:
        UsageError: it holds no word.
        SourceError: the bytes are no text, or too many.
    """
    size = len(data)
    if size > MOST_DATA:
        raise UsageError(f"{label} has {size / 1e6:.0f} MB", "give the letter without enclosures")
    if isinstance(data, bytes) and mail.is_mail(data):
        return _of_mail(data, label, received)
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    if not raw.strip():
        raise _wordless(label)
    source = decode(printable(label), raw)
    return _of_text(source.text, label, received, "", source.warnings)


def _of_mail(data: bytes, label: str, received: PartialDate) -> NewRequest:
    found = mail.read_mail(data)
    warnings = list(found.warnings)
    if found.attachments:
        names = ", ".join(found.attachments)
        warnings.append(f"attachments are not read: {truncate(names, 200)}")
    when = received if received.value else found.date
    text = found.text if WORD.search(found.text) else found.subject
    if text is not found.text and WORD.search(text):
        warnings.append("the mail has no text: its subject is compared")
    return _of_text(text, label, when, found.subject, warnings)


def _of_text(
    text: str, label: str, received: PartialDate, subject: str, warned: Iterable[str]
) -> NewRequest:
    warnings = list(warned)
    whole = text.encode("utf-8", "replace")
    if len(whole) > MOST_TEXT:
        text = whole[:MOST_TEXT].decode("utf-8", "ignore")
        warnings.append(
            f"{len(whole) / 1000:.0f} kB of text: only the first {MOST_TEXT // 1000} kB are "
            f"compared"
        )
    document = prepare(replace(decode(printable(label), text.encode()), warnings=()))
    if not WORD.search(document.text):
        raise _wordless(label)
    letter = strip_letter(document.text)
    questions = split(letter.text)
    if len(questions) > MOST_QUESTIONS:
        warnings.append(f"{len(questions)} questions: only the first {MOST_QUESTIONS} are compared")
    warnings += document.warnings + letter.warnings
    if len(WORD.findall(letter.text)) == 1:
        warnings.append("one word: a search may serve better")
    return NewRequest(
        label=label,
        text=letter.text,
        questions=questions[:MOST_QUESTIONS],
        subject=collapse_space(strip_controls(subject or letter.subject)),
        received=received if received.value else letter.dated,
        left_out=letter.left_out + letter.personal,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _wordless(label: str) -> UsageError:
    return UsageError(f"{label} holds no word", "give the text of a request")


def read_batch(lines: Iterable[bytes], name: str) -> Iterator[NewRequest | Unreadable]:
    """The requests of a JSON Lines file called ``name``, one by one, as they are read.

    A line is an object with ``text`` (or ``request``, ``question``) and, where known, ``id``,
    ``subject``, ``received`` (an ISO date) and ``authority``; or a string, the text alone.  A line
    that is neither is an :class:`Unreadable` and costs no other.  Blank lines count, as lines.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        label = f"{name}:{number}"
        try:
            yield _of_line(line, label)
        except FoisearchError as error:
            yield Unreadable(label, str(error))


def _of_line(line: bytes, label: str) -> NewRequest:
    if len(line) > MOST_LINE:
        raise UsageError(
            f"{label} is longer than {MOST_LINE // 1_000_000} MB",
            "split it, or leave out enclosures",
        )
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise UsageError(
            f"{label} is not JSON ({error})", "write one object on each line"
        ) from None
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, dict):
        raise UsageError(f"{label} is neither an object nor a string", 'write {"text": …}')
    name = _said(value, "id", label)
    label = f"{label} ({truncate(printable(name), 80)})" if name else label
    text = next((t for key in _TEXTS if (t := _said(value, key, label))), "")
    if not text.strip():
        raise UsageError(f"{label} has no text", f"give one of {', '.join(_TEXTS)}")
    read = read_request(text, label, _received(value, label))
    return replace(
        read,
        subject=collapse_space(_said(value, "subject", label)) or read.subject,
        authority=collapse_space(_said(value, "authority", label)),
    )


def _said(value: dict[str, Any], key: str, label: str) -> str:
    """A text of a batch's object; an ``id`` may be a number."""
    found = value.get(key)
    if found is None:
        return ""
    if key == "id" and isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    if not isinstance(found, str):
        raise UsageError(f"{label}: {key} is not text", f"write {key} as a string")
    return strip_controls(found)


def _received(value: dict[str, Any], label: str) -> PartialDate:
    said = _said(value, "received", label).strip()
    if not said:
        return UNKNOWN_DATE
    # A time of day may follow the date; only ISO dates are taken, so that no month becomes a day.
    found = dates.parse(said[:10], "record") if said[:4].isdigit() else UNKNOWN_DATE
    if not found.value:
        raise UsageError(f"{label}: received {said[:40]!r} is not a date", "write it as 2024-07-03")
    return found
