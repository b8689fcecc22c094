"""Counts and citations as tables."""

from __future__ import annotations

from collections.abc import Iterator

from foisearch.disclosure import Citation
from foisearch.render.answers import Cited, Count, Counted
from foisearch.render.layout import BLANK, Block, Column, Span, Table, line
from foisearch.render.words import STATUSES, citation_name, count_words, provision_short


def counted_blocks(counted: Counted) -> Iterator[Block]:
    """How much the corpus holds, by body, year, outcome and provision."""
    total = count_words(counted.disclosures, "disclosure")
    also = count_words(counted.publications, "publication")
    yield line(Span(total, "bold"), f" and {also}")
    yield from _counts("Body", "authority", counted.authorities)
    yield from _counts("Published", "published", counted.years)
    yield from _counts("Outcome", "outcome", counted.outcomes)
    yield from _counts("Relied on", "exemption", counted.exemptions)


def _counts(title: str, field: str, counts: tuple[Count, ...]) -> Iterator[Block]:
    if not counts:
        return
    yield BLANK
    columns = (Column(title), Column("", right=True, role="bold"), Column("in queries", role="dim"))
    rows = ((c.name, f"{c.count:,}", _in_queries(field, c.key)) for c in counts)
    yield Table(columns, tuple(rows))


def _in_queries(field: str, key: str) -> str:
    """How to ask for these; there is no asking for dates that are not known."""
    return "" if (field, key) == ("published", "unknown") else f"{field}:{key}"


def cited_blocks(cited: Cited) -> Iterator[Block]:
    """One row for each citation, then what does not fit in any of them."""
    if not cited.citations:
        yield line("no provision of the law is cited here")
        return
    titles = ("As written", "Key", "Name", "Test", "Status")
    columns = tuple(Column(t, role="ref" if t == "Key" else "") for t in titles)
    yield Table(columns, tuple(_cited_row(c) for c in cited.citations))
    for citation in cited.citations:
        for doubt in doubts(citation):
            yield line(Span("note: ", "note"), f"“{citation.text}”: {doubt}", hang=6)


def _cited_row(citation: Citation) -> tuple[str, ...]:
    written = " ".join(citation.text.split())
    test = " ".join(word for word in tests_of(citation.key) if word)
    where = provision_short(citation.key) if citation.key else citation.provision
    return (
        written,
        citation.key or where,
        citation_name(citation),
        test,
        STATUSES[citation.status],
    )


def tests_of(key: str) -> tuple[str, str]:
    """``("qualified", "prejudice")``: empty words where the provision has no such test."""
    from foisearch.law import nearest

    found = nearest(key)
    if found is None:
        return ("", "")
    return ("" if found.absolute == "none" else found.absolute, found.test)


def doubts(citation: Citation) -> Iterator[str]:
    """What a careful reader should know of how a citation was read."""
    if citation.flag:
        yield citation.flag
    if citation.assumed:
        yield "the Act is assumed, nothing near names it"
    if citation.by_name:
        yield "recognised by its name alone"
