"""Corrections applied to what was read: to the drafts of a document, and to records as they come.

Where the split lies is corrected in the *draft*, so that parts, citations and the outcome are read
anew from the text; everything else in the record, by ``fields``.  What a correction no longer
fits, and what a reader says since, is said in the warnings.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from foisearch.authorities import Authorities, Authority
from foisearch.containers.source import Source
from foisearch.disclosure import Disclosure, Kind, SplitConfidence
from foisearch.intake.corrections.fields import correct
from foisearch.intake.corrections.kept import Correction
from foisearch.intake.corrections.split import Moved, moved, ranges, ranges_of, split_again
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line
from foisearch.text import collapse_space


@dataclass(frozen=True, slots=True)
class Corrected:
    """A draft as it was corrected, and what is still to be done to its record.

    ``said`` is where the reader says that the split lies and ``lies`` where it does, both in the
    numbers that lines had when it was corrected; ``problems`` say why something was not applied.
    """

    draft: Draft
    kind: Kind = Kind.DISCLOSURE
    correction: Correction | None = None
    said: str = ""
    lies: str = ""
    problems: tuple[str, ...] = ()

    def answered_by(self, authorities: Authorities, found: Authority | None) -> Authority | None:
        """The body that answers: the one that a person named, else the one that was found."""
        named = self.correction.get("authority") if self.correction else None
        return authorities.get(named) or found if named else found

    def settled(self, record: Disclosure, authorities: Authorities) -> Disclosure:
        """The record with the rest of the correction applied."""
        if self.correction is None:
            return record
        found = correct(record, self.correction, authorities, (self.said, self.lies))
        if self.problems:
            warnings = tuple(
                f"correction of {self.correction.made} not applied: {problem}"
                for problem in self.problems
            )
            doubts = dict.fromkeys((*found.doubts, "split"))
            found = replace(found, warnings=(*found.warnings, *warnings), doubts=tuple(doubts))
        return found


def correct_drafts(
    drafts: Sequence[Draft], kind: Kind, source: Source, corrections: Sequence[Correction]
) -> tuple[tuple[Corrected, ...], tuple[str, ...]]:
    """The drafts of a document, those that were corrected with their correction.

    Args:
        drafts: as a layout drew them; of a publication the one that holds the whole document.
        kind: what their records are.
        source: the document.
        corrections: of this document and perhaps of others.

    Returns:
        All drafts in their order, and what to say of corrections whose record is not there.
    """
    about = [c for c in corrections if c.file == source.name]
    chosen: dict[int, Correction] = {}
    lost = []
    for correction in about:
        place = _place_of(correction, drafts, chosen)
        if place is None:
            lost.append(_not_there(correction))
        else:
            chosen[place] = correction
    return tuple(
        _corrected(draft, kind, source, chosen[place])
        if place in chosen
        else Corrected(draft, kind)
        for place, draft in enumerate(drafts)
    ), tuple(lost)


def _place_of(
    correction: Correction, drafts: Sequence[Draft], taken: dict[int, Correction]
) -> int | None:
    """Which of the drafts is corrected: by its reference, by its place, or because it is alone."""
    free = [n for n in range(len(drafts)) if n not in taken]
    named = [n for n in free if drafts[n].ref and correction.is_about(_id(drafts[n]))]
    if named:
        return min(named, key=lambda n: abs(_first(drafts[n]) - correction.first_line))
    if len(drafts) == 1 and free:
        return 0
    return next((n for n in free if _first(drafts[n]) == correction.first_line), None)


def _not_there(correction: Correction) -> str:
    return f"correction of {correction.made} not applied: {correction.id} is not there any more"


def _id(draft: Draft) -> str:
    """The draft's id without its body, which is not known yet."""
    return "/" + collapse_space(draft.ref).replace(" ", "_")


def _first(draft: Draft) -> int:
    return draft.lines[0].number if draft.lines else 0


def _corrected(draft: Draft, kind: Kind, source: Source, correction: Correction) -> Corrected:
    """A draft with its kind and its split as they were corrected."""
    wanted = correction.get("kind")
    if wanted == Kind.DISCLOSURE and kind is Kind.PUBLICATION:
        kind, ref = Kind.DISCLOSURE, correction.get("ref") or correction.id.rpartition(":")[2]
        draft = replace(draft, ref=ref, topic=correction.get("topic") or None)
    said = ranges_of(draft)
    split, request = correction.get("split"), correction.get("request")
    if not split and not request:
        return Corrected(draft, kind, correction, said)
    found = moved(source.text, draft.lines, dict(correction.anchors))
    if isinstance(found, Moved):
        said = ranges_of(draft, found.offset)
        again = split_again(draft, split or "", request or "", found)
        if again is not None:
            warnings = () if correction.accepted else draft.warnings
            again = replace(again, warnings=warnings, confidence=SplitConfidence.HIGH)
            return Corrected(again, kind, correction, said, ranges_of(again, found.offset))
        found = "nothing would be left of the request or of the response"
    return Corrected(draft, kind, correction, said, said, problems=(f"split: {found}",))


def corrected_record(
    record: Disclosure, correction: Correction, authorities: Authorities
) -> Disclosure:
    """A record that was made of rows or of letters, with what was corrected in it.

    The split of letters is drawn anew by their messages; rows give the two apart.
    """
    told = Corrected(Draft("", None, ()), record.kind, correction)
    split, request = correction.get("split"), correction.get("request")
    if not split and not request:
        return told.settled(record, authorities)
    if not record.messages:
        return replace(told, problems=NO_LINES).settled(record, authorities)
    from foisearch.intake.threads.told_apart import kinds_told, message_lines, told_apart

    said = kinds_told(record)
    span = (Line(1, ""), Line(len(record.messages), ""))
    found = moved(message_lines(record), span, dict(correction.anchors))
    if isinstance(found, Moved):
        asks = {found.of(n) for a, b in ranges(request or "1") for n in range(a, b + 1)}
        answers = found.of(int(split)) if split else 0
        again = told_apart(record, answers, asks if request else (), authorities)
        if again is not None:
            return replace(told, said=said, lies=kinds_told(again)).settled(again, authorities)
        found = "nothing would be left of the request or of the response"
    problem = f"split: {found.replace('line', 'message')}"
    told = replace(told, said=said, lies=said, problems=(problem,))
    return told.settled(record, authorities)


class Corrector:
    """Corrects records that were made of rows or of letters, as they come.

    Args:
        corrections: of the file, and of the files inside it.
        authorities: the bodies that are known.
    """

    def __init__(self, corrections: Sequence[Correction], authorities: Authorities) -> None:
        self._waiting = list(corrections)
        self._authorities = authorities

    def correct(self, record: Disclosure) -> Disclosure:
        """The record, with what was corrected in it."""
        place = record.provenance
        about = [c for c in self._waiting if c.file == place.file and c.is_about(record.id)]
        if not about:
            return record
        correction = min(about, key=lambda c: abs(c.first_line - place.first_line))
        self._waiting.remove(correction)
        return corrected_record(record, correction, self._authorities)

    def lost(self, documents: Collection[str]) -> tuple[str, ...]:
        """What to say, when all has been read, of corrections whose record did not come by.

        Args:
            documents: names of those whose corrections were dealt with when they were read.
        """
        return tuple(_not_there(c) for c in self._waiting if c.file not in documents)


NO_LINES = ("split: this reader gives the two apart",)
