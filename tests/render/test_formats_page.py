"""docs/formats.md says which columns a CSV file has, and what can be counted."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import people_samples as samples
import prior_samples
import pytest
import trust_samples

from foisearch.cli.commands import COMMANDS
from foisearch.cli.recorded import options_of
from foisearch.render import write
from foisearch.render.terminal import Terminal
from foisearch.search.facets import FACETS, OTHER_NAMES, facet_names

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")


def columns(of: str) -> list[str]:
    (row,) = re.findall(rf"^\| {re.escape(of)} \| (.+) \|$", PAGE, re.MULTILINE)
    return re.findall(r"`(\w+)`", row)


@pytest.mark.parametrize(
    ("of", "name"),
    [
        ("`search`, `saved`", "found"),
        ("`search --limit 0 --facet`", "faceted"),
        ("`check`, `similar`", "similar"),
        ("`clusters`", "clustered"),
        ("`stats`", "counted"),
        ("`cite`", "cited"),
        ("`lint`", "linted"),
        ("`sources`", "sourced"),
    ],
)
def test_columns_are_those_that_are_written(of: str, name: str) -> None:
    answer: Any = (samples.every_answer() | prior_samples.answers() | trust_samples.answers())[name]
    stream = io.StringIO()
    write(answer, "csv", Terminal(io.StringIO(), stream, io.StringIO(), {}))
    assert stream.getvalue().splitlines()[0].split(",") == columns(of)


def test_facets_are_those_that_there_are() -> None:
    rows = re.findall(r"^\| `(\w+)`(?: \(`(\w+)`\))? \| .+ \| once", PAGE, re.MULTILINE)
    assert [name for name, _ in rows] == list(FACETS)
    assert {other: name for name, other in rows if other} == OTHER_NAMES
    assert facet_names(OTHER_NAMES) == tuple(dict.fromkeys(OTHER_NAMES.values()))


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "ids"])
def test_every_command_has_the_formats_that_the_page_says(form: str) -> None:
    (said,) = re.findall(rf"^\| `{form}` \| .+ \| (.+) \|$", PAGE, re.MULTILINE)
    has = {
        name
        for name in COMMANDS
        for option in options_of(name)
        if option.dest == "format" and form in option.choices
    }
    if said == "as `table`":
        (said,) = re.findall(r"^\| `table` \| .+ \| (.+) \|$", PAGE, re.MULTILINE)
    named = set(re.findall(r"`(\w+)`", said))
    assert has == (set(COMMANDS) - named if said.startswith("every") else named)
