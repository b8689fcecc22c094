"""Checks, clusters and decisions as JSON objects; documented in ``docs/json-format.md`` too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foisearch import record
from foisearch.disclosure import PartialDate
from foisearch.prior.values import (
    Checked,
    CheckedPart,
    Cluster,
    Decision,
    Earlier,
    Match,
    Question,
    SimilarRequest,
    Treatment,
)
from foisearch.render.answers import (
    CheckOptions,
    Checks,
    Clustered,
    Decided,
    Similar,
    Unchecked,
)
from foisearch.render.coverage import coverage_words, covered
from foisearch.text import strip_controls

Object = dict[str, Any]


def checks(answer: Checks) -> Iterator[Object]:
    """A ``check`` or an ``error`` for each request as it comes, then the summary."""
    for item in answer.each():
        if isinstance(item, Unchecked):
            message = strip_controls(item.message)
            yield {"type": "error", "label": item.label, "message": message}
        else:
            yield {"type": "check", **_request(item, answer.options)}
    yield summary(
        "check",
        total=answer.total,
        returned=answer.total - answer.failed,
        found=answer.found,
        failed=answer.failed,
        **_options(answer.options),
    )


def similar(answer: Similar) -> Iterator[Object]:
    """One ``similar`` with all that a check has, then the summary."""
    yield {"type": "similar", **_request(answer.checked, answer.options)}
    count = len(answer.checked.similar)
    ids = {"id": answer.disclosure.id}
    yield summary("similar", **ids, total=count, returned=count, **_options(answer.options))


def clustered(answer: Clustered) -> Iterator[Object]:
    """One ``cluster`` for each question, the most frequent first, then the summary."""
    for rank, cluster in enumerate(answer.clusters, start=1):
        yield _cluster(rank, cluster)
    count = len(answer.clusters)
    asked = {"least": answer.least, "limit": answer.limit}
    took = round(answer.took_ms, 1)
    yield summary("clusters", total=count, returned=count, **asked, took_ms=took)


def decided(answer: Decided) -> Iterator[Object]:
    """The ``decision``, then the summary."""
    yield {"type": "decision", **_decision(answer.decision)}
    yield summary("decide", total=1, returned=1, file=str(answer.path))


def summary(command: str, **values: Any) -> Object:
    """The last object of an answer."""
    head = {"type": "summary", "format_version": record.FORMAT_VERSION, "command": command}
    return head | values


def _options(options: CheckOptions) -> Object:
    least, fail_on = str(options.least), str(options.fail_on)
    return {"limit": options.limit, "min": least, "fail_on": fail_on}


def _request(checked: Checked, options: CheckOptions) -> Object:
    request = checked.request
    band = checked.band
    return {
        "label": request.label,
        "subject": request.subject,
        "received": _date(request.received),
        "authority": request.authority,
        "band": band and str(band),
        "reached": band is not None and band.reaches(options.fail_on),
        "coverage": coverage_words(checked, options.least),
        "covered": [
            {
                "parts": list(item.parts),
                "id": item.earlier.id,
                "treated": item.treated.rstrip(","),
                "outcome": str(item.outcome),
                "verdict": item.verdict,
            }
            for item in covered(checked)
        ],
        "new_parts": list(checked.new_parts),
        "parts": [_part(part) for part in checked.parts],
        "similar": [_similar(each) for each in checked.similar],
        "treatments": [_treatment(each) for each in checked.treatments],
        "neither_differs": checked.neither_differs,
        "searched": _searched(checked),
        "notes": list(checked.notes),
        "warnings": list(request.warnings),
        "left_out": list(request.left_out) if options.left_out else [],
    }


def _part(part: CheckedPart) -> Object:
    return {
        **_question(part.question),
        "band": part.band and str(part.band),
        "matches": [_match(match) for match in part.matches],
    }


def _question(question: Question) -> Object:
    return {
        "number": question.number,
        "lead": question.lead,
        "question": question.text,
        "place": str(question.place),
    }


def _match(match: Match) -> Object:
    return {
        "band": str(match.band),
        "score": match.score,
        "meaning": match.meaning,
        "found_by": list(match.found_by),
        "earlier": _earlier(match.earlier),
        "question": _question(match.question),
        "shared": list(match.shared),
        "alike": [list(pair) for pair in match.alike],
        "agreed": [{"aspect": str(aspect), "value": said} for aspect, said in match.agreed],
        "differences": [
            {"aspect": str(each.aspect), "new": each.new, "earlier": each.earlier}
            for each in match.differences
        ],
        "outcome": str(match.outcome),
        "provisions": list(match.provisions),
        "answer": match.answer,
        "of_whole": match.of_whole,
        "decisions": [_decision(each) for each in match.decisions],
    }


def _earlier(earlier: Earlier) -> Object:
    return {
        "id": earlier.id,
        "ref": earlier.ref,
        "authority": earlier.authority,
        "authority_name": earlier.authority_name,
        "regime": earlier.regime,
        "topic": earlier.topic,
        "outcome": str(earlier.outcome),
        "provisions": list(earlier.provisions),
        "received": _date(earlier.received),
        "responded": _date(earlier.responded),
        "published": _date(earlier.published),
        "parts": earlier.parts,
        "url": earlier.url,
    }


def _similar(request: SimilarRequest) -> Object:
    return {
        "earlier": _earlier(request.earlier),
        "band": str(request.band),
        "score": request.score,
        "pairings": [
            {"new": pairing.new, "earlier": pairing.earlier, "band": str(pairing.band)}
            for pairing in request.pairings
        ],
        "decisions": [_decision(each) for each in request.decisions],
    }


def _treatment(row: Treatment) -> Object:
    return {
        "authority": row.authority,
        "name": row.name,
        "requests": list(row.requests),
        "outcomes": [str(outcome) for outcome in row.outcomes],
        "provisions": list(row.provisions),
        "neither": row.neither,
    }


def _searched(checked: Checked) -> Object:
    searched = checked.searched
    return {
        "at": searched.at.isoformat(),
        "version": searched.version,
        "disclosures": searched.disclosures,
        "publications": searched.publications,
        "newest": searched.newest or None,
        "digest": searched.digest,
        "queries": list(searched.queries),
        "model": searched.model or None,
    }


def _decision(decision: Decision) -> Object:
    return {
        "first": decision.first,
        "second": decision.second,
        "verdict": str(decision.verdict),
        "at": decision.at.isoformat(),
        "who": decision.who,
        "note": decision.note,
    }


def _cluster(rank: int, cluster: Cluster) -> Object:
    names = {m.earlier.authority: m.earlier.authority_name for m in cluster.members}
    return {
        "type": "cluster",
        "rank": rank,
        **_question(cluster.question),
        "requests": len(cluster.members),
        "first": cluster.first and cluster.first.isoformat(),
        "last": cluster.last and cluster.last.isoformat(),
        "bodies": [
            {"authority": slug, "name": names.get(slug, ""), "count": count}
            for slug, count in cluster.bodies
        ],
        "outcomes": [
            {"outcome": str(outcome), "count": count} for outcome, count in cluster.outcomes
        ],
        "members": [
            {
                "earlier": _earlier(member.earlier),
                "question": _question(member.question),
                "likeness": member.likeness,
            }
            for member in cluster.members
        ],
    }


def _date(value: PartialDate) -> str | None:
    """The date as far as it is known."""
    return str(value) or None
