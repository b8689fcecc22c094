"""The evidence pack: dates, intervals and overlap, in three formats, and no conclusion."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.disclosure import UNKNOWN_DATE, Outcome, PartialDate, Precision
from foisearch.errors import UsageError
from foisearch.prior.evidence import schedule
from foisearch.prior.pack import SOURCES, STATEMENT, State, Window
from foisearch.prior.values import (
    Aspect,
    Band,
    Checked,
    CheckedPart,
    Decision,
    Difference,
    Earlier,
    Match,
    NewRequest,
    Pairing,
    Place,
    Question,
    Searched,
    SimilarRequest,
    Treatment,
    Verdict,
)
from foisearch.render.evidence import WRITERS, write_evidence
from foisearch.render.evidence_csv import COLUMNS, as_csv
from foisearch.render.evidence_json import as_json
from foisearch.render.evidence_markdown import as_markdown

GOLDEN = Path(__file__).parent / "golden"


def day(text: str) -> PartialDate:
    return PartialDate(date.fromisoformat(text), Precision.DAY, "text")


def month(text: str) -> PartialDate:
    return PartialDate(date.fromisoformat(f"{text}-01"), Precision.MONTH, "heading")


def earlier(number: int, **values: Any) -> Earlier:
    base: dict[str, Any] = {
        "id": f"blankton-council/K{number}",
        "ref": f"K{number}",
        "authority": "blankton-council",
        "authority_name": "Blankton Council",
        "regime": "foia",
        "topic": "Kites",
        "outcome": Outcome.FULL,
        "provisions": (),
    }
    return Earlier(**base | values)


SEARCHED = Searched(
    at=datetime(2024, 6, 3, 9, 30, tzinfo=UTC),
    version="0.1.0",
    disclosures=1234,
    publications=5,
    newest="2024-05",
    digest="c0ffee" * 10,
    queries=("kites lost sea", "string cost", "beach plan"),
)
QUESTIONS = (
    Question("1", "How many kites were lost at sea in 2023?"),
    Question("2", "What did the string cost?"),
    Question("3", "Please provide the beach plan."),
)
REQUEST = NewRequest(
    label="inbox/2024/kites.eml",
    text="…",
    questions=QUESTIONS,
    subject="Kites for Pat Nobody",
    received=day("2024-06-03"),
    authority="blankton-council",
    left_out=("Dear Sir,", "a signature of 2 lines"),
    warnings=("attachments are not read: plan.pdf",),
)
FULL = earlier(
    101,
    received=day("2024-04-02"),
    responded=day("2024-04-30"),
    published=month("2024-05"),
    outcome=Outcome.PART,
    provisions=("foia:40(2)",),
    parts=2,
    url="https://blankton.example/k101",
)
SCOTTISH = earlier(
    7,
    id="strathkite/7",
    ref="7",
    authority="strathkite",
    authority_name="Strathkite Council",
    regime="foisa",
    outcome=Outcome.NCND,
    provisions=("foisa:18",),
    responded=day("2024-03-28"),
)
UNDATED = earlier(55, outcome=Outcome.NOT_HELD, published=month("2021-11"), topic=None)
DECISION = Decision(
    "blankton-council/K102",
    "blankton-council/K101",
    Verdict.DIFFERENT,
    datetime(2024, 6, 4, 10, 0, tzinfo=UTC),
    "kay.officer",
    "another *year*",
)
MATCHES = (
    Match(
        Band.OVERLAPPING,
        0.81,
        FULL,
        Question("1", "How many kites were lost at sea from 2019 to 2022?"),
        shared=("kites", "sea"),
        agreed=((Aspect.ASKED, "number"),),
        differences=(Difference(Aspect.PERIOD, "2023", "2019 to 2022"),),
        outcome=Outcome.FULL,
        answer="Forty-one kites were lost | at sea.",
        decisions=(DECISION,),
    ),
    Match(
        Band.SAME_SCOPE,
        0.9,
        SCOTTISH,
        Question("", "How many kites were lost at sea in 2023?", place=Place.REQUEST),
        outcome=Outcome.NCND,
        provisions=("foisa:18",),
        of_whole=True,
    ),
)
STRING = Match(
    Band.IDENTICAL,
    1.0,
    FULL,
    Question("2", "What did the string cost?"),
    outcome=Outcome.REFUSED,
    provisions=("foia:43(2)",),
    answer="=1+1 would show our supplier's price.",
)
CHECKED = Checked(
    request=REQUEST,
    parts=(
        CheckedPart(QUESTIONS[0], MATCHES),
        CheckedPart(
            QUESTIONS[1],
            (STRING, Match(Band.RELATED, 0.4, UNDATED, Question("1", "Who sells string?"))),
        ),
        CheckedPart(QUESTIONS[2], ()),
    ),
    similar=(
        SimilarRequest(
            FULL,
            (Pairing("1", "1", Band.OVERLAPPING), Pairing("2", "2", Band.IDENTICAL)),
            0.7,
            (DECISION,),
        ),
        SimilarRequest(SCOTTISH, (Pairing("1", "", Band.SAME_SCOPE),), 0.3),
    ),
    new_parts=("3",),
    treatments=(
        Treatment("blankton-council", "Blankton Council", ("K101",), (Outcome.REFUSED,), ()),
        Treatment("strathkite", "Strathkite Council", ("7",), (Outcome.NCND,), ("foisa:18",)),
    ),
    neither_differs=True,
    searched=SEARCHED,
    notes=("the index is older than the corpus",),
)
PACK = schedule(CHECKED)


@pytest.mark.parametrize("suffix", [".md", ".csv", ".json"])
def test_golden(suffix: str, tmp_path: Path) -> None:
    written = tmp_path / f"pack{suffix}"
    write_evidence(PACK, written)
    golden = GOLDEN / f"evidence{suffix}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(written.read_bytes())
    assert written.read_bytes() == golden.read_bytes()


def test_the_schedule_is_in_order_of_dates_and_complete() -> None:
    # K55 is known by a match alone; its only date is that of publication, to the month.
    assert [row.earlier.ref for row in PACK.rows] == ["K55", "7", "K101"]
    undated, scottish, full = PACK.rows
    # Days off between 2 April and 3 June 2024: 6 and 27 May.
    assert (full.working_days, full.counted_from, full.counted_by) == (42, "received", "foia")
    assert (full.window, full.same_body, full.state) == (
        Window.INSIDE,
        True,
        State.GIVEN_IN_PART,
    )
    assert full.decisions == (DECISION,)
    # Good Friday, 6 and 27 May; Easter Monday is a working day in Scotland.
    assert (scottish.working_days, scottish.counted_from) == (44, "responded")
    assert (scottish.counted_by, scottish.window) == ("foisa", Window.OTHER_LAW)
    assert scottish.state is State.NOT_GIVEN
    assert (undated.working_days, undated.counted_from) == (None, "")
    assert undated.window is Window.UNKNOWN
    assert undated.state is State.NOT_HELD


def test_parts_keep_their_own_outcomes() -> None:
    one, two = PACK.rows[2].overlaps
    assert (one.outcome, one.state, one.of_whole) == (Outcome.FULL, State.GIVEN, False)
    assert (two.outcome, two.provisions) == (Outcome.REFUSED, ("foia:43(2)",))
    (whole,) = PACK.rows[1].overlaps
    assert whole.of_whole
    assert whole.provisions == ("foisa:18",)


def test_the_matrix() -> None:
    one, two, three = PACK.parts
    assert [(id_, pair.earlier, pair.band) for id_, pair in one.met] == [
        ("strathkite/7", "", Band.SAME_SCOPE),
        ("blankton-council/K101", "1", Band.OVERLAPPING),
    ]
    assert two.band is Band.IDENTICAL
    assert (three.band, three.is_new, three.met) == (None, True, ())


def only(new: PartialDate, **values: Any) -> Any:
    """The one row where the new request came at ``new`` and the earlier one is so."""
    before = earlier(1, **values)
    match = Match(Band.IDENTICAL, 1.0, before, Question("1", "How many?"))
    request = replace(REQUEST, questions=QUESTIONS[:1], received=new)
    checked = replace(
        CHECKED, request=request, parts=(CheckedPart(QUESTIONS[0], (match,)),), similar=()
    )
    (row,) = schedule(checked).rows
    return row


NEW = day("2024-06-03")


@pytest.mark.parametrize(
    ("values", "days", "window"),
    [
        ({"received": day("2024-06-03")}, 0, Window.INSIDE),
        ({"received": day("2024-05-31")}, 1, Window.INSIDE),
        ({"received": day("2024-03-05")}, 59, Window.INSIDE),
        ({"received": day("2024-03-04")}, 60, Window.EDGE),
        ({"received": day("2024-03-01")}, 61, Window.OUTSIDE),
        ({"received": day("2024-06-10")}, -5, Window.INSIDE),
        ({"received": day("2025-06-10")}, -253, Window.OUTSIDE),
        ({"responded": day("2024-05-31")}, 1, Window.UNKNOWN),
        ({"responded": day("2023-05-31")}, 250, Window.OUTSIDE),
        ({"responded": day("2025-06-10")}, -253, Window.UNKNOWN),
        ({"received": month("2024-05"), "published": day("2024-05-31")}, 1, Window.UNKNOWN),
        ({"received": month("2024-05")}, None, Window.UNKNOWN),
        ({}, None, Window.UNKNOWN),
        ({"received": day("1700-01-01")}, None, Window.UNKNOWN),
        ({"received": day("2024-05-31"), "authority": "unknown"}, 1, Window.INSIDE),
        ({"received": day("2024-05-31"), "authority": "strathkite"}, 1, Window.OTHER_BODY),
        ({"received": day("2024-05-31"), "regime": "eir"}, 1, Window.OTHER_LAW),
        ({"received": day("2024-05-31"), "regime": ""}, 1, Window.INSIDE),
    ],
)
def test_the_window_of_sixty_working_days(
    values: dict[str, Any], days: int | None, window: Window
) -> None:
    row = only(NEW, **values)
    assert (row.working_days, row.window) == (days, window)
    assert bool(row.counted_from) == (days is not None)


@pytest.mark.parametrize("new", [UNKNOWN_DATE, month("2024-06")])
def test_without_the_day_of_receipt_nothing_is_counted(new: PartialDate) -> None:
    row = only(new, received=day("2024-05-31"))
    assert (row.working_days, row.window) == (None, Window.UNKNOWN)
    pack = schedule(replace(CHECKED, request=replace(REQUEST, received=new)))
    assert any("not known: no working days" in note for note in pack.notes)


def test_what_lies_beyond_the_known_holidays_is_said() -> None:
    pack = schedule(replace(CHECKED, request=replace(REQUEST, received=day("2031-06-03"))))
    assert any("proclaimed after 2027" in note for note in pack.notes)


def test_an_officers_own_days_are_counted(tmp_path: Path) -> None:
    own = tmp_path / "days.csv"
    own.write_text("date,nations,kind,name\n2024-05-15,all,,Kite Day\n")
    assert schedule(CHECKED, own).rows[2].working_days == 41


def test_no_conclusion_is_drawn() -> None:
    assert len(STATEMENT) == 4
    text = as_markdown(PACK)
    for words in (*STATEMENT, *SOURCES, "Repeated", "reg.5", "same person"):
        assert words in text
    assert "duplicate" not in text.lower()


def test_nothing_found_is_said() -> None:
    nothing = replace(
        CHECKED,
        parts=tuple(CheckedPart(question, ()) for question in QUESTIONS),
        similar=(),
        treatments=(),
        new_parts=("1", "2", "3"),
    )
    pack = schedule(nothing)
    assert "No similar earlier request was found." in as_markdown(pack)
    assert len(list(csv.DictReader(io.StringIO(as_csv(pack))))) == 3
    assert json.loads(as_json(pack))["earlier"] == []


def test_the_names_of_folders_do_not_appear() -> None:
    assert PACK.label == "kites.eml"


@pytest.mark.parametrize("suffix", WRITERS)
def test_no_requester_is_named(suffix: str) -> None:
    assert "Nobody" not in WRITERS[suffix](PACK)


NASTY = st.sampled_from(
    [
        *(
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            " =1",
            "＝1",
            "\x1b[31m",
            "a|b",
            "a\nb",
            "\u202e",
        ),
        *("<script>", "[x](y)", "*b*", "_u_", "`c`", '"q"', "a,b", "\r=1", "# h", "\ud800"),
    ]
)


@given(st.lists(NASTY, min_size=8, max_size=8))
def test_no_text_breaks_a_format(texts: list[str]) -> None:
    a, b, c, d, e, f, g, h = texts
    before = replace(FULL, ref=a, topic=b, authority_name=c, url=d)
    match = Match(
        Band.IDENTICAL, 1.0, before, Question(e, f), answer=g, differences=MATCHES[0].differences
    )
    question = Question("1", h)
    checked = replace(
        CHECKED,
        request=replace(REQUEST, questions=(question,), label=a, warnings=(c,)),
        parts=(CheckedPart(question, (match,)),),
        similar=(),
        new_parts=(),
    )
    pack = schedule(checked)
    (row,) = csv.DictReader(io.StringIO(as_csv(pack).removeprefix("\ufeff")))
    assert set(row) == set(COLUMNS)
    for cell in row.values():
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
    for form in WRITERS.values():
        text = form(pack)
        assert "\x1b" not in text
        assert "\u202e" not in text
    tables = [line for line in as_markdown(pack).split("\n") if line.startswith("|")]
    widths = {line.replace("\\|", "").count("|") for line in tables}
    assert widths <= {5, 7, 12}
    assert len(json.loads(as_json(pack))["earlier"]) == 1


@pytest.mark.parametrize("name", ["pack.txt", "pack", "pack.pdf", ".md"])
def test_other_endings_are_no_schedule(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"end it in \.md, \.csv or \.json"):
        write_evidence(PACK, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_with_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "pack.MD"
    path.write_text("old")
    path.chmod(0o600)
    write_evidence(PACK, path)
    assert path.read_text("utf-8").startswith("# Similar earlier requests")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["pack.MD"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_evidence(PACK, tmp_path / "link.md")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text("utf-8").startswith("# Similar")


def test_what_is_no_file_stays(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(UsageError, match="is not a file"):
        write_evidence(PACK, tmp_path / "folder.md")
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UsageError, match="is not a file"):
        write_evidence(PACK, tmp_path / "pipe.csv")
    with pytest.raises(UsageError, match="cannot write"):
        write_evidence(PACK, tmp_path / "none" / "pack.md")


def test_the_formats_are_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text("utf-8")
    for column in COLUMNS:
        assert f"`{column}`" in page

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {k for inner in value.values() for k in keys(inner)}
        return {k for inner in value for k in keys(inner)} if isinstance(value, list) else set()

    for key in keys(json.loads(as_json(PACK))):
        assert f"`{key}`" in page, key
