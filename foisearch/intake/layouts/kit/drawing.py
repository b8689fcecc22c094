"""Where the request begins and ends, and where what every letter says at its end begins.

Labels are followed first, then the sentence that introduces the request and the one in which the
authority begins to speak.  Whatever rests on less is of low confidence, and says on what it rests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from foisearch.intake.layouts.kit.borders import Borders, whole, without_tail
from foisearch.intake.layouts.kit.labelled import by_labels
from foisearch.intake.layouts.kit.pairs import by_pairs
from foisearch.intake.layouts.kit.sentences import by_paragraph, by_sentences
from foisearch.intake.layouts.kit.turning import by_turn
from foisearch.intake.lines import Line

Draw = Callable[[Sequence[Line]], Borders]
"""What tells request, response and the rest of some lines apart."""


def draw(lines: Sequence[Line]) -> Borders:
    """The borders of a document by the general vocabulary of letters and pages."""
    ways = (by_labels, by_sentences, by_pairs, by_paragraph, by_turn)
    found = next((found for way in ways if (found := way(lines)) is not None), None)
    if found is None:
        return whole(lines, "nothing tells the request from the response")
    return without_tail(found)
