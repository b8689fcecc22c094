"""Other words for the words of a query: which are looked for, and where none are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from engine_records import disclosure, put
from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch import engine
from foisearch.engine.index import Index
from foisearch.engine.words import rewording
from foisearch.engine.words.variants import other_spelling
from foisearch.query import ast, parse

TEXTS = {
    "drones": "How many drones does the force own?",
    "uav": "How many UAV were flown?",
    "aircraft": "Were any unmanned aircraft bought?",
    "bwv": "Is BWV kept on for a shift?",
    "video": "Is body worn video kept on all day?",
    "dna": "How many DNA samples from a suspect are on the database?",
    "attend": "How many patients did not attend the clinic?",
    "licence": "How many licences were revoked?",
    "license": "Which license plates were read?",
    "organisation": "What does the organisation spend?",
    "organization": "Which organization was paid?",
    "dismissed": "How many officers were dismissed?",
    "taser": "How often was a Taser drawn?",
    "topic": "What did it cost?",
    "limit": "Why does the cost limit apply?",
    "section": "Why does section 12 apply?",
    "prioritised": "Which calls were prioritised?",
    "prioritized": "Were burglaries prioritized in theaters?",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("reworded")
    records = [
        disclosure(name, request=text, topic="Unmanned aircraft" if name == "topic" else None)
        for name, text in TEXTS.items()
    ]
    engine.build(put(folder / "corpus", {"a": records}), folder / "index")
    with engine.open_index(folder / "index") as opened:
        yield opened


def found(index: Index, query: str) -> list[str]:
    node, _ = rewording.reworded(index, parse(query))
    return [d.ref for _, d in index.search(node, source=query, limit=100).hits]


def plainly(index: Index, query: str) -> list[str]:
    return [d.ref for _, d in index.search(parse(query), source=query, limit=100).hits]


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("drones", {"drones", "uav", "aircraft", "topic"}),
        ("UAV", {"drones", "uav", "aircraft", "topic"}),
        ("BWV", {"bwv", "video"}),
        ("body worn video", {"bwv", "video"}),
        ("sacked", {"dismissed"}),
        ("license", {"license", "licence"}),
        ("organisation", {"organisation", "organization"}),
        ("topic:uav", {"topic"}),
        ("request:(uav OR taser)", {"drones", "uav", "aircraft", "taser"}),
        ("drones AND flown", {"uav"}),
        ("bwv AND shift", {"bwv"}),
        ("drones^2", {"drones", "uav", "aircraft", "topic"}),
        ("part:(drones bought)", {"aircraft"}),
        ("prioritise", {"prioritised"}),
        ("prioritised", {"prioritised", "prioritized"}),
        ("prioritized", {"prioritised", "prioritized"}),
        ("theatre", {"prioritized"}),
        ("s12", {"section", "limit"}),
        ("section 12 apply", {"section", "limit"}),
        ("cost limit", {"section", "limit"}),
        ("s12 AND apply", {"section", "limit"}),
    ],
)
def test_other_words_are_found_too(index: Index, query: str, others: set[str]) -> None:
    assert set(found(index, query)) >= others


@pytest.mark.parametrize(
    "query",
    ['"drones"', "drone*", "drnes~", "kind:disclosure", "-drones", "bwv NOT drones", '"BWV" shift'],
)
def test_what_is_quoted_negated_or_a_pattern_is_looked_for_as_it_is(
    index: Index, query: str
) -> None:
    if "bwv" in query:
        assert set(found(index, query)) == {"bwv", "video"}
    else:
        assert found(index, query) == plainly(index, query)


def test_what_was_typed_comes_first(index: Index) -> None:
    assert found(index, "bwv")[0] == "bwv"
    assert found(index, "license")[0] == "license"


def test_the_other_words_of_the_query_choose_what_an_acronym_means(index: Index) -> None:
    assert "attend" not in found(index, "DNA suspect")
    assert "attend" in found(index, "DNA rate of a clinic")


def test_what_is_said_is_what_the_index_can_find(index: Index) -> None:
    _, expanded = rewording.reworded(index, parse("drones and tasers"))
    assert [(each.typed, each.others) for each in expanded] == [
        ("drones", ("UAV", "unmanned aircraft"))
    ]


def test_other_words_that_hold_what_was_typed_find_nothing_new(index: Index) -> None:
    _, expanded = rewording.reworded(index, parse("officers"))
    assert not any("officer" in other for each in expanded for other in each.others)


def test_words_that_only_ask_are_not_reworded(index: Index) -> None:
    _, expanded = rewording.reworded(index, parse("please provide the number of tasers"))
    assert expanded == ()


def test_a_query_without_words_stays_as_it_is(index: Index) -> None:
    assert rewording.reworded(index, parse("")) == (ast.Everything(), ())
    assert rewording.reworded(index, parse("kind:publication"))[1] == ()


def test_a_document_with_every_other_word_is_no_better_for_that(tmp_path: Path) -> None:
    filler = "of the force in the year"
    records = [
        disclosure("typed", request=f"drones {filler} here there"),
        disclosure("all", request=f"UAV unmanned aircraft {filler}"),
        disclosure("both", request=f"drones UAV {filler} here"),
    ]
    engine.build(put(tmp_path / "corpus", {"a": records}), tmp_path / "index")
    with engine.open_index(tmp_path / "index") as opened:
        node, _ = rewording.reworded(opened, parse("drones"))
        scores = {d.ref: score for score, d in opened.search(node, source="drones").hits}
        plain = {d.ref: score for score, d in opened.search(parse("drones")).hits}
    assert scores["typed"] == plain["typed"] == scores["both"]
    assert scores["all"] <= scores["typed"]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("organise", "organize"),
        ("organizations", "organisations"),
        ("analysed", "analyzed"),
        ("prize", ""),
        ("advice", ""),
        ("taser", ""),
        ("", ""),
    ],
)
def test_the_other_spelling(word: str, other: str) -> None:
    assert other_spelling(word) == other


WORDS = st.sampled_from(
    ["drones", "uav", "BWV", "body", "worn", "video", "licence", "sacked", "taser", "DNA", "zzz"]
)
CLAUSE = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=2, max_size=4).map(" ".join),
    st.tuples(WORDS, WORDS).map(" AND ".join),
    WORDS.map("request:{}".format),
    WORDS.map("{}^2".format),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAUSE, min_size=1, max_size=3).map(" OR ".join))
def test_nothing_is_lost(index: Index, query: str) -> None:
    node, _ = rewording.reworded(index, parse(query))
    before, after = index.search(parse(query), limit=100), index.search(node, limit=100)
    scores = {d.ref: score for score, d in after.hits}
    for score, d in before.hits:
        assert scores[d.ref] >= score
    assert after.total == len(after.hits) >= before.total
