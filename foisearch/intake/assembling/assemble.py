"""A layout's draft into the finished record: parts, citations, bodies, outcome, dates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePath

from foisearch import law
from foisearch.authorities import Authorities, Authority
from foisearch.disclosure import (
    Disclosure,
    Kind,
    Mention,
    Part,
    PartialDate,
    Provenance,
    SplitConfidence,
    Withheld,
)
from foisearch.intake import dates
from foisearch.intake.assembling.attribution import UNKNOWN
from foisearch.intake.assembling.cited import Cited
from foisearch.intake.assembling.personal import lines_without_personal, without_personal
from foisearch.intake.assembling.unlisted import UNTOLD
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line, join, span
from foisearch.intake.paragraphs import Paragraph, is_prose, paragraphs, render
from foisearch.intake.parts.alignment import MOST_TO_COMPARE, Alignment
from foisearch.intake.parts.answers import align
from foisearch.intake.parts.endings import REFUSED_AS_ONE, read_part, read_parts, whole_outcome
from foisearch.intake.parts.interleaved import interleaved, shared
from foisearch.intake.parts.questions import read_questions
from foisearch.intake.prepare.mending import attachment_names, links_in
from foisearch.privacy import is_personal_link
from foisearch.text import collapse_space, slugify

_ATTACHED = re.compile(
    r"\b(?:please (?:find|see) (?:the )?attached|(?:is|are) attached|"
    r"attached (?:below|document|is|are)|we attach|i attach|(?:see|in) the attach(?:ed|ment))\b",
    re.I,
)
_TABLE_LOST = re.compile(
    r"(?:as follows|(?:in the )?(?:table|figures?|data) below|set out below)\s*:$", re.I
)
UNNAMED_ATTACHMENT = "(attached; its name is not given)"


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the whole document when its records are assembled.

    ``requesters`` are names known from elsewhere, as from the header of a mail; they serve to keep
    personal data out of the records, unless these are to be kept (``keep_personal``).  ``pages``
    holds the line at which each page begins, ``doubts`` what is unsure of every record.
    """

    file: str
    sha256: str
    reader: str
    reader_version: int
    width: int
    authority: Authority | None
    published: PartialDate
    authorities: Authorities
    hidden_links: tuple[tuple[int, str], ...] = ()
    requesters: tuple[str, ...] = ()
    keep_personal: bool = False
    pages: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The id of the body that answers, ``unknown`` where that is not known."""
        return self.authority.id if self.authority else UNKNOWN

    @property
    def authority_name(self) -> str:
        """Its name, empty where it is not known."""
        return self.authority.name if self.authority else ""

    @property
    def regime(self) -> str:
        """The law that it answers under, empty where that is not known."""
        return self.authority.regime if self.authority else ""


def assemble(draft: Draft, context: Context) -> Disclosure:
    """The record of one draft, without the personal data of whoever asked."""
    withheld: tuple[Withheld, ...] = ()
    if not context.keep_personal:
        draft, withheld = without_personal(draft, context.requesters)
    asked = paragraphs(draft.request, context.width)
    replied = paragraphs(draft.response, context.width)
    whole = paragraphs(draft.body, context.width)
    alignment = _align(asked, replied, draft.confidence)
    request, response, body = render(asked), render(replied), render(whole)
    regime = context.regime or law.regime_spoken_of(f"{response}\n{body}")
    cited = Cited(regime, request, response or body, _asked_again(alignment))
    parts = read_parts(alignment, response, regime)
    loose = tuple(read_part(a, regime) for a in alignment.loose)
    text = response or body
    return Disclosure(
        id=_id(draft, context),
        kind=Kind.DISCLOSURE,
        authority=context.slug,
        authority_name=context.authority_name,
        regime=regime,
        ref=draft.ref,
        topic=draft.topic,
        request=request,
        response=response,
        body=body,
        parts=parts,
        loose_answers=loose,
        citations=cited.all(),
        forces=_mentions(draft, request, response, body, context),
        outcome=whole_outcome(response, alignment, parts, loose, cited.response),
        received=draft.received if draft.received.value else dates.received(text),
        responded=draft.responded if draft.responded.value else dates.responded(text),
        published=_published(draft, context),
        attachments=_attachments(join(draft.response) or body),
        links=_links("\n".join((request, response, body)), draft.lines, context),
        provenance=provenance(draft.lines, context),
        warnings=_warnings(draft, alignment, replied, context),
        split_confidence=draft.confidence,
        doubts=_doubts(draft, alignment, parts, context),
        withheld=withheld,
    )


def _id(draft: Draft, context: Context) -> str:
    """``authority/ref``; where no reference was found, the file's name stands for it."""
    name = collapse_space(draft.ref).replace(" ", "_")
    stem = PurePath(context.file.rpartition("!")[2]).stem
    return f"{context.slug}/{name or 'file:' + (slugify(stem) or 'document')}"


def publication(
    lines: Sequence[Line], context: Context, name: str, warnings: tuple[str, ...]
) -> Disclosure:
    """The record of a document that holds no disclosure."""
    withheld: tuple[Withheld, ...] = ()
    if not context.keep_personal:
        lines, withheld = lines_without_personal(lines, context.requesters)
    body = render(paragraphs(lines, context.width))
    return Disclosure(
        id=f"{context.slug}/publication:{name}",
        kind=Kind.PUBLICATION,
        authority=context.slug,
        authority_name=context.authority_name,
        regime=context.regime,
        ref="",
        topic=None,
        request="",
        response="",
        body=body,
        forces=context.authorities.mentions(body, "body", (context.slug,)),
        published=context.published,
        links=_links(body, lines, context),
        provenance=provenance(lines, context),
        warnings=warnings,
        split_confidence=SplitConfidence.NONE,
        doubts=context.doubts,
        withheld=withheld,
    )


def provenance(lines: Sequence[Line], context: Context) -> Provenance:
    """Where the lines stood."""
    first, last = span(lines)
    return Provenance(
        context.file,
        context.sha256,
        first,
        last,
        context.reader,
        context.reader_version,
        page=bisect_right(context.pages, first) if first else 0,
    )


def _align(
    asked: Sequence[Paragraph], replied: Sequence[Paragraph], confidence: SplitConfidence
) -> Alignment:
    """Parts with answers."""
    if confidence is SplitConfidence.NONE:
        return Alignment(())
    questions = read_questions(asked)
    # A request in one piece may be a summary of questions that the response then quotes.
    if len(questions) <= 1 and (found := interleaved(replied)):
        before, inside = found
        return Alignment(tuple(inside), preamble=render(before), problem=shared(inside))
    return align(questions, replied)


def _asked_again(alignment: Alignment) -> list[str]:
    """The questions, which a response may repeat: what they cite is asked about there too."""
    if len(alignment.answered) > MOST_TO_COMPARE:
        return []
    return [a.question.text for a in alignment.answered]


def _mentions(
    draft: Draft, request: str, response: str, body: str, context: Context
) -> tuple[Mention, ...]:
    known = (context.authority.id,) if context.authority else ()
    fields = (
        ("topic", draft.topic or ""),
        ("request", request),
        ("response", response),
        ("body", body),
    )
    return tuple(
        mention
        for name, text in fields
        for mention in context.authorities.mentions(text, name, known)
    )


def _links(text: str, lines: Sequence[Line], context: Context) -> tuple[str, ...]:
    """Addresses in the text, and those that stood behind words of these lines."""
    first, last = span(lines)
    hidden = [link for number, link in context.hidden_links if first <= number <= last]
    if not context.keep_personal:
        hidden = [link for link in hidden if not is_personal_link(link)]
    return tuple(dict.fromkeys([*hidden, *links_in(text)]))


def _attachments(response: str) -> tuple[str, ...]:
    names = attachment_names(response)
    if not names and "attach" in response.lower() and _ATTACHED.search(response):
        return (UNNAMED_ATTACHMENT,)
    return names


def _published(draft: Draft, context: Context) -> PartialDate:
    """What the disclosure says of itself, unless a person said otherwise."""
    given = context.published.source == "option"
    return draft.published if draft.published.value and not given else context.published


def _doubts(
    draft: Draft, alignment: Alignment, parts: Sequence[Part], context: Context
) -> tuple[str, ...]:
    """The names of the fields that the reader is not sure of, each once.

    Where the whole request was refused as one, there are no answers to be told apart.
    """
    as_one = bool(parts) and all(not p.answer and p.outcome in REFUSED_AS_ONE for p in parts)
    unsure = (
        ("split", draft.confidence is not SplitConfidence.HIGH),
        ("parts", bool(alignment.problem) and not as_one),
        ("authority", context.authority is None),
    )
    found = (name for name, doubted in unsure if doubted)
    return tuple(dict.fromkeys((*draft.doubts, *found, *context.doubts)))


def _warnings(
    draft: Draft, alignment: Alignment, replied: Sequence[Paragraph], context: Context
) -> tuple[str, ...]:
    found = [*draft.warnings]
    if alignment.problem:
        found.append(alignment.problem)
    for paragraph, following in zip_longest(replied, replied[1:]):
        empty = following is None or (not following.marker and is_prose(following.text))
        if empty and paragraph.raw.endswith(":") and _TABLE_LOST.search(paragraph.raw):
            ending = " ".join(paragraph.raw.split()[-6:])
            found.append(
                f"line {paragraph.last_line}: nothing follows “{ending}”: "
                "a table or figure seems to be missing"
            )
    if context.authority is None:
        found.append(UNTOLD)
    return tuple(found)
