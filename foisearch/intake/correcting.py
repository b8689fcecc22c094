"""Corrections applied: to what a layout drew of a document, and to finished records.

Where the split lies is corrected in the *draft*, so that parts, citations and the outcome are read
anew from the text; everything else in the record.  What a correction no longer fits, and what a
reader says since, is said in the record's warnings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from foisearch.authorities import Authorities, Authority
from foisearch.containers.source import Source
from foisearch.disclosure import Disclosure, Kind, Outcome, SplitConfidence
from foisearch.intake import dates
from foisearch.intake.corrections import Correction
from foisearch.intake.draft import Draft
from foisearch.intake.splitting import Moved, moved, ranges_of, split_again
from foisearch.text import collapse_space, truncate

NOBODY = "the text does not tell who answers"
"""How the warning begins that is none any more once somebody has said it."""
LONGEST = 60
"""Characters of a value that a warning quotes."""
_LETTERS = re.compile(r"\w+")


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
        corrected = Corrected(Draft("", None, ()), record.kind, correction, problems=NO_LINES)
        if not correction.get("split") and not correction.get("request"):
            corrected = replace(corrected, problems=())
        return corrected.settled(record, self._authorities)

    def lost(self, documents: Collection[str]) -> tuple[str, ...]:
        """What to say, when all has been read, of corrections whose record did not come by.

        Args:
            documents: names of those whose corrections were dealt with when they were read.
        """
        return tuple(_not_there(c) for c in self._waiting if c.file not in documents)


NO_LINES = ("split: this reader gives the two apart",)


def correct(
    record: Disclosure,
    correction: Correction,
    authorities: Authorities,
    split: tuple[str, str] | None = None,
) -> Disclosure:
    """A record as a reader made it with everything corrected but its split, which is so already.

    Args:
        record: as it was read, or as it stands in the corpus.
        correction: what was said of it.
        authorities: the bodies that are known.
        split: where the reader says that the split lies, and where it lies; ``None`` where nobody
            has looked.
    """
    told: list[str] = []
    was, before = dict(correction.said), record
    for name, value in correction.fields:
        if name in ("split", "request"):
            now, lies = split or (was.get(name, ""), "")
            told.append(_since(name, lies, was.get(name, ""), now))
            record = replace(record, doubts=_without(record.doubts, "split"))
            continue
        told.append(_since(name, value, was.get(name, ""), value_of(before, name)))
        record = _with(record, name, value, authorities)
        record = replace(record, doubts=_without(record.doubts, name))
    if told:
        changed = (
            "; the source has changed since"
            if correction.sha256 != before.provenance.sha256
            else ""
        )
        said = f"corrected by hand on {correction.made}: {', '.join(told)}{changed}"
        record = replace(record, warnings=(*record.warnings, said))
    return _accepted(record, correction) if correction.accepted else record


def _since(name: str, value: str, was: str, now: str) -> str:
    """A field that was corrected, and what the reader says of it since."""
    if now == was:
        return name
    if now == value:
        return f"{name} (the reader now says the same)"
    return f"{name} (the reader said {_quoted(was)} then and says {_quoted(now)} now)"


def _quoted(text: str) -> str:
    return f"“{truncate(collapse_space(text), LONGEST)}”" if text else "nothing"


def _accepted(record: Disclosure, correction: Correction) -> Disclosure:
    """The record without doubts, unless it says something else than what was accepted."""
    if correction.content and content(record) != correction.content:
        said = f"it was accepted on {correction.made} and reads otherwise now: review it again"
        doubts = record.doubts or ("split",)
        return replace(record, warnings=(*record.warnings, said), doubts=doubts)
    low = record.split_confidence is SplitConfidence.LOW
    confidence = SplitConfidence.HIGH if low else record.split_confidence
    return replace(record, doubts=(), split_confidence=confidence)


def value_of(record: Disclosure, name: str) -> str:
    """A field that can be corrected, as text; empty for nothing."""
    if name == "authority":
        return "" if record.authority == "unknown" else record.authority
    value = getattr(record, name)
    return "" if value is None else str(value)


def content(record: Disclosure) -> str:
    """A digest of what a person accepts: whose record it is, when, and its texts, but for spaces
    and marks."""
    fields = [value_of(record, name) for name in ("kind", "ref", "topic", "authority", "published")]
    texts = [" ".join(_LETTERS.findall(t)) for t in (record.request, record.response, record.body)]
    return blake2b("\0".join(fields + texts).encode(), digest_size=8).hexdigest()


def _without(doubts: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(doubt for doubt in doubts if doubt != name)


def _with(record: Disclosure, name: str, value: str, authorities: Authorities) -> Disclosure:
    """The record with one field corrected."""
    match name:
        case "published":
            return replace(record, published=dates.parse(value, "review"))
        case "received":
            return replace(record, received=dates.parse(value, "review"))
        case "responded":
            return replace(record, responded=dates.parse(value, "review"))
        case "outcome":
            return replace(record, outcome=Outcome(value))
        case "topic":
            others = [m for m in record.forces if m.field != "topic"]
            named = authorities.mentions(value, "topic", (record.authority,))
            return replace(record, topic=value or None, forces=(*named, *others))
        case "ref":
            id_ = f"{record.authority}/{value.replace(' ', '_')}"
            return replace(record, ref=value, id=id_)
        case "authority":
            return _answered_by(record, value, authorities)
        case "kind" if value == Kind.PUBLICATION and record.kind is Kind.DISCLOSURE:
            return as_publication(record, authorities)
    return record


def _answered_by(record: Disclosure, slug: str, authorities: Authorities) -> Disclosure:
    body = authorities.get(slug)
    if body is None:
        said = f"no body has the id {slug} any more: who answers was not corrected"
        return replace(record, warnings=(*record.warnings, said))
    tail = record.id.partition("/")[2] or record.id
    return replace(
        record,
        warnings=tuple(w for w in record.warnings if not w.startswith(NOBODY)),
        id=f"{body.id}/{tail}",
        authority=body.id,
        authority_name=body.name,
        regime=body.regime,
    )


def as_publication(record: Disclosure, authorities: Authorities) -> Disclosure:
    """A record that is no disclosure: its texts as one, nothing told apart in it."""
    texts = (record.topic or "", record.request, record.response, record.body)
    body = "\n\n".join(text for text in texts if text)
    tail = record.id.partition("/")[2] or record.id
    return replace(
        record,
        id=f"{record.authority}/publication:{tail}",
        kind=Kind.PUBLICATION,
        ref="",
        topic=None,
        request="",
        response="",
        body=body,
        parts=(),
        loose_answers=(),
        citations=(),
        forces=authorities.mentions(body, "body", (record.authority,)),
        outcome=Outcome.UNKNOWN,
        split_confidence=SplitConfidence.NONE,
    )


def restored(record: Disclosure, correction: Correction, authorities: Authorities) -> Disclosure:
    """The record as it was before it was corrected, as far as that is known without its source."""
    for name, value in correction.said:
        if name not in ("split", "request", "kind"):
            record = _with(record, name, value, authorities)
    warnings = tuple(w for w in record.warnings if not w.startswith(_OURS))
    return replace(record, warnings=warnings)


_OURS = ("corrected by hand on ", "correction of ", "it was accepted on ")
