"""Pages of request portals as text and as HTML, and letters without a page around them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from intake_helpers import bodies, source

from foisearch import containers
from foisearch.containers.source import Source
from foisearch.disclosure import Disclosure, Outcome, SplitConfidence
from foisearch.identity import said
from foisearch.intake.read import DocumentRead, read_document
from foisearch.intake.report import ImportOptions
from foisearch.record import to_json

URL = "https://www.whatdotheyknow.com/request/kite_seizures_12"
ASKED = "Please send me the number of kites seized on Tamble beach in 2018 and in 2019."

ACK = """\
Freedom of Information Request Reference No: 2019060000321

I write in connection with your request for information which was
received by Harrowmere Police on 12/06/2019. I note you seek
access to the following information:

* "Please send me the number of kites seized on Tamble beach in 2018
and in 2019."

Your request will now be considered in accordance with the Act. You will
receive a response within the statutory timescale of 20 working days,
subject to the information not being exempt.

If you are dissatisfied you may ask for a review of the decision."""

ANSWER = """\
Freedom of Information Request Reference No: 2019060000321

I note you seek access to the following information:

* "Please send me the number of kites seized on Tamble beach in 2018
and in 2019."

DECISION

I have today decided to disclose the located information: 12 and 14."""

STATUS = "The request was successful."

OLD_PAGE = f"""\
Kite seizures

Robin Sample made this Freedom of Information request to Harrowmere Police

{STATUS}

From: Robin Sample

11 June 2019

Dear Harrowmere Police,

{ASKED}

Yours faithfully,

Robin Sample

Link to this

From: Kite Desk
Harrowmere Police

13 June 2019

Dear Mr Sample

{ACK}

Yours sincerely

A. Clerk
Harrowmere Police
Tel: 101

Link to this

Sam Passer left an annotation (20 June 2019)

I wonder about the answer to this, too.

Link to this

Harrowmere Police

8 July 2019

Attachment Response.pdf.pdf
53K Download View as HTML

Dear Mr Sample

{ANSWER}

Yours sincerely

A. Clerk

show quoted sections

Link to this

Things to do with this request

Anyone:
Add an annotation (to help the requester or others)
"""

BARE_PAGE = f"""\
Kite seizures

{STATUS}

Robin Sample

Dear Harrowmere Police,

{ASKED}

Yours faithfully,

Robin Sample

Kite Desk, Harrowmere Police

Dear Mr Sample

{ACK}

Yours sincerely

A. Clerk

Kite Desk, Harrowmere Police

1 Attachment

  • Attachment

    Response.pdf.pdf

    53K Download View as HTML

Dear Mr Sample

{ANSWER}

Yours sincerely

A. Clerk

show quoted sections
"""

LETTERS = re.sub(
    r"\n\n+",
    "\n",
    f"""\
Kite seizures

Dear Harrowmere Police (HMP),

{ASKED}

Yours faithfully,

Robin Sample

Dear Mr Sample

{ACK}

Yours sincerely

A. Clerk

Dear Mr Sample

{ANSWER}

Yours sincerely

A. Clerk
""",
)

HTML = f"""\
<!DOCTYPE html><html lang="en"><head>
<title>Kite seizures - a Freedom of Information request to Harrowmere Police -
WhatDoTheyKnow</title>
<link rel="canonical" href="{URL}"></head><body>
<div id="banner"><a href="/">WhatDoTheyKnow</a><nav><ul><li>Browse requests</li></ul></nav></div>
<div id="content"><h1>Kite seizures</h1>
<p><a href="/user/r">Robin Sample</a> made this Freedom of Information request to
<a href="/body/h">Harrowmere Police</a></p>
<p id="request_status">The request was <strong>successful</strong>.</p>
<div class="outgoing correspondence" id="outgoing-1"><div class="correspondence__header">
<span class="correspondence__header__author">Robin Sample</span>
<a class="correspondence__header__date"><time datetime="2019-06-11">11 June 2019</time></a>
<div><a href="/log">Delivered</a></div></div>
<div class="correspondence_text"><p>Dear Harrowmere Police,</p><p>{ASKED}</p>
<p>Yours faithfully,</p><p>Robin Sample</p></div><button>Link to this</button></div>
<div class="incoming correspondence" id="incoming-2"><div class="correspondence__header">
<span class="correspondence__header__author">Kite Desk, Harrowmere Police</span><a
class="correspondence__header__date"><time datetime="2019-06-13">13 June 2019</time></a></div>
<div class="correspondence_text"><p>Dear Mr Sample<br><br>
{ACK.replace(chr(10), "<br>")}<br><br>Yours sincerely<br><br>A. Clerk</p></div></div>
<div class="incoming correspondence" id="incoming-3"><div class="correspondence__header">
<span class="correspondence__header__author">Harrowmere Police</span><a
class="correspondence__header__date"><time datetime="2019-07-08">8 July 2019</time></a></div>
<div class="correspondence_text"><div class="attachments"><h3>1 Attachment</h3>
<ul class="list-of-attachments"><li><img alt="Attachment" src="i.png">
<p class="attachment__name">Response.pdf.pdf</p>
<p class="attachment__meta">53K <a href="/v">View</a> <a href="/d">Download</a></p></li></ul>
</div>
<p>Dear Mr Sample<br><br>{ANSWER.replace(chr(10), "<br>")}<br><br>Yours sincerely<br><br>
A. Clerk</p>
<p><a href="?unfold=1">show quoted sections</a></p></div></div></div>
<div id="right_column"><h2>Follow this request</h2><p>There are 2 people following</p></div>
<footer>Built by volunteers</footer></body></html>
"""


def reading(text: str, url: str = "", title: str = "") -> DocumentRead:
    made = replace(source(text, "page.txt"), url=url, title=title)
    return read_document(made, ImportOptions(), bodies())


def one(text: str, url: str = "", title: str = "") -> Disclosure:
    (found,) = reading(text, url, title).disclosures
    return found


def web(html: str) -> Source:
    (piece,) = containers.read("page.html", html.encode()).pieces
    assert isinstance(piece, Source)
    return piece


def of_html(html: str) -> Disclosure:
    (found,) = read_document(web(html), ImportOptions(), bodies()).disclosures
    return found


@pytest.mark.parametrize("form", ["old page", "bare page", "letters", "html"])
def test_one_thread_in_every_form(form: str) -> None:
    pages = {"old page": OLD_PAGE, "bare page": BARE_PAGE, "letters": LETTERS}
    found = one(pages[form]) if form in pages else of_html(HTML)
    assert (found.id, found.topic) == ("harrowmere/2019060000321", "Kite seizures")
    assert found.request == ASKED
    assert found.response.endswith(
        "I have today decided to disclose the located information: 12 and 14."
    )
    assert "Tamble" not in found.response
    assert "will now be considered" not in found.response
    assert found.outcome is Outcome.FULL
    assert found.split_confidence is SplitConfidence.HIGH
    kinds = [str(m.kind) for m in found.messages if m.side != "unknown"]
    assert kinds == ["request", "acknowledgement", "response"]
    assert "Sample" not in repr(found)


@pytest.mark.parametrize("form", ["old page", "html"])
def test_days_and_attachments_where_the_page_has_them(form: str) -> None:
    found = one(OLD_PAGE) if form == "old page" else of_html(HTML)
    assert (str(found.received), str(found.responded)) == ("2019-06-11", "2019-07-08")
    assert found.attachments == ("Response.pdf.pdf",)


def test_days_that_only_letters_say() -> None:
    found = one(BARE_PAGE)
    assert (str(found.received), str(found.responded)) == ("2019-06-12", "")
    assert found.attachments == ("Response.pdf.pdf",)


def test_a_remark_beside_the_correspondence_is_no_letter_of_it() -> None:
    (remark,) = [m for m in one(OLD_PAGE).messages if m.side == "unknown"]
    assert (str(remark.kind), remark.text) == ("other", "I wonder about the answer to this, too.")


def test_the_pages_foot_is_left_out() -> None:
    assert "annotation (to help" not in repr(one(OLD_PAGE))


TWINS = [
    URL,
    f"{URL}?utm_campaign=alaveteli-experiments-87&utm_source=whatdotheyknow",
    "https://www.whatdotheyknow.com/cy/request/kite_seizures_12#incoming-3",
    "http://whatdotheyknow.com/request/kite_seizures_12.json",
]


@pytest.mark.parametrize("url", TWINS[1:])
def test_twins_of_a_page_are_the_same_record(url: str) -> None:
    found, twin = (one(OLD_PAGE, address) for address in (URL, url))
    assert found.links[0] == twin.links[0] == URL
    assert said(to_json(found)) == said(to_json(twin))


def test_the_welsh_twin() -> None:
    welsh = (
        OLD_PAGE.replace("made this Freedom of Information request to", "wnaeth y cais hwn i")
        .replace("From: ", "Oddi wrth: ")
        .replace("Link to this", "Dolen i hwn")
        .replace("June", "Mehefin")
        .replace("July", "Gorffennaf")
    )
    found = one(welsh, TWINS[2])
    assert said(to_json(found)) == said(to_json(one(OLD_PAGE, URL)))
    assert str(found.responded) == "2019-07-08"


def test_a_request_without_reference_is_known_by_its_address() -> None:
    page = OLD_PAGE.split("From: Kite Desk", maxsplit=1)[0]
    assert one(page, URL).ref == "kite_seizures_12"
    page = page.replace("Link to this", "[FOI #64806 email]")
    assert one(page).ref == "64806"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("Currently waiting for a response from Harrowmere Police, they should respond", "pending"),
        ("Response to this request is long overdue. By law they should have responded.", "pending"),
        ("Harrowmere Police did not have the information requested.", "not-held"),
        ("The request was refused by Harrowmere Police.", "refused"),
        ("The request was partially successful.", "part"),
        ("This request has been withdrawn by the person who made it.", "withdrawn"),
    ],
)
def test_what_a_page_says_of_how_it_stands_fills_a_gap(status: str, outcome: str) -> None:
    answer = "Please find attached our response to your request."
    page = BARE_PAGE.replace(STATUS, status).replace(ANSWER, answer)
    if outcome == "pending":
        page = page.split("Kite Desk, Harrowmere Police")[0]
    found = one(page)
    assert str(found.outcome) == outcome
    assert any("the portal says" in warning for warning in found.warnings)


def test_chasers_without_a_senders_line() -> None:
    page = BARE_PAGE + "\nDear Kite Desk,\n\nWhere is 2017?\n\nYours sincerely,\n\nRobin Sample\n"
    found = one(page)
    assert [m.side for m in found.messages][-1] == "requester"
    assert "2017" not in found.response


def test_letters_alone_hold_the_request_that_they_quote() -> None:
    read = reading(f"Dear Mr Sample\n{ACK}\nYours sincerely\nA. Clerk\n")
    (found,) = read.disclosures
    assert read.reader == "met-letter-thread"
    assert found.request == ASKED
    assert (found.response, found.outcome) == ("", Outcome.PENDING)
    assert str(found.received) == "2019-06-12"


def test_acknowledgement_and_answer_without_the_page() -> None:
    found = one(f"Dear Mr Sample\n{ACK}\nA. Clerk\nDear Mr Sample\n{ANSWER}\nA. Clerk\n")
    assert found.request == ASKED
    assert "located information: 12 and 14" in found.response
    assert "will now be considered" not in found.response
    assert [str(m.kind) for m in found.messages] == ["acknowledgement", "response"]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Mr Sample\n\nYour request\n\nHow many?\n\nOur response\n\nTwelve.\n\nYours sincerely",
        "Kite news\n\nThe season has begun.\n\nLink to this",
        "How to ask\n\nSomebody made this request to us once.",
    ],
)
def test_what_is_no_such_page(text: str) -> None:
    assert reading(text).reader not in ("request-page", "met-letter-thread")


@pytest.mark.parametrize("page", [OLD_PAGE, BARE_PAGE, LETTERS])
def test_no_word_of_a_letter_is_lost(page: str) -> None:
    read = read_document(source(page), ImportOptions(keep_personal=True), bodies())
    kept = " ".join(m.text for d in read.disclosures for m in d.messages)
    words = set(re.findall(r"\w+", f"{ASKED} {ACK} {ANSWER} Yours sincerely faithfully Clerk"))
    assert words <= set(re.findall(r"\w+", kept))


def test_a_reply_that_greets_nobody() -> None:
    found = one(
        f"Kite seizures\nDear Harrowmere Police,\n{ASKED}\n• Tamble\n• Eddle\nYours faithfully,\n"
        "Robin Sample\nThank you for your communication, your enquiry will be dealt with within\n"
        "our core office hours once it has been logged.\n"
    )
    assert [str(m.kind) for m in found.messages] == ["request", "acknowledgement"]
    assert "core office" not in found.request
    assert "Eddle" in found.request


def test_a_notice_on_the_line_that_says_who_asked_whom() -> None:
    notice = "request to Harrowmere Police This request has been closed to new correspondence."
    page = OLD_PAGE.replace("request to Harrowmere Police", notice)
    assert one(page).id == "harrowmere/2019060000321"


def test_a_letter_without_a_greeting_is_not_lost() -> None:
    page = OLD_PAGE.replace("From: Robin Sample\n\n11 June 2019\n\nDear Harrowmere Police,\n\n", "")
    found = one(page)
    assert ASKED in found.request
    assert found.received.value


def test_what_stands_below_the_end_of_a_letter_is_another() -> None:
    page = OLD_PAGE.replace("Things to do", "And what about my other request?\n\nThings to do")
    found = one(page)
    assert "other request" not in found.response
    assert "other request" in found.messages[-1].text
