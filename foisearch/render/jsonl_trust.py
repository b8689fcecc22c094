"""Sources, trials and reviews for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foisearch import record
from foisearch.render import jsonl
from foisearch.render.answers import Imported
from foisearch.render.trust import (
    Beside,
    Considered,
    Doubted,
    Reviewed,
    Sourced,
    SourceRow,
    SourceState,
    Tried,
    Updated,
)
from foisearch.text import strip_controls


def sourced(answer: Sourced) -> Iterator[dict[str, Any]]:
    """Each source, and the summary."""
    yield from map(_source, answer.rows)
    count = len(answer.rows)
    states = {str(state): answer.count(state) for state in SourceState}
    yield jsonl.summary("sources", total=count, returned=count, checked=answer.checked, **states)


def _source(row: SourceRow) -> dict[str, Any]:
    entry = row.entry
    return {
        "type": "source",
        "file": row.file,
        "state": str(row.state),
        "problem": strip_controls(row.problem),
        "sha256": entry.sha256 if entry else "",
        "size": entry.size if entry else 0,
        "reader": entry.reader if entry else "",
        "readers": entry.readers if entry else "",
        "published": entry.published if entry else "",
        "authority": entry.authority if entry else "",
        "disclosures": entry.disclosures if entry else 0,
        "publications": entry.publications if entry else 0,
        "uncertain": entry.uncertain if entry else 0,
        "withheld": entry.withheld if entry else 0,
        "corrections": row.corrections,
    }


def updated(answer: Updated) -> Iterator[dict[str, Any]]:
    """Each file that was read, what became of its records, the files that are gone, and the
    summary."""
    *files, summary = jsonl.objects(Imported(answer.report))
    yield from files
    for fate in answer.fates:
        ids = {"new": fate.new, "changed": fate.changed, "gone": fate.gone}
        yield {"type": "records", "file": fate.file} | {k: list(v) for k, v in ids.items()}
    for file in answer.gone:
        yield {"type": "gone", "file": file, "pruned": answer.pruned}
    sums = {
        name: sum(len(getattr(fate, name)) for fate in answer.fates)
        for name in ("new", "changed", "gone")
    }
    files_ = {"unchanged": answer.unchanged, "gone": len(answer.gone)}
    yield summary | {"update": {"records": sums, "sources": files_}}


def tried(answer: Tried) -> Iterator[dict[str, Any]]:
    """Each file; of a single one how it was read and its records with their places; the summary."""
    *files, summary = jsonl.objects(Imported(answer.report))
    yield from files
    for each in answer.read:
        if isinstance(each, Considered):
            yield _considered(each)
        else:
            yield {"type": "disclosure"} | record.to_json(each.record)
            yield _places(each)
    yield summary | {"dry_run": True}


def _considered(each: Considered) -> dict[str, Any]:
    scores = sorted(each.scores.items(), key=lambda item: -item[1])
    return {
        "type": "document",
        "name": each.name,
        "reader": each.reader,
        "reader_version": each.version,
        "considered": [{"reader": name, "score": round(score, 3)} for name, score in scores],
        "evidence": each.evidence,
        "furniture": each.furniture,
    }


def _places(each: Beside) -> dict[str, Any]:
    return {
        "type": "places",
        "id": each.record.id,
        "places": [
            {
                "field": place.field,
                "first_line": place.first_line,
                "last_line": place.last_line,
                "page": place.page,
            }
            for place in each.places
        ],
    }


def doubted(answer: Doubted) -> Iterator[dict[str, Any]]:
    """Each uncertain record, the worst first, and the summary."""
    for each in answer.records:
        d = each.record
        yield {
            "type": "uncertain",
            "id": d.id,
            "ref": d.ref,
            "topic": d.topic,
            "doubts": list(d.doubts),
            "split_confidence": str(d.split_confidence),
            "warnings": list(d.warnings),
            "source": jsonl.source_object(d),
        }
    yield jsonl.summary("review", total=answer.total, returned=len(answer.records))


def reviewed(answer: Reviewed) -> Iterator[dict[str, Any]]:
    """The record as it is now, and the summary with what was noted."""
    yield {"type": "disclosure"} | record.to_json(answer.record)
    c = answer.correction
    noted = {"set": dict(c.fields), "said": dict(c.said), "accepted": c.accepted}
    noted |= {"made": c.made, "who": c.who}
    yield jsonl.summary("review", total=1, returned=1, id=answer.record.id, correction=noted)
