"""Ids alone, one a line: for ``xargs`` and scripts."""

from __future__ import annotations

from collections.abc import Iterator

from foisearch.render.answers import (
    Answer,
    Checks,
    Found,
    Renewed,
    Several,
    Shown,
    Similar,
    Unchecked,
)
from foisearch.render.terminal import Terminal


def write(answer: Answer, terminal: Terminal) -> None:
    """Write the ids of an answer, one a line."""
    for name in ids(answer):
        terminal.write(name)


def ids(answer: Answer) -> Iterator[str]:
    """The ids of an answer's disclosures; of a check those of similar earlier requests."""
    if isinstance(answer, Checks):
        for item in answer.each():
            for request in () if isinstance(item, Unchecked) else item.similar:
                yield request.earlier.id
    elif isinstance(answer, Similar):
        for request in answer.checked.similar:
            yield request.earlier.id
    elif isinstance(answer, Renewed):
        yield from ids(answer.found)
    elif isinstance(answer, Found):
        for hit in answer.result.hits:
            yield hit.disclosure.id
    elif isinstance(answer, Shown | Several):
        for disclosure in answer.disclosures:
            yield disclosure.id
