"""One disclosure out of the lines of a letter or page: reference, topic, borders and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foisearch.disclosure import SplitConfidence
from foisearch.intake import dates
from foisearch.intake.draft import Draft
from foisearch.intake.layouts.kit import drawing
from foisearch.intake.layouts.kit.borders import Borders
from foisearch.intake.layouts.kit.cues.introducing import sums_up
from foisearch.intake.layouts.kit.cues.labels import label_of, names_request
from foisearch.intake.layouts.kit.drawing import Draw
from foisearch.intake.layouts.kit.references import Reference, find_reference
from foisearch.intake.layouts.kit.topics import Topic, find_topic, is_title, without_formula
from foisearch.intake.lines import Document, Line, join, trim
from foisearch.intake.prepare.mending import mend_bullets

_HEAD = 25
"""A heading stands among so many lines where nothing tells where the request begins."""


def read_letter(
    lines: Sequence[Line],
    document: Document | None = None,
    draw: Draw = drawing.draw,
    reference: Reference | None = None,
) -> Draft:
    """The disclosure that these lines hold.

    Args:
        lines: those of a whole document, or of one entry of a log.
        document: the document that they are all of; ``None`` for an entry, whose reference is not
            looked for in the address of the log.
        draw: tells request from response.
        reference: where it is known; looked for without.
    """
    reference = reference or find_reference(lines, document)
    taken = {at for at in reference.positions if not _is_label(lines[at].text)}
    kept = [Line(ln.number, "") if i in taken else ln for i, ln in enumerate(lines)]
    found = draw(kept)
    topic = _topic(lines, found, reference, document.title if document else "")
    if reference.title and topic.topic != without_formula(reference.title):
        # A title that is not the topic is text like any other.
        found.rest = [*(lines[at] for at in sorted(taken)), *found.rest]
    return draft_of(lines, found, reference, topic)


def _is_label(text: str) -> bool:
    """Whether the line of a reference is a label of the request as well."""
    label = label_of(text)
    return names_request(text) or (label is not None and label.told)


def draft_of(lines: Sequence[Line], found: Borders, reference: Reference, topic: Topic) -> Draft:
    """The draft of what was found, its bullets mended, its uncertainties said."""
    heading = {lines[i] for i in topic.positions}
    rest = [line for line in found.rest if line not in heading]
    request, first = mend_bullets([line for line in found.request if line not in heading])
    response, second = mend_bullets(found.response)
    body, third = mend_bullets(trim(rest))
    head = found.rest if found.confidence is not SplitConfidence.NONE else list(lines[:_HEAD])
    said = (reference.problem, topic.problem, found.problem, *first, *second, *third)
    return Draft(
        ref=reference.ref,
        topic=topic.topic,
        lines=tuple(lines),
        request=tuple(trim(request)),
        response=tuple(response),
        body=tuple(body),
        confidence=found.confidence,
        warnings=tuple(warning for warning in said if warning),
        doubts=_doubts(found, reference, topic),
        received=dates.received(join([*head, *_summary(found), *found.response[:40]])),
        responded=dates.of_letter(join(head)),
        published=dates.of_page(join(head)),
    )


def _summary(found: Borders) -> list[Line]:
    """The request where it is the authority's summary of it, which may say when it came."""
    low = found.confidence is SplitConfidence.LOW
    return found.request if low and found.request and sums_up(found.request[0].text) else []


def _doubts(found: Borders, reference: Reference, topic: Topic) -> tuple[str, ...]:
    """The names of the fields that are not sure."""
    unsure = (
        ("ref", bool(reference.problem)),
        ("topic", bool(topic.problem)),
        ("split", found.confidence is not SplitConfidence.HIGH),
    )
    return tuple(name for name, doubted in unsure if doubted)


def _topic(lines: Sequence[Line], found: Borders, reference: Reference, title: str) -> Topic:
    """The topic, which stands above the request (or not far below where the document begins)."""
    if found.confidence is SplitConfidence.NONE:
        return find_topic(lines[:_HEAD], reference, title)
    numbers = [line.number for line in (*found.request, *found.response)]
    first = min(numbers, default=0)
    end = next((i for i, line in enumerate(lines) if line.number >= first), len(lines))
    if reference.at >= end:  # what stands beside a reference below the text heads nothing
        reference = replace(reference, title="")
    above = find_topic(lines[:end], reference, title)
    if above.topic or end or not found.request:
        return above
    # Nothing introduces the request: a heading may still stand on its first line.
    heading = found.request[0]
    alone = len(found.request) > 1 and is_title(heading.text)
    return find_topic([heading], reference, title) if alone else above
