"""Records to be reviewed: what is doubted of each, beside the lines that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foisearch.disclosure import Disclosure
from foisearch.intake.corrections import Correction
from foisearch.render.dry_run import source_lines
from foisearch.render.hits import title_span
from foisearch.render.layout import BLANK, Block, Span, joined, line
from foisearch.render.reports import near_path
from foisearch.render.trust import Beside, Doubted, Reviewed, SourceLine
from foisearch.render.words import body_words, count_words, date_words, lines_words
from foisearch.text import collapse_space, truncate

AROUND = 4
"""Lines that are shown on either side of a border."""
WHOLE = 40
"""Lines of a record that are shown all."""
_OF_A_MESSAGE = 4
"""Lines of a message that are shown."""
LONGEST = 200
"""Characters of a field that are shown."""
KEY = "Q request   A response   N neither   F another field   - in no field"


def doubted_blocks(doubted: Doubted) -> Iterator[Block]:
    """The records, the worst first, each with what is doubted."""
    if not doubted.records:
        yield line("nothing is uncertain")
        return
    for each in doubted.records:
        d = each.record
        yield line(Span(d.id, "ref"), "  ", title_span(d), hang=2)
        yield line(*joined([doubts_span(d), _place(d)]), indent=2, hang=4)
    shown = len(doubted.records)
    left = f"the first {shown:,} are shown" if shown < doubted.total else ""
    total = count_words(doubted.total, "record")
    yield line(*joined([Span(f"{total} to look at", "bold"), left, "foisearch review"]), hang=2)


def doubts_span(d: Disclosure) -> Span:
    """What is doubted of a record."""
    if not d.doubts:
        return Span("nothing is doubted", "dim")
    return Span(f"not sure of {', '.join(d.doubts)}", "warning")


def _place(d: Disclosure) -> str:
    p = d.provenance
    return ", ".join(filter(None, (near_path(p.file), lines_words(p.first_line, p.last_line))))


def reviewing_blocks(each: Beside, number: int, total: int, whole: bool = False) -> Iterator[Block]:
    """One record as it is put to a person.

    Args:
        each: the record beside its lines.
        number: which it is, from 1, of ``total``.
        total: how many there are.
        whole: whether all its lines are shown, and not those around the borders alone.
    """
    d = each.record
    yield BLANK
    yield line(Span(f"{number:,} of {total:,} ", "dim"), Span(d.id, "ref"), hang=2)
    yield line(*joined([doubts_span(d), _place(d)]), hang=2)
    for warning in d.warnings:
        yield line(Span("warning: ", "warning"), warning, hang=2)
    for name in ("ref", "topic", "authority", "published", "received", "responded", "outcome"):
        yield line(Span(f"{name:<10} ", "dim"), shown_value(d, name), hang=11)
    if not each.lines:
        yield from _without_lines(d, whole)
        return
    lines = each.lines if whole or len(each.lines) <= WHOLE else around_borders(each.lines)
    yield BLANK
    yield line(Span(KEY, "dim"))
    yield from source_lines(lines, marked=True)
    hidden = sum(bool(ln.text.strip()) for ln in each.lines if ln not in lines)
    if hidden > 0:
        yield _more(hidden)


def _without_lines(d: Disclosure, whole: bool) -> Iterator[Block]:
    """Request and response of a record whose lines are not at hand, or would say no more."""
    if d.messages:
        yield from _messages(d, whole)
        return
    said = "the file is gone, or gives request and response apart: no lines to move a split by"
    yield line(Span("note: ", "note"), said, hang=2)
    for name in ("request", "response"):
        texts = [text for text in getattr(d, name).split("\n") if text.strip()]
        shown = texts if whole or len(texts) <= WHOLE // 2 else texts[: WHOLE // 2]
        yield BLANK
        yield line(Span(name, "heading"))
        yield from (line(text, indent=2) for text in shown or ["none"])
        if hidden := len(texts) - len(shown):
            yield _more(hidden)


def _more(hidden: int) -> Block:
    return line(Span(f"{count_words(hidden, 'more line')}: l shows all", "dim"))


def _messages(d: Disclosure, whole: bool) -> Iterator[Block]:
    """The messages of a correspondence with their numbers, by which its split is told."""
    hidden = 0
    for number, message in enumerate(d.messages, 1):
        texts = [text for text in message.text.split("\n") if text.strip()]
        shown = texts if whole else texts[:_OF_A_MESSAGE]
        hidden += len(texts) - len(shown)
        wrote = "" if message.side == "unknown" else f"{message.side} wrote"
        told = joined([Span(str(message.kind), "bold"), wrote, date_words(message.sent)])
        yield BLANK
        yield line(Span(f"{number:>3} ", "ref"), *told, hang=4)
        yield from (line(text, indent=4) for text in shown or ["no text"])
    if hidden:
        yield _more(hidden)


def shown_value(d: Disclosure, name: str) -> str:
    """A field as it is shown to whoever is to say whether it is right."""
    if name == "authority":
        return body_words(d)
    value = getattr(d, name)
    if name in ("published", "received", "responded"):
        return date_words(value) or "not known"
    return truncate(collapse_space(str(value or "")), LONGEST) or "none"


def around_borders(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """The first and the last lines of each stretch that became the same, bullets alone apart."""
    said = [n for n, each in enumerate(lines) if any(map(str.isalnum, each.text))]
    kept: set[int] = set()
    for place, n in enumerate(said):
        before = lines[said[place - 1]].use if place else None
        after = lines[said[place + 1]].use if place + 1 < len(said) else None
        if lines[n].use not in (before, after) or before != after:
            kept.update(said[max(place - AROUND, 0) : place + AROUND + 1])
    return tuple(each for n, each in enumerate(lines) if n in kept)


def reviewed_blocks(reviewed: Reviewed) -> Iterator[Block]:
    """What was noted, and what the record is called now."""
    yield line(*joined([Span(reviewed.record.id, "ref"), *_noted(reviewed.correction)]), hang=2)
    for warning in reviewed.record.warnings:
        yield line(Span("warning: ", "warning"), warning, hang=2)


def _noted(correction: Correction) -> Iterator[str]:
    was = dict(correction.said)
    for name, value in correction.fields:
        before = f" (was {truncate(was[name], LONGEST)})" if was.get(name) else ""
        yield f"{name}: {value or 'none'}{before}"
    if correction.accepted:
        yield "accepted"
    if correction.empty:
        yield "what was said of it was taken back"
