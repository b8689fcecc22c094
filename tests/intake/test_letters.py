"""Kinds of letters and pages that no layout describes, each in a few lines."""

from __future__ import annotations

from intake_helpers import bodies
from lost import lost_words

from foisearch.containers.source import decode
from foisearch.disclosure import Disclosure, Kind, SplitConfidence
from foisearch.intake import dates
from foisearch.intake.read import read_document
from foisearch.intake.report import ImportOptions

HIGH, LOW = SplitConfidence.HIGH, SplitConfidence.LOW


def one(text: str) -> Disclosure:
    """The one disclosure of a text, of which no word is lost."""
    source = decode("page.txt", text.encode())
    found = read_document(source, ImportOptions(keep_personal=True), bodies())
    assert not lost_words(source.text, found.disclosures, found.warnings)
    (disclosure,) = found.disclosures
    assert disclosure.kind is Kind.DISCLOSURE
    return disclosure


def test_labels_that_bear_a_number_and_a_date() -> None:
    read = one(
        "FOI Request - Allotments\nRequest 10100245\nHow many allotments stand empty?\n"
        "And for how long?\nResponse 09-04-2020\nThe council has nine empty allotments.\n"
    )
    assert (read.ref, read.topic, str(read.responded)) == ("10100245", "Allotments", "2020-04-09")
    assert read.split_confidence is HIGH
    assert read.request.startswith("How many")
    assert read.response == "The council has nine empty allotments."


def test_labels_with_the_dates_of_both() -> None:
    read = one(
        "Empty shops\nRequest received 27 October 2025:\n1. A list of shops that stand empty.\n"
        "2. The policy on empty shops.\nResponded 24 November 2025:\n1. See the list attached.\n"
        "2. This is withheld under section 43(2) of the Freedom of Information Act 2000.\n"
    )
    assert (str(read.received), str(read.responded)) == ("2025-10-27", "2025-11-24")
    assert read.split_confidence is HIGH
    assert len(read.parts) == 2


def test_you_asked_and_we_said() -> None:
    read = one(
        "FOI Ref: FOI/2021/0475\n\nYou asked\n\nPlease provide the minutes of the harbour board."
        "\n\nWe said\n\nThank you for your request. The minutes are attached.\n"
    )
    assert read.split_confidence is HIGH
    assert read.response.startswith("Thank you")


def test_a_request_quoted_after_a_sentence_that_confirms() -> None:
    read = one(
        "Request FOI/6387\n\nFurther to your request received on 04/11/2022, I confirm that the "
        "Council has now considered it. Specifically, you have requested the following "
        'information;\n\n"When were the limes on Mill Lane last cut?"\n\n'
        "The council cuts its limes every five years.\n"
    )
    assert read.split_confidence is HIGH
    assert read.request == '"When were the limes on Mill Lane last cut?"'
    assert str(read.received) == "2022-11-04"


def test_a_request_in_an_annex_is_doubted() -> None:
    read = one(
        "20 December 2019\n\nDear Requester\n\nYour request for information\n\nThank you for your "
        "e-mail in which you asked for letters, as set out in Annex A at the end of this letter."
        "\n\nWe have dealt with your request under the Freedom of Information Act 2000. We hold "
        "no such letters.\n\nAnnex A\n\nPlease send all letters between the school and the trust."
    )
    assert read.split_confidence is LOW
    assert "split" in read.doubts
    assert read.request.endswith("between the school and the trust.")
    assert "Annex A\n" not in read.response


def test_a_decision_above_the_request_belongs_to_the_response() -> None:
    read = one(
        "FOI 22/0827\n\n15th August 2022\n\nI can confirm that the Agency does hold some of the "
        "information that you have requested. It is exempt under section 12 of the Freedom of "
        "Information Act.\n\nIn your request you state:\n\nIs the Agency changing its policy on "
        "imports?\n\nWe have understood this to mean any change since 2020.\n"
    )
    assert read.ref == "FOI 22/0827"
    assert read.response.startswith("I can confirm")
    assert any(c.key == "foia:12" and str(c.status) == "applied" for c in read.citations)


def test_questions_that_are_answered_one_by_one() -> None:
    read = one(
        "Freedom of Information\n\n1. How much did the Trust spend on software in 2023?\n"
        "This is exempt under section 43(2) of the Freedom of Information Act.\n"
        "2. How many systems does the Trust run?\nThe Trust runs 41 systems.\n"
    )
    assert read.split_confidence is LOW
    assert [part.answer[:9] for part in read.parts] == ["This is e", "The Trust"]


def test_a_page_that_explains_is_no_disclosure() -> None:
    text = (
        "Freedom of Information\n\n1. What is the Freedom of Information Act?\nIt is a law.\n"
        "2. How do I ask for something?\nIn writing. Some information is exempt.\n"
    )
    source = decode("page.txt", text.encode())
    found = read_document(source, ImportOptions(), bodies())
    assert [d.kind for d in found.disclosures] == [Kind.PUBLICATION]


def test_a_heading_in_the_words_of_a_label() -> None:
    read = one(
        "Request for information: Library fines\n\nReference: UEK-1182\n\nDate received: 2 January "
        "2024\n\nDate of reply: 29 January 2024\n\nRequest\n\nWhat was charged in fines last "
        "year?\n\nResponse\n\nThe library charged £14,220 in fines.\n"
    )
    assert read.topic == "Library fines"
    assert (str(read.received), str(read.responded)) == ("2024-01-02", "2024-01-29")
    assert read.request == "What was charged in fines last year?"


def test_dates_below_their_labels() -> None:
    assert str(dates.of_page("Publication date:\nMonday 9 September 2024")) == "2024-09-09"
    assert str(dates.received("- Date received\n- 29 January 2020")) == "2020-01-29"
    assert str(dates.responded("- Date responded\n- 19 February 2020")) == "2020-02-19"
    assert str(dates.received("Requested Mon 27 October 2025")) == "2025-10-27"
    assert str(dates.responded("Responded Wed 05 November 2025Under the Act")) == "2025-11-05"
    assert not dates.responded("Response to question 12-34").value
