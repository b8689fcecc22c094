"""A whole disclosure as a person reads it: each question beside its answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from foisearch.disclosure import Citation, Disclosure, Kind, Outcome, Part, SplitConfidence, Status
from foisearch.render.answers import Several, Shown
from foisearch.render.hits import outcome_span, title_span
from foisearch.render.layout import BLANK, Block, Span, joined, line
from foisearch.render.marking import Marks
from foisearch.render.words import (
    MESSAGES,
    STATUSES,
    body_words,
    date_words,
    lines_words,
    provision_words,
    published_words,
    withheld_words,
)
from foisearch.text import collapse_space

INDENT = 2
# Above this share of a text's letters standing in its parts, the text is not shown a second time.
COVERED = 0.95
_LETTERS = re.compile(r"\w", re.UNICODE)
NOTHING = Marks()


def shown_blocks(shown: Shown) -> Iterator[Block]:
    """Every disclosure with the name that was asked for."""
    if len(shown.disclosures) > 1:
        yield line(Span(f"{shown.name} is the reference of {len(shown.disclosures)}:", "bold"))
        for d in shown.disclosures:
            yield line(Span(d.id, "ref"), "  ", title_span(d), indent=INDENT, hang=INDENT * 2)
        yield BLANK
    yield from _one_by_one(shown.disclosures, shown.marks)


def several_blocks(several: Several) -> Iterator[Block]:
    """The disclosures of several names, each once."""
    yield from _one_by_one(several.disclosures)


def _one_by_one(disclosures: Iterable[Disclosure], marks: Marks = NOTHING) -> Iterator[Block]:
    """Disclosures in full, with a rule between them."""
    for number, disclosure in enumerate(disclosures):
        if number:
            yield BLANK
            yield line(Span("─" * 20, "dim"))
            yield BLANK
        yield from disclosure_blocks(disclosure, marks)


def disclosure_blocks(d: Disclosure, marks: Marks = NOTHING) -> Iterator[Block]:
    """One disclosure in full, with what was looked for marked in its texts."""
    title = marks.spans("topic", collapse_space(d.topic), "topic") if d.topic else [title_span(d)]
    yield line(Span(d.ref or d.id, "ref"), "  ", *title, hang=INDENT)
    yield line(*joined(_facts(d)))
    dates = [("received", d.received), ("answered", d.responded)]
    known = [f"{word} {date_words(when)}" for word, when in dates if when.value]
    if known:
        yield line(*joined(known))
    yield from _provisions(d.citations)
    yield from _forces(d)
    yield from _parts("Questions and answers", d.parts, marks)
    yield from _parts("Answers that fit no question", d.loose_answers, marks)
    asked = [text for p in d.parts for text in (p.lead, p.question)]
    if not _covered(d.request, asked):
        yield from _text("Request", marks.lines("request", d.request))
    if not _covered(d.response, [p.answer for p in (*d.parts, *d.loose_answers)]):
        yield from _text("Response", marks.lines("response", d.response))
    yield from _text(_body_title(d), marks.lines("body", d.body))
    yield from _correspondence(d, marks)
    yield from _list("Attachments", d.attachments)
    yield from _list("Links", d.links)
    yield from _provenance(d)


def _body_title(d: Disclosure) -> str:
    """What the text is that is neither request nor response."""
    if d.kind is Kind.PUBLICATION:
        return "Text"
    return (
        "Around them" if d.request or d.response else "Text (request and response not told apart)"
    )


def _facts(d: Disclosure) -> Iterator[str | Span]:
    yield body_words(d)
    yield d.regime.upper()
    yield published_words(d)
    yield Span("publication", "kind") if d.kind is Kind.PUBLICATION else outcome_span(d.outcome)


def _provisions(citations: Iterable[Citation]) -> Iterator[Block]:
    """The provisions by what was done with them, those relied on first."""
    words = STATUSES | {Status.APPLIED: "relied on"}
    of_law = [c for c in citations if c.key]
    for status in (Status.APPLIED, Status.NEGATED, Status.MENTIONED, Status.ASKED_ABOUT):
        keys = dict.fromkeys(c.key for c in of_law if c.status is status)
        if keys:
            label = Span(f"{words[status]} ", "dim")
            yield line(label, *joined(map(provision_words, keys), "; "), hang=INDENT)


def _forces(d: Disclosure) -> Iterator[Block]:
    names = dict.fromkeys(m.name for m in d.forces if m.authority != d.authority)
    if names:
        yield line(Span("bodies named ", "dim"), *joined(names, "; "), hang=INDENT)


def _parts(title: str, parts: tuple[Part, ...], marks: Marks) -> Iterator[Block]:
    if not parts:
        return
    yield BLANK
    yield line(Span(title, "heading"))
    column = INDENT + max(len(part.number) for part in parts) + 2
    lead = ""
    said: dict[str, str] = {}
    for part in parts:
        if part is not parts[0]:
            yield BLANK
        if part.lead and part.lead != lead:
            yield from _paragraphs(marks.lines("request", part.lead, "dim"), INDENT)
        lead = part.lead
        yield from _question(part, column, marks)
        yield from _answer(part, column, said.get(part.answer, ""), marks)
        said.setdefault(part.answer, part.number)


def _question(part: Part, column: int, marks: Marks) -> Iterator[Block]:
    """The number and the question; of an answer without one, the number alone."""
    number = Span(f"{part.number:<{column - INDENT}}", "ref")
    asked = list(marks.lines("request", part.question, "bold"))
    first, *others = asked or [(Span("(answer without a question)", "dim"),)]
    yield line(number, *first, indent=INDENT, hang=column)
    yield from _paragraphs(others, column)


def _answer(part: Part, column: int, same_as: str, marks: Marks) -> Iterator[Block]:
    """How the part ended and on what ground, then the answer; one that was just given is not
    given again.
    """
    if not part.answer and part.outcome is Outcome.UNKNOWN:
        yield line(Span("→ answer not told apart from the others", "dim"), indent=column)
        return
    relied_on = dict.fromkeys(c.key for c in part.citations if c.status is Status.APPLIED and c.key)
    facts: list[str | Span] = [outcome_span(part.outcome), *map(provision_words, relied_on)]
    if same_as and part.answer:
        facts.append(Span(f"answered as {same_as}", "dim"))
    yield line(Span("→ ", "dim"), *joined(facts), indent=column, hang=column + 2)
    if part.answer and not same_as:
        yield from _paragraphs(marks.lines("response", part.answer), column)


def _text(title: str, lines: Iterable[tuple[Span, ...]]) -> Iterator[Block]:
    said = list(lines)
    if not said:
        return
    yield BLANK
    yield line(Span(title, "heading"))
    yield from _paragraphs(said, INDENT)


def _paragraphs(lines: Iterable[tuple[Span, ...]], indent: int) -> Iterator[Block]:
    for spans in lines:
        yield line(*spans, indent=indent)


def _correspondence(d: Disclosure, marks: Marks) -> Iterator[Block]:
    """Who wrote when, and what; a text that stands above already is not given again."""
    if not d.messages:
        return
    yield BLANK
    yield line(Span("Correspondence", "heading"))
    for message in d.messages:
        attached = f"with {', '.join(message.attachments)}" if message.attachments else ""
        said: list[str | Span] = [
            date_words(message.sent),
            Span(MESSAGES[message.kind], "bold"),
            attached,
        ]
        yield line(*joined(said), indent=INDENT, hang=INDENT * 2)
        if not any(_covered(message.text, [text]) for text in (d.request, d.response, d.body)):
            yield from _paragraphs(marks.lines("", message.text, "dim"), INDENT * 2)


def _list(title: str, items: tuple[str, ...]) -> Iterator[Block]:
    if not items:
        return
    yield BLANK
    yield line(Span(title, "heading"))
    for item in items:
        yield line(item, indent=INDENT, hang=INDENT * 2)


def _provenance(d: Disclosure) -> Iterator[Block]:
    p = d.provenance
    yield BLANK
    if d.split_confidence is SplitConfidence.LOW:
        yield line(Span("note: ", "note"), "where the request ends was inferred", hang=INDENT)
    for warning in d.warnings:
        yield line(Span("warning: ", "warning"), warning, hang=INDENT)
    if d.doubts:
        doubted = f"{', '.join(d.doubts)}: foisearch review {d.ref or d.id}"
        yield line(Span("uncertain: ", "warning"), doubted, hang=INDENT)
    if d.withheld:
        counts = Counter[str]()
        for kept in d.withheld:
            counts[kept.kind] += kept.count
        yield line(Span("kept out: ", "note"), withheld_words(sorted(counts.items())), hang=INDENT)
    place = lines_words(p.first_line, p.last_line) if p.first_line else ""
    page = f"page {p.page}" if p.page else ""
    yield line(Span("source ", "dim"), *joined([p.file, place, page]), hang=INDENT)
    reader = f"{p.reader} reader, version {p.reader_version}"
    yield line(*joined([Span(f"{d.id}", "dim"), Span(reader, "dim"), Span(p.sha256[:12], "dim")]))


def _covered(text: str, pieces: list[str]) -> bool:
    """Whether (nearly) all letters of the text stand in the pieces, wherever lines break there."""
    whole = "".join(_LETTERS.findall(text))
    held = bytearray(len(whole))
    for piece in dict.fromkeys(pieces):
        letters = "".join(_LETTERS.findall(piece))
        at = whole.find(letters)
        if letters and at >= 0:
            held[at : at + len(letters)] = b"\1" * len(letters)
    return sum(held) >= COVERED * len(whole)
