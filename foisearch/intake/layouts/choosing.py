"""Which layout a document is of: the one that its signs speak for most, and how clearly they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from foisearch.disclosure import SplitConfidence
from foisearch.intake.draft import Draft, Layout, Reading
from foisearch.intake.lines import Document

NEAR = 0.1
"""Two scores less far apart than this are as good as equal."""
SURE = 0.9
"""A score from which a layout that holds letters goes before those of the letters."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The layout chosen, the scores of all that came into question, and those that came near.

    ``scores`` are in order, the best first.
    """

    layout: Layout
    scores: tuple[tuple[str, float], ...]
    near: tuple[Layout, ...] = ()

    @property
    def name(self) -> str:
        """The chosen layout's name."""
        return self.layout.name

    def read(self, document: Document) -> Reading:
        """What the chosen layout makes of the document; doubted where a near one differs."""
        reading = self.layout.read(document)
        others = [other for other in self.near if _differ(reading, other.read(document))]
        if not others:
            return reading
        names = " and ".join(other.name for other in others)
        said = f"read as {self.name}; {names} came near and would read it otherwise"
        drafts = tuple(_doubted(draft) for draft in reading.drafts)
        return replace(reading, drafts=drafts, warnings=(*reading.warnings, said))


def _differ(first: Reading, second: Reading) -> bool:
    """Whether two readings part a document in different ways."""
    return [(d.ref, d.request) for d in first.drafts] != [(d.ref, d.request) for d in second.drafts]


def _doubted(draft: Draft) -> Draft:
    """The draft, its split no longer sure."""
    low = SplitConfidence.LOW if draft.confidence is SplitConfidence.HIGH else draft.confidence
    return replace(draft, confidence=low, doubts=tuple(dict.fromkeys((*draft.doubts, "split"))))


def weigh(document: Document, layouts: Sequence[Layout]) -> Choice:
    """Ask every layout how surely the document is of it.

    A tie goes to the layout whose name comes first, so that the order of registration says nothing.
    """
    scored = [(layout.score(document), layout) for layout in layouts]
    scored.sort(key=lambda pair: (not _holds(*pair), -pair[0], pair[1].name))
    best, chosen = scored[0]
    if _holds(best, chosen):
        return Choice(chosen, _shown(scored), ())
    near = tuple(layout for value, layout in scored[1:] if best - value < NEAR and value > NEAR)
    return Choice(chosen, _shown(scored), near)


def _holds(score: float, layout: Layout) -> bool:
    """Whether a layout is surely that of a thread, whose letters others would read alone."""
    return layout.holds_letters and score >= SURE


def _shown(scored: Sequence[tuple[float, Layout]]) -> tuple[tuple[str, float], ...]:
    return tuple((layout.name, round(value, 2)) for value, layout in scored if value > 0)
