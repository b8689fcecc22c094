"""JSON: lines, arrays, objects that hold them, objects of portals, and our own records again."""

from __future__ import annotations

import io
import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import ROOT, bodies, read_ready, rows_read

from foisearch import record
from foisearch.errors import FoisearchError, RecordError
from foisearch.intake.report import ImportOptions
from foisearch.intake.rows import jsonrows, open_rows
from foisearch.intake.rows.jsonrows import Found, json_values

REQUEST = {
    "reference": "12/24",
    "title": "Sheds",
    "question": "<p>How many sheds?</p>",
    "answer": "Nine &amp; a half.",
    "date_received": "2024-04-03T00:00:00",
    "public_body": {"name": "Tarnmouth Council", "tags": ["council", "north"]},
    "files": [{"name": "a.pdf"}, {"name": "b.pdf"}],
    "urgent": False,
    "note": None,
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(REQUEST),
        json.dumps([REQUEST]),
        json.dumps({"count": 1, "results": [REQUEST], "next": None}, indent=2),
        json.dumps({"result": {"fields": [{"id": "x"}], "records": [REQUEST]}, "success": True}),
        json.dumps({"meta": {"limit": 5}, "objects": [REQUEST]}),
    ],
    ids=["object", "array", "results", "nested", "objects"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_object_wherever_it_stands(text: str, encoding: str) -> None:
    read = read_ready(text.encode(encoding), "a.json")
    assert not read.errors
    (d,) = read.disclosures
    assert (d.id, d.topic, d.request) == ("tarnmouth/12/24", "Sheds", "How many sheds?")
    assert (d.response, str(d.received)) == ("Nine & a half.", "2024-04-03")
    kept = d.body.split("\n\n")
    assert kept[0].split() == ["public_body.tags:", "council"]
    assert kept[-3:] == ["files.1.name: a.pdf", "files.2.name: b.pdf", "urgent: no"]


def test_several_objects_one_after_another() -> None:
    text = "\n".join(json.dumps(REQUEST | {"reference": f"{n}/24"}, indent=1) for n in range(3))
    read = read_ready(text, "a.json")
    assert [d.ref for d in read.disclosures] == ["0/24", "1/24", "2/24"]
    starts = [d.provenance.first_line for d in read.disclosures]
    assert starts == [1, 2 + json.dumps(REQUEST, indent=1).count("\n"), starts[1] * 2 - 1]


def test_a_table_of_arrays() -> None:
    rows = [["FOI Ref", "Date received", "Request"], ["1/24", "03/04/2024", "How many?"]]
    (d,) = read_ready(json.dumps(rows), "a.json").disclosures
    assert (d.ref, str(d.received), d.request) == ("1/24", "2024-04-03", "How many?")


def test_an_array_of_something_else_is_refused() -> None:
    with pytest.raises(RecordError, match="array of something else"):
        read_ready(json.dumps(list(range(500))), "a.json")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_file_that_ends_too_soon(cut: float) -> None:
    text = json.dumps([REQUEST | {"reference": f"{n}/24"} for n in range(20)])
    read = read_ready(text[: int(len(text) * cut)], "a.json")
    assert len(read.disclosures) == int(20 * cut)
    (error,) = read.errors
    assert "ends in the middle" in error


def test_pieces_of_json_lines_are_read_by_themselves() -> None:
    lines = [json.dumps(REQUEST | {"reference": f"{n}/24"}) for n in range(9)]
    whole = read_ready("\n".join(lines), "a.jsonl").disclosures
    first = read_ready("\n".join(lines[:4]) + "\n", "a.jsonl").disclosures
    rest = read_ready("\n".join(lines[4:]), "a.jsonl", first_line=5).disclosures
    assert (*first, *rest) == whole


def test_a_line_that_is_too_long_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonrows, "MOST_VALUE", 2000)
    lines = [json.dumps(REQUEST), json.dumps(REQUEST | {"note": "x" * 9000}), json.dumps(REQUEST)]
    read = read_ready("\n".join(lines), "a.jsonl")
    assert [d.provenance.first_line for d in read.disclosures] == [1, 3]
    (error,) = read.errors
    assert error.startswith("line 2: longer than")


def test_our_own_corpus_comes_back_as_it_is() -> None:
    for path in sorted((ROOT / "corpus" / "records").glob("*.jsonl")):
        with path.open("rb") as stream:
            events = open_rows("jsonl", path.name, stream, "0" * 64, ImportOptions(), bodies())
            read = rows_read(events)
        assert [record.to_json(d) for d in read.disclosures] == [
            record.to_json(record.from_json(orjson.loads(line)))
            for line in path.read_bytes().splitlines()
        ]
        assert not read.errors
        assert not read.warnings


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('ab"\\{}[],: é\n', max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner),
    max_leaves=8,
)


def cut(text: str) -> list[Any]:
    return [found.value for found in json_values(io.BytesIO(text.encode()))]


@given(st.lists(JSON, max_size=6), st.sampled_from([None, 1]), st.integers(1, 9))
def test_an_array_is_cut_into_its_values(values: list[Any], indent: int | None, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonrows, "_BLOCK", block)
        assert cut(json.dumps(values, indent=indent)) == values
        assert cut(json.dumps({"n": 1, "results": [{"a": v} for v in values]}, indent=indent)) == (
            [{"a": v} for v in values] or [{"n": 1, "results": []}]
        )


@given(st.text('{}[]",:\\1a \n', max_size=60))
def test_any_text_is_cut_or_refused(text: str) -> None:
    for found in json_values(io.BytesIO(text.encode())):
        assert isinstance(found, Found)


WHOLE = json.dumps({"results": [REQUEST, {"ref": "1", "request": "x"}, [1], "x"]}).encode()


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=6))
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_mutated_files_are_read_or_refused(name: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value
    try:
        read = read_ready(bytes(data), name)
    except FoisearchError:
        return
    for said in (*read.warnings, *read.errors):
        assert "\n" not in said
