"""What looks like personal data as JSON objects; documented in ``docs/json-format.md`` too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foisearch.privacy.findings import Finding
from foisearch.render import jsonl
from foisearch.render.answers import Linted


def linted(answer: Linted) -> Iterator[dict[str, Any]]:
    """Each finding, and the summary with the counts."""
    yield from map(_finding, answer.each())
    yield jsonl.summary(
        "lint",
        total=answer.total,
        returned=answer.total,
        records=answer.records,
        read=answer.linter.read,
        masked=answer.masked,
        counts=[
            {"kind": kind, "whose": whose, "count": count}
            for (kind, whose), count in answer.counts.items()
        ],
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "type": "finding",
        "id": finding.id,
        "ref": finding.ref,
        "file": finding.file,
        "field": finding.field,
        "line": finding.line,
        "kind": finding.kind,
        "whose": str(finding.whose),
        "text": finding.text,
        "before": finding.before,
        "after": finding.after,
    }
