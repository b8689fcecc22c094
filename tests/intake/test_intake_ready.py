"""Ready-made records: CSV and JSON Lines, the rows that are good and the rows that are not."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import RowsRead, read_ready, read_text

from foisearch import record
from foisearch.containers.contents import Row
from foisearch.disclosure import Disclosure, Kind, Outcome, PartialDate, Status
from foisearch.errors import RecordError
from foisearch.intake import dates
from foisearch.intake.rows.columns import COLUMNS
from foisearch.intake.rows.delimited import delimited_rows, delimiter_of

FULL_ROW = {
    "ref": "0087/20",
    "topic": "Gates",
    "authority": "Stellshire Constabulary",
    "request": "1. How many gates?\n2. How many doors?",
    "response": "1. Nine.\n2. Eight, “painted”; all with a, comma\tand a tab.",
    "received": "2020-02-03",
    "responded": "28/02/2020",
    "published": "March 2020",
    "outcome": "part",
    "exemptions": "foia:40(2);31(1)(a)",
    "url": "https://www.stellshire.police.example/foi/87",
}


def as_csv(rows: list[dict[str, str]], delimiter: str = ",", names: Any = COLUMNS) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def as_json(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def simple(ref: str, **more: Any) -> dict[str, Any]:
    return {"ref": ref, "request": "How many gates?", "response": "Nine."} | more


def check_full(read: RowsRead) -> None:
    assert not read.errors
    (d,) = read.disclosures
    assert d.id == "stellshire/0087/20"
    assert (d.ref, d.topic, d.authority) == (FULL_ROW["ref"], "Gates", "stellshire")
    assert d.request.split() == FULL_ROW["request"].split()
    assert d.response.split() == FULL_ROW["response"].split()
    assert [p.answer.split()[0] for p in d.parts] == ["Nine.", "Eight,"]
    assert [str(x) for x in (d.received, d.responded, d.published)] == [
        *("2020-02-03", "2020-02-28", "2020-03"),
    ]
    assert d.published.source == "record"
    assert d.outcome is Outcome.PART
    assert d.applied() == ("foia:40(2)", "foia:31(1)(a)")
    assert d.links == (FULL_ROW["url"],)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "A.CSV"])
def test_every_documented_column_of_csv(delimiter: str, name: str) -> None:
    check_full(read_ready(as_csv([FULL_ROW], delimiter), name))


@pytest.mark.parametrize("order", [COLUMNS, COLUMNS[::-1], [c.upper() for c in COLUMNS]])
def test_columns_in_any_order_and_case(order: Any) -> None:
    text = as_csv([{c: FULL_ROW[c.lower()] for c in order}], names=order)
    check_full(read_ready(text, "a.csv"))


@pytest.mark.parametrize("exemptions", ["foia:40(2);31(1)(a)", ["foia:40(2)", "31(1)(a)"]])
@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_every_documented_column_of_json(exemptions: Any, name: str) -> None:
    check_full(read_ready(as_json([FULL_ROW | {"exemptions": exemptions}]), name))


def test_absent_columns_are_unknown() -> None:
    (d,) = read_ready(as_json([simple("12/20")]), "a.jsonl").disclosures
    assert (d.topic, d.authority, d.id) == (None, "unknown", "unknown/12/20")
    assert [str(x) for x in (d.received, d.responded, d.published)] == ["", "", ""]


NOT_TAKEN = [
    ({"ref": ""}, "it has no reference", "ref", ""),
    ({"request": "", "response": ""}, "neither what was asked", "", ""),
    ({"authority": "Nowhere Parish Council"}, "“Nowhere Parish Council”", "authority", ""),
    ({"authority": "Harrowmer Police"}, "near: harrowmere", "authority", ""),
    ({"published": "last week"}, "2024-07-03", "", "Published: last week"),
    ({"received": "31/06/2024"}, "2024-07-03", "", "Received: 31/06/2024"),
    ({"outcome": "splendid"}, "refused", "", "Outcome: splendid"),
    ({"exemptions": "forty;40(2)"}, "foia:40(2)", "", "Exemptions: forty"),
]


@pytest.mark.parametrize(("change", "says", "doubt", "body"), NOT_TAKEN)
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_value_that_its_field_cannot_take_is_kept_and_said(
    change: dict[str, str], says: str, doubt: str, body: str, kind: str
) -> None:
    rows = [
        simple("1/20", authority="wexmoor"),
        simple("2/20", authority="wexmoor") | change,
        simple("3/20", authority="wexmoor"),
    ]
    text = as_csv(rows) if kind == "csv" else as_json(rows)
    read = read_ready(text, f"a.{kind}")
    assert not read.errors
    before, made, after = read.disclosures
    assert (before.doubts, after.doubts) == ((), ())
    (said,) = read.warnings
    assert said.startswith(f"line {3 if kind == 'csv' else 2}: ")
    assert says in said
    assert made.warnings == (said.partition(": ")[2],)
    assert made.doubts == ((doubt,) if doubt else ())
    assert made.body == body


def test_a_body_that_nobody_knows_keeps_its_published_name() -> None:
    row = simple("1/20", authority="Nowhere  Parish Council")
    (made,) = read_ready(as_json([row]), "a.jsonl").disclosures
    assert (made.authority, made.authority_name) == ("unknown", "Nowhere Parish Council")
    assert made.id == "unknown/1/20"
    (again,) = read_ready(as_json([record.to_json(made)]), "b.jsonl").disclosures
    assert again == made


def test_two_rows_without_reference_are_told_apart_by_what_they_say() -> None:
    rows = [simple("", request="How many gates?"), simple("", request="How many doors?")]
    first, second = read_ready(as_json(rows), "a.jsonl").disclosures
    assert first.id != second.id
    assert [d.id.startswith("unknown/a:") for d in (first, second)] == [True, True]


@pytest.mark.parametrize(
    "line",
    [
        *('{"ref": "2/20", ', "[1, 2]", '"text"', "5", "null", "{'ref': 1}", "not json", "{}"),
        '{"ref": ["2"], "request": "x"}',
        '{"ref": "2/20", "request": {"a": 1}}',
        '{"ref": "2/20", "request": "x", "exemptions": {"a": 1}}',
        '{"ref": "2/20", "request": "x", "exemptions": [["40(2)"]]}',
        '{"ref": "2/20", "request": "\\ud800"}',
    ],
)
def test_malformed_json_lines(line: str) -> None:
    text = as_json([simple("1/20")]) + line + "\n\n" + as_json([simple("3/20")])
    read = read_ready(text, "a.jsonl")
    assert [d.ref for d in read.disclosures] == ["1/20", "3/20"]
    (error,) = read.errors
    assert error.startswith("line 2: ")


@pytest.mark.parametrize(
    ("line", "says", "doubts"),
    [
        ("2/20,a,b,c,d", "5 cells under 3 columns", ("split", "authority")),
        (",How many?,Nine.", "no reference", ("authority", "ref")),
        ("2/20,,", "neither", ("authority",)),
        ("2/20", "neither", ("authority",)),
    ],
)
def test_malformed_csv_rows_are_kept_and_said(
    line: str, says: str, doubts: tuple[str, ...]
) -> None:
    text = f"ref,request,response\n1/20,How many?,Nine.\n{line}\n\n3/20,How many?,Eight.\n"
    read = read_ready(text, "a.csv")
    assert not read.errors
    assert [w for w in read.warnings if w.startswith("line 3: ") and says in w]
    before, made, after = read.disclosures
    assert (before.ref, after.ref) == ("1/20", "3/20")
    assert made.doubts == doubts
    words = " ".join((made.ref, made.request, made.response, made.body)).split()
    assert words == line.replace(",", " ").split()


UNSOUND = [
    ('2/20,"How "many",b', ("2/20", 'How "many', "b")),
    (
        '2/20,"He asked "how many, and why" of us",b',
        ("2/20", 'He asked "how many, and why" of us', "b"),
    ),
    ('2/20,"How many?,Nine.', ("2/20", '"How many?', "Nine.")),
    ('2/20,How many?,"Nine.', ("2/20", "How many?", '"Nine.')),
    ('2/20,"a ""b"", c" d,e', ("2/20", '"a ""b""', 'c" d', "e")),
]


@pytest.mark.parametrize(("line", "cells"), UNSOUND)
def test_unsound_quotes_part_cells_as_far_as_they_show(line: str, cells: tuple[str, ...]) -> None:
    """A row of the usual width is read and doubted; another one is named, and the rest comes in."""
    text = f"ref,request,response\n1/20,How many?,Nine.\n{line}\n3/20,How?,So.\n"
    read = read_ready(text, "a.csv")
    refs = [d.ref for d in read.disclosures]
    if len(cells) != 3:
        assert refs == ["1/20", "3/20"]
        (error,) = read.errors
        assert error.startswith("line 3: ")
        assert "quote" in error
        return
    assert refs == ["1/20", "2/20", "3/20"]
    assert not read.errors
    made = read.disclosures[1]
    assert (made.ref, made.request, made.response) == cells
    assert "split" in made.doubts
    assert "quotes" in made.warnings[0]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_of_inches_open_nothing(end: str) -> None:
    """A quote inside a cell that none opened is a mark: the row ends with its line."""
    rows = ['1/20,A 12" pipe?,Nine.', '2/20,"Is it?,So.', "3/20,How?,No.", '4/20,6" or 8"?,Six.']
    read = read_ready(end.join(["ref,request,response", *rows, ""]), "a.csv")
    assert not read.errors
    assert [d.ref for d in read.disclosures] == ["1/20", "2/20", "3/20", "4/20"]
    assert [d.request for d in read.disclosures] == ['A 12" pipe?', '"Is it?', "How?", '6" or 8"?']
    assert ["split" in d.doubts for d in read.disclosures] == [False, True, False, False]


@given(st.lists(st.tuples(*[st.text('ab "\n,;', max_size=6)] * 3), min_size=1, max_size=5))
def test_what_a_csv_writer_wrote_is_read_as_it_was(written: list[tuple[str, str, str]]) -> None:
    """Against the standard library's reader: the same cells in the same rows."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([("r", "q", "a"), *written])
    data = stream.getvalue()
    expected = [tuple(row) for row in csv.reader(io.StringIO(data, newline=""), strict=True)]
    found = [e for e in delimited_rows("a.csv", io.BytesIO(data.encode())) if isinstance(e, Row)]
    if delimiter_of(data.splitlines()) == ",":
        assert [row.cells for row in found] == expected


def test_a_quote_open_over_lines_costs_its_row_and_is_named() -> None:
    text = 'ref,request,response\n1/20,How many?,Nine.\n2/20,"How many\nof them?,x\n3/20,How?,So.\n'
    read = read_ready(text, "a.csv")
    assert [d.ref for d in read.disclosures] == ["1/20", "3/20"]
    (error,) = read.errors
    assert error.startswith("line 3: ")
    assert "quote" in error


def test_quoted_line_ends_do_not_shift_the_lines_that_are_named() -> None:
    rows = [simple("1/20", request="One?\n\nTwo?\nThree?"), simple("", response="x")]
    read = read_ready(as_csv(rows, names=("ref", "request", "response")), "a.csv")
    assert read.disclosures[0].request.split() == ["One?", "Two?", "Three?"]
    assert [d.provenance.first_line for d in read.disclosures] == [2, 6]
    assert "line 6: it has no reference" in read.warnings


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("a,b,c\n1,2,3\n", "no column says that it holds requests: “a”, “b”, “c”", "a.csv"),
        ("request\nHow many?\n", "it has no columns", "a.csv"),
        ("\n\nParking\n\n", "it has no columns", "a.csv"),
        ('[["a", "b"], [1, null], ["x"]]', "no column says", "a.json"),
    ],
)
def test_a_table_of_something_else_is_kept_as_a_text(text: str, said: str, name: str) -> None:
    read = read_ready(text, name)
    (kept,) = read.disclosures
    assert (kept.kind, kept.id) == (Kind.PUBLICATION, "unknown/publication:a")
    words = re.findall(r"\w+", text.replace("null", ""))
    assert re.findall(r"\w+", kept.body) == words
    (warning,) = read.warnings
    assert f"the table is no log of disclosures: kept as a text ({said}" in warning
    assert not read.errors


def test_what_cannot_be_read_of_a_table_of_something_else_is_said_once() -> None:
    read = read_ready('a,b,c\n1,"2,3\n4,5,6\n', "a.csv", columns=(("Blurb", "request"),))
    (kept,) = read.disclosures
    assert re.findall(r"\w+", kept.body) == [*"abc123456"]
    assert "--map names columns that are not there: “Blurb”" in read.warnings[0]
    read = read_ready('a,b,c\n1,2,3\n4,"5\n6,7,8\n', "a.csv")
    (kept,) = read.disclosures
    assert re.findall(r"\w+", kept.body) == [*"abc123678"]
    (error,) = read.errors
    assert error.startswith("line 3: not CSV")


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n,,\n"])
def test_a_table_of_nothing(text: str) -> None:
    with pytest.raises(RecordError, match=r"a\.csv is a table without cells; see how it was saved"):
        read_ready(text, "a.csv")


def test_unknown_columns_are_reported_once() -> None:
    rows = [simple(f"{n}/20", shelf="a", Folio=str(n)) for n in range(1, 5)]
    in_lines = as_json(rows)
    as_rows = as_csv(rows, names=["ref", "request", "response", "shelf", "Folio"])
    for read in (read_ready(in_lines, "a.jsonl"), read_ready(as_rows, "a.csv")):
        (said,) = [w for w in read.warnings if "not read" in w]
        assert said.endswith("not read, words kept: “shelf”, “Folio”")
        assert [d.body for d in read.disclosures] == [
            f"shelf: a\n\nFolio: {n}" for n in range(1, 5)
        ]


def test_report_strings_hold_no_controls() -> None:
    row = simple("1/20") | {"\x1b[2Jshelf": "x", "\u202efolio\n": "y"}
    bad = simple("2/20") | {"outcome": "\x1b[2J\u202e", "authority": "Stellshire"}
    worse = simple("3\x1b/20") | {"authority": "Nowhere\x1b[2J\u202eCouncil"}
    read = read_ready(as_json([row, bad, worse]), "a.jsonl")
    for said in (*read.warnings, *read.errors):
        assert not set(said) & set("\x1b\u202e\n\r\x9b")


def test_duplicate_references_are_kept() -> None:
    rows = [simple("1/20"), simple("2/20"), simple("1/20", response="Eight.")]
    read = read_ready(as_json(rows), "a.jsonl")
    assert [d.ref for d in read.disclosures] == ["1/20", "2/20", "1/20"]


def test_what_the_person_said_stands_above_the_record() -> None:
    published = dates.parse("2023", "option")
    read = read_ready(as_json([FULL_ROW]), "a.jsonl", published=published, authority="wexmoor")
    assert (read.disclosures[0].authority, str(read.disclosures[0].published)) == (
        "wexmoor",
        "2023",
    )


def test_given_exemptions_are_added_to_those_in_the_text() -> None:
    reply = "We refuse this under section 40(2) of the Freedom of Information Act 2000."
    row = simple("1/20", response=reply, exemptions="foia:40(2);foia:12", authority="stellshire")
    (d,) = read_ready(as_json([row]), "a.jsonl").disclosures
    assert set(d.applied()) == {"foia:40(2)", "foia:12"}
    applied = [c.key for c in d.citations if c.status is Status.APPLIED]
    assert sorted(applied) == ["foia:12", "foia:40(2)"]


def own() -> Disclosure:
    (d,) = read_text(
        "Ref 6102214\n\nGates\n\nRequest\n\n1. How many?\n2. Why?\n\nResponse\n\n1. Nine.\n"
        "2. Refused under section 40(2) of the Freedom of Information Act 2000.\n"
    ).disclosures
    return replace(d, published=PartialDate())


def test_our_own_records_come_back_as_they_are() -> None:
    line = orjson.dumps(record.to_json(own())).decode()
    read = read_ready(line + "\n", "a.jsonl")
    assert read.disclosures == (own(),)
    assert not read.errors


def test_the_summary_that_ends_our_own_lists_is_no_record() -> None:
    shown = {"type": "disclosure"} | record.to_json(own())
    summary = {"type": "summary", "format_version": 1, "command": "show", "total": 1}
    read = read_ready(as_json([shown, summary]), "a.jsonl")
    assert read.disclosures == (own(),)
    assert not read.errors


@pytest.mark.parametrize("key", sorted(set(record.to_json(own())) - {"format_version", "ref_key"}))
def test_our_own_records_with_a_bad_value_cost_one_row(key: str) -> None:
    """Whatever stands under a key, the file is read on, and what was taken can be written."""
    good = record.to_json(own())
    bad = [good | {key: value} for value in (5, None, [5], {"x": 5}, [None], "\x1b[2J")]
    without = {k: v for k, v in good.items() if k != key}
    rows = [*bad, without, simple("3/20")]
    read = read_ready(as_json(rows), "a.jsonl")
    assert read.disclosures[-1].ref == "3/20"
    for disclosure in read.disclosures:
        again = orjson.loads(orjson.dumps(record.to_json(disclosure)))
        assert record.from_json(again) == disclosure


def test_our_own_records_bring_no_controls_in() -> None:
    bad = record.to_json(own()) | {"topic": "Ga\x1b[2Jtes", "response": "Ni\u202ene."}
    for disclosure in read_ready(as_json([bad]), "a.jsonl").disclosures:
        assert not set(f"{disclosure.topic}{disclosure.response}") & set("\x1b\u202e")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(COLUMNS), inner),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.sampled_from((*COLUMNS, "x")), JSON) | JSON, max_size=4))
def test_any_json_lines_are_read_or_refused_by_line(rows: list[Any]) -> None:
    read = read_ready(as_json(rows) or "\n", "a.jsonl")
    assert len(read.disclosures) + len(read.errors) == len(rows)


@given(st.text('ab,"\n;', max_size=60))
def test_any_csv_is_read_or_refused(body: str) -> None:
    read = read_ready(f"ref,request,response\n{body}\n", "a.csv")
    assert all(error.startswith("line ") for error in read.errors)
    assert all(d.ref or "ref" in d.doubts for d in read.disclosures)
