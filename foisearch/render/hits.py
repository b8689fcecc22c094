"""Search results as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foisearch.disclosure import Disclosure, Kind, Outcome
from foisearch.render.answers import Found
from foisearch.render.explaining import reading_lines, score_lines
from foisearch.render.facets import asked_for, facet_table, overview_lines
from foisearch.render.layout import BLANK, Block, Line, Span, joined, line
from foisearch.render.words import OUTCOMES as OUTCOME_WORDS
from foisearch.render.words import (
    body_words,
    count_words,
    milliseconds,
    provision_words,
    published_words,
)
from foisearch.search import Hit
from foisearch.snippet import Snippet
from foisearch.text import collapse_space, truncate

OPENING_WORDS = 70
FIELD_COLUMN = 10
MOST_ALIKE = 8
_SPACE = re.compile(r"\s+")


def found_blocks(found: Found) -> Iterator[Block]:
    """Every hit, then the summary line and the notes."""
    if found.result.reading is not None:
        yield from reading_lines(found.result.reading)
        yield BLANK
    yield from hit_blocks(found.result.hits)
    yield summary_line(found)
    yield from overview_lines(found.result)
    for note in found.result.notes:
        yield line(Span("note: ", "note"), note, hang=6)
    for facet in asked_for(found.result):
        if facet.counts:
            yield BLANK
            yield facet_table(facet, found.result.request.filters)


def hit_blocks(hits: tuple[Hit, ...]) -> Iterator[Block]:
    """Every hit, each with an empty line behind it."""
    margin = len(str(hits[-1].rank)) + 2 if hits else 0
    for hit in hits:
        yield from _hit(hit, margin)
        yield BLANK


def summary_line(found: Found) -> Line:
    """``7 disclosures · 1–7 shown · 12 ms``."""
    result = found.result
    if not result.total:
        return line(*joined(["nothing found", Span(milliseconds(found.took_ms), "dim")]))
    first, last = result.request.offset + 1, result.next_offset
    shown = f"{first}–{last} shown" if result.hits else "none shown"
    if under := sum(len(hit.alike) for hit in result.hits):
        shown += f", {under:,} of them under others"
    total = count_words(result.total, _noun(result.hits))
    return line(*joined([Span(total, "bold"), shown, Span(milliseconds(found.took_ms), "dim")]))


def _noun(hits: tuple[Hit, ...]) -> str:
    """What the hits are called: records, as soon as one of them is no disclosure."""
    all_disclosures = all(hit.disclosure.kind is Kind.DISCLOSURE for hit in hits)
    return "disclosure" if all_disclosures else "record"


def _hit(hit: Hit, margin: int) -> Iterator[Block]:
    d = hit.disclosure
    rank = Span(f"{hit.rank:>{margin - 2}}  ", "rank")
    repeats = [snippet for snippet in hit.snippets if _is_topic(snippet, d)]
    title = list(_marked(repeats[0], "topic")) if repeats else [title_span(d)]
    yield line(rank, Span(d.ref or d.id, "ref"), "  ", *title, hang=margin)
    facts = _facts(d)
    if hit.found_by == ("meaning",):
        facts.append(Span("found by meaning", "kind"))
    yield line(*joined(facts), indent=margin)
    relied_on = d.applied()
    if relied_on:
        names = joined([provision_words(key) for key in relied_on], "; ")
        yield line(Span("relied on ", "dim"), *names, indent=margin, hang=margin + FIELD_COLUMN)
    for snippet in hit.snippets:
        if snippet in repeats:
            continue
        yield line(*_snippet(snippet), indent=margin, hang=margin + FIELD_COLUMN)
    if hit.alike:
        yield line(*_alike(hit.alike), indent=margin, hang=margin + FIELD_COLUMN)
    yield from score_lines(hit, margin)


def _alike(ids: tuple[str, ...]) -> Iterator[Span]:
    """``+3 near-identical: …``: what stands under a hit."""
    more = f" and {len(ids) - MOST_ALIKE:,} more" if len(ids) > MOST_ALIKE else ""
    yield Span(f"+{len(ids):,} near-identical: ", "kind")
    yield Span(", ".join(ids[:MOST_ALIKE]) + more)


def title_span(d: Disclosure) -> Span:
    """The published topic; without one the first words of the text, marked as such."""
    if d.topic:
        return Span(collapse_space(d.topic), "topic")
    openings = (("request", d.request), ("text", d.body), ("response", d.response))
    what, text = next(((what, text) for what, text in openings if text), ("", ""))
    if not text:
        return Span("(no topic)", "dim")
    return Span(f"(no topic; {what} begins) {truncate(collapse_space(text), OPENING_WORDS)}", "dim")


def _facts(d: Disclosure) -> list[str | Span]:
    facts: list[str | Span] = [body_words(d), published_words(d)]
    if d.kind is Kind.PUBLICATION:
        return [*facts, Span("publication", "kind")]
    return [*facts, outcome_span(d.outcome)]


def outcome_span(outcome: Outcome) -> Span:
    """The outcome in words, coloured by what it means to the person who asked."""
    if outcome in {Outcome.FULL, Outcome.PART, Outcome.PUBLISHED}:
        return Span(OUTCOME_WORDS[outcome], "good")
    if outcome in {Outcome.UNKNOWN, Outcome.PENDING}:
        return Span(OUTCOME_WORDS[outcome], "dim")
    return Span(OUTCOME_WORDS[outcome], "refused")


def _snippet(snippet: Snippet) -> Iterator[Span]:
    yield Span(f"{snippet.field:<{FIELD_COLUMN - 1}} ", "dim")
    if snippet.part:
        yield Span(f"{snippet.part} ", "dim")
    if snippet.cut_before:
        yield Span("…", "dim")
    yield from _marked(snippet)
    if snippet.cut_after:
        yield Span("…", "dim")


def _marked(snippet: Snippet, role: str = "") -> Iterator[Span]:
    """The text of a snippet with its matches marked."""
    position = 0
    for start, end in snippet.highlights:
        yield Span(_SPACE.sub(" ", snippet.text[position:start]), role)
        yield Span(_SPACE.sub(" ", snippet.text[start:end]), "match")
        position = end
    yield Span(_SPACE.sub(" ", snippet.text[position:]), role)


def _is_topic(snippet: Snippet, d: Disclosure) -> bool:
    """Whether a snippet is the whole topic, which stands in the first line already."""
    return snippet.field == "topic" and snippet.text.split() == (d.topic or "").split()
