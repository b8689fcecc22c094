"""More kinds of pages and letters that no layout describes: heads, forms, announcements."""

from __future__ import annotations

import pytest
from intake_helpers import bodies
from pace import is_linear
from test_letters import HIGH, LOW, one

from foisearch.containers.source import decode
from foisearch.intake.read import read_document
from foisearch.intake.report import ImportOptions


def test_what_announces_an_answer_is_none_of_the_request() -> None:
    read = one(
        "FREEDOM OF INFORMATION REQUEST REFERENCE NO: 958-2024\nI write in connection with your "
        "request for information which was received on 31st October 2024 as follows:\nHow many "
        "gates were left open?\nPlease accept my sincere apologies for the delay in replying.\n"
        "Please find the response set out below.\nResponse: Forty gates were left open.\n"
    )
    assert read.split_confidence is HIGH
    assert (read.request, read.response) == (
        "How many gates were left open?",
        "Forty gates were left open.",
    )
    assert "Please find the response" in read.body


def test_a_page_of_a_request_whose_answer_is_attached() -> None:
    read = one(
        "Content\n\nFreedom of Information Request\n\nPothole data\n\nReceived: 13 February 2020"
        "\n\nI am writing to ask for this:\n\n1. How many potholes were mended?\n\nOutcome / "
        "Documents\n\n• Response (all information to be supplied) - Download\n"
    )
    assert read.split_confidence is HIGH
    assert (read.topic, str(read.received)) == ("Pothole data", "2020-02-13")
    assert read.response.startswith("• Response (all information")


def test_an_introduction_in_the_words_of_whoever_asks_is_theirs() -> None:
    read = one(
        "Freedom of Information Request - Boats\nReceived: 12 February 2026\nThis is a request "
        "for information under the Act. Please provide the following information: the number of "
        "boats; their cost.\nResponse\nThere are two boats, which cost £8,000.\n"
    )
    assert read.request.startswith("This is a request")


def test_a_list_inside_a_list_is_no_new_beginning() -> None:
    read = one(
        "FI15042\n\nRequest\n\n1. The number of licences granted.\n2. In the cases of those with "
        "convictions:\n1. The date of conviction.\n2. The licence now.\n3. The policy.\n\n"
        "Response\n\n1. 209 licences.\n3. The policy is attached.\n"
    )
    assert read.ref == "FI15042"
    assert read.split_confidence is LOW  # "3." may count on from either list
    read = one(
        "FI15043\n\nRequest\n\n1. Licences granted.\n2. Licences refused.\n3. In the cases of "
        "those with convictions:\n1. The date.\n2. The licence now.\n4. The policy.\n\n"
        "Response\n\n1. 209 licences.\n4. The policy is attached.\n"
    )
    assert read.split_confidence is HIGH


def test_the_heading_of_a_release_goes_before_the_topic_of_a_form() -> None:
    read = one(
        "Noise of turbines at Ellery: EIR release\n\nTopic\nEnergy, Public sector\n\nFOI "
        "reference\n202300351\n\nInformation requested\n\nPlease send the noise guidance.\n\n"
        "Response\n\nI enclose a copy of the information you requested.\n"
    )
    assert read.topic == "Noise of turbines at Ellery"


def test_what_stands_beside_a_reference_below_the_text_is_no_topic() -> None:
    read = one(
        "Hospitals in the north: FOI release\n\nInformation requested\n\nOn what date was the "
        "draft seen?\n\nI enclose a copy of the information you requested.\n\nAbout FOI\n\nFOI - "
        "202200283512 - Information Released - Annex\n"
    )
    assert read.topic == "Hospitals in the north"
    assert read.split_confidence is HIGH


def test_a_reference_that_stands_twice_heads_one_record() -> None:
    read = one(
        "Reference 2016-246\n\nREF:     2016-246\n\nSubject:    Serious incidents\n\nRequest:\n\n"
        "I ask under the Freedom of Information Act for the number of incidents.\n\nResponse:\n\n"
        "There were 17 incidents.\n"
    )
    assert (read.ref, read.topic) == ("2016-246", "Serious incidents")
    assert read.split_confidence is HIGH


def test_searches_told_of_under_a_heading_are_the_answer() -> None:
    read = one(
        "Request\nPlease send the figures on searches under the Freedom of Information Act.\n"
        "Extent of Searches to Locate Information\nSearches were made in the records office.\n"
        "Decision\nThe figures are attached.\n"
    )
    assert read.split_confidence is HIGH
    assert read.response.startswith("Searches were made")


@pytest.mark.parametrize(
    "piece",
    [
        "Responded 3 May 2024Under the Act\n",
        "FOI request\nTitle\n",
        "Q1. How many?\nA1. Ten.\n",
        "Please find our response set out below.\n",
        "Request \t a \t b\n",
        "Thank you for your request\n",
    ],
)
def test_hostile_letters_stay_quick(piece: str) -> None:
    def read(size: int) -> None:
        text = f"Request\nHow many?\n{piece * size}Response\nTen.\n"
        read_document(decode("page.txt", text.encode()), ImportOptions(), bodies())

    assert is_linear(read, 1600)
