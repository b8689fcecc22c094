"""Logs in rows as publishers write them: titles, names of their own, statuses, notes."""

from __future__ import annotations

import pytest
from intake_helpers import RowsRead, bodies, read_ready

from foisearch.disclosure import Kind, Outcome, SplitConfidence
from foisearch.errors import UsageError
from foisearch.intake.rows.guessing import by_names

COUNCIL = """\
Tarnmouth Council disclosure log of requests 2023/24,,,,,,
,,,,,,
FOI Ref,Date Received,Summary of Request,Directorate,Outcome,Exemption(s) applied,Date Responded
TMB-23-0001,03/04/2023,How many potholes were reported in 2022?,Highways,Granted in full,,28/04/2023
TMB-23-0002,04/04/2023,Cost of agency social workers,Children,Part refused,s40(2); s43(2),02/05/2023
TMB-23-0003,05/04/2023,CCTV of the market square,Markets,Refused,Section 31(1)(a),03/05/2023
FOI Ref,Date Received,Summary of Request,Directorate,Outcome,Exemption(s) applied,Date Responded
TMB-23-0004,25/04/2023,Contract register,IT,Closed,N/A,
Total,4,,,,,
"""


def only(read: RowsRead) -> dict[str, object]:
    return {d.ref: d for d in read.disclosures if d.kind is Kind.DISCLOSURE}


def test_a_log_with_a_title_a_repeated_header_and_a_total() -> None:
    read = read_ready(COUNCIL, "tarnmouth-foi-log-2023-05.csv")
    assert not read.errors
    records = [d for d in read.disclosures if d.kind is Kind.DISCLOSURE]
    assert [d.id for d in records] == [f"tarnmouth/TMB-23-000{n}" for n in range(1, 5)]
    assert [d.outcome for d in records] == [
        *(Outcome.FULL, Outcome.PART, Outcome.REFUSED, Outcome.UNKNOWN),
    ]
    assert [d.applied() for d in records] == [
        *((), ("foia:40(2)", "foia:43(2)"), ("foia:31(1)(a)",), ()),
    ]
    assert [str(d.received) for d in records] == [f"2023-04-{d}" for d in ("03", "04", "05", "25")]
    assert [str(d.responded) for d in records] == ["2023-04-28", "2023-05-02", "2023-05-03", ""]
    assert {str(d.published) for d in records} == {"2023-05"}
    assert records[0].request == "How many potholes were reported in 2022?"
    assert all(d.response == "" and d.split_confidence is SplitConfidence.HIGH for d in records)
    assert [d.provenance.first_line for d in records] == [4, 5, 6, 8]
    (beside,) = [d for d in read.disclosures if d.kind is Kind.PUBLICATION]
    assert beside.body.split("\n\n") == [
        "Tarnmouth Council disclosure log of requests 2023/24",
        "Total | 4",
    ]


def test_the_words_of_every_cell_are_kept_and_the_reading_is_shown() -> None:
    read = read_ready(COUNCIL, "tarnmouth-foi-log-2023-05.csv")
    assert read.disclosures[1].body.split("\n\n") == [
        "Outcome: Part refused",
        "Exemption(s) applied: s40(2); s43(2)",
        "Directorate: Children",
    ]
    (shown,) = [w for w in read.warnings if w.startswith("columns read as: ")]
    assert "“FOI Ref” → ref" in shown
    assert "“Summary of Request” → request" in shown
    assert shown.endswith("not read, words kept: “Directorate”")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_delimiters(delimiter: str, encoding: str, end: str) -> None:
    rows = ["FOI No|Subject|Question|Answer", "12/24|Café|How much?|£5 – “about”"]
    text = end.join(row.replace("|", delimiter) for row in rows) + end
    (d,) = read_ready(text.encode(encoding), "a.csv").disclosures
    assert (d.ref, d.topic, d.request, d.response) == ("12/24", "Café", "How much?", "£5 – “about”")


def test_a_delimiter_that_the_file_names() -> None:
    text = "sep=;\nRef;Request;Response\n1/24;How many, and why?;Nine\n"
    (d,) = read_ready(text, "a.csv").disclosures
    assert d.request == "How many, and why?"


def test_rows_that_go_on_with_the_one_above() -> None:
    text = (
        "Reference,Date received,Request,Response\n"
        "1/24,03/04/2024,How many vans?,Nine.\n"
        ",,How many cars?,Ten.\n"
        "1/24,03/04/2024,How many bikes?,None.\n"
        "2/24,04/04/2024,What colour?,Blue.\n"
        ",05/04/2024,Which shade?,Dark.\n"
    )
    first, second, third = read_ready(text, "a.csv").disclosures
    assert first.request.split("\n\n") == ["How many vans?", "How many cars?", "How many bikes?"]
    assert first.response.split("\n\n") == ["Nine.", "Ten.", "None."]
    assert (first.provenance.first_line, first.provenance.last_line) == (2, 4)
    assert first.warnings[0].startswith("3 rows were taken together")
    assert (second.ref, third.ref, third.doubts[-1]) == ("2/24", "", "ref")
    assert third.id.startswith("unknown/a:")


def test_headings_between_rows_are_kept_with_the_rows_below() -> None:
    text = (
        "Ref,Date received,Request\nApril 2024,,\n1/24,03/04/2024,How many?\n"
        "May 2024,,\n2/24,03/05/2024,How much?\n3/24,,Why?\n"
    )
    read = read_ready(text, "a.csv")
    assert [(d.ref, d.body) for d in read.disclosures] == [
        *(("1/24", "April 2024"), ("2/24", "May 2024"), ("3/24", "May 2024")),
    ]


def test_a_header_of_two_rows() -> None:
    text = (
        "Request,,,Response,\nRef,Received,Details,Date,Decision\n"
        "1/24,03/04/2024,How many cars?,01/05/2024,Granted\n"
    )
    (d,) = read_ready(text, "a.csv").disclosures
    assert (d.ref, d.request, d.outcome) == ("1/24", "How many cars?", Outcome.FULL)
    assert (str(d.received), str(d.responded)) == ("2024-04-03", "2024-05-01")


def test_a_log_without_references() -> None:
    text = "Date received,Request,Response\n03/04/2024,How many?,Nine\n04/04/2024,Why?,So.\n"
    first, second = read_ready(text, "tarnmouth-council-log.csv").disclosures
    assert first.ref == second.ref == ""
    assert first.id.startswith("tarnmouth/tarnmouth-council-log:")
    assert first.id != second.id
    moved = read_ready(text.replace("03/04/2024,How", "01/01/2024,New,x\n03/04/2024,How"), "b.csv")
    assert moved.disclosures[1].id.partition(":")[2] == first.id.partition(":")[2]


def test_who_asked_is_left_out() -> None:
    text = (
        "FOI Number,Requester Name,Requester Type,Request,Response\n"
        "1/24,Wilhelmina Farthing,Media,Letters to the chief,Attached.\n"
    )
    read = read_ready(text, "a.csv")
    (d,) = read.disclosures
    assert "Farthing" not in repr(read)
    assert d.body == "Requester Type: Media"
    assert [(w.kind, w.count) for w in d.withheld] == [("name", 1)]


def test_dates_that_are_not_day_first_are_said_and_not_swapped() -> None:
    text = "Ref,Date received,Request\n1/24,03/25/2024,How many?\n2/24,04/11/2024,Why so many?\n"
    read = read_ready(text, "a.csv")
    assert [str(d.received) for d in read.disclosures] == ["", ""]
    assert [d.body for d in read.disclosures] == [
        *("Date received: 03/25/2024", "Date received: 04/11/2024"),
    ]
    assert any("not written day first" in w for w in read.warnings)


def test_a_bare_date_is_placed_and_said_to_be() -> None:
    text = "Ref,Date,Request,Response\n1/24,03/04/2024,How many?,Nine.\n"
    read = read_ready(text, "a.csv")
    (d,) = read.disclosures
    assert (str(d.received), str(d.responded)) == ("2024-04-03", "")
    assert "received" in d.doubts
    assert any("--map 'Date=responded'" in w for w in read.warnings)
    (d,) = read_ready(text, "a.csv", columns=(("Date", "responded"),)).disclosures
    assert (str(d.received), str(d.responded), "responded" in d.doubts) == ("", "2024-04-03", False)


def test_columns_can_be_mapped_and_left_out() -> None:
    text = "Key,Blurb,Reaction,Private\n1/24,Sheds,They are green.,x\n"
    (kept,) = read_ready(text, "a.csv").disclosures
    assert kept.kind is Kind.PUBLICATION
    said = (("key", "ref"), ("Blurb", "request"), ("REACTION", "response"), ("Gone", "url"))
    read = read_ready(text, "a.csv", columns=said)
    (d,) = read.disclosures
    assert (d.ref, d.request, d.response, d.body) == (
        *("1/24", "Sheds", "They are green.", "Private: x"),
    )
    assert any("“Gone”" in w for w in read.warnings)
    with pytest.raises(UsageError, match="colour"):
        read_ready(text, "a.csv", columns=(("Key", "colour"),))


def test_columns_without_names_are_read_by_what_they_hold_and_doubted() -> None:
    rows = [
        (
            f"FOI-10{n},How many cars of make {n} did you buy and what was paid for them?,"
            f"We hold the information: {n} cars were bought at the price that is published in "
            "the accounts of the year in which they were paid"
        )
        for n in range(1, 5)
    ]
    read = read_ready("\n".join(("Column1,Column2,Column3", *rows)), "a.csv")
    assert [d.ref for d in read.disclosures] == ["FOI-101", "FOI-102", "FOI-103", "FOI-104"]
    assert {d.split_confidence for d in read.disclosures} == {SplitConfidence.LOW}
    assert all({"split", "ref"} <= set(d.doubts) for d in read.disclosures)


def test_statuses_that_are_not_known_stay_unknown_and_are_kept() -> None:
    text = "Ref,Request,Status\n1/24,How many?,Filed in drawer\n2/24,Why?,Under way\n"
    read = read_ready(text, "a.csv")
    assert [d.outcome for d in read.disclosures] == [Outcome.UNKNOWN] * 2
    assert [d.body for d in read.disclosures] == ["Status: Filed in drawer", "Status: Under way"]
    assert any("“Filed in drawer” is not known" in w for w in read.warnings)


def test_an_authority_that_is_not_known_is_doubted_and_kept() -> None:
    text = "Ref,Public authority,Request\n1/24,Nowhere Parish Council,How many?\n"
    (d,) = read_ready(text, "a.csv").disclosures
    assert (d.authority, d.authority_name) == ("unknown", "Nowhere Parish Council")
    assert not d.body
    assert "authority" in d.doubts


def test_markup_in_cells_becomes_text() -> None:
    text = (
        "Ref,Request,Response\n"
        '1/24,<p>How many?</p><p>Why?</p>,"<ul><li>Nine &amp; a half</li></ul>'
        '<a href=""https://tarnmouth.example/x.pdf"">List</a>"\n'
    )
    (d,) = read_ready(text, "a.csv").disclosures
    assert d.request.split() == ["How", "many?", "Why?"]
    assert d.response.split() == ["•", "Nine", "&", "a", "half", "List"]
    assert d.links == ("https://tarnmouth.example/x.pdf",)


def test_a_row_with_too_many_cells_keeps_all_its_words() -> None:
    text = "Ref,Case worker,Request\n1/24,x,How many?,and,why?\n"
    (d,) = read_ready(text, "a.csv").disclosures
    assert d.request == "How many?"
    assert d.body.split() == ["Case", "worker:", "x", "and", "why?"]


def test_the_same_warning_is_not_said_for_every_row() -> None:
    rows = "".join(f"{n}/24,How many of kind {n}?,Shelved\n" for n in range(200))
    read = read_ready(f"Ref,Request,Status\n{rows}", "a.csv")
    assert len(read.disclosures) == 200
    assert len(read.warnings) < 20
    assert any(w.startswith("195 more rows: ") for w in read.warnings)


def test_statistics_are_no_log() -> None:
    read = read_ready("Quarter,Number of requests,On time\nQ1,44,40\nQ2,50,41\n", "a.csv")
    assert [d.kind for d in read.disclosures] == [Kind.PUBLICATION]
    assert "no column says that it holds requests" in read.warnings[0]


NAMES = {
    "ref": "Ref; FOI Ref.; Reference No; Request ID; FOI Number; Case reference; URN; Our ref; "
    "Unique Reference Number; EIR/FOI No.; requestNumber; Request Number (FOI); Log no",
    "topic": "Topic; Subject; Title; Subject of request; Request title; Heading; Theme",
    "request": "Request; Summary of request; Details of Request; Information requested; Question; "
    "Request text; Description of request; Brief description; request_details; FOI Request; "
    "What was requested?; Nature of the request; Questions; Enquiry",
    "response": "Response; Our response; Answer; Reply; Response details; FOI Response; "
    "Information released; Summary of response; Disclosure; Response text",
    "received": "Date received; Received; Date of request; Request date; Date Request Received; "
    "Logged date; dateReceived; Date logged; created_at; Received date (dd/mm/yyyy)",
    "responded": "Date responded; Date of response; Response date; Date closed; Closed; "
    "Date completed; Date response sent; Date of decision; Date issued",
    "published": "Published; Date published; Publication date",
    "authority": "Authority; Public authority; Public body; public_body.name; Force; Organisation",
    "outcome": "Outcome; Decision; Status; Result; Final disposition; Outcome of request",
    "exemptions": "Exemption; Exemptions applied; Exemption(s) used; Section applied; "
    "Exemption/Exception; Exempt sections; Reason for refusal",
    "url": "URL; Link; Web link; Link to response; Web address",
    "requester": "Requester; Applicant name; Requester's name; E-mail address; Customer",
    "": "Response due; Due date; Target date; Number of requests; Days taken; Case officer; "
    "Requester type; Category of requester; Response time (days); Total; Internal review; "
    "Directorate of officer; Format of response; ICO decision date; E; Mr",
}


@pytest.mark.parametrize(
    ("field", "name"),
    [(field, name.strip()) for field, names in NAMES.items() for name in names.split(";")],
)
def test_names_of_columns(field: str, name: str) -> None:
    assert by_names([name]).fields == (field,)


def test_no_two_columns_are_one_field() -> None:
    reading = by_names(["Ref", "Reference", "Request", "Question", "Summary", "Response"])
    told = [field for field in reading.fields if field]
    assert len(told) == len(set(told))
    assert bodies()
