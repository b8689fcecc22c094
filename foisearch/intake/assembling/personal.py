"""Personal data kept out of a draft before its record is assembled.

It happens here and not later, so that offsets, parts and citations are those of the texts that are
kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foisearch import privacy
from foisearch.disclosure import Withheld
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line

_FIELDS: tuple[privacy.Place, ...] = ("request", "response", "body")


def without_personal(
    draft: Draft, requesters: Sequence[str] = ()
) -> tuple[Draft, tuple[Withheld, ...]]:
    """The draft without personal data of whoever asked, and what was kept out of which field.

    Args:
        draft: as a layout drew it; every line keeps its place.
        requesters: names that are known from elsewhere, as from the header of a mail.
    """
    texts: dict[privacy.Place, tuple[Line, ...]] = {
        "request": draft.request,
        "response": draft.response,
        "body": draft.body,
    }
    names = tuple(requesters)
    withheld: list[Withheld] = []
    searched: tuple[str, ...] | None = None
    while searched != names:  # the response may greet whom the request does not name
        searched = names
        for field in _FIELDS:
            texts[field], found, names = _masked(texts[field], field, names)
            withheld += [Withheld(kind, field, count) for kind, count in found]
    topic = privacy.without_names(draft.topic, names) if draft.topic else draft.topic
    if topic != draft.topic:
        withheld.append(Withheld("name", "topic", 1))
    masked = replace(
        draft,
        topic=topic,
        request=texts["request"],
        response=texts["response"],
        body=texts["body"],
    )
    return masked, merged(withheld)


def lines_without_personal(
    lines: Sequence[Line], requesters: Sequence[str] = ()
) -> tuple[tuple[Line, ...], tuple[Withheld, ...]]:
    """Lines that are no draft, those of a publication, without personal data."""
    kept, found, _ = _masked(tuple(lines), "body", tuple(requesters))
    return kept, tuple(Withheld(kind, "body", count) for kind, count in found)


def merged(withheld: Sequence[Withheld]) -> tuple[Withheld, ...]:
    """The same kinds in the same fields counted together."""
    counts: dict[tuple[str, str], int] = {}
    for each in withheld:
        counts[each.kind, each.field] = counts.get((each.kind, each.field), 0) + each.count
    return tuple(Withheld(kind, field, count) for (kind, field), count in counts.items())


def _masked(
    lines: tuple[Line, ...], field: privacy.Place, names: tuple[str, ...]
) -> tuple[tuple[Line, ...], tuple[tuple[str, int], ...], tuple[str, ...]]:
    if not lines:
        return lines, (), names
    texts = [line.text for line in lines]
    masked = privacy.keep_out(texts, field, names)
    if masked.lines == tuple(texts):
        return lines, (), names
    kept = tuple(
        line if line.text == text else Line(line.number, text)
        for line, text in zip(lines, masked.lines, strict=True)
    )
    return kept, masked.found, tuple(dict.fromkeys((*names, *masked.names)))
