"""Fields of a finished record set to what a person said, and what its reader says of them since."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import blake2b

from foisearch.authorities import Authorities
from foisearch.disclosure import Disclosure, Kind, Outcome, SplitConfidence
from foisearch.intake import dates
from foisearch.intake.assembling.unlisted import says_nobody_answers
from foisearch.intake.corrections.kept import Correction
from foisearch.text import collapse_space, truncate

LONGEST = 60
"""Characters of a value that a warning quotes."""
_LETTERS = re.compile(r"\w+")


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
        warnings=tuple(w for w in record.warnings if not says_nobody_answers(w)),
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
