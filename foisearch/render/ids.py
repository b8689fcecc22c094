"""Ids alone, one a line: for ``xargs`` and scripts."""

from __future__ import annotations

from foisearch.render.answers import Answer, Found, Shown
from foisearch.render.terminal import Terminal


def write(answer: Answer, terminal: Terminal) -> None:
    """Write the ids of the disclosures in an answer."""
    if isinstance(answer, Found):
        for hit in answer.result.hits:
            terminal.write(hit.disclosure.id)
    elif isinstance(answer, Shown):
        for disclosure in answer.disclosures:
            terminal.write(disclosure.id)
