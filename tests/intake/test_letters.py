"""Kinds of letters and pages that no layout describes, each in a few lines."""

from __future__ import annotations

from intake_helpers import bodies
from lost import lost_words

from foisearch.containers.source import decode
from foisearch.disclosure import Disclosure, Kind, SplitConfidence
from foisearch.intake import dates
from foisearch.intake.layouts.kit.references import find_reference
from foisearch.intake.lines import Line
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


def test_a_page_s_title_and_dates_in_the_words_of_labels() -> None:
    read = one(
        "FOI request detail\n\nTram stops without lifts\n\nRequest ID: FOI-0640-1920\nDate "
        "published: 27 June 2019\n\nYou asked\n\nWhich stops have no lift?\n\nWe answered\n\n"
        "TfM Ref: FOI-0640-1920\n\nThank you for your request received on 3 June 2019. Fourteen "
        "stops have no lift.\n"
    )
    assert read.split_confidence is HIGH
    assert (read.ref, read.topic) == ("FOI-0640-1920", "Tram stops without lifts")
    assert read.request == "Which stops have no lift?"
    assert (str(read.received), str(read.published)) == ("2019-06-03", "2019-06-27")


def test_dates_in_the_head_of_a_form_belong_to_neither_side() -> None:
    read = one(
        "Case Number 3621\nRequest Date 12/05/2014\nCompletion Date 10/06/2014\n\nDetails of the "
        "Request\n\n1. The amount spent on leaflets.\n2. The amount spent on posters.\n\nDetails "
        "of the Response\n\n1) £1,200\n2) £340\n"
    )
    assert read.split_confidence is HIGH
    assert (read.ref, str(read.received), str(read.responded)) == (
        "3621",
        "2014-05-12",
        "2014-06-10",
    )
    assert read.request.startswith("1. The amount spent on leaflets.")


def test_a_request_below_nothing_but_the_head_of_a_page() -> None:
    head = "FOI request (FOIR-538578)\nHuts on the beach\nRequested Fri 11 August 2023\n"
    asked = (
        "Under the Freedom of Information Act I ask for this:\n1. How many huts are let?\n"
        "2. At what rent?\n"
    )
    said = "Response\n1. Two hundred and four.\n2. £400 a year.\n"
    glued = f"{head}Responded Thu 21 September 2023{asked}{said}"
    source = decode("page.txt", glued.encode())
    (mended,) = read_document(source, ImportOptions(), bodies()).disclosures
    for read in (one(f"{head}Responded Thu 21 September 2023\n{asked}{said}"), mended):
        assert read.split_confidence is HIGH
        assert read.topic == "Huts on the beach"
        assert read.request.startswith("Under the Freedom of Information Act I ask")
        assert (str(read.received), str(read.responded)) == ("2023-08-11", "2023-09-21")


def test_two_headings_above_a_request_may_be_one_and_some_of_the_request() -> None:
    read = one(
        "Freedom of Information\nRef: 7712-24\nBeach huts\nRents of huts by bay\n\nPlease give "
        "the figures for 2023.\n\nResponse\n\nThe rents are attached.\n"
    )
    assert read.split_confidence is LOW


def test_what_the_authority_says_above_a_request_is_none_of_it() -> None:
    read = one(
        "Please find below a list of Freedom of Information requests on spending:\nI would like "
        "to request what was spent on paint.\nPlease break it down by year.\nResponse:\nWe do not "
        "hold this information.\n"
    )
    assert read.request.startswith("I would like to request")
    assert read.split_confidence is LOW


def test_thanks_for_a_request_end_it() -> None:
    read = one(
        "FOI / 3678 / 2017 - False alarms at Port Ellery\n\nI would like to know how many alarms "
        "were false in 2016?\n\nWhat did they cost?\n\nThank you for your request for information "
        "under the Freedom of Information Act 2000. The figures are attached.\n"
    )
    assert (read.ref, read.topic) == ("FOI/3678/2017", "False alarms at Port Ellery")
    assert read.request.endswith("What did they cost?")
    assert read.response.startswith("Thank you for your request")


def test_questions_and_answers_with_letters_and_numbers() -> None:
    read = one(
        "FOI 2024/118 - Trolleys\n\nQ1. How many trolleys are there?\nA1. 214.\nQ2. How many were "
        "bought in 2023?\nA2. 31.\n"
    )
    assert read.split_confidence is HIGH
    assert [part.answer for part in read.parts] == ["214.", "31."]


def test_answers_among_the_questions_are_doubted() -> None:
    read = one(
        "Our Reference: 2024117\n\nYour request for information is set out below.\n\n1. How many "
        "ferries were cancelled in January?\n\nA total of 41 sailings were cancelled by weather."
        "\n\n2. How many passengers were booked?\n\nThis information is not held. Section 17 of "
        "the Freedom of Information (Scotland) Act 2002 applies.\n"
    )
    assert read.split_confidence is LOW


def test_questions_without_numbers_each_with_its_answer() -> None:
    read = one(
        "FOI Ref: 24-0031\n\nIn response to your request, please find our answers below:\n\nHow "
        "many hearing aids were fitted in 2023?\n\n1,204 aids were fitted.\n\nHow many patients "
        "waited?\n\n67 patients waited.\n"
    )
    assert read.split_confidence is LOW
    assert read.response.startswith("How many hearing aids")


def test_a_paragraph_after_its_introduction_where_nobody_is_heard() -> None:
    read = one(
        "TfM Ref: FOI-2201-2324\n\nThank you for your request received on 2 March 2024.\n\nYour "
        "request has been considered under the Freedom of Information Act.\n\nYou asked for the "
        "following:\n\nThe number of stops without shelters.\n\nThere are 14 such stops.\n"
    )
    assert read.split_confidence is LOW
    assert (read.request, read.response) == (
        "The number of stops without shelters.",
        "There are 14 such stops.",
    )


def test_a_table_of_a_reference_a_request_and_a_response() -> None:
    read = one(
        "| Reference | FOI-7781 |\n| Subject | Taxi licences |\n| Date received | 3 May 2024 |\n"
        "| Date responded | 30 May 2024 |\n| Request | How many licences were refused in 2023? |\n"
        "| Response | Eleven were refused. |\n"
    )
    assert read.split_confidence is HIGH
    assert (read.ref, read.topic) == ("FOI-7781", "Taxi licences")
    assert (read.request, read.response) == (
        "How many licences were refused in 2023?",
        "Eleven were refused.",
    )


def test_a_reply_that_greets_nobody_by_name_is_no_request() -> None:
    read = one(
        "Date: 14/03/2024\nOur Ref: F/24/0088\n\nDear Sir or Madam\n\nFreedom of Information "
        "Request - Drone flights\n\nI am writing to confirm that the Authority has completed its "
        "search for the information you requested on 19 February 2024.\n\nYou requested the "
        "following information:\n\n1. The number of flights in 2023.\n2. The cost of the drones.\n"
        "\nThe Authority holds this information.\n\n1. There were 88 flights.\n2. £21,000.\n"
    )
    assert (read.ref, read.topic) == ("F/24/0088", "Drone flights")
    assert read.request.startswith("1. The number of flights")
    assert read.response.startswith("The Authority holds")


def test_a_title_beside_the_reference_that_is_not_the_topic_is_kept() -> None:
    read = one(
        "FOI/002276 - Council tax\n\nSubject: Empty homes\n\nRequest\n\nHow many homes are empty?"
        "\n\nResponse\n\nThe council has 412 empty homes.\n"
    )
    assert read.topic == "Empty homes"
    assert "Council tax" in read.body


def test_headings_without_the_reference_in_brackets() -> None:
    read = one(
        "Re: Freedom of Information request – Empty homes (FOI-9014)\n\nDear Requester\n\nI refer "
        "to your request which is set out below.\n\nHow many homes stand empty?\n\nResponse\n\n"
        "There are 311 such homes.\n"
    )
    assert (read.ref, read.topic) == ("FOI-9014", "Empty homes")


def test_references_as_bodies_write_them() -> None:
    def ref(line: str) -> str:
        return find_reference([Line(1, line)]).ref

    assert ref("Our Ref: FOI 19 1413") == "FOI 19 1413"
    assert ref("TfM Ref: FOI-0747-2223") == "FOI-0747-2223"
    assert ref("FOI 26-029 Response times") == "FOI 26-029"
    assert ref("FOI4719 / October 2024 / Faulty alarms") == "FOI4719"
    assert ref("Request Date 12/05/2014") == ""


def test_empty_cells_are_no_text() -> None:
    read = one(
        "FOI 200421009 Early releases\n\n|[pic] |June 2020 |\n\n| | |\n\n| | |\n\nThank you for "
        "your request in which you asked for the following information:\n\nHow many were released "
        "early?\n\nI can confirm that the Department holds the information you requested: 81.\n"
    )
    assert (read.ref, read.topic) == ("FOI 200421009", "Early releases")
    assert read.split_confidence is HIGH


def test_dates_beside_references_and_of_pages() -> None:
    assert str(dates.of_letter("Our Reference: FOI 99134 / 13 August 2015")) == "2015-08-13"
    assert str(dates.responded("Date response sent: 10/12/2024")) == "2024-12-10"
    assert not dates.of_letter("Last updated:\n30th December 2024").value
    assert str(dates.received("the information requested on 6th September 2019")) == "2019-09-06"
