"""The sources of a corpus as a person reads them, and what bringing them up to date did."""

from __future__ import annotations

from collections.abc import Iterator

from foisearch.render.answers import Imported
from foisearch.render.layout import Block, Span, joined, line
from foisearch.render.reports import imported_blocks, near_path
from foisearch.render.trust import Fate, Sourced, SourceRow, SourceState, Updated
from foisearch.render.words import count_words

ROLES = {
    SourceState.UNCHANGED: "dim",
    SourceState.GONE: "warning",
    SourceState.CHANGED: "note",
    SourceState.OUTDATED: "note",
    SourceState.INCOMPLETE: "error",
    SourceState.FAILED: "error",
}
INDENT = 11
SHOWN = 12
"""Ids that are listed one by one."""
_MEANS = {
    SourceState.OUTDATED: "a newer reader reads it, or its corrections changed",
    SourceState.CHANGED: "the file has changed since it was read",
    SourceState.GONE: "the file is not there; its records are kept",
}


def sourced_blocks(sourced: Sourced) -> Iterator[Block]:
    """Each source, then how many are in which state and what to do about it."""
    if not sourced.rows:
        yield line("nothing has been imported yet: foisearch import FILE…")
        return
    for row in sourced.rows:
        yield from _row(row)
    states = [f"{n:,} {state}" for state in reversed(SourceState) if (n := sourced.count(state))]
    yield line(
        *joined([Span(count_words(len(sourced.rows), "source"), "bold"), ", ".join(states)]), hang=2
    )
    for state, meaning in _MEANS.items():
        if sourced.count(state):
            yield line(Span(f"{state}: ", ROLES[state]), meaning, hang=2)
    if any(sourced.count(s) for s in _MEANS if s is not SourceState.GONE):
        yield line(Span("next: ", "dim"), "foisearch import --update", hang=2)


def _row(row: SourceRow) -> Iterator[Block]:
    state = Span(f"{row.state:<{INDENT - 1}} ", ROLES[row.state])
    facts = [near_path(row.file), *(_facts(row))]
    yield line(state, *joined(facts), hang=INDENT)
    if row.problem:
        said = row.problem.replace(row.file, near_path(row.file))
        yield line(said, indent=INDENT, hang=INDENT)


def _facts(row: SourceRow) -> Iterator[str | Span]:
    entry = row.entry
    if entry is None:
        return
    yield count_words(entry.disclosures, "disclosure") if entry.disclosures else ""
    yield count_words(entry.publications, "publication") if entry.publications else ""
    yield Span(f"{entry.uncertain:,} uncertain", "warning") if entry.uncertain else ""
    yield f"{entry.withheld:,} withheld" if entry.withheld else ""
    yield f"{row.corrections:,} corrected" if row.corrections else ""
    yield entry.reader
    yield Span(entry.sha256[:12], "dim")


def updated_blocks(updated: Updated) -> Iterator[Block]:
    """What was read again, what became of the records, and which files are gone."""
    if updated.report.files:
        yield from imported_blocks(Imported(updated.report))
    for fate in updated.fates:
        yield from _fate(fate)
    what = "its records were taken out" if updated.pruned else "its records are kept"
    for file in updated.gone:
        yield line(Span(f"{'gone':<9} ", "warning"), near_path(file), f": {what}", hang=10)
    if updated.gone and not updated.pruned:
        yield line("to take them out: foisearch import --update --prune", indent=10)
    left = f"{count_words(updated.unchanged, 'source')} unchanged" if updated.unchanged else ""
    sums = [
        f"{n:,} {name}"
        for name in ("new", "changed", "gone")
        if (n := sum(len(getattr(fate, name)) for fate in updated.fates))
    ]
    done = f"records: {', '.join(sums)}" if sums else "nothing new in the records"
    yield line(*joined([Span(done, "bold"), left]))


def _fate(fate: Fate) -> Iterator[Block]:
    """The ids of a source by what became of them, the first few of each."""
    yield line(Span("records   ", "dim"), near_path(fate.file), hang=10)
    for name, ids in (("new", fate.new), ("changed", fate.changed), ("gone", fate.gone)):
        if ids:
            more = f" and {len(ids) - SHOWN:,} more" if len(ids) > SHOWN else ""
            said = f"{', '.join(ids[:SHOWN])}{more}"
            yield line(Span(f"{name} ", "dim"), said, indent=10, hang=12)
