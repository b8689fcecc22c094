"""Ready-made records: rows whose columns are those of ``docs/importing.md``, held to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from foisearch import law, record
from foisearch.authorities import Authority
from foisearch.disclosure import (
    UNKNOWN_DATE,
    Citation,
    Disclosure,
    Outcome,
    PartialDate,
    SplitConfidence,
    Status,
)
from foisearch.errors import RecordError
from foisearch.intake import dates
from foisearch.intake.assembling.assemble import assemble
from foisearch.intake.assembling.unlisted import LONGEST_NAME, under_published_name
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line
from foisearch.intake.rows.columns import COLUMNS
from foisearch.intake.rows.endings import ending
from foisearch.intake.rows.entry import Origin, lines_at
from foisearch.intake.rows.remarks import SAYS_NOTHING, Remarks, id_by_words
from foisearch.text import collapse_space, strip_controls, truncate

READER = "ready-made"


def ready_made_record(
    number: int, row: Mapping[str, Any], origin: Origin, odd: str = ""
) -> Disclosure:
    """The record of one row, whose keys are columns of ready-made records.

    A value that its field cannot take (a body that nobody knows, a date that is none) does not
    cost the row: its words are kept, it is said, and the field is doubted.

    Args:
        number: the line of the row.
        row: its values by column; words under an empty name are kept.
        origin: the file.
        odd: why its values may not be parted as they were meant, empty for nothing.

    Raises:
        RecordError: a value is no text, or all are empty.
    """
    text = {name: _text(row, name) for name in ("", *COLUMNS) if name != "exemptions"}
    exemptions = row.get("exemptions")
    if any(isinstance(e, (dict, list, bool)) for e in _each(exemptions)):
        raise RecordError("exemptions are not text", "write them as a list of strings")
    if not any(text.values()) and not exemptions:
        raise RecordError("it has neither request nor response")
    return _ReadyMade(number, text, exemptions, origin, odd).record()


class _ReadyMade:
    """Reads the values of one row."""

    def __init__(
        self, number: int, text: Mapping[str, str], exemptions: Any, origin: Origin, odd: str
    ) -> None:
        self._number = number
        self._value = text
        self._exemptions = exemptions
        self._origin = origin
        self._remarks = Remarks()
        self._parted = not odd
        if odd:
            self._remarks.say(odd, "split")

    def record(self) -> Disclosure:
        value, origin, remarks = self._value, self._origin, self._remarks
        if not value["ref"]:
            remarks.say("it has no reference", "ref")
        received, responded = self._date("received"), self._date("responded")
        published = self._published()
        authority, unlisted = self._authority()
        outcome, stated = self._outcome()
        cited = self._cited()
        if value[""]:
            remarks.keep("", value[""])
        made = assemble(self._draft(), origin.context(READER, authority, published))
        made = under_published_name(made, unlisted, origin.authorities)
        if not (made.request or made.response):
            remarks.say(SAYS_NOTHING)
        named = (made.authority, origin.file, (value["received"], made.request, made.response))
        return replace(
            made,
            id=made.id if value["ref"] else id_by_words(*named),
            received=received,
            responded=responded,
            outcome=outcome if stated else made.outcome,
            citations=_with_given(made.citations, cited, made.regime),
            links=tuple(dict.fromkeys([*([value["url"]] if value["url"] else []), *made.links])),
            warnings=(*remarks.warnings, *made.warnings),
            doubts=tuple(dict.fromkeys((*made.doubts, *remarks.doubts))),
        )

    def _draft(self) -> Draft:
        value, number = self._value, self._number
        topic = collapse_space(value["topic"])
        asked = value["request"] or ("" if value["response"] else topic)
        return Draft(
            ref=collapse_space(value["ref"]),
            topic=topic or None,
            lines=(Line(number, ""),),
            request=lines_at(number, asked),
            response=lines_at(number, value["response"]),
            body=lines_at(number, "\n".join(self._remarks.kept)),
            confidence=SplitConfidence.HIGH if self._parted else SplitConfidence.LOW,
        )

    def _not_taken(self, name: str, words: str, why: str) -> None:
        """A value that its field cannot take."""
        self._remarks.keep(name.capitalize(), words)
        self._remarks.say(f"{name} “{truncate(collapse_space(words), 60)}” {why}")

    def _date(self, name: str) -> PartialDate:
        words = self._value[name]
        found = dates.parse(words, "record") if words else UNKNOWN_DATE
        if words and not found.value:
            self._not_taken(name, words, "is not a date: write it as 2024-07-03")
        return found

    def _published(self) -> PartialDate:
        given, own = self._origin.options.published, self._date("published")
        return given if given.value else own

    def _authority(self) -> tuple[Authority | None, str]:
        """Who answers, and the name under which it is published where nobody knows that body."""
        origin, said = self._origin, collapse_space(self._value["authority"])
        named = origin.authorities.resolve(said) if said else None
        if origin.options.authority:
            given = origin.authorities.get(origin.options.authority)
            if said and named != given:
                self._remarks.keep("Authority", said)
            return given, ""
        if named is None and len(said) > LONGEST_NAME:
            self._remarks.keep("Authority", said)
        return named, said if named is None and len(said) <= LONGEST_NAME else ""

    def _outcome(self) -> tuple[Outcome, bool]:
        """The outcome, and whether the row states it."""
        words = self._value["outcome"]
        found = ending(words) if words else None
        if words and found is None:
            self._not_taken("outcome", words, f"is not known: one of {', '.join(Outcome)}")
        closed = found is Outcome.UNKNOWN and words.lower() != found
        return (Outcome.UNKNOWN, False) if found is None or closed else (found, True)

    def _cited(self) -> list[tuple[str, law.ProvisionForm]]:
        """The provisions that the row names beside its texts, as it names them."""
        given = self._exemptions
        names = given if isinstance(given, list) else str(given or "").split(";")
        found = []
        for name in filter(None, (strip_controls(str(n)).strip() for n in names)):
            form = law.parse_provision(name)
            if form is None:
                why = "is not a provision: write it as foia:40(2)"
                self._not_taken("exemptions", name, why)
            else:
                found.append((name, form))
        return found


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def own_record(row: Mapping[str, Any]) -> Disclosure:
    """A record that foisearch itself has written.

    Raises:
        RecordError: it says that it is one, and is not.
    """
    try:
        return record.from_json(_cleaned(dict(row)))
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(
            f"says format_version but is not a whole record ({error})",
            "leave format_version out, or export the record again",
        ) from None


def _cleaned(value: Any) -> Any:
    """A JSON value whose texts hold no control characters."""
    if isinstance(value, str):
        return strip_controls(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    return value


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, (dict, list, bool)):
        raise RecordError(f"{name} is not text", f"write {name} as a string")
    return strip_controls(str(value).replace("\r\n", "\n")).strip()


def _with_given(
    read: tuple[Citation, ...], given: Sequence[tuple[str, law.ProvisionForm]], regime: str
) -> tuple[Citation, ...]:
    """The citations read in the text, and those that the record names and the text does not."""
    known = {c.key for c in read if c.status is Status.APPLIED}
    added = []
    for name, form in given:
        assumed = not (form.regime or regime)
        law_of = form.regime or regime or "foia"
        if f"{law_of}:{form.section}" not in known:
            cited = Citation(law_of, form.section, Status.APPLIED, name, 0, 0, assumed=assumed)
            added.append(cited)
    return (*read, *added)
