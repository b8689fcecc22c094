"""What a layout reader hands on: the pieces of a disclosure, still as lines with their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from foisearch.disclosure import UNKNOWN_DATE, PartialDate, SplitConfidence
from foisearch.intake.labels import Split
from foisearch.intake.lines import Document, Line
from foisearch.intake.prepare.mending import mend_bullets
from foisearch.intake.threads.turns import Thread


@dataclass(frozen=True, slots=True)
class Draft:
    """One disclosure as a layout saw it.

    ``lines`` is everything that it was read from.  ``body`` is what of it is neither request nor
    response: a letterhead, rights of complaint; all of it, with confidence ``none``, where a layout
    cannot tell the two apart.  The dates are those that the document states of this disclosure.
    ``warnings`` say what was inferred, ``doubts`` which fields of the record rest on it.
    """

    ref: str
    topic: str | None
    lines: tuple[Line, ...]
    request: tuple[Line, ...] = ()
    response: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    confidence: SplitConfidence = SplitConfidence.HIGH
    warnings: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    received: PartialDate = UNKNOWN_DATE
    responded: PartialDate = UNKNOWN_DATE
    published: PartialDate = UNKNOWN_DATE


def drafted(
    ref: str, topic: str | None, lines: Sequence[Line], split: Split, problem: str = ""
) -> Draft:
    """The draft of a record that was split so, its bullets mended.

    ``problem`` is what is uncertain about it besides; empty where nothing is.
    """
    request, first = mend_bullets(split.request)
    response, second = mend_bullets(split.response)
    body, third = mend_bullets(split.body)
    said = (problem, split.warning, *first, *second, *third)
    return Draft(
        ref=ref,
        topic=topic,
        lines=tuple(lines),
        request=tuple(request),
        response=tuple(response),
        body=tuple(body),
        confidence=split.confidence,
        warnings=tuple(warning for warning in said if warning),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What a layout made of a document: its drafts, and what it noticed about the whole.

    ``heading`` is the document's own heading, where a publication date may stand; ``above`` are the
    lines above the first disclosure that belong to none.  A document that is a correspondence is
    handed on as a ``thread``, without drafts.
    """

    drafts: tuple[Draft, ...]
    heading: str = ""
    warnings: tuple[str, ...] = ()
    thread: Thread | None = None
    above: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A publisher's layout: a name, a version that rises when it reads better, and two functions.

    ``score(document)`` is how surely the document is of this layout, from 0.0 (not at all) to 1.0;
    the highest score wins.  ``read(document)`` is only called on the winner.  A layout that
    ``holds_letters`` goes before those of the letters in it, where it is sure of itself.
    """

    name: str
    version: int
    score: Callable[[Document], float]
    read: Callable[[Document], Reading]
    holds_letters: bool = False
