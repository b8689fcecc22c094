"""Every family of layouts, read from a document that is laid out exactly so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import bodies, document, read_text
from lost import lost_words
from pace import is_linear

from foisearch.containers.source import decode
from foisearch.disclosure import Disclosure, Kind, SplitConfidence
from foisearch.intake.draft import Draft, Layout, Reading
from foisearch.intake.layouts import LAYOUTS, choose
from foisearch.intake.layouts.choosing import weigh
from foisearch.intake.layouts.kit.cues.answering import speaks
from foisearch.intake.layouts.kit.cues.introducing import opening_of_request
from foisearch.intake.layouts.kit.cues.labels import Says, label_of
from foisearch.intake.layouts.kit.drawing import draw
from foisearch.intake.layouts.kit.references import find_reference
from foisearch.intake.layouts.kit.topics import without_formula
from foisearch.intake.lines import Document, numbered
from foisearch.intake.read import DocumentRead, read_document
from foisearch.intake.report import ImportOptions

FOLDER = Path(__file__).parent / "layouts"
HIGH, LOW, NONE = SplitConfidence.HIGH, SplitConfidence.LOW, SplitConfidence.NONE
LOG = "https://www.caldreth.police.example/foi-ai/caldreth-police/disclosure-log/2025/june/"


@dataclass(frozen=True)
class Wanted:
    """What a careful human reads; ``asked`` and ``replied`` are first and last words."""

    reader: str
    ref: str
    topic: str | None = None
    asked: tuple[str, str] = ("", "")
    replied: tuple[str, str] = ("", "")
    received: str = ""
    responded: str = ""
    published: str = ""
    confidence: SplitConfidence = HIGH
    doubts: tuple[str, ...] = ()
    url: str = ""


WANTED: dict[str, list[Wanted]] = {
    "metropolitan": [
        Wanted(
            *("metropolitan-page", "07.FOI.24.036177", None),
            asked=("I am writing about", "driven by electricity?"),
            replied=("I have today decided", "Eleven."),
        )
    ],
    "cleveland": [
        Wanted(
            *("cleveland-page", "89-26", None),
            asked=("How many bicycles", "given back?"),
            replied=("212 bicycles", "given back."),
            responded="2025-06-11",
        )
    ],
    "cleveland_without_answer": [
        Wanted(
            *("cleveland-page", "630-25", None),
            asked=("I should like to know", "from children."),
            replied=("Having made enquiries", "other toys."),
            responded="2025-07-04",
        )
    ],
    "south_wales": [
        Wanted(
            *("south-wales-page", "foi-34625", None),
            asked=("Please tell me", "in 2024."),
            replied=("Questions 1 & 2", "such record."),
            published="2025-06",
            doubts=("ref",),
            url=f"{LOG}foi-34625/",
        )
    ],
    "south_wales_empty": [
        Wanted(
            *("south-wales-page", "foi-55225", None),
            replied=("Your request for information", "appropriate limit."),
            published="2025-06",
            confidence=LOW,
            doubts=("ref", "split"),
            url=f"{LOG}foi-55225/",
        )
    ],
    "psni": [
        Wanted(
            *("psni-page", "FOI/15812", "Boots and socks"),
            asked=("I would like to ask", "3. Who made them?"),
            replied=("Your request for information", "Section 43(2) applies."),
            published="2025-01-28",
        )
    ],
    "turns_psni": [
        Wanted(
            *("psni-page", "FOI/16116", "Boats on the lough"),
            asked=("About the boats", "3. How many boats are there?"),
            replied=("Your request for information", "Nine."),
            published="2026-02-11",
        )
    ],
    "cost_psni": [
        Wanted(
            *("psni-page", "FOI/00013777", "Log books of boats"),
            asked=("1. What was written", "Who wrote it?"),
            replied=("Your request for information", "states that fact."),
            published="2025-03-12",
        )
    ],
    "bilingual_page": [
        Wanted(
            *("letter", "1411/2025", None),
            asked=("1a) How many dogs", "they called?"),
            replied=("Response 1a and 1b", "Law Enforcement"),
        )
    ],
    "review_page": [
        Wanted(
            *("letter", "422/25", None),
            asked=("Original FOI request", "one handbook."),
            replied=("I have reviewed", "Act applies."),
        )
    ],
    "letter_bare": [
        Wanted(
            *("letter", "", None),
            asked=("Please provide", "and where."),
            replied=("Your request for", "of work."),
            confidence=LOW,
            doubts=("ref", "split"),
        )
    ],
    "log_mixed": [
        Wanted(
            *("letter", "9999-18", None),
            asked=("Please tell me", "the following:"),
            replied=("Section 1 of the", "Section 31(3)."),
            received="2018-08-13",
            responded="2018-09-11",
            confidence=LOW,
            doubts=("split",),
        )
    ],
    "npcc 411-2021": [
        Wanted(
            *("npcc-letter", "411-2021", None),
            asked=("Please send me", "1 January."),
            replied=("In accordance with", "grossly oppressive."),
            doubts=("ref",),
        )
    ],
    "essex": [
        Wanted(
            *("essex-page", "16999", "Vegan Meals for Geese"),
            asked=("1 May to 30 June 2021", "to feed."),
            replied=("Full Refusal with", "under Section 12."),
            responded="2021-11-02",
        )
    ],
    "letter_own_voice": [
        Wanted(
            *("letter", "01/FOI/24/005999/O", None),
            asked=("I am writing to request", "bridges that open:"),
            replied=("Section 1 of the", "Section 40(2)."),
            responded="2025-01-07",
            confidence=LOW,
            doubts=("split",),
        )
    ],
    "psni_old": [
        Wanted(
            *("psni-old-page", "F-2023-00875", "Gates in the walls"),
            asked=("1. How many gates", "shut at night?"),
            replied=("Answer 1 There are seven.", "since 1998."),
        )
    ],
    "west_midlands": [
        Wanted(
            *("west-midlands-page", "1648A/23", "Stolen lawn mowers"),
            asked=("1. The number of lawn", "found again."),
            replied=("Our data are not", "section 12."),
        )
    ],
    "west_midlands_oldest": [
        Wanted(
            *("letter", "509_15", "Ranks of riders"),
            asked=("Question 1", "ten years?"),
            replied=("We can confirm", "left out."),
        )
    ],
    "cumbria": [
        Wanted(
            *("cumbria-letter", "FOI 1306/25", None),
            asked=("How many sheep", "by whom?"),
            replied=("Your request for information has now", "by volunteers."),
        )
    ],
    "durham": [
        Wanted(
            *("durham-letter", "3118724", None),
            asked=("1. How many officers", "another force?"),
            replied=("Section 1 of the", "2. Nine."),
            responded="2023-07-14",
        )
    ],
    "humberside": [
        Wanted(
            *("humberside-letter", "01/FOI/25/006753/Z", None),
            asked=("1. For each of", "boats seized"),
            replied=("I can confirm that", "3. None"),
            received="2025-05-02",
            responded="2025-06-03",
        )
    ],
    "npcc 312-2020": [
        Wanted(
            *("npcc-letter", "312-2020", None),
            asked=("Please send me all", "about."),
            replied=("The council does hold", "be supplied."),
            doubts=("ref",),
        )
    ],
    "kent": [
        Wanted(
            *("kent-letter", "20/09/1088", None),
            asked=("How many reports", "looked into?"),
            replied=("Stellshire Constabulary can", "4,310 reports."),
            received="2020-09-21",
        )
    ],
    "ico": [
        Wanted(
            *("ico-page", "IC-255369-Y7X2", None),
            confidence=NONE,
            doubts=("ref", "split"),
            url="https://ico.example/disclosure-log/ic-255369-y7x2/",
        )
    ],
    "letter_council": [
        Wanted(
            *("letter", "TMB-24-1188", "Seagulls on the promenade"),
            asked=("“How many complaints", "frighten them away?”"),
            replied=("The Council holds", "Nothing has been spent."),
            received="2024-04-02",
            responded="2024-05-03",
        )
    ],
    "letter_nhs": [
        Wanted(
            *("letter", "LCT/24/0231", "Waiting lists for hearing aids"),
            asked=("1. How many people", "on average?"),
            replied=("1. 1,204 people.", "Nine weeks."),
            received="2024-04-02",
            responded="2024-04-30",
        )
    ],
    "letter_scottish": [
        Wanted(
            *("letter", "FOI/18/00569", "Ferries to the outer isles"),
            asked=("1. Total number", "were late."),
            replied=("1. The number of sailings", "hold this."),
            received="2018-02-21",
            responded="2018-03-06",
        )
    ],
    "letter_eir": [
        Wanted(
            *("letter", "EIR-2024-0311", "Trees felled at Mill Bank"),
            asked=("Please list the trees", "with the reasons."),
            replied=("The list is withheld", "by a volunteer."),
            received="2024-02-14",
        )
    ],
    "letter_university": [
        Wanted(
            *("letter", "FOI24-118", None),
            asked=("a) the number of students", "what it cost them"),
            replied=("please be advised that", "is 311."),
            received="2024-05-09",
        )
    ],
    "letter_without_labels": [
        Wanted(
            *("letter", "7719/24", None),
            asked=("Please provide", "are broken."),
            replied=("There are 614", "nine are broken."),
            confidence=LOW,
            doubts=("split",),
        ),
    ],
    "log_labelled": [
        Wanted(
            *("log", "9317-18", None),
            asked=("Please give me", "football club."),
            replied=("Having made enquiries", "bill was sent."),
            received="2018-01-15",
            responded="2018-01-23",
        ),
        Wanted(
            *("log", "9281-18", None),
            asked=("Could you tell me", "their description?"),
            replied=("Having made enquiries", "you requested."),
            received="2018-01-03",
            responded="2018-01-17",
        ),
    ],
    "log_titled": [
        Wanted(
            *("log", "204/24", "Litter bins"),
            asked=("How many litter bins", "on fire?"),
            replied=("We hold no record", "of it."),
            published="2024-03",
        ),
        Wanted(
            *("log", "209/24", "Street lamps"),
            asked=("How many street lamps", "1 March?"),
            replied=("Forty-one of them", "were out."),
            published="2024-03",
        ),
    ],
}
NOT_DISCLOSURES = {
    "index_page": "index-page",
    "index_teasers": "index-page",
    "guidance": "publication",
}


def read(name: str, url: str = "") -> DocumentRead:
    """A fixture read as a document, nothing of it withheld."""
    path = FOLDER / f"{name}.txt"
    source = replace(decode(path.name, path.read_bytes()), url=url)
    return read_document(source, ImportOptions(keep_personal=True), bodies())


def each() -> Iterator[tuple[str, Wanted, Disclosure]]:
    """Every record wanted, with what was read."""
    for name, wanted in WANTED.items():
        for one, found in zip(wanted, read(name, wanted[0].url).disclosures, strict=True):
            yield name, one, found


EACH = pytest.mark.parametrize(
    ("name", "wanted", "found"), list(each()), ids=lambda v: getattr(v, "ref", None) or None
)


@EACH
def test_heading_and_dates(name: str, wanted: Wanted, found: Disclosure) -> None:
    assert found.kind is Kind.DISCLOSURE
    assert found.provenance.reader == wanted.reader
    assert (found.ref, found.topic) == (wanted.ref, wanted.topic)
    dates = (str(found.received), str(found.responded), str(found.published))
    assert dates == (wanted.received, wanted.responded, wanted.published)


@EACH
def test_request_and_response(name: str, wanted: Wanted, found: Disclosure) -> None:
    assert found.split_confidence is wanted.confidence
    if wanted.confidence is NONE:
        assert found.body
        assert not found.request
        assert not found.response
    for text, (first, last) in ((found.request, wanted.asked), (found.response, wanted.replied)):
        assert " ".join(text.split()).startswith(first)
        assert " ".join(text.split()).endswith(last)


@EACH
def test_what_is_unsure_is_said(name: str, wanted: Wanted, found: Disclosure) -> None:
    # Whose it is and how its parts align is told elsewhere.
    doubts = tuple(d for d in found.doubts if d not in ("authority", "parts"))
    assert doubts == wanted.doubts
    assert len(found.warnings) >= len(wanted.doubts)


@pytest.mark.parametrize(
    ("name", "outcome", "authority"),
    [
        ("turns_psni", "part", "caldreth"),
        ("cost_psni", "cost", "caldreth"),
        ("bilingual_page", "part", "caldreth"),
        ("review_page", "review-upheld", "unknown"),
        ("letter_bare", "cost", "caldreth"),
        ("essex", "cost", "essex"),
        ("npcc 411-2021", "vexatious", "npcc"),
    ],
)
def test_who_answers_and_how_it_ended(name: str, outcome: str, authority: str) -> None:
    [found] = read(name).disclosures
    assert (str(found.outcome), found.authority) == (outcome, authority)


@pytest.mark.parametrize("name", [*WANTED, *NOT_DISCLOSURES])
def test_no_word_is_lost(name: str) -> None:
    found = read(name, WANTED[name][0].url if name in WANTED else "")
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert lost_words(text, found.disclosures, found.warnings) == []


@pytest.mark.parametrize(("name", "reader"), NOT_DISCLOSURES.items())
def test_lists_and_guidance_are_no_disclosures(name: str, reader: str) -> None:
    found = read(name)
    assert found.reader == reader
    assert [d.kind for d in found.disclosures] == [Kind.PUBLICATION]


def test_every_layout_has_a_fixture() -> None:
    elsewhere = {"met-letter-thread", "request-page", "reference-log", "request-letter"}
    seen = {w.reader for wanted in WANTED.values() for w in wanted} | set(NOT_DISCLOSURES.values())
    assert {layout.name for layout in LAYOUTS} <= seen | elsewhere


@pytest.mark.parametrize("name", WANTED)
def test_the_choice_does_not_hang_on_the_order_of_layouts(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    choice = choose(document(text, f"{name}.txt"))
    values = [value for _, value in choice.scores]
    assert values == sorted(values, reverse=True)
    assert choice.name == choice.scores[0][0]


def claiming(name: str, value: float, asked: int) -> Layout:
    """A layout that claims every document, and takes so many lines for the request."""

    def read(found: Document) -> Reading:
        lines = found.lines
        return Reading((Draft("1", None, lines, lines[:asked], lines[asked:]),))

    return Layout(name, 1, lambda _: value, read)


def test_a_tie_is_said_and_doubted() -> None:
    found = document("How many gates?\nAnd doors?\nNine of each.")
    near = weigh(found, [claiming("b", 0.8, 1), claiming("a", 0.8, 2)])
    assert near.name == "a", "the order of registration says nothing"
    reading = near.read(found)
    assert reading.drafts[0].confidence is LOW
    assert reading.drafts[0].doubts == ("split",)
    assert "b came near" in reading.warnings[0]


@pytest.mark.parametrize(("value", "asked"), [(0.6, 1), (0.8, 2)])
def test_no_tie(value: float, asked: int) -> None:
    """Another layout is far off, or would read the document the same way."""
    found = document("How many gates?\nAnd doors?\nNine of each.")
    reading = weigh(found, [claiming("a", 0.8, 2), claiming("b", value, asked)]).read(found)
    assert reading.drafts[0].confidence is HIGH
    assert reading.warnings == ()


ROWS = (
    *("Request", "Response", "Request 1", "Answer 1", "Answers 2 & 3", "Your request:", "Decision"),
    *("Dear Requester", "You asked:", "How many gates are there?", "1. Gates", "2) Doors?", ""),
    *("I note you seek access to the following", "information:", "Request: nine gates", ""),
    *("I have today decided to disclose the information.", "The Council holds nine.", "“Gates?”"),
    *(
        "Complaint Rights",
        "If you are not satisfied you may ask for a review.",
        "Section 40 is exempt.",
    ),
)


@given(st.lists(st.sampled_from(ROWS), max_size=14))
def test_no_line_is_lost_or_said_twice(rows: list[str]) -> None:
    found = draw(numbered("\n".join(rows)))
    kept = [line for part in (found.request, found.response, found.rest) for line in part]
    for number, row in enumerate(rows, 1):
        held = " ".join(line.text for line in kept if line.number == number)
        label = label_of(row)
        wanted = label.rest if label else row
        assert wanted in held or all(word in held for word in wanted.split()), row
        assert len(held.split()) <= len(row.split()) + 1, "but for the number of a label"
    if found.confidence is not HIGH:
        assert found.problem


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Our ref: FOI-2024-0123", "FOI-2024-0123"),
        ("Our Ref\nFOI-2024-0123", "FOI-2024-0123"),
        ("Reference: 2024/00567   Date: 3 May 2024", "2024/00567"),
        ("FOI Ref: 19/11/1609 & 19/11/1675", "19/11/1609"),
        ("RE: Freedom of Information Request F24/0099", "F24/0099"),
        ("FREEDOM OF INFORMATION REQUEST 20/09/1088", "20/09/1088"),
        ("Litter bins (204/24)", "204/24"),
        ("Taser - 833/12", "833/12"),
        ("Request Number: [FOI/13851]", "FOI/13851"),
        ("Enquiry Reference: 89- 26", "89-26"),
        ("Your ref: 12345", ""),
        ("Date: 03/07/2024", ""),
        ("Reference works may be read at the library in 2024.", ""),
        ("FREEDOM OF INFORMATION (SCOTLAND) ACT 2002", ""),
    ],
)
def test_references(text: str, ref: str) -> None:
    assert find_reference(numbered(text)).ref == ref


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Freedom of Information Request – Potholes", "Potholes"),
        ("FOI 123/24 - Potholes and kerbs", "Potholes and kerbs"),
        ("Potholes: FOI release", "Potholes"),
        (
            "Freedom of Information requests 2013 to 2017: FOI release",
            "Freedom of Information requests 2013 to 2017",
        ),
        ("RE: Freedom of Information Act 2000 – Request for Information", ""),
        ("Freedom of Information request", ""),
        ("Internal review", ""),
    ],
)
def test_topics_are_never_the_formula(text: str, topic: str) -> None:
    assert without_formula(text) == topic


@pytest.mark.parametrize(
    ("text", "says", "number"),
    [
        ("Request", Says.REQUEST, ""),
        ("Your request:", Says.REQUEST, ""),
        ("Request 12", Says.REQUEST, "12"),
        ("Applicant Question:", Says.REQUEST, ""),
        ("Information requested", Says.REQUEST, ""),
        ("NPCC Response:", Says.RESPONSE, ""),
        ("Answers 2 & 3", Says.RESPONSE, "2"),
        ("The Council’s response", Says.RESPONSE, ""),
        ("Response Question 1 & 2:", Says.RESPONSE, "1"),
        ("Answer Requests 1 -6", Says.RESPONSE, "1"),
    ],
)
def test_labels(text: str, says: Says, number: str) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.says, label.number) == (says, number)


@pytest.mark.parametrize(
    "text",
    [
        *("Date of reply: 20 June 2023", "Armed Response", "Response times fell last year.", ""),
        *("Request and Answer:", "How many requests?", "A response", "Request stops are marked."),
    ],
)
def test_no_labels(text: str) -> None:
    label = label_of(text)
    assert label is None or text == "A response"


@pytest.mark.parametrize(
    "text",
    [
        "I note you seek access to the following information:",
        "Thank you for your request of 2 April, in which you asked:",
        "Below is your request and our response.",
        "Your request is replicated below together with the response.",
        "you sought access to the following information:",
    ],
)
def test_sentences_that_introduce_a_request(text: str) -> None:
    assert opening_of_request(text)


@pytest.mark.parametrize(
    "text",
    [
        "In relation to your request, the following exemption applies:",
        "When you ask us for information, please:",
        "I would like to request the following information:",
    ],
)
def test_sentences_that_introduce_something_else(text: str) -> None:
    assert opening_of_request(text) is None


def test_who_speaks() -> None:
    assert speaks("I have today decided to refuse your request.") == 1.0
    assert speaks("The Trust does not hold the information you requested.") == 1.0
    assert speaks("We counted them in May.") < 1.0
    assert speaks("Please could you tell me how many there are?") == 0.0


def padded(piece: str, size: int) -> str:
    return "Our ref: FOI-1234\n" + piece * (size // len(piece))


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "you asked ",
            "Request\nResponse\n",
            "your request ",
            "Answer 1\nRequest 1\n",
            "(12/24)\n",
        ),
        *(
            "received by us on ",
            "Our ref: FOI-12\n",
            "the following ",
            "“",
            "Freedom of Information ",
        ),
    ],
)
def test_layouts_are_linear(piece: str) -> None:
    assert is_linear(lambda size: choose(document(padded(piece, size))), 60_000)


def test_the_label_of_a_title_is_no_title() -> None:
    entry = "Reference: TMB-24-{}\n\nSubject:\n\n{}\n\nRequest\n\nHow many?\n\nResponse\n\nNine.\n"
    text = entry.format(1101, "Kites") + "\n" + entry.format(1102, "Swans")
    assert [d.topic for d in read_text(text).disclosures] == ["Kites", "Swans"]
