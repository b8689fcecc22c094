"""What portals put around letters, automatic replies, and letters whose answer is not there."""

from __future__ import annotations

import pytest
from test_threads_pages import ACK, ASKED, one, reading

from foisearch.disclosure import Kind, Outcome, SplitConfidence

STRANGE = """\
We don't know whether the most recent response to this request contains information or not – if \
you are Robin Sample please sign in and let everyone know.

Kite seizures

We're waiting for Robin Sample to read a recent response and update the status.

Dear Harrowmere Police,

Please send me the number of kites seized on Tamble beach.

Yours faithfully,

Robin Sample
"""


def test_a_banner_is_no_title_and_names_nobody() -> None:
    found = one(STRANGE)
    assert found.topic == "Kite seizures"
    assert "Robin" not in str(found)
    assert found.outcome is Outcome.UNKNOWN, "that it was read is no clarification"


def test_a_notice_behind_who_asked_whom() -> None:
    page = (
        "Kite seizures\n\nRobin Sample made this Freedom of Information request to Harrowmere "
        "Police Automatic anti-spam measures are in place for this older request. Please let us "
        f"know.\n\nThe request was successful.\n\nDear Harrowmere Police,\n\n{ASKED}\n\n"
        "Yours faithfully,\n\nRobin Sample\n"
    )
    found = one(page)
    assert (found.topic, found.request) == ("Kite seizures", ASKED)
    assert found.authority == "harrowmere"


AUTOMATIC = {
    "accepts": (
        "If you have sent a request please accept this message as an acknowledgement. You should "
        "expect an answer from us within 20 working days."
    ),
    "condition": (
        "We received your request on 3 May 2021, and you will be sent a response within 20 working "
        "days, subject to the information not being exempt."
    ),
    "clock": (
        "This is an automated response. If clarification is needed we will ask you for it. The "
        "clock will then start again once we have received clarification."
    ),
}


@pytest.mark.parametrize("reply", AUTOMATIC.values(), ids=AUTOMATIC)
def test_automatic_replies_are_acknowledgements(reply: str) -> None:
    found = one(
        f"Kite seizures\n\nDear Harrowmere Police,\n\n{ASKED}\n\nYours faithfully,\n\n"
        f"Robin Sample\n\nHarrowmere Police\n\nDear Mr. Sample,\n\n{reply}\n\nYours sincerely\n\n"
        "A. Clerk\n"
    )
    assert [str(m.kind) for m in found.messages] == ["request", "acknowledgement"]
    assert (found.outcome, found.split_confidence) == (Outcome.PENDING, SplitConfidence.HIGH)


def test_the_portal_tells_the_end_where_the_answer_is_not_there() -> None:
    found = one(
        f"Kite seizures\n\nThe request was refused by Harrowmere Police.\n\nDear Harrowmere "
        f"Police,\n\n{ASKED}\n\nYours faithfully,\n\nRobin Sample\n\nHarrowmere Police\n\n"
        f"Dear Mr Sample\n\n{ACK}\n\nYours sincerely\n\nA. Clerk\n"
    )
    assert found.outcome is Outcome.REFUSED
    assert any("the answer is not in the source" in warning for warning in found.warnings)


def test_a_quoted_request_goes_with_what_introduces_it() -> None:
    found = one(
        f"Kite seizures\n\nDear Harrowmere Police,\n\n{ASKED}\n\nYours faithfully,\n\nRobin "
        f"Sample\n\nHarrowmere Police\n\nDear Mr Sample\n\nFreedom of Information Request "
        "Reference No: 2019060000321\nI respond in connection with your request dated "
        f"12/06/2019. I note you seek access to the following information:\n\n{ASKED}\n\nDECISION"
        "\n\nThe information is exempt under Section 40(2) of the Act.\n\nCOMPLAINT RIGHTS\n\n"
        "Your attention is drawn to the attached sheet about your right of complaint.\n"
    )
    assert "I note you seek" not in found.response
    assert found.response.startswith(("DECISION", "Freedom of Information Request Reference"))
    assert found.outcome is Outcome.REFUSED
    assert "I note you seek" in found.messages[-1].text


def test_greetings_of_other_languages_and_of_nobody() -> None:
    found = one(
        f"Kite seizures\n\nDear Harrowmere Police,\n\n{ASKED}\n\nYours faithfully,\n\nRobin "
        "Sample\n\nLink to this\n\nHarrowmere Police\n\nTēnā koe Robin\n\nPlease find attached "
        "the response to your request.\n\nNgā mihi\n\nA. Clerk\n"
    )
    assert "Robin" not in str(found)
    assert found.response == "Please find attached the response to your request."


LONE = f"""\
Subject: Kites on the beach

Dear Harrowmere Police,

Under the Freedom of Information Act 2000 I would like to ask for the following.

{ASKED}

Yours faithfully,

Robin Sample
"""


def test_a_request_alone_is_a_request() -> None:
    read = reading(LONE)
    (found,) = read.disclosures
    assert read.reader == "request-letter"
    assert found.kind is Kind.DISCLOSURE
    assert ASKED in found.request
    assert (found.response, found.outcome) == ("", Outcome.UNKNOWN)
    assert found.authority == "harrowmere"
    assert "Sample" not in str(found)


@pytest.mark.parametrize(
    "text",
    [
        LONE.replace("Dear Harrowmere Police", "Dear Kim"),
        LONE.replace("the Freedom of Information Act 2000", "our old agreement"),
        LONE.replace(ASKED, "Thank you for your request for information. Please see below."),
    ],
)
def test_other_letters_are_not_taken_for_requests(text: str) -> None:
    assert reading(text).reader != "request-letter"


def test_a_file_named_after_who_asked() -> None:
    found = one(
        "Kite seizures\n\nRobin Sample made this Freedom of Information request to Harrowmere "
        f"Police\n\nFrom: Robin Sample\n\nDear Harrowmere Police,\n\n{ASKED}\n\nYours faithfully,"
        "\n\nRobin Sample\n\nLink to this\n\nHarrowmere Police\n\nAttachment Sample Robin 0456 "
        "Response.pdf\n12K Download View as HTML\n\nDear Mr Sample\n\nPlease find attached the "
        "response to your request.\n"
    )
    assert found.attachments
    assert "Sample" not in str(found)


def test_a_request_to_call_for_papers_and_a_receipt_confirmed() -> None:
    found = one(
        "Kite seizures\nDear Harrowmere Police,\nI call upon the force to make public its papers "
        "about kites.\nYours faithfully,\nRobin Sample\nDear Robin Sample,\nReference number: "
        "34994\nI confirm receipt of your request and that we are dealing with this.\n"
    )
    assert [str(m.kind) for m in found.messages] == ["request", "acknowledgement"]
    assert (found.ref, found.doubts) == ("34994", ())


def test_a_page_with_its_status_and_nothing_but_the_request() -> None:
    read = reading(
        "Kite seizures\n\nResponse to this request is long overdue. By law, under all "
        "circumstances, Harrowmere Police should have responded by now.\n\nDear Harrowmere "
        f"Police,\n\n{ASKED}\n\nYours faithfully,\n\nRobin Sample\n"
    )
    (found,) = read.disclosures
    assert read.reader == "request-page"
    assert (found.topic, found.request) == ("Kite seizures", ASKED)
    assert found.outcome is Outcome.PENDING


def test_what_is_in_scope_is_the_answer() -> None:
    (found,) = reading(
        "Our ref: FOI 2024/0456\n\n3 May 2024\n\nDear Mr Sample\n\nThank you for your Freedom of "
        "Information request of 1 April 2024 in which you sought:\n\nAll notes about kites made "
        "on 18 March 2024.\n\nInformation identified as in scope of your request is enclosed. "
        "It has been necessary to withhold some information under section 40(2).\n"
    ).disclosures
    assert found.request == "All notes about kites made on 18 March 2024."
    assert found.response.startswith("Information identified")
    assert found.outcome is Outcome.PART
