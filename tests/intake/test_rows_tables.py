"""The same log as CSV, workbook, JSON and table of a page gives the same records."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_helpers import SAMPLES, bodies, read_ready, rows_read

from foisearch import record
from foisearch.containers.contents import Row, Sheet
from foisearch.containers.source import Grid, Source
from foisearch.disclosure import Disclosure, Kind, Outcome
from foisearch.errors import FoisearchError
from foisearch.intake.read import read_document
from foisearch.intake.report import ImportOptions
from foisearch.intake.rows import read_sheets
from foisearch.text import strip_controls

HEADER = ("FOI Ref", "Date received", "Subject", "Request text", "Our response", "Team")
WORD = st.text("abcdefghijklmnopqrstuvwxyzé", min_size=2, max_size=9)
SENTENCE = st.lists(WORD, min_size=3, max_size=12).map(lambda w: f"Sheds {' '.join(w)}.")
TEXT = st.lists(SENTENCE, min_size=1, max_size=3).map("\n".join)
DATE = st.dates(date(2005, 1, 1), date(2099, 12, 31)).map(date.isoformat)
ROW = st.tuples(DATE, SENTENCE, TEXT, TEXT, WORD)
TABLE = st.lists(ROW, min_size=1, max_size=4).map(
    lambda rows: [HEADER, *((f"TMB-24-{n:04}", *row) for n, row in enumerate(rows))]
)


def plain(disclosures: Any) -> list[dict[str, Any]]:
    """Records but for where they were read, and whether a log's title was about."""
    found = []
    for d in disclosures:
        if d.kind is Kind.DISCLOSURE:
            data = record.to_json(replace(d, warnings=()))
            found.append({k: v for k, v in data.items() if k not in ("provenance", "published")})
    return found


def as_csv(table: list[tuple[str, ...]]) -> list[dict[str, Any]]:
    stream = io.StringIO()
    csv.writer(stream).writerows(table)
    return plain(read_ready(stream.getvalue(), "log.csv").disclosures)


def as_sheet(table: list[tuple[str, ...]]) -> list[dict[str, Any]]:
    rows = [Row(number, cells) for number, cells in enumerate(table, 1)]
    events = read_sheets([Sheet("", rows)], "log.xlsx", "0" * 64, ImportOptions(), bodies())
    return plain(rows_read(events).disclosures)


def as_json(table: list[tuple[str, ...]]) -> list[dict[str, Any]]:
    objects = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    return plain(read_ready(json.dumps(objects), "log.json").disclosures)


def page(table: list[tuple[str, ...]], around: str = "") -> Source:
    lines = [f"{around} above", *(" | ".join(row).replace("\n", " ") for row in table), "below"]
    grid = Grid(2, len(table) + 1, tuple(table))
    return Source("log.html", "0" * 64, "\n".join(lines), "utf-8", grids=(grid,), flowing=True)


def as_page(table: list[tuple[str, ...]]) -> list[dict[str, Any]]:
    return plain(read_document(page(table), ImportOptions(), bodies()).disclosures)


@given(TABLE)
@settings(deadline=None, max_examples=15)
def test_the_same_table_gives_the_same_records(table: list[tuple[str, ...]]) -> None:
    records = as_csv(table)
    assert [r["ref"] for r in records] == [row[0] for row in table[1:]]
    for made, row in zip(records, table[1:], strict=True):
        assert made["received"]["date"] == row[1]
        assert made["topic"] == row[2]
        assert made["request"].split() == row[3].split()
        assert made["response"].split() == row[4].split()
        assert made["body"] == f"Team: {row[5]}"
    assert as_sheet(table) == records
    assert as_json(table) == records
    assert as_page(table) == records


def test_the_sample_log_reads_the_same_under_other_names() -> None:
    """Ready-made records, and the same table with columns as a council would call them."""
    path = SAMPLES / "records" / "stellshire-log.csv"
    names = {
        "ref": "Reference number",
        "topic": "Subject",
        "authority": "Public authority",
        "request": "Details of request",
        "response": "Our response",
        "received": "Date received",
        "responded": "Date of response",
        "published": "Date published",
        "outcome": "Decision",
        "exemptions": "Exemptions applied",
        "url": "Link",
    }
    text = path.read_text("utf-8")
    header, _, rest = text.partition("\n")
    other = ",".join(names[name] for name in header.split(",")) + "\n" + rest
    first = read_ready(text, path.name).disclosures
    second = read_ready(other, path.name).disclosures
    assert len(first) == len(second) > 5
    for one, two in zip(first, second, strict=True):
        kept = replace(two, body="", provenance=one.provenance, citations=one.citations)
        assert replace(kept, forces=one.forces) == replace(one, doubts=two.doubts)
        assert two.applied() == one.applied()


def test_what_stands_beside_a_table_is_kept() -> None:
    table = [
        HEADER,
        ("TMB-24-0001", "2024-05-03", "Sheds", "How many sheds?", "We have nine.", "Parks"),
    ]
    around = "Requests that the council answered in May, with the answers that were given"
    read = read_document(page(table, around), ImportOptions(), bodies())
    first, beside = read.disclosures
    assert (read.reader, first.ref, first.provenance.first_line) == ("log", "TMB-24-0001", 3)
    assert (beside.kind, beside.body.split()) == (
        Kind.PUBLICATION,
        f"{around} above below".split(),
    )


@pytest.mark.parametrize(
    "rows",
    [
        (("Question", "Answer"), ("How many?", "Nine."), ("Why?", "So.")),
        (("No", "Question", "Answer"), ("1", "How many?", "Nine."), ("2", "Why?", "So.")),
        (("Ref", "Request", "Response"), ("Q1", "How many?", "Nine."), ("Q2", "Why?", "So.")),
        (("Year", "Number of requests"), ("2023", "9"), ("2024", "8")),
        (("Date", "Incident"), ("01/02/2023", "Theft"), ("02/02/2023", "Fire")),
    ],
)
def test_a_table_of_one_letter_is_no_log(rows: tuple[tuple[str, ...], ...]) -> None:
    source = page(list(rows), "Dear Sir or Madam, thank you for your request TMB-24-0001")
    read = read_document(source, ImportOptions(), bodies())
    assert read.reader != "log"


def test_a_log_goes_on_over_grids_without_a_header() -> None:
    rows = [(f"TMB-24-000{n}", "2024-05-03", f"How many of kind {n}?", "Nine.") for n in range(4)]
    head = ("Ref", "Date received", "Request", "Response")
    text = "\n".join(" | ".join(row) for row in (head, *rows))
    grids = (Grid(1, 3, (head, *rows[:2])), Grid(4, 5, tuple(rows[2:])))
    source = Source("log.pdf", "0" * 64, text, "utf-8", grids=grids, pages=(1, 4))
    records = read_document(source, ImportOptions(), bodies()).disclosures
    assert [d.ref for d in records] == [row[0] for row in rows]
    assert [d.provenance.first_line for d in records] == [2, 3, 4, 5]
    assert [d.provenance.page for d in records] == [1, 1, 2, 2]


MESSY = (
    b"Log of requests,,,\r\n\r\nFOI Ref,Received,Request,Response\r\n"
    b'1/24,03/04/2024,"How many, ""exactly""\nand why?",Nine\r\n'
    b"2/24,04/04/2024,Sheds,Green\r\nTotal,2,,\r\n"
)


@given(st.lists(st.tuples(st.integers(0, len(MESSY) - 1), st.integers(0, 255)), max_size=8))
def test_mutated_csv_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(MESSY)
    for at, value in changes:
        data[at] = value
    try:
        read = read_ready(bytes(data), "a.csv")
    except FoisearchError:
        return
    assert all(isinstance(d, Disclosure) for d in read.disclosures)
    for said in (*read.warnings, *read.errors):
        assert said == strip_controls(said).replace("\n", " ")


CELL = st.text("ab,;\t\"'|\n é1/24?-", max_size=12)


@given(st.lists(st.lists(CELL, max_size=5).map(tuple), max_size=8))
def test_any_sheet_is_read_or_kept(rows: list[tuple[str, ...]]) -> None:
    table = [Row(number, cells) for number, cells in enumerate([("Ref", "Request"), *rows], 1)]
    events = read_sheets([Sheet("x", table)], "a.xlsx", "0" * 64, ImportOptions(), bodies())
    read = rows_read(events)
    told = " ".join(
        f"{d.ref} {d.request} {d.response} {d.body} {' '.join(map(str, (d.topic, d.outcome)))}"
        for d in read.disclosures
    )
    words = {word for row in rows for cell in row for word in cell.split() if word.isalnum()}
    said = re.sub("[“”;:|]", " ", " ".join((told, *read.warnings)))
    assert words <= set(said.split())


def test_a_large_cell_and_an_endless_one() -> None:
    long = "word " * 2_000_000
    for header in ("Ref,Request,Response", "ref,request,response"):
        read = read_ready(f'{header}\n1/24,"{long}",x\n2/24,Why?,So.\n', "a.csv")
        assert [d.ref for d in read.disclosures] == ["2/24"]
        assert read.errors[0].startswith("line 2: a cell of ")
    endless = f'Ref,Request,Response\n1/24,"{"word " * 4_000_000}\n2/24,Why?,So.\n'
    read = read_ready(endless, "a.csv")
    assert [d.ref for d in read.disclosures] == ["2/24"]
    assert any("line 2: " in error for error in read.errors)


BELOW = """FOI requests,,,
Ref,Subject,Outcome,
F1,Bins,Granted,
F2,Vans,Refused,
,,,
EIR requests,,,
EIR ref,Subject,Date received,Outcome
E1,Trees,2024-01-05,Granted
E2,Ponds,2024-01-06,Not held
EIR ref,Subject,Date received,Outcome
E3,Reeds,2024-01-07,Granted
"""


def test_tables_below_one_another_have_each_its_header() -> None:
    read = read_ready(BELOW, "log.csv")
    told = [(d.ref, d.topic, str(d.received), d.outcome) for d in read.disclosures]
    assert told == [
        ("F1", "Bins", "", Outcome.FULL),
        ("F2", "Vans", "", Outcome.REFUSED),
        ("E1", "Trees", "2024-01-05", Outcome.FULL),
        ("E2", "Ponds", "2024-01-06", Outcome.NOT_HELD),
        ("E3", "Reeds", "2024-01-07", Outcome.FULL),
    ]
    assert [w for w in read.warnings if w.startswith("columns read as: “Ref”")]
    assert [w for w in read.warnings if w.startswith("columns read as: “EIR ref”")]
    assert any("FOI requests" in w and "EIR requests" in w for w in read.warnings)


@pytest.mark.parametrize("gap", ["", ","])
@pytest.mark.parametrize("count", [2, 3])
def test_tables_beside_one_another_are_read_as_one(gap: str, count: int) -> None:
    header = gap.join(["Ref,Request,Outcome,"] * count)
    lines = [header]
    for row in range(4):
        cells = [f"R{row}{at},How many bins of kind {row}{at}?,Granted," for at in range(count)]
        lines.append(gap.join(cells if row < 3 else [cells[0], *[",,,"] * (count - 1)]))
    read = read_ready("\n".join(line.removesuffix(",") for line in lines), "log.csv")
    wanted = {f"R{row}{at}" for row in range(3) for at in range(count)} | {"R30"}
    assert {d.ref for d in read.disclosures} == wanted
    assert all(d.request == f"How many bins of kind {d.ref[1:]}?" for d in read.disclosures)
    assert {d.body for d in read.disclosures} == {"Outcome: Granted"}


def test_words_in_the_gap_between_tables_are_kept() -> None:
    text = "Ref,Request,,Ref,Request\n1,How many?,see note,2,How few?\n"
    first, second = read_ready(text, "log.csv").disclosures
    assert (first.ref, first.body, second.ref) == ("1", "see note", "2")


def test_a_row_of_a_log_that_names_columns_is_no_header() -> None:
    """Only a row of which every cell is a name heads a table: this one has a reference."""
    text = "Ref,Subject,Outcome\nF1,Request,Closed\nF2,Reference,Granted\n"
    assert [d.ref for d in read_ready(text, "log.csv").disclosures] == ["F1", "F2"]
