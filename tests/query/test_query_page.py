"""The manual of the language says what is so."""

from __future__ import annotations

import re
from pathlib import Path

from foisearch.fields import FIELDS
from foisearch.query import parse
from foisearch.query.reading import MAX_DEPTH, MAX_LENGTH, MAX_WORDS

DOCS = Path(__file__).parents[2] / "docs"
QUERY = (DOCS / "query.md").read_text(encoding="utf-8")
RANKING = (DOCS / "ranking.md").read_text(encoding="utf-8")


def test_every_field_is_on_the_page_with_its_help_and_example() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", QUERY, re.MULTILINE))
    for field in FIELDS:
        assert field.help.partition(";")[0] in rows[field.name]
        assert f"`{field.example}`" in rows[field.name]


def test_every_example_parses() -> None:
    first = [
        example
        for line in QUERY.splitlines()
        if line.startswith("| `")
        for example in re.findall(r"`([^`]+)`", line.split(" | ")[0])
    ]
    codes = [code for line in QUERY.splitlines() for code in re.findall(r"`([^`]+)`", line)]
    inline = [code for code in codes if re.search(r'[: *~^"(-]', code)]
    examples = {e for e in (*first, *inline) if not e.startswith("foisearch ")}
    assert len(examples) > 40
    for example in examples:
        parse(example)


def test_the_bounds_are_those_of_the_parser() -> None:
    numbers = (
        f"at most {MAX_LENGTH:,} characters and {MAX_WORDS:,} words, and brackets {MAX_DEPTH} deep"
    )
    assert numbers in " ".join(QUERY.split())


def test_every_boost_is_on_the_page_of_the_ranking() -> None:
    for field in FIELDS:
        if field.boost:
            assert re.search(
                rf"^\| .*`{field.name}`.* \| {field.boost:g} \|", RANKING, re.MULTILINE
            )
