"""A row of a publisher's log as a record; what no field can hold stands in its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from foisearch import law
from foisearch.authorities import Authority
from foisearch.disclosure import (
    UNKNOWN_DATE,
    Citation,
    Disclosure,
    Outcome,
    PartialDate,
    Precision,
    SplitConfidence,
    Status,
    Withheld,
)
from foisearch.intake import dates
from foisearch.intake.assembling.assemble import assemble
from foisearch.intake.assembling.unlisted import LONGEST_NAME, under_published_name
from foisearch.intake.draft import Draft
from foisearch.intake.rows.celldates import nothing, read_date, slashed
from foisearch.intake.rows.cells import addresses, without_markup
from foisearch.intake.rows.columns import REQUESTER
from foisearch.intake.rows.endings import ending
from foisearch.intake.rows.entry import Entry, Origin, lines_at, places
from foisearch.intake.rows.reading import Reading
from foisearch.intake.rows.remarks import Remarks, id_by_words
from foisearch.text import collapse_space, truncate

READER = "log"
_PIECES = re.compile(r"[;,&\n/]|\band\b")
_NO_EXEMPTION = re.compile(r"(?:no(?:ne)?|nil|n/?a|not applicable|no exemptions?.{0,20})\W*", re.I)
_A_YEAR = re.compile(r"\d{4}")


def log_record(entry: Entry, reading: Reading, origin: Origin) -> Disclosure:
    """The record of one row, or of the rows that go on with it."""
    return _Logged(entry, reading, origin).record()


class _Logged:
    """Reads the cells of one entry; what a field cannot hold is kept, what is odd is said."""

    def __init__(self, entry: Entry, reading: Reading, origin: Origin) -> None:
        self._entry = entry
        self._reading = reading
        self._origin = origin
        self._remarks = Remarks()
        self._links: list[str] = []
        self._unlisted = ""

    def record(self) -> Disclosure:
        entry, origin, remarks = self._entry, self._origin, self._remarks
        request, response = self._text("request"), self._text("response")
        topic = collapse_space(self._text("topic"))
        received, responded = self._date("received"), self._date("responded")
        published = self._published()
        authority = self._authority()
        ended = self._outcome()
        exemptions = self._words("exemptions")
        self._address()
        self._others()
        context = origin.context(READER, authority, published, entry.get(REQUESTER))
        draft = Draft(
            ref=self._ref(),
            topic=topic or None,
            lines=places(entry, origin),
            # Where no column holds the request, its heading is all that the log says of it.
            request=lines_at(entry.number, request or topic),
            response=lines_at(entry.number, response),
            body=lines_at(entry.number, "\n".join(remarks.kept)),
            confidence=self._confidence(),
        )
        made = under_published_name(assemble(draft, context), self._unlisted, origin.authorities)
        return replace(
            made,
            id=made.id if draft.ref else self._id(made.authority, request or topic, response),
            # Where there is no response, a letter's dates would be looked for in our own lines.
            received=received if received.value or not response else made.received,
            responded=responded if responded.value or not response else made.responded,
            outcome=_settled(ended, made.outcome, response),
            citations=self._cited(made, exemptions),
            links=tuple(dict.fromkeys((*self._links, *made.links))),
            warnings=(*remarks.warnings, *made.warnings),
            doubts=tuple(dict.fromkeys((*made.doubts, *remarks.doubts))),
            withheld=self._withheld(made.withheld),
        )

    def _text(self, name: str) -> str:
        text, links = without_markup(self._entry.get(name))
        self._links.extend(links)
        return text

    def _ref(self) -> str:
        ref = collapse_space(self._text("ref"))
        if not ref and self._reading.has("ref"):
            self._remarks.say("it has no reference", "ref")
        if "ref" in self._reading.unsure:
            self._remarks.doubts.append("ref")
        return ref

    def _id(self, authority: str, request: str, response: str) -> str:
        told = (self._entry.get("received"), request, response)
        return id_by_words(authority, self._origin.file, told)

    def _confidence(self) -> SplitConfidence:
        if self._entry.odd:
            self._remarks.say(self._entry.odd, "split")
            return SplitConfidence.LOW
        if {"request", "response"} & self._reading.unsure:
            said = "request and response were told apart by what stands in them"
            self._remarks.say(said, "split")
            return SplitConfidence.LOW
        return SplitConfidence.HIGH

    def _date(self, name: str) -> PartialDate:
        text = collapse_space(self._entry.get(name))
        if not text or nothing(text):
            return UNKNOWN_DATE
        if name in self._origin.months_first and slashed(text):
            self._keep(name, text)
            return UNKNOWN_DATE
        found = read_date(text)
        if not found.value:
            self._remarks.say(f"{name} “{truncate(text, 40)}” is not a date that is known")
            self._keep(name, text)
        elif found.precision is Precision.YEAR and not _A_YEAR.fullmatch(text):
            self._keep(name, text)
        elif text.replace(".", "", 1).isdecimal() and not _A_YEAR.fullmatch(text):
            said = f"{name}: a number was read as the day that a spreadsheet counts so"
            self._remarks.say(said)
        if name in self._reading.unsure:
            self._remarks.doubts.append(name)
        return found

    def _published(self) -> PartialDate:
        own = self._date("published")
        given = self._origin.options.published
        if given.value:
            return given
        return own if own.value else self._origin.published

    def _authority(self) -> Authority | None:
        origin, said = self._origin, collapse_space(self._entry.get("authority"))
        if origin.options.authority:
            if said:
                self._keep("authority", said)
            return origin.authorities.get(origin.options.authority)
        if not said or nothing(said):
            return origin.authority
        found = origin.authorities.resolve(said)
        if found is None and len(said) <= LONGEST_NAME:
            self._unlisted = said
        elif found is None:
            self._keep("authority", said)
        return found

    def _outcome(self) -> Outcome | None:
        """What the log says of the end; ``None`` where it says nothing that is known."""
        said = collapse_space(self._entry.get("outcome"))
        if not said:
            return None
        found = ending(said)
        if found is None:
            self._remarks.say(f"outcome “{truncate(said, 40)}” is not known")
        if said.lower() != found:
            self._keep("outcome", said)
        return None if found is Outcome.UNKNOWN else found

    def _words(self, name: str) -> str:
        """The words of a field that are kept as they stand, whatever is read in them."""
        words = self._text(name)
        if words and not nothing(words):
            self._keep(name, words)
        return words

    def _address(self) -> None:
        links, words = addresses(self._entry.get("url"))
        self._links.extend(links)
        if words:
            self._keep("url", words)

    def _others(self) -> None:
        for name, words in self._entry.others:
            text, links = without_markup(words)
            self._links.extend(links)
            if text:
                self._remarks.keep(name, text)

    def _keep(self, name: str, words: str) -> None:
        names = self._reading.names
        at = self._reading.fields.index(name) if name in self._reading.fields else -1
        label = collapse_space(names[at]) if at >= 0 else ""
        self._remarks.keep(label or name.capitalize(), words)

    def _cited(self, made: Disclosure, exemptions: str) -> tuple[Citation, ...]:
        """The citations of the texts, and those of the column of exemptions."""
        if not exemptions or _NO_EXEMPTION.fullmatch(exemptions.strip()):
            return made.citations
        known = {c.key for c in made.citations if c.status is Status.APPLIED}
        added = [c for c in provisions_in(exemptions, made.regime) if c.key not in known]
        return (*made.citations, *added)

    def _withheld(self, found: Sequence[Withheld]) -> tuple[Withheld, ...]:
        """What was kept out: also the column that says who asked."""
        if not self._entry.get(REQUESTER) or self._origin.options.keep_personal:
            return tuple(found)
        return (*found, Withheld("name", REQUESTER, 1))


def provisions_in(words: str, regime: str) -> list[Citation]:
    """The provisions that a cell of exemptions names: ``s40(2), s43``, ``31(1)(a); 40``."""
    read = law.read_citations(words, place="response", regime=regime or None)
    found = [replace(c, status=Status.APPLIED, start=0, end=0) for c in read if c.key]
    if found:
        return list({citation.key: citation for citation in found}.values())
    for piece in _PIECES.split(words):
        form = law.parse_provision(piece.strip().rstrip("."))
        if form is None:
            continue
        law_of = form.regime or regime or "foia"
        assumed = not (form.regime or regime)
        text = piece.strip()
        found.append(Citation(law_of, form.section, Status.APPLIED, text, 0, 0, assumed=assumed))
    return list({citation.key: citation for citation in found}.values())


def _settled(ended: Outcome | None, read: Outcome, response: str) -> Outcome:
    """The outcome that the log states, and where it states none the one that the response shows."""
    if ended is not None:
        return ended
    return read if response else Outcome.UNKNOWN


def published_by(file: str, titles: Sequence[str]) -> PartialDate:
    """When a log was published, by its file's name or by the titles above it."""
    by_name = dates.in_file_name(PurePath(file.rpartition("!")[2]).stem)
    if by_name.value:
        return by_name
    found = [d for title in titles if (d := dates.in_heading(title)).value]
    return found[0] if len({str(d) for d in found}) == 1 else UNKNOWN_DATE
