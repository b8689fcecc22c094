"""What an import would read: of one file the records, each field beside the lines that gave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foisearch.disclosure import Disclosure, Kind, PartialDate
from foisearch.render.answers import Imported
from foisearch.render.hits import outcome_span
from foisearch.render.layout import BLANK, Block, Line, Pair, Span, joined, line
from foisearch.render.reports import imported_blocks
from foisearch.render.trust import Beside, Considered, Place, SourceLine, Tried
from foisearch.render.words import body_words, date_words, lines_words, provision_words

NUMBER = 5
"""Columns of a line's number."""
LONG = 40
"""Lines of an unsplit text that are shown; the others are counted."""
_LABELS = {"ref": "reference", "responded": "answered", "authority": "body"}


def tried_blocks(tried: Tried) -> Iterator[Block]:
    """How each document of a single file was read, its records, then the report."""
    evidence = ""
    for each in tried.read:
        if isinstance(each, Considered):
            evidence = each.evidence
            yield from _considered(each)
        else:
            yield BLANK
            yield from beside_blocks(each, evidence)
    if tried.read:
        yield BLANK
    yield from imported_blocks(Imported(tried.report), tried=True)
    yield line(Span("nothing was written: ", "bold"), "this was a dry run", hang=2)


def _considered(each: Considered) -> Iterator[Block]:
    chosen: list[str | Span] = [Span(f"read by {each.reader}", "bold")]
    chosen.append(f"version {each.version}")
    if each.reader in each.scores:
        chosen.append(f"score {each.scores[each.reader]:.2f}")
    if each.furniture:
        chosen.append(f"{each.furniture:,} lines of furniture taken out")
    yield line(*joined(chosen), hang=2)
    others = [f"{n} {score:.2f}" for n, score in each.scores.items() if n != each.reader]
    if others:
        yield line(Span("also considered ", "dim"), *joined(others), hang=2)


def beside_blocks(each: Beside, evidence: str = "") -> Iterator[Block]:
    """One record: every field beside its lines, then what lines became no field."""
    d = each.record
    place = lines_words(d.provenance.first_line, d.provenance.last_line)
    page = f"page {d.provenance.page}" if d.provenance.page else ""
    kind = Span("publication", "kind") if d.kind is Kind.PUBLICATION else ""
    alone = "" if each.lines and not each.of_field("row") else f"read by {d.provenance.reader}"
    yield line(*joined([Span(d.id, "ref"), kind, place, page, alone]), hang=2)
    if row := each.of_field("row"):
        yield from source_lines(row)
    yield _field("ref", d.ref, each)
    yield _field("topic", d.topic or "", each)
    found = f" (by {evidence})" if evidence and d.authority_name else ""
    yield _field("authority", f"{body_words(d)}{found}", each)
    for name in ("published", "received", "responded"):
        yield _field(name, _date(getattr(d, name)), each)
    for name, text in (("request", d.request), ("response", d.response), ("body", d.body)):
        if text:
            yield from _text(name, text, each)
    yield from _parts(each)
    yield from _law(each)
    yield from uncertain_blocks(d)
    yield from _left_out(each)


def _field(name: str, value: str, each: Beside) -> Block:
    """A short field and the lines on which it stands."""
    label = Span(f"{_LABELS.get(name, name):<10} ", "dim")
    left = line(label, value or Span("not known", "dim"), hang=11)
    return Pair((left,), tuple(source_lines(each.of_field(name), paged=False)))


def _date(value: PartialDate) -> str:
    when = date_words(value)
    return f"{when} (by the {value.source})" if when and value.source else when


def _text(name: str, text: str, each: Beside) -> Iterator[Block]:
    """A long field under its name, beside its lines."""
    split = each.record.request or each.record.response
    title = name if name != "body" else "other text" if split else "text"
    left = [line(Span(title, "heading"))]
    left += [line(paragraph, indent=2) for paragraph in text.split("\n")]
    right = [line(Span("source", "heading")), *source_lines(each.of_field(name))]
    if name == "body":
        left, right = _shortened(left), _shortened(right)
    yield BLANK
    yield Pair(tuple(left), tuple(right) if len(right) > 1 else ())


def _shortened(lines: list[Line]) -> list[Line]:
    more = len(lines) - LONG
    return [*lines[:LONG], line(Span(f"… {more:,} more", "dim"))] if more > 0 else lines


def source_lines(
    lines: Iterable[SourceLine], marked: bool = False, paged: bool = True
) -> Iterator[Line]:
    """Lines of the source with their numbers.

    Args:
        lines: in their order.
        marked: whether each says what it became.
        paged: whether it is said where a page begins.
    """
    page = before = 0
    for each in lines:
        if not each.text.strip():
            continue
        if paged and each.page != page:
            page = each.page
            yield line(Span(f"{'':>{NUMBER}} page {page}", "dim"))
        if before and each.number > before + 1 and not marked:
            yield line(Span(f"{'⋮':>{NUMBER}}", "dim"))
        before = each.number
        mark = f"{_MARKS.get(each.use, 'F' if each.use else '-')} " if marked else ""
        head = Span(f"{each.number:>{NUMBER}} {mark}", "dim")
        yield line(head, " ".join(each.text.split()), hang=len(head.text))


_MARKS = {"request": "Q", "response": "A", "body": "N"}


def _parts(each: Beside) -> Iterator[Block]:
    """The questions with how each ended, and where both stand."""
    d = each.record
    if not d.parts:
        return
    yield BLANK
    yield line(Span("parts", "heading"))
    for part in d.parts:
        places = [
            f"{name} {_lines(place)}"
            for name in ("question", "answer")
            if (place := _place(each, f"parts.{part.number}.{name}"))
        ]
        told = outcome_span(part.outcome) if part.answer else Span("no answer told apart", "dim")
        number = Span(f"{part.number} ", "ref")
        yield line(number, *joined([told, ", ".join(places)]), indent=2, hang=4)


def _law(each: Beside) -> Iterator[Block]:
    """The outcome, and the provisions relied on with their lines."""
    d = each.record
    if d.kind is Kind.PUBLICATION:
        return
    yield line(Span(f"{'outcome':<10} ", "dim"), outcome_span(d.outcome), hang=11)
    cited = []
    for key in d.applied():
        place = _place(each, f"citations.{key}")
        cited.append(provision_words(key) + (f" ({_lines(place)})" if place else ""))
    if cited:
        yield line(Span(f"{'relied on':<10} ", "dim"), *joined(cited, "; "), hang=11)


def _place(each: Beside, field: str) -> Place | None:
    return next((place for place in each.places if place.field == field), None)


def _lines(place: Place) -> str:
    return lines_words(place.first_line, place.last_line)


def uncertain_blocks(d: Disclosure) -> Iterator[Block]:
    """What is doubted, what was kept out, what else was noticed."""
    if d.doubts:
        yield line(Span("not sure of: ", "warning"), ", ".join(d.doubts), hang=2)
    if d.kind is Kind.DISCLOSURE:
        yield line(Span(f"{'split':<10} ", "dim"), _SPLIT[str(d.split_confidence)], hang=11)
    for each in d.withheld:
        what = f"{each.count:,} {each.kind}{'' if each.count == 1 else 's'} in the {each.field}"
        yield line(Span("withheld: ", "note"), what, hang=2)
    for warning in d.warnings:
        yield line(Span("warning: ", "warning"), warning, hang=2)


_SPLIT = {"high": "sure", "low": "inferred: read it beside the source", "none": "not split"}


def _left_out(each: Beside) -> Iterator[Block]:
    """Lines of the record that stand in none of its fields: labels, furniture."""
    lines = [ln for ln in each.lines if not ln.use and ln.text.strip()]
    if lines:
        yield BLANK
        yield Pair(
            (line(Span("in no field", "heading"), Span(" labels, furniture", "dim")),),
            tuple(source_lines(lines)),
        )
