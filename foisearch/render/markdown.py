"""Markdown tables: for a report, an issue, a page of a wiki."""

from __future__ import annotations

from collections.abc import Iterable

from foisearch.render.answers import Answer
from foisearch.render.escaping import markdown_table, markdown_text
from foisearch.render.sheets import Heading, sheets
from foisearch.render.tabular import remarks, tables
from foisearch.render.terminal import Terminal


def write(answer: Answer, terminal: Terminal) -> None:
    """Write an answer as Markdown: its tables, and below them what people are told of it."""
    apart = False
    for made in sheets(answer):
        for title, headings, rows in tables(made):
            if apart:
                terminal.write("")
            if title:
                terminal.write(f"## {markdown_text(title)}")
                terminal.write("")
            _write_table(headings, rows, terminal)
            apart = True
    for remark in remarks(answer):
        terminal.write("")
        terminal.write(markdown_text(remark))


def _write_table(
    headings: tuple[Heading, ...], rows: Iterable[tuple[str, ...]], terminal: Terminal
) -> None:
    right = [place for place, heading in enumerate(headings) if heading.right]
    table = markdown_table([heading.title for heading in headings], rows, right=right)
    for text in table.split("\n"):
        terminal.write(text)
