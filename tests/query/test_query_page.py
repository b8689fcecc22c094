"""The manual of the language says what is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from foisearch import engine, search
from foisearch.corpus import Corpus
from foisearch.engine.building import builder
from foisearch.engine.index import Index
from foisearch.engine.schema.traits import HAS, STATES
from foisearch.errors import QueryError
from foisearch.fields import FIELDS
from foisearch.query import parse
from foisearch.query.reading import MAX_DEPTH, MAX_LENGTH, MAX_WORDS

DOCS = Path(__file__).parents[2] / "docs"
QUERY = (DOCS / "query.md").read_text(encoding="utf-8")
RANKING = (DOCS / "ranking.md").read_text(encoding="utf-8")


def test_every_field_is_on_the_page_with_its_help_and_example() -> None:
    table = QUERY.partition("| field | is |")[2].partition("\n\n")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{f.name}` | {f.help} | `{f.example}` |" for f in FIELDS]


def examples() -> list[str]:
    """What the page shows as queries: the first columns of its tables, and what looks like one."""
    rows = [line.split(" | ")[0] for line in QUERY.splitlines() if line.startswith("| `")]
    first = [code for row in rows for code in re.findall(r"`([^`]+)`", row)]
    text = re.sub(r"```.*?```", "", QUERY, flags=re.DOTALL)
    codes = [code for line in text.splitlines() for code in re.findall(r"`([^`]+)`", line)]
    inline = [code for code in codes if re.search(r'[: *~^"(-]', code)]
    found = dict.fromkeys((*first, *inline))
    return [e for e in found if not e.startswith(("foisearch ", "--", ".")) and e not in NO_QUERY]


NO_QUERY = {"~", "has:", "is:", '"a b c"~N', "*", "not-held", "future-publication"}
"""Signs and names that are only spoken about."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("page")
    builder.build(Corpus(DOCS.parent / "corpus"), folder)
    with engine.open_index(folder) as opened:
        yield opened


def test_every_example_is_answered(sample: Index) -> None:
    assert len(examples()) > 80
    for example in examples():
        assert parse(str(parse(example))) == parse(example)
        result = search.search(sample, search.SearchRequest(example, explain=True))
        assert result.reading is not None


def test_most_kinds_of_examples_find_something(sample: Index) -> None:
    for example in (
        *("stop and search", '"stop search"~2', "wom?n", "tazer~", "taser -drones"),
        *("part:(cost training)", "has:attachment", "is:refused", "is:unsplit", "source:log-2024"),
        *("published:2021/22", "since:2022 until:2023-06", "exemption:40(2)"),
    ):
        found = search.search(sample, search.SearchRequest(example))
        assert found.total, example


def test_every_trait_is_on_the_page() -> None:
    rows = dict(re.findall(r"^\| `([a-z]+)` \| (.*) \|$", QUERY, re.MULTILINE))
    table = QUERY.partition("| `has:` |")[2].partition("| `is:` |")[0]
    for name, trait in HAS.items():
        assert f"| `{name}` | {trait.help} |" in table
    for name, trait in STATES.items():
        assert rows[name].endswith(trait.help)


@pytest.mark.parametrize(
    "query",
    [
        "taser && drones",
        "taser || drones",
        "+word",
        "!word",
        "a NEAR b",
        "topic=value",
        "published:spring",
    ],
)
def test_what_the_page_says_is_refused(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.cure


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
