"""The questions that are asked most, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator

from foisearch.prior.values import Cluster
from foisearch.render.answers import Clustered
from foisearch.render.coverage import body_of
from foisearch.render.layout import BLANK, Block, Span, joined, line
from foisearch.render.words import OUTCOMES, count_words, milliseconds
from foisearch.text import collapse_space, truncate

MOST_BODIES = 6
MOST_MEMBERS = 8
QUESTION = 300


def clustered_blocks(clustered: Clustered) -> Iterator[Block]:
    """Every question with how often, when and of whom it was asked, then the count."""
    margin = len(str(len(clustered.clusters))) + 2
    for rank, cluster in enumerate(clustered.clusters, start=1):
        yield from _cluster(rank, cluster, margin)
        yield BLANK
    often = f"asked {clustered.least} times or more"
    found = count_words(len(clustered.clusters), "question") if clustered.clusters else "nothing"
    took = Span(milliseconds(clustered.took_ms), "dim")
    yield line(*joined([Span(f"{found} {often}", "bold"), took]))


def _cluster(rank: int, cluster: Cluster, margin: int) -> Iterator[Block]:
    number = Span(f"{rank:>{margin - 2}}  ", "dim")
    question = truncate(collapse_space(cluster.question.whole), QUESTION)
    yield line(number, Span(question, "bold"), hang=margin)
    requests = Span(f"asked {len(cluster.members):,} times", "bold")
    bodies = f"of {count_words(len(cluster.bodies), 'body', 'bodies')}"
    yield line(*joined([requests, bodies, _span(cluster)]), indent=margin)
    names = {m.earlier.authority: body_of(m.earlier) for m in cluster.members}
    said = [
        names.get(slug, slug) + (f" {n:,} times" if n > 1 else "")
        for slug, n in cluster.bodies[:MOST_BODIES]
    ]
    yield _labelled("bodies", said, len(cluster.bodies) - MOST_BODIES, margin)
    ended = [f"{OUTCOMES[outcome]} {n:,}" for outcome, n in cluster.outcomes]
    yield _labelled("ended", ended, 0, margin)
    ids = [member.earlier.id for member in cluster.members[:MOST_MEMBERS]]
    yield _labelled("requests", ids, len(cluster.members) - MOST_MEMBERS, margin)


def _span(cluster: Cluster) -> str:
    """The first day and the last, where they are known."""
    if cluster.first is None or cluster.last is None:
        return ""
    if cluster.first == cluster.last:
        return cluster.first.isoformat()
    return f"{cluster.first.isoformat()} to {cluster.last.isoformat()}"


def _labelled(label: str, items: list[str], more: int, margin: int) -> Block:
    shown = [*items, f"and {more:,} more"] if more > 0 else items
    return line(Span(f"{label:<9}", "dim"), *joined(shown, ", "), indent=margin, hang=margin + 9)
