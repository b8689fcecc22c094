"""What is kept out and what stays, case by case; nobody named here is real."""

from __future__ import annotations

from typing import Any

import pytest

from foisearch.analysis import Analyzer
from foisearch.law import read_citations, read_outcome
from foisearch.privacy import is_personal_link, keep_out, without_names
from foisearch.privacy.marks import MARKS


def masked(text: str, place: Any = "request", *names: str) -> str:
    return "\n".join(keep_out(text.split("\n"), place, names).lines)


LETTER = """Jo Example
12 High Street
Tarnmouth
TM1 2AB

3 May 2024

Freedom of Information Officer
Harrowmere Police
Headquarters
Harrowmere HM1 1AA

Dear Sir or Madam,

My name is Jo Example and I am a reporter.
1. How much was Chief Constable Alan Rookwood paid?
2. Any e-mails sent to a.rookwood@harrowmere.police.example.

Yours faithfully,

J. Example
Senior Reporter, The Sandgate Courier
Tel: 01632 960111 | Mob: 07700 900123
jo.example@courier.example

3. How many calls were made to 01632 960222?"""


def test_a_letter_keeps_its_questions_and_loses_who_wrote_it() -> None:
    found = keep_out(LETTER.split("\n"), "request")
    assert (
        "\n".join(found.lines)
        == """[NameRemoved]
[AddressRemoved]



3 May 2024

Freedom of Information Officer
Harrowmere Police
Headquarters
Harrowmere HM1 1AA

Dear Sir or Madam,

My name is [NameRemoved] and I am a reporter.
1. How much was Chief Constable Alan Rookwood paid?
2. Any e-mails sent to a.rookwood@harrowmere.police.example.

Yours faithfully,

[NameRemoved]
[DetailsRemoved]
Tel: [PhoneRemoved] | Mob: [PhoneRemoved]
[EmailRemoved]

3. How many calls were made to 01632 960222?"""
    )
    assert dict(found.found) == {
        "name": 3, "address": 1, "e-mail": 1, "telephone": 2, "signature": 1,
    }  # fmt: skip


STAYS_IN_A_REQUEST = [
    "Please send the answer to the request by Ms Tanquist of 3 May.",
    "Dear Sir or Madam,",
    "Dear FOI Team,",
    "Dear Mr Holloway-Finch,",
    "How much was Chief Constable Alan Rookwood paid in 2022?",
    "Please send all e-mails between Dora Plimsoll and press@brightco.example.",
    "Which of the calls to 01632 960222 were answered?",
    "Please disclose the planning file for 14 Mill Lane, Tarnmouth TM1 4AB.",
    "I am British and I am a resident of the county.",
    "From: January 2022 To: March 2022",
    "From: Leeds Central",
    "Thank you for your help with this.",
    "How many Best Wishes Cards were bought?",
    "The name of the supplier is what I ask for.",
    "Address: how is it recorded?",
    "Contact centre agents: how many are there?",
    "Regards to the format, a spreadsheet will do.",
    "My name badge was numbered 12.",
    "Kind regards",
    "Please provide (a) figures, (b) policies and (c) best practices.",
]


@pytest.mark.parametrize("line", STAYS_IN_A_REQUEST)
@pytest.mark.parametrize("place", ["request", "response"])
def test_the_substance_stays(line: str, place: str) -> None:
    if place == "response" and (line.startswith("Dear Mr") or "request by Ms" in line):
        pytest.skip("whom a body greets, or says to have asked, is who asked")
    assert masked(line, place) == line


GOES = [
    ("Yours faithfully, Jo Example", "Yours faithfully, [NameRemoved]"),
    ("How many? Thanks, Jo", "How many? Thanks, [NameRemoved]"),
    ("Regards, Jo\n1. How many cats?", "Regards, [NameRemoved]\n1. How many cats?"),
    ("I am Jo Example, of Tarnmouth.", "I am [NameRemoved], of Tarnmouth."),
    ("I, Jo Example, ask for the log.", "I, [NameRemoved], ask for the log."),
    ("This is Jo Example from the Courier.", "This is [NameRemoved] from the Courier."),
    ("Name: Siân Prydderchi", "Name: [NameRemoved]"),
    ("Full name | Chidi Okonwelu", "Full name | [NameRemoved]"),
    ("Email: jo@courier.example", "Email: [EmailRemoved]"),
    ("Your name:\nJo Example", "Your name:\n[NameRemoved]"),
    ("Please reply to jo@courier.example.", "Please reply to [EmailRemoved]."),
    ("Call me on 01632 960111.", "Call me on [PhoneRemoved]."),
    (
        "Reply to request-123456-ab12cd34@whatdotheyknow.com please.",
        "Reply to [EmailRemoved] please.",
    ),
    (
        "I live at 12 High Street, Tarnmouth, TM1 2AB.",
        "I live at [AddressRemoved].",
    ),
    ("See https://www.request.example/user/jo_example now", "See [DetailsRemoved] now"),
    ("Date of birth: 3 May 1980", "Date of birth: [DetailsRemoved]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "left"), GOES)
def test_what_says_who_asks_goes(text: str, left: str) -> None:
    assert masked(text) == left


def test_a_body_s_letter_greets_who_asked_and_is_signed_by_who_answers() -> None:
    text = """Harrowmere Police
Information Access Unit
PO Box 12
Harrowmere HM1 2AB
Ms J Example
14 Mill Lane
Sandgate
SG4 5TT
Our ref: 1234/24
Dear Ms Example,
Thank you for your request. Ms Example, the answer is twelve dogs.
Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF
Yours sincerely,
A. Rookwood
Disclosure Officer
foi@harrowmere.police.example
01632 960000"""
    left = text.replace(
        "Ms J Example\n14 Mill Lane\nSandgate\nSG4 5TT", "[NameRemoved]\n[AddressRemoved]\n\n"
    )
    assert masked(text, "response") == left.replace("Ms Example", "[NameRemoved]")  # fmt: skip


@pytest.mark.parametrize("place", ["response", "body"])
def test_who_signs_for_a_body_stays_also_where_a_requester_writes_to_them(place: str) -> None:
    text = """Dear Mr Hartsome,
Thank you for your request.
We hold twelve.
Yours sincerely
Ann Tanquist
Case Officer

Dear Ann Tanquist,
This is late."""
    assert masked(text, place) == text.replace("Mr Hartsome", "[NameRemoved]")


def test_a_quoted_mail_has_its_own_writer() -> None:
    text = """We hold none.
Regards
Ann Tanquist
Case Officer

From: Example, Jo [mailto:jo@courier.example]
Sent: 3 May 2024
To: FOI <foi@harrowmere.police.example>
Subject: dogs

How many dogs?
Jo Example"""
    left = masked(text, "response")
    assert "Example" not in left.replace(".example", "")
    assert "jo@" not in left
    assert "Ann Tanquist" in left
    assert "To: FOI <foi@harrowmere.police.example>" in left


def test_the_signature_of_a_request_that_a_response_repeats_goes() -> None:
    text = "You asked:\nHow many dogs?\nKind regards\nJo Example\n\nResponse\nTwelve.\nA. Rookwood"
    assert masked(text, "response") == text.replace("Jo Example", "[NameRemoved]")


def test_a_name_known_from_elsewhere_goes_in_every_form() -> None:
    text = (
        "Jo Example asked. J. Example and Ms Example did. J Example; Example, Jo; JO EXAMPLE.\nJo"
    )
    text += "\nAn example of Jo Sample. Examples differ."
    left = masked(text, "response", "Jo Marie Example")
    assert left.count("[NameRemoved]") == 7
    assert left.endswith("An example of Jo Sample. Examples differ.")


def test_a_name_that_is_a_word_of_the_text_is_not_looked_for() -> None:
    text = "May Hill is where the hill is in may. May Hill is fine."
    assert masked(text, "request", "May Hill") == text
    assert masked(text, "request", "Information Team") == text


def test_a_publication_keeps_its_editor_s_telephone() -> None:
    text = "Newsletter\n\nEmail: oversight@harrowmere.police.example\n\nTel: 01632 960111"
    assert masked(text, "body") == text


@pytest.mark.parametrize("mark", MARKS.values())
def test_marks_are_no_word_that_anybody_asks_for(mark: str) -> None:
    (term,) = [token.term for token in Analyzer().tokens(mark)]
    assert term.startswith(mark[1:5].lower())
    assert "remov" in term
    before = "We hold it."
    assert read_outcome(f"{before} {mark}", ()) == read_outcome(before, ())
    assert not read_citations(mark, place="response")


def test_topics_and_links() -> None:
    assert (
        without_names("Request by Jo Example: dogs", ["Jo Example"])
        == "Request by [NameRemoved]: dogs"
    )
    assert is_personal_link("mailto:jo@courier.example")
    assert not is_personal_link("mailto:foi@harrowmere.police.example")
    assert is_personal_link("https://www.request.example/user/jo_example")
    assert not is_personal_link("https://harrowmere.police.example/")  # fmt: skip


@pytest.mark.parametrize("line", ["hi jo sample,", "Hi jo", "hi jo, thanks for this"])
def test_a_name_in_small_letters_is_greeted(line: str) -> None:
    assert "jo" not in keep_out([line, "The gates are shut."], "response").lines[0]


def test_a_sentence_after_a_greeting_is_no_name() -> None:
    line = "Hi gates were shut on both days."
    assert list(keep_out([line], "response").lines) == [line]


def test_a_greeting_that_lost_the_line_end_before_it() -> None:
    lines = ["Sent to the address given Dear Mr Sample", "", "Thank you for your request."]
    assert "Sample" not in keep_out(lines, "response").lines[0]
