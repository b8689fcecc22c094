"""JSON Lines for programs: one object a line, the last one a summary.

Every key is documented in ``docs/json-format.md``, and a test holds this module against it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from foisearch import record
from foisearch.disclosure import Citation, Disclosure
from foisearch.render.answers import (
    Answer,
    Checks,
    Cited,
    Clustered,
    Count,
    Counted,
    Decided,
    Found,
    Imported,
    Indexed,
    Linted,
    Listed,
    Renewed,
    Several,
    Shown,
    Similar,
)
from foisearch.render.explaining import explanation_object, reading_object
from foisearch.render.facets import asked_for
from foisearch.render.terminal import Terminal
from foisearch.render.trust import Doubted, Reviewed, Sourced, Tried, Updated
from foisearch.search import Facet, Filters, Hit, SearchResult
from foisearch.text import strip_controls

# JSON escapes the controls below the space only.  The others that could command a terminal
# are escaped here too: the reader of the JSON gets them back unchanged.
_RAW_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


def write(answer: Answer, terminal: Terminal) -> None:
    """Write an answer as JSON Lines."""
    for value in objects(answer):
        terminal.write_json(dumps(value))


def dumps(value: dict[str, Any]) -> bytes:
    """One object on one line, with nothing in it that a terminal would obey."""
    try:
        text = orjson.dumps(value).decode()
    except TypeError:  # a lone surrogate, from a file name that is not UTF-8
        text = json.dumps(value)
    return _RAW_UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text).encode()


def objects(answer: Answer) -> Iterator[dict[str, Any]]:
    """The objects of an answer, the summary last."""
    match answer:
        case Found():
            return _found(answer)
        case Shown() | Several():
            return _shown(answer)
        case Counted():
            return _counted(answer)
        case Cited():
            return _cited(answer)
        case Imported():
            return _imported(answer)
        case Indexed():
            return _indexed(answer)
        case Linted():
            from foisearch.render import jsonl_lint

            return jsonl_lint.linted(answer)
        case Renewed() | Listed():
            return _saved(answer)
        case Checks() | Similar() | Clustered() | Decided():
            return _prior(answer)
        case Sourced() | Updated() | Tried() | Doubted() | Reviewed():
            return _trust(answer)


def _trust(answer: Sourced | Updated | Tried | Doubted | Reviewed) -> Iterator[dict[str, Any]]:
    from foisearch.render import jsonl_trust

    match answer:
        case Sourced():
            return jsonl_trust.sourced(answer)
        case Updated():
            return jsonl_trust.updated(answer)
        case Tried():
            return jsonl_trust.tried(answer)
        case Doubted():
            return jsonl_trust.doubted(answer)
        case Reviewed():
            return jsonl_trust.reviewed(answer)


def _saved(answer: Renewed | Listed) -> Iterator[dict[str, Any]]:
    from foisearch.render import jsonl_saved

    return (
        jsonl_saved.renewed(answer) if isinstance(answer, Renewed) else jsonl_saved.listed(answer)
    )


def _prior(answer: Checks | Similar | Clustered | Decided) -> Iterator[dict[str, Any]]:
    from foisearch.render import jsonl_prior

    match answer:
        case Checks():
            return jsonl_prior.checks(answer)
        case Similar():
            return jsonl_prior.similar(answer)
        case Clustered():
            return jsonl_prior.clustered(answer)
        case Decided():
            return jsonl_prior.decided(answer)


def summary(command: str, **values: Any) -> dict[str, Any]:
    """The last object of an answer."""
    head = {"type": "summary", "format_version": record.FORMAT_VERSION, "command": command}
    return head | values


def _found(found: Found) -> Iterator[dict[str, Any]]:
    result = found.result
    request = result.request
    for hit in result.hits:
        # These keys stand with --collapse, --explain or --semantic only: what is written without
        # them is what the cold path writes, byte for byte.
        more: dict[str, Any] = {"alike": list(hit.alike)} if request.collapse else {}
        if hit.explanation is not None:
            more["explanation"] = explanation_object(hit.explanation)
        yield _hit(hit) | more | ({"found_by": list(hit.found_by)} if request.semantic else {})
    yield from map(_facet, asked_for(result))
    yield summary(
        "search",
        query=request.query,
        filters=filters_object(request.filters),
        sort=str(request.sort),
        total=result.total,
        returned=len(result.hits),
        offset=request.offset,
        limit=request.limit,
        notes=list(result.notes),
        took_ms=round(found.took_ms, 1),
        **({"next_offset": result.next_offset} if request.collapse else {}),
        **_words(result),
        **({"reading": reading_object(result.reading)} if result.reading else {}),
    )


def _words(result: SearchResult) -> dict[str, Any]:
    """What was looked for in other words, where there is any."""
    found: dict[str, Any] = {}
    if result.expansions:
        others = [{"for": each.typed, "words": list(each.others)} for each in result.expansions]
        found["expansions"] = others
    if result.corrected:
        found["corrected"] = result.corrected
    if result.suggestion:
        found["did_you_mean"] = {
            "query": result.suggestion.query,
            "total": result.suggestion.total,
        }
    return found


def _facet(facet: Facet) -> dict[str, Any]:
    counts = [{"value": c.value, "name": c.name, "count": c.count} for c in facet.counts]
    return {"type": "facet", "name": facet.name, "counts": counts}


def filters_object(filters: Filters) -> dict[str, Any]:
    """The filters of a search as they were typed."""
    # Only where there are steps, as what the cold path writes has none.
    steps = [{"facet": step.facet, "value": step.value} for step in filters.within]
    return {
        "force": list(filters.forces),
        "authority": list(filters.authorities),
        "exemption": list(filters.exemptions),
        "outcome": list(filters.outcomes),
        "kind": list(filters.kinds),
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
        **({"within": steps} if steps else {}),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    d = hit.disclosure
    forces = {mention.authority: mention.name for mention in d.forces}
    return {
        "type": "hit",
        "rank": hit.rank,
        "score": hit.score,
        "id": d.id,
        "kind": str(d.kind),
        "ref": d.ref,
        "topic": d.topic,
        "authority": d.authority,
        "authority_name": d.authority_name,
        "forces": [{"id": slug, "name": name} for slug, name in forces.items()],
        "published": str(d.published) or None,
        "published_precision": str(d.published.precision),
        "outcome": str(d.outcome),
        "exemptions": list(d.applied()),
        "snippets": [
            {
                "field": snippet.field,
                "text": snippet.text,
                "highlights": [list(span) for span in snippet.highlights],
                "before": snippet.before,
                "after": snippet.after,
                "part": snippet.part or None,
                "cut_before": snippet.cut_before,
                "cut_after": snippet.cut_after,
            }
            for snippet in hit.snippets
        ],
        "source": source_object(d),
        "warnings": list(d.warnings),
    }


def source_object(d: Disclosure) -> dict[str, Any]:
    """Where a record was read."""
    p = d.provenance
    return {
        "file": p.file,
        "first_line": p.first_line,
        "last_line": p.last_line,
        "page": p.page,
        "sha256": p.sha256,
    }


def _shown(shown: Shown | Several) -> Iterator[dict[str, Any]]:
    for disclosure in shown.disclosures:
        yield {"type": "disclosure"} | record.to_json(disclosure)
    count = len(shown.disclosures)
    each = shown.shown if isinstance(shown, Several) else (shown,)
    names = [one.name for one in each]
    several = {"names": names, "missing": [one.name for one in each if not one.disclosures]}
    yield summary(
        "show",
        name=" ".join(names),
        total=count,
        returned=count,
        near=[name for one in each for name in one.near],
        **(several if isinstance(shown, Several) else {}),
    )


def _counted(counted: Counted) -> Iterator[dict[str, Any]]:
    groups: dict[str, tuple[Count, ...]] = {
        "authority": counted.authorities,
        "year": counted.years,
        "outcome": counted.outcomes,
        "exemption": counted.exemptions,
    }
    rows = 0
    for group, counts in groups.items():
        for count in counts:
            rows += 1
            values = {"key": count.key, "name": count.name, "count": count.count}
            yield {"type": "count", "group": group} | values
    held = {"disclosures": counted.disclosures, "publications": counted.publications}
    yield summary("stats", total=rows, returned=rows, **held)


def _cited(cited: Cited) -> Iterator[dict[str, Any]]:
    for citation in cited.citations:
        yield _citation(citation)
    count = len(cited.citations)
    yield summary("cite", total=count, returned=count)


def _citation(citation: Citation) -> dict[str, Any]:
    from foisearch.render.tables import tests_of
    from foisearch.render.words import citation_name

    absolute_or_qualified, class_or_prejudice = tests_of(citation.key)
    return {
        "type": "citation",
        "text": citation.text,
        "key": citation.key,
        "regime": citation.regime,
        "provision": citation.provision,
        "act": citation.act,
        "name": citation_name(citation),
        "absolute_or_qualified": absolute_or_qualified or None,
        "class_or_prejudice": class_or_prejudice or None,
        "status": str(citation.status),
        "assumed": citation.assumed,
        "by_name": citation.by_name,
        "flag": citation.flag,
        "start": citation.start,
        "end": citation.end,
    }


def _imported(imported: Imported) -> Iterator[dict[str, Any]]:
    report = imported.report
    for file in report.files:
        yield {
            "type": "file",
            "file": file.file,
            "status": str(file.status),
            "reader": file.reader,
            "disclosures": file.disclosures,
            "publications": file.publications,
            "uncertain": file.uncertain,
            "withheld": [{"kind": kind, "count": count} for kind, count in file.withheld],
            "warnings": [strip_controls(warning) for warning in file.warnings],
            "error": file.error,
        }
    for c in report.conflicts:
        ids = {"id": c.id, "second_id": c.second_id}
        yield {"type": "conflict", **ids, "first": c.first, "second": c.second}
    yield summary(
        "import",
        total=len(report.files),
        returned=len(report.files),
        failed=report.failed,
        disclosures=sum(f.disclosures for f in report.files),
        publications=sum(f.publications for f in report.files),
        conflicts=len(report.conflicts),
    )


def _indexed(indexed: Indexed) -> Iterator[dict[str, Any]]:
    took = round(indexed.took_ms, 1)
    held: dict[str, Any] = {"folder": str(indexed.folder), "records": indexed.disclosures}
    held["took_ms"] = took
    if v := indexed.vectors:
        held |= {"model": v.model, "vectors": v.questions, "new": v.new, "dropped": v.dropped}
    yield summary("index", total=0, returned=0, **held)
