"""Checked requests as a person reads them: the coverage first, then part by part, then the rest."""

from __future__ import annotations

from collections.abc import Iterator

from foisearch.prior.values import Band, Checked, Pairing, SimilarRequest, Treatment
from foisearch.render.answers import CheckOptions, Checks, Decided, Similar, Unchecked
from foisearch.render.coverage import NOTHING, body_of, coverage_words, numbers_words, when
from foisearch.render.hits import outcome_span, title_span
from foisearch.render.layout import BLANK, Block, Column, Span, Table, joined, line
from foisearch.render.matches import BANDS, decision_blocks, decision_spans, part_blocks
from foisearch.render.words import OUTCOMES, count_words, date_words, provision_short
from foisearch.text import collapse_space

MOST_REQUESTS = 5
SEVERAL = 2


def checks_blocks(checks: Checks) -> Iterator[Block]:
    """Every request in its turn; what could not be read is told elsewhere."""
    options = checks.options
    first = True
    for item in checks.each():
        if isinstance(item, Unchecked):
            continue
        if not first and not options.brief:
            yield BLANK
        first = False
        if options.several:
            yield line(Span(item.request.label, "ref"), hang=2)
        if options.brief:
            yield line(coverage_words(item, options.least), indent=2)
        else:
            yield line(Span(coverage_words(item, options.least), "bold"))
            yield _about(item)
            yield from _checked(item, options)


def similar_blocks(similar: Similar) -> Iterator[Block]:
    """What is similar to a disclosure, under its reference and topic."""
    d = similar.disclosure
    yield line(Span(d.ref or d.id, "ref"), "  ", title_span(d), hang=2)
    yield line(Span(coverage_words(similar.checked, similar.options.least), "bold"))
    yield from _checked(similar.checked, similar.options)


def _about(checked: Checked) -> Block:
    """What is known of a request itself."""
    request = checked.request
    received = date_words(request.received)
    questions = count_words(len(checked.parts), "question")
    facts = [collapse_space(request.subject), f"received {received}" if received else "", questions]
    return line(*joined([Span(fact, "dim") for fact in facts if fact]), hang=2)


def _checked(checked: Checked, options: CheckOptions) -> Iterator[Block]:
    """Every part, the earlier requests, other bodies, and what was searched."""
    for warning in checked.request.warnings:
        yield line(Span("warning: ", "warning"), warning, hang=2)
    if options.left_out:
        yield from _left_out(checked)
    margin = max((len(part.question.number) for part in checked.parts), default=0)
    lead = ""
    for part in checked.parts:
        yield BLANK
        nothing = NOTHING[options.least]
        yield from part_blocks(part, margin + 2 if margin else 2, lead, nothing)
        lead = part.question.lead
    if any(match.differences for part in checked.parts for match in part.matches):
        yield BLANK
        yield line(Span("what differs is written new ↔ earlier", "dim"))
    yield from _requests(checked)
    yield from _treatments(checked)
    yield BLANK
    yield from _searched(checked)


def _left_out(checked: Checked) -> Iterator[Block]:
    yield BLANK
    yield line(Span("Left out of the comparison", "heading"))
    if not checked.request.left_out:
        yield line(Span("nothing", "dim"), indent=2)
    for text in checked.request.left_out:
        yield line(collapse_space(text), indent=2, hang=4)


def _requests(checked: Checked) -> Iterator[Block]:
    """The earlier requests as wholes, with the parts that they meet; related ones are counted.

    Of a request with one question they stand above already, unless there are more of them.
    """
    shown = [r for r in checked.similar if r.band.reaches(Band.OVERLAPPING)][:MOST_REQUESTS]
    if not shown or (len(checked.parts) == 1 and len(shown) <= len(checked.parts[0].matches)):
        return
    yield BLANK
    yield line(Span("Similar earlier requests", "heading"))
    for request in shown:
        earlier = request.earlier
        facts: list[str | Span] = [body_of(earlier), when(earlier), outcome_span(earlier.outcome)]
        relied_on = [provision_short(key) for key in earlier.provisions]
        name = Span(earlier.ref or earlier.id, "ref")
        yield line(name, "  ", *joined([*facts, *relied_on]), indent=2, hang=4)
        if len(checked.parts) > 1:
            yield line(*_meets(request), indent=4, hang=6)
        yield from decision_blocks(request.decisions, 4)
    more = len(checked.similar) - len(shown)
    if more > 0:
        yield line(Span(f"and {more:,} more, less similar", "dim"), indent=2)


def _meets(request: SimilarRequest) -> Iterator[Span]:
    """``parts 1 and 3 same scope; part 2 overlapping``, the closest first."""
    for place, band in enumerate(sorted({p.band for p in request.pairings}, key=_rank)):
        numbers = [_number(pairing) for pairing in request.pairings if pairing.band is band]
        yield Span(f"{'; ' if place else ''}{_part_words(numbers)} ", "dim")
        yield BANDS[band]


def _rank(band: Band) -> int:
    return band.rank


def _number(pairing: Pairing) -> str:
    """The part's number, and that which it has in the earlier request where it has another."""
    moved = pairing.earlier not in {"", pairing.new}
    return f"{pairing.new} (there {pairing.earlier})" if moved else pairing.new


def _part_words(numbers: list[str]) -> str:
    return f"{'part' if len(numbers) == 1 else 'parts'} {numbers_words(numbers)}"


def _treatments(checked: Checked) -> Iterator[Block]:
    """What each body did with the same questions, where several were asked them."""
    if len(checked.treatments) < SEVERAL:
        return
    yield BLANK
    yield line(Span("What bodies did with the same questions", "heading"))
    titles = (
        Column("Body"),
        Column("Requests", right=True),
        Column("Outcome"),
        Column("Relied on"),
    )
    yield Table(titles, tuple(map(_treatment_row, checked.treatments)))
    if checked.neither_differs:
        bodies = ", ".join(row.name or row.authority for row in checked.treatments if row.neither)
        said = f"{bodies} would neither confirm nor deny what others answered otherwise"
        yield line(Span("warning: ", "warning"), said, hang=9)


def _treatment_row(row: Treatment) -> tuple[str, ...]:
    outcomes = ", ".join(OUTCOMES[outcome] for outcome in row.outcomes)
    relied_on = ", ".join(map(provision_short, row.provisions))
    return row.name or row.authority, f"{len(row.requests):,}", outcomes, relied_on


def _searched(checked: Checked) -> Iterator[Block]:
    """The proof of search: what was searched, when, with what; then what to know of it."""
    searched = checked.searched
    held = [count_words(searched.disclosures, "disclosure")]
    if searched.publications:
        held.append(count_words(searched.publications, "publication"))
    # A month at most: of a date known to the month the index has its first day.
    newest = f"newest {searched.newest[:7]}" if searched.newest else "no dates known"
    at = f"searched {searched.at:%Y-%m-%d %H:%M} {searched.at.tzname() or ''}".rstrip()
    facts = [*held, newest, at, f"foisearch {searched.version}", f"index {searched.digest[:12]}"]
    if searched.model:
        facts.append(f"sentence model {searched.model}")
    yield line(*joined([Span(fact, "dim") for fact in facts if fact]), hang=2)
    for note in checked.notes:
        yield line(Span("note: ", "note"), note, hang=6)


def decided_blocks(decided: Decided) -> Iterator[Block]:
    """A decision on a line, and the file that it stands in."""
    decision = decided.decision
    pair = (Span(decision.first, "ref"), Span(" and "), Span(decision.second, "ref"))
    yield line(*pair, ": ", *decision_spans(decision), hang=2)
    yield line(Span(f"written down in {decided.path}", "dim"))
