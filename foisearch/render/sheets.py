"""Answers as sheets: rows of facts, which a table, a spreadsheet and Markdown write each their way.

A column is for people, for programs, or for both.  Values are as filters and fields take them
(``not-held``, ``2024-03``), which is short, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foisearch.corpus import SourceEntry
from foisearch.render.answers import (
    Answer,
    Checks,
    Cited,
    Clustered,
    Count,
    Counted,
    Found,
    Linted,
    Renewed,
    Similar,
    Unchecked,
)
from foisearch.render.facets import asked_for
from foisearch.render.trust import Sourced, SourceRow
from foisearch.render.words import (
    OUTCOMES,
    STATUSES,
    body_words,
    citation_name,
)
from foisearch.text import collapse_space, truncate

TYPE_CHECKING = False  # see render/__init__.py
if TYPE_CHECKING:
    from foisearch.disclosure import Disclosure
    from foisearch.prior.values import Checked, Cluster, Match
    from foisearch.privacy.findings import Finding
    from foisearch.search import Hit

OPENING = 70
"""Characters of a text that stand for a topic that was not published."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what programs call it, and people; either is empty where it is not for them.

    ``wide`` columns hold long texts, and give room first where there is too little; ``spare`` ones
    are left out of a table that is too narrow for all; numbers stand ``right``.
    """

    name: str = ""
    title: str = ""
    wide: bool = False
    right: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under headings; they can be gone through once.

    With ``grouped`` the first column says which table a row belongs to, where people are given one
    for each.
    """

    headings: tuple[Heading, ...]
    rows: Iterable[tuple[str, ...]]
    grouped: bool = False

    def for_people(self) -> Sheet:
        """The columns that people read."""
        return self._chosen([bool(heading.title) for heading in self.headings])

    def for_programs(self) -> Sheet:
        """The columns that programs read."""
        return self._chosen([bool(heading.name) for heading in self.headings])

    def _chosen(self, kept: list[bool]) -> Sheet:
        from itertools import compress

        headings = tuple(compress(self.headings, kept))
        return Sheet(headings, (tuple(compress(row, kept)) for row in self.rows), self.grouped)


def sheets(answer: Answer) -> list[Sheet]:
    """What an answer holds: one sheet; of a search the hits, if any were asked for, and the counts.

    Raises:
        TypeError: the answer is no list of things.
    """
    match answer:
        case Found():
            return _found(answer)
        case Renewed():
            return _found(answer.found)
        case Counted():
            return [_counted(answer)]
        case Clustered():
            return [Sheet(_CLUSTER, map(_cluster, _numbered(answer.clusters)))]
        case Checks():
            return [Sheet(_MATCH, _checks(answer))]
        case Similar():
            return [Sheet(_MATCH, _checked(answer.checked))]
        case Cited():
            return [_cited(answer)]
        case Sourced():
            return [Sheet(_SOURCE, map(_source, answer.rows))]
        case Linted():
            return [Sheet(_FINDING, map(_finding, answer.each()))]
    raise TypeError(f"{type(answer).__name__} has no rows")


_HIT = (
    Heading("rank", "#", right=True),
    Heading("", "Reference", wide=True),
    Heading("", "Body", wide=True),
    Heading("published", "Date", spare=True),
    Heading("outcome", "Outcome"),
    Heading("", "Topic", wide=True),
    *map(Heading, ("id", "ref", "topic", "kind", "authority", "authority_name", "forces")),
    *map(Heading, ("exemptions", "passages", "alike", "file", "line")),
)


def _found(found: Found) -> list[Sheet]:
    result = found.result
    facets = asked_for(result)
    made = [Sheet(_HIT, map(_hit, result.hits))] if result.hits or not facets else []
    if facets:
        rows = [
            (facet.name, each.value, each.name, f"{each.count}")
            for facet in facets
            for each in facet.counts
        ]
        made.append(_counts("facet", "value", rows))
    return made


def _hit(hit: Hit) -> tuple[str, ...]:
    d = hit.disclosure
    forces = dict.fromkeys(mention.authority for mention in d.forces)
    passages = " | ".join(f"{s.field}: {collapse_space(s.text)}" for s in hit.snippets)
    place = str(d.provenance.first_line) if d.provenance.first_line else ""
    return (
        *(str(hit.rank), d.ref or d.id, body_words(d), str(d.published), str(d.outcome)),
        _title(d),
        *(d.id, d.ref, d.topic or "", str(d.kind), d.authority, d.authority_name),
        *("; ".join(forces), "; ".join(d.applied()), passages, "; ".join(hit.alike)),
        *(d.provenance.file, place),
    )


def _title(d: Disclosure) -> str:
    """The published topic; without one the first words of the text, in brackets."""
    text = collapse_space(d.request or d.body or d.response)
    return d.topic or (f"({truncate(text, OPENING)})" if text else "")


def _counts(group: str, value: str, rows: Iterable[tuple[str, ...]]) -> Sheet:
    """Counts by one thing after another: the group, the value, its name, how many."""
    headings = (
        Heading(group, group.capitalize()),
        Heading(value, "Value"),
        Heading("name", "Name", wide=True),
        Heading("count", "Count", right=True),
    )
    return Sheet(headings, rows, grouped=True)


def _counted(counted: Counted) -> Sheet:
    groups: dict[str, tuple[Count, ...]] = {
        "authority": counted.authorities,
        "year": counted.years,
        "outcome": counted.outcomes,
        "exemption": counted.exemptions,
    }
    rows = ((g, c.key, c.name, f"{c.count}") for g, counts in groups.items() for c in counts)
    return _counts("group", "key", rows)


_MATCH = (
    Heading("request"),
    Heading("part", "Part"),
    Heading("band", "Band"),
    Heading("", "Reference", wide=True),
    Heading("", "Body", wide=True),
    Heading("published", "Date", spare=True),
    Heading("outcome", "Outcome", spare=True),
    Heading("", "Question", wide=True),
    *map(Heading, ("question", "id", "ref", "authority", "authority_name", "earlier_part")),
    *map(Heading, ("earlier_question", "received", "responded")),
    *map(Heading, ("outcome_of", "exemptions", "differences", "answer")),
)
_NOTHING = "nothing"
"""The band of a part that nothing meets."""


def _checks(checks: Checks) -> Iterator[tuple[str, ...]]:
    for item in checks.each():
        if not isinstance(item, Unchecked):
            yield from _checked(item)


def _checked(checked: Checked) -> Iterator[tuple[str, ...]]:
    """A row for each earlier question beside a new one, and for each part that nothing meets."""
    label = checked.request.label
    for part in checked.parts:
        number, question = part.question.number or "1", part.question.whole
        for match in part.matches:
            yield label, number, *_match(match, question)
        if not part.matches:
            before = (label, number, _NOTHING, "", "", "", "", "", question)
            yield (*before, *[""] * (len(_MATCH) - len(before)))


def _match(match: Match, question: str) -> tuple[str, ...]:
    from foisearch.render.coverage import body_of
    from foisearch.render.evidence_csv import difference_words

    e = match.earlier
    return (
        *(str(match.band), e.ref or e.id, body_of(e), str(e.published), str(match.outcome)),
        *(match.question.whole, question, e.id, e.ref, e.authority, e.authority_name),
        *(match.question.number, match.question.whole, str(e.received), str(e.responded)),
        *("request" if match.of_whole else "part", "; ".join(match.provisions)),
        *("; ".join(map(difference_words, match.differences)), match.answer),
    )


_SOURCE = (
    Heading("state", "State"),
    Heading("file", "File", wide=True),
    Heading("disclosures", "Disclosures", right=True),
    Heading("publications", "Publications", right=True, spare=True),
    Heading("uncertain", "Uncertain", right=True),
    Heading("withheld", "Withheld", right=True, spare=True),
    Heading("corrections", "Corrected", right=True, spare=True),
    Heading("reader", "Reader", spare=True),
    *map(Heading, ("sha256", "size", "problem")),
)


def _source(row: SourceRow) -> tuple[str, ...]:
    entry = row.entry or SourceEntry(row.file, "", "")
    counts = (entry.disclosures, entry.publications, entry.uncertain, entry.withheld)
    return (
        *(str(row.state), row.file, *map(str, counts), str(row.corrections)),
        *(entry.reader, entry.sha256, str(entry.size), row.problem),
    )


_CLUSTER = (
    Heading("rank", "#", right=True),
    Heading("requests", "Requests", right=True),
    Heading("bodies", "Bodies", right=True),
    Heading("first", "First", spare=True),
    Heading("last", "Last", spare=True),
    Heading("", "Outcomes", wide=True, spare=True),
    Heading("question", "Question", wide=True),
    *map(Heading, ("outcomes", "authorities", "ids")),
)


def _numbered(clusters: Iterable[Cluster]) -> Iterator[tuple[int, Cluster]]:
    return enumerate(clusters, start=1)


def _cluster(numbered: tuple[int, Cluster]) -> tuple[str, ...]:
    rank, cluster = numbered
    days = (day.isoformat() if day else "" for day in (cluster.first, cluster.last))
    return (
        *(str(rank), str(len(cluster.members)), str(len(cluster.bodies)), *days),
        ", ".join(f"{OUTCOMES[outcome]} {n:,}" for outcome, n in cluster.outcomes),
        cluster.question.whole,
        "; ".join(f"{outcome} {n}" for outcome, n in cluster.outcomes),
        "; ".join(f"{slug} {n}" for slug, n in cluster.bodies),
        "; ".join(member.earlier.id for member in cluster.members),
    )


def _cited(cited: Cited) -> Sheet:
    headings = (
        Heading("text", "As written", wide=True),
        Heading("key", "Key"),
        Heading("name", "Name", wide=True),
        Heading("", "Status"),
        *map(Heading, ("status", "act", "flag", "assumed", "start", "end")),
    )
    rows = (
        (
            *(c.text, c.key, citation_name(c), STATUSES[c.status], str(c.status), c.act, c.flag),
            *("yes" if c.assumed else "no", str(c.start), str(c.end)),
        )
        for c in cited.citations
    )
    return Sheet(headings, rows)


_FINDING = (
    Heading("", "Reference", wide=True),
    *(Heading("id"), Heading("ref"), Heading("file")),
    Heading("field", "Field"),
    Heading("line", "Line", right=True),
    Heading("kind", "Kind"),
    Heading("whose", "Whose", spare=True),
    Heading("text", "Found", wide=True),
    Heading("before"),
    Heading("after"),
)


def _finding(finding: Finding) -> tuple[str, ...]:
    f = finding
    return (
        *(f.ref or f.id, f.id, f.ref, f.file, f.field, str(f.line), f.kind, str(f.whose)),
        *(f.text, f.before, f.after),
    )
