"""The judged queries of the sample corpus: every name in them is a record's, every grade one."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from bench.relevance import sample
from bench.relevance.collection import (
    ASIDE,
    OPEN,
    Collection,
    Query,
    part_of,
    publication,
)
from bench.relevance.engines.protocol import EVERYTHING, texts
from bench.relevance.folders import read

ROWS = tomllib.loads(sample.JUDGED.read_text("utf-8"))["query"]


def test_judgements_name_records_of_the_corpus_each_once() -> None:
    records = {record.id for record in sample.read().records}
    for row in ROWS:
        named = [name for group in row["judged"] for name in group["records"]]
        assert set(named) <= records, row["id"]
        assert len(named) == len(set(named)), row["id"]


def test_judgements_have_a_grade_and_a_reason() -> None:
    for row in ROWS:
        assert all(group["grade"] in (1, 2, 3) and group["reason"] for group in row["judged"])
        assert any(group["grade"] >= sample.LEAST for group in row["judged"]), row["id"]


def test_queries_are_many_and_each_stands_once() -> None:
    assert len(ROWS) >= 80
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({row["text"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("kind", sorted({row["kind"] for row in ROWS}))
def test_halves_share_each_kind(kind: str) -> None:
    halves = Counter(row["half"] for row in ROWS if row["kind"] == kind)
    assert set(halves) == {OPEN, ASIDE}
    assert abs(halves[OPEN] - halves[ASIDE]) <= 1


def test_a_folder_is_read_as_publications(tmp_path) -> None:
    (tmp_path / "docs.jsonl").write_text('{"id": "1", "title": "Wings", "text": "lift"}\n')
    (tmp_path / "queries.jsonl").write_text('{"id": "a", "text": "lift"}\n{"id": "b", "text": "x"}')
    (tmp_path / "qrels.tsv").write_text("query_id\tdoc_id\trelevance\na\t1\t2\na\t9\t1\nb\t1\t0\n")
    found = read(tmp_path)
    assert found.judged == {"a": {found.records[0].id: 2}}
    assert [query.id for query in found.queries] == ["a"]
    assert (found.records[0].topic, found.records[0].body) == ("Wings", "lift")


@pytest.mark.parametrize("without", [True, False])
def test_a_part_has_all_that_its_queries_need(without: bool) -> None:
    records = tuple(publication(str(n), "", f"text {n}") for n in range(50))
    judged = {str(n): {records[n].id: 1, records[-1 - n].id: 2} for n in range(10)}
    queries = tuple(
        Query(name, "text", without=records[20].id if without else "") for name in judged
    )
    whole = Collection("all", "all of it", records, queries, judged)
    part = part_of(whole, 30, 4)
    held = [record.id for record in part.records]
    assert (len(held), len(part.queries), part.name) == (30, 4, "all-30")
    assert held == [record.id for record in records if record.id in held]
    assert all(part.judged[query.id] == judged[query.id] for query in part.queries)
    assert all(query.without in held for query in part.queries if without)
    assert all(name in held for grades in part.judged.values() for name in grades)
    assert part_of(whole, 30, 4) == part


def test_a_name_in_a_folder_is_no_word_to_find() -> None:
    assert "184" not in texts(publication("184", "Wings", "lift"))[EVERYTHING]


def test_measures_keep_the_order_of_an_engine_and_grades() -> None:
    pytest.importorskip("ir_measures")
    from bench.relevance.measures import MAIN, difference, measured

    records = (publication("a", "", "x"), publication("b", "", "x"))
    good, poor = (record.id for record in records)
    queries = (Query("q", "x"), Query("none", "y"))
    judged = {"q": {good: 3, poor: 1}, "none": {good: 1}}
    collection = Collection("two", "", records, queries, judged, least=2)
    best = measured(collection, "one", "", {"q": [good, poor], "none": []})
    worse = measured(collection, "other", "", {"q": [poor, good], "none": []})
    assert best.values[MAIN] == {"q": 1.0, "none": 0.0}
    assert worse.values["MRR@10"]["q"] == 0.5
    assert best.values["P@10"]["q"] == pytest.approx(0.1)
    between = difference(best, worse, ["q"])
    assert between.low == between.mean == between.high > 0
