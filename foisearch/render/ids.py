"""Ids alone, one a line: for ``xargs`` and scripts."""

from __future__ import annotations

from foisearch.render.answers import Answer, Checks, Found, Shown, Similar, Unchecked
from foisearch.render.terminal import Terminal


def write(answer: Answer, terminal: Terminal) -> None:
    """Write the ids of an answer's disclosures; of a check those of similar earlier requests."""
    if isinstance(answer, Checks):
        for item in answer.each():
            for request in () if isinstance(item, Unchecked) else item.similar:
                terminal.write(request.earlier.id)
    elif isinstance(answer, Similar):
        for request in answer.checked.similar:
            terminal.write(request.earlier.id)
    elif isinstance(answer, Found):
        for hit in answer.result.hits:
            terminal.write(hit.disclosure.id)
    elif isinstance(answer, Shown):
        for disclosure in answer.disclosures:
            terminal.write(disclosure.id)
