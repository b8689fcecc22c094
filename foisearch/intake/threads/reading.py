"""One correspondence to one record: its request, its answers, and every message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from foisearch import privacy
from foisearch.authorities import Authorities, Authority
from foisearch.containers.addresses import addresses_in
from foisearch.containers.contents import Side
from foisearch.containers.source import Source
from foisearch.disclosure import (
    UNKNOWN_DATE,
    Disclosure,
    Kind,
    Message,
    MessageKind,
    Outcome,
    PartialDate,
    Provenance,
    SplitConfidence,
    Withheld,
)
from foisearch.intake import dates
from foisearch.intake.assembling.assemble import Context, assemble
from foisearch.intake.assembling.attribution import attribute
from foisearch.intake.assembling.unlisted import under_published_name
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line
from foisearch.intake.read import DocumentRead, read_document
from foisearch.intake.report import ImportOptions
from foisearch.intake.threads import VERSION
from foisearch.intake.threads.composing import Composed, composed
from foisearch.intake.threads.ending import ended, told
from foisearch.intake.threads.kinds import ANSWERING, classified
from foisearch.intake.threads.references import (
    canonical,
    made_up,
    own_reference,
    portal_number,
    slug_of,
    topic_of,
)
from foisearch.intake.threads.turns import Thread
from foisearch.text import collapse_space, slugify

_RECEIVED_BY = re.compile(
    r"\breceived (?:by [^.?!\d]{2,80}? |in [^.?!\d]{2,40}? )?on (?:the )?"
    r"(?P<day>\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8},? \d{4}|\d{1,2}/\d{1,2}/\d{2,4})"
)
_RAISED = re.compile(r"\^(st|nd|rd|th)\b")


def read_thread(
    thread: Thread, name: str, sha256: str, options: ImportOptions, authorities: Authorities
) -> DocumentRead:
    """The record of a thread; of its text, read as a document, where nothing is asked or answered.

    Args:
        thread: turn by turn; sides and kinds that are not known yet are found out.
        name: the file, as the corpus knows it.
        sha256: its digest.
        options: what the person said about the files.
        authorities: the bodies that are known.
    """
    thread = replace(thread, turns=classified(thread.turns, authorities))
    found = composed(thread.turns)
    if not any(turn.lines for turn in thread.turns):
        found.unsure = ["the source holds no text of the letters, only what it says of them"]
    elif not found.request and not _answered_here(thread, found):
        return _as_document(thread, name, sha256, options, authorities)
    record = _record(thread, found, name, sha256, options, authorities)
    return DocumentRead((record,), thread.reader, VERSION, ())


def _answered_here(thread: Thread, found: Composed) -> bool:
    """Whether there is an answer whose request is nowhere, as in a thread that begins late."""
    several = sum(turn.given for turn in thread.turns) > 1
    return bool(found.response) and several


def _as_document(
    thread: Thread, name: str, sha256: str, options: ImportOptions, authorities: Authorities
) -> DocumentRead:
    """The text of the turns read as one document, as a letter saved alone would be."""
    text = "\n\n".join(turn.text for turn in thread.turns)
    if thread.title and thread.title not in text:
        text = f"Subject: {thread.title}\n\n{text}"
    source = Source(name, sha256, text, "utf-8", title=thread.title, url=thread.url)
    read = read_document(source, options, authorities)
    if len(read.disclosures) != 1:
        return read
    made = read.disclosures[0]
    names = _requesters(thread)
    messages, withheld, _ = _messages(thread, names, options)
    answer = _last(thread, MessageKind.RESPONSE) if made.kind is Kind.DISCLOSURE else None
    record = replace(
        made,
        messages=messages,
        responded=made.responded if made.responded.value else answer or UNKNOWN_DATE,
        attachments=_attachments(thread, made, names),
        withheld=(*made.withheld, *withheld),
    )
    return replace(read, disclosures=(record,))


def _record(
    thread: Thread,
    found: Composed,
    name: str,
    sha256: str,
    options: ImportOptions,
    authorities: Authorities,
) -> Disclosure:
    """The disclosure: assembled as any other, then what only a correspondence knows."""
    names = _requesters(thread)
    messages, withheld, names = _messages(thread, names, options)
    ref, doubt = _reference(thread, name, () if options.keep_personal else names)
    authority = _authority(thread, (ref,), options, authorities)
    context = Context(
        file=name,
        sha256=sha256,
        reader=thread.reader,
        reader_version=VERSION,
        width=0,
        authority=authority,
        published=options.published,
        authorities=authorities,
        requesters=names,
        keep_personal=options.keep_personal,
    )
    made = assemble(_draft(thread, found, ref, doubt), context)
    made = under_published_name(made, collapse_space(thread.authority), authorities)
    outcome, said = ended(thread.turns, made.response, made.outcome, thread.state, context.regime)
    if made.response and not any(told(t) for t in thread.turns if t.kind in ANSWERING):
        made = replace(made, parts=tuple(replace(p, outcome=Outcome.UNKNOWN) for p in made.parts))
    return replace(
        made,
        outcome=outcome,
        received=_received(thread, made),
        responded=_last(thread, MessageKind.RESPONSE) or made.responded,
        attachments=_attachments(thread, made, () if options.keep_personal else names),
        links=_links(thread, made),
        messages=messages,
        withheld=(*made.withheld, *withheld),
        warnings=(*made.warnings, *([said] if said else [])),
        provenance=_provenance(thread, made),
    )


def _draft(thread: Thread, found: Composed, ref: str, doubt: str) -> Draft:
    """The lines of request and response; ``doubt`` says what is uncertain about the reference."""
    doubts = {"split": bool(found.unsure), "ref": bool(doubt)}
    return Draft(
        ref=ref,
        topic=topic_of(thread.title, ref),
        lines=tuple(line for turn in thread.turns for line in turn.lines) or (Line(0, ""),),
        request=tuple(found.request),
        response=tuple(found.response),
        confidence=SplitConfidence.LOW if found.unsure else SplitConfidence.HIGH,
        warnings=(*found.unsure, *found.notes, *([doubt] if doubt else [])),
        doubts=tuple(name for name, doubted in doubts.items() if doubted),
    )


def _provenance(thread: Thread, made: Disclosure) -> Provenance:
    first, last = thread.lines
    if not first:  # the oldest letter may be quoted below the others
        numbers = [line.number for turn in thread.turns for line in turn.lines]
        first, last = min(numbers, default=0), max(numbers, default=0)
    return replace(made.provenance, first_line=first, last_line=max(first, last))


def _reference(thread: Thread, name: str, names: Sequence[str]) -> tuple[str, str]:
    """The reference, and what is to be said of it; the authority's own comes first."""
    if own := own_reference(thread):
        return own, ""
    if known := thread.ref or portal_number(thread) or slug_of(thread.url):
        return known, ""
    title = privacy.without_names(thread.title, names) if names else thread.title
    made = made_up(replace(thread, title=title if title == thread.title else ""))
    made = made or slugify(PurePath(name).stem) or "correspondence"
    return made, "no reference was found: one was made of the title and the day it began"


def _authority(
    thread: Thread, refs: tuple[str, ...], options: ImportOptions, authorities: Authorities
) -> Authority | None:
    """Who answers: as given, as the portal says, by the mails' addresses, by the letters."""
    if options.authority:
        return authorities.get(options.authority)
    if thread.authority and (body := authorities.resolve(thread.authority)):
        return body
    if thread.authority:
        return None
    for side in (Side.AUTHORITY, Side.REQUESTER):
        headers = [
            turn.sender if side is Side.AUTHORITY else turn.recipients
            for turn in thread.turns
            if turn.side is side
        ]
        found = authorities.by_domain(" ".join(a for h in headers for a in addresses_in(h)))
        if len(found) == 1:
            return found[0]
    letters = [turn.text for turn in thread.turns if turn.side is Side.AUTHORITY]
    text = "\n\n".join(letters or [turn.text for turn in thread.turns])
    return attribute(PurePath(thread.name).name, text, refs, authorities).authority


def _requesters(thread: Thread) -> tuple[str, ...]:
    """The names of whoever asks, as headers and the portal have them."""
    senders = [turn.sender for turn in thread.turns if turn.side is Side.REQUESTER]
    names = [thread.requester, *(sender.partition("<")[0].strip(" \"'") for sender in senders)]
    return tuple(dict.fromkeys(name for name in names if name and "@" not in name))


def _messages(
    thread: Thread, names: Sequence[str], options: ImportOptions
) -> tuple[tuple[Message, ...], tuple[Withheld, ...], tuple[str, ...]]:
    """Every message without the requester's data, what was kept out, and the names found."""
    counts: dict[str, int] = {}
    known = tuple(names)
    found = []
    for turn in thread.turns:
        lines: Sequence[str] = [line.text for line in turn.lines]
        if not options.keep_personal:
            place: privacy.Place = "response" if turn.side is Side.AUTHORITY else "request"
            masked = privacy.keep_out(lines, place, known)
            lines = masked.lines
            known = tuple(dict.fromkeys((*known, *masked.names)))
            for kind, count in masked.found:
                counts[kind] = counts.get(kind, 0) + count
        attached = tuple(_masked_name(name, known, options) for name in turn.attachments)
        text = "\n".join(lines).strip("\n")
        found.append(Message(turn.kind, str(turn.side), turn.sent, text, attached))
    withheld = tuple(Withheld(kind, "messages", count) for kind, count in sorted(counts.items()))
    return tuple(found), withheld, known


def _masked_name(name: str, names: Sequence[str], options: ImportOptions) -> str:
    return name if options.keep_personal else privacy.without_names(name, _either_way(names))


def _either_way(names: Sequence[str]) -> tuple[str, ...]:
    """The names, and each with the surname first, as files are called."""
    return (*names, *(" ".join(reversed(name.split())) for name in names if " " in name))


def _attachments(thread: Thread, made: Disclosure, names: Sequence[str]) -> tuple[str, ...]:
    """What hangs on the answers; what the text names where nothing does."""
    hung = [name for t in thread.turns if t.kind in ANSWERING for name in t.attachments]
    masked = [privacy.without_names(name, _either_way(names)) for name in hung]
    return tuple(dict.fromkeys(masked)) or made.attachments


def _links(thread: Thread, made: Disclosure) -> tuple[str, ...]:
    own = (canonical(thread.url),) if thread.url else ()
    return tuple(dict.fromkeys((*own, *made.links)))


def _received(thread: Thread, made: Disclosure) -> PartialDate:
    """The day of the request; as a letter of the authority says where it has none."""
    for turn in thread.turns:
        if turn.kind is MessageKind.REQUEST and turn.sent.value:
            return turn.sent
    letters = (turn.text for turn in thread.turns if turn.side is Side.AUTHORITY)
    said = (_said_received(text) for text in letters)
    return next((day for day in said if day.value), made.received)


def _said_received(text: str) -> PartialDate:
    """When a letter of the authority says that the request came."""
    whole = _RAISED.sub(r"\1", " ".join(text.split()))
    if match := _RECEIVED_BY.search(whole):
        found = dates.parse(match["day"], "text")
        if found.value:
            return found
    return dates.received(whole)


def _last(thread: Thread, kind: MessageKind) -> PartialDate | None:
    """The day of the last message of a kind; ``None`` where there is none with a day."""
    days = [turn.sent for turn in thread.turns if turn.kind is kind and turn.sent.value]
    return days[-1] if days else None
