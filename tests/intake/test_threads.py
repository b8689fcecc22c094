"""Correspondence read: who speaks, what each letter does, one request and one response."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import bodies
from pace import is_linear

from foisearch.containers.contents import Correspondence, Letter, ReadOptions, Side
from foisearch.containers.mail import read as open_mail_file
from foisearch.disclosure import (
    UNKNOWN_DATE,
    Disclosure,
    Kind,
    MessageKind,
    Outcome,
    PartialDate,
    Precision,
    SplitConfidence,
)
from foisearch.intake.report import ImportOptions
from foisearch.intake.threads import read_correspondence

DESK = "Kite Desk <foi@harrowmere.police.example>"
PAT = "Pat Nobody <pat@nobody.example>"
ASKED = "Dear Harrowmere Police,\n\nHow many kites did you seize in 2023?\n\nYours faithfully,\nPat"
ACK = "Dear Pat,\n\nThank you for your request. You will receive a response within 20 working days."
ANSWER = (
    "Dear Pat,\n\nOur ref: 07.FOI.24.000123\n\nI can confirm that we hold this. We seized 12 kites."
)


def on(day: int, month: int = 3) -> PartialDate:
    return PartialDate(date(2024, month, day), Precision.DAY, "text")


def asks(text: str = ASKED, day: int = 1, **more: object) -> Letter:
    return Letter(text, Side.REQUESTER, on(day), sender=PAT, **more)  # type: ignore[arg-type]


def says(text: str, day: int = 12, **more: object) -> Letter:
    return Letter(text, Side.AUTHORITY, on(day), sender=DESK, **more)  # type: ignore[arg-type]


def read(*letters: Letter, title: str = "Kites", **more: object) -> Disclosure:
    thread = Correspondence("thread", letters, title=title, **more)  # type: ignore[arg-type]
    return one(thread)


def one(thread: Correspondence, **options: object) -> Disclosure:
    given_ = ImportOptions(**options)  # type: ignore[arg-type]
    (found,) = read_correspondence(thread, "t.eml", "0" * 64, given_, bodies()).disclosures
    return found


def mail(body: str, subject: str = "RE: Kites", sender: str = DESK, to: str = PAT) -> Disclosure:
    head = f"From: {sender}\nTo: {to}\nDate: Tue, 12 Mar 2024 09:30:00 +0000\nSubject: {subject}\n"
    data = f"{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}".encode()
    (thread,) = open_mail_file("t.eml", data, ReadOptions()).pieces
    assert isinstance(thread, Correspondence)
    return one(thread)


def kinds(found: Disclosure) -> list[str]:
    return [str(message.kind) for message in found.messages]


def test_a_thread_is_one_disclosure() -> None:
    found = read(asks(), says(ACK, 2), says(ANSWER, 20))
    assert (found.id, found.topic) == ("harrowmere/07.FOI.24.000123", "Kites")
    assert found.request == "How many kites did you seize in 2023?"
    assert found.response.endswith("I can confirm that we hold this. We seized 12 kites.")
    assert "20 working days" not in found.response
    assert (found.received, found.responded) == (on(1), on(20))
    assert (found.outcome, found.split_confidence) == (Outcome.FULL, SplitConfidence.HIGH)
    assert kinds(found) == ["request", "acknowledgement", "response"]
    assert found.doubts == ()


def test_nobody_who_asks_is_named() -> None:
    found = read(asks(), says(ANSWER), requester="Pat Nobody")
    assert "Nobody" not in repr(found)
    assert "Dear Pat" not in repr(found)
    assert any(each.field == "messages" for each in found.withheld)


LETTERS = [
    (
        MessageKind.ACKNOWLEDGEMENT,
        "Your request has been logged and will be answered in due course.",
    ),
    (MessageKind.ACKNOWLEDGEMENT, "Please find attached acknowledgement letter."),
    (
        MessageKind.ACKNOWLEDGEMENT,
        "We aim to respond by 30 March 2024. We may need more time.",
    ),
    (
        MessageKind.ACKNOWLEDGEMENT,
        "Your request will now be considered. You will receive a response within the statutory "
        "timescale of 20 working days, subject to the information not being exempt. If this is "
        "unlikely, you will be given a revised time-scale.",
    ),
    (MessageKind.CLARIFICATION_SOUGHT, "Please clarify which beach you mean."),
    (
        MessageKind.CLARIFICATION_SOUGHT,
        "Before we can process your request we require further details from you. Under section "
        "1(3) we need not comply until they are received.",
    ),
    (
        MessageKind.EXTENSION,
        "I am extending the time limit to consider the public interest.",
    ),
    (MessageKind.EXTENSION, "I am sorry that we are unable to answer within 20 working days."),
    (MessageKind.RESPONSE, "I have today decided to disclose the number, which is 12."),
    (MessageKind.RESPONSE, "The number is exempt under section 31(1)(a) of the Act."),
    (MessageKind.RESPONSE, "Please find attached our response to your request."),
    (
        MessageKind.RESPONSE,
        "Apologies for the delay in responding. Our response is below.\n\n12.",
    ),
    (MessageKind.RESPONSE, "Thank you for your request. The force does not hold this information."),
    (
        MessageKind.RESPONSE,
        "To answer would exceed the appropriate limit of 18 hours; I refuse it under section "
        "12. You may wish to refine your request; please clarify which year you want.",
    ),
    (MessageKind.RESPONSE, "Your request for information has now been considered. There were 12."),
    (MessageKind.RESPONSE, "I am pleased to provide you with the figure: 12."),
    (MessageKind.OTHER, "Delivery status notification: delivery has failed."),
    (MessageKind.OTHER, "Thank you, noted."),
]


@pytest.mark.parametrize(("kind", "text"), LETTERS)
def test_what_a_letter_of_an_authority_does(kind: MessageKind, text: str) -> None:
    found = read(asks(), says(f"Dear Pat,\n\n{text}\n\nYours sincerely\n\nA. Clerk"))
    assert found.messages[1].kind is kind
    assert bool(found.response) == (kind is MessageKind.RESPONSE)
    assert "split" not in found.doubts


@pytest.mark.parametrize(
    "text", ["Twelve of them last year, and fourteen in the year before.", "Kites: " * 9]
)
def test_what_says_nothing_of_itself_is_doubted(text: str) -> None:
    found = read(asks(), says(text))
    assert found.messages[1].kind is MessageKind.RESPONSE
    assert found.split_confidence is SplitConfidence.LOW
    assert "split" in found.doubts
    assert found.outcome is Outcome.UNKNOWN
    assert any("message 2 of 2024-03-12 was taken for" in warning for warning in found.warnings)


def test_a_clarification_stands_in_the_request() -> None:
    found = read(
        asks(),
        says("Please clarify which beach you mean.", 4),
        asks("Dear desk,\n\nTamble beach only.\n\nThanks\nPat", 5),
        says(ANSWER, 20),
    )
    assert found.request.endswith("[Clarification, 5 March 2024]\n\nTamble beach only.\n\nThanks")
    assert kinds(found)[1:3] == ["clarification-sought", "clarification"]
    assert found.received == on(1)


def test_a_review_decides() -> None:
    found = read(
        asks(),
        says("The number is exempt under section 31(1)(a) of the Act.", 12),
        asks("I would like to request an internal review of this decision.", 14),
        says(
            "We acknowledge your request for a review and will reply in 20 working days.",
            15,
        ),
        says("I have completed my internal review. I uphold the decision.", 28),
    )
    assert found.outcome is Outcome.REVIEW_UPHELD
    assert "[Internal review, 28 March 2024]" in found.response
    assert kinds(found)[2:] == ["review-request", "acknowledgement", "review"]
    assert found.responded == on(12)


@pytest.mark.parametrize(
    ("letters", "outcome"),
    [
        ([asks()], Outcome.UNKNOWN),
        ([asks(), says(ACK)], Outcome.PENDING),
        ([asks(), says("We need more time to consider the public interest.")], Outcome.PENDING),
        ([asks(), says("Please clarify which beach you mean.")], Outcome.CLARIFY),
        ([asks(), says(ACK), asks("I would like to withdraw my request.", 20)], Outcome.WITHDRAWN),
        ([asks(), says("Please find our response attached.")], Outcome.UNKNOWN),
        (
            [asks(), says(ANSWER), says("The rest is exempt under s.40(2).", 22)],
            Outcome.REFUSED,
        ),
    ],
)
def test_how_a_thread_has_ended(letters: list[Letter], outcome: Outcome) -> None:
    assert read(*letters).outcome is outcome


@pytest.mark.parametrize(
    ("answer", "state", "outcome", "said"),
    [
        ("Please find our response attached.", "partially_successful", Outcome.PART, True),
        ("The number is exempt under section 31(1)(a).", "successful", Outcome.REFUSED, True),
        ("I can confirm that we hold this. We seized 12.", "successful", Outcome.FULL, False),
        ("I can confirm that we hold this. We seized 12.", "not_held", Outcome.UNKNOWN, True),
    ],
)
def test_a_portals_word_fills_a_gap_and_no_more(
    answer: str, state: str, outcome: Outcome, said: bool
) -> None:
    found = read(asks(), says(answer), state=state)
    assert found.outcome is outcome
    assert any("portal" in warning for warning in found.warnings) is said


def test_a_request_quoted_in_the_answer_is_left_out_of_it() -> None:
    asked = "How many kites did you seize on Tamble beach in 2023, and how many in 2022?"
    answer = (
        "I note you seek access to the following information:\n\n"
        f'* "{asked[:39]}\n{asked[40:]}"\n\n'
        "DECISION\n\nI have today decided to disclose it: 12 and 14."
    )
    found = read(asks(asked), says(answer))
    assert "Tamble" not in found.response
    assert found.response.endswith("I have today decided to disclose it: 12 and 14.")
    assert "Tamble" in found.messages[1].text
    assert any("repeats the request" in warning for warning in found.warnings)


def test_the_request_is_found_in_the_answer_alone() -> None:
    answer = (
        "Dear Ms Nobody\n\nFreedom of Information Request Reference No: 07.FOI.24.000123\n"
        "I write in connection with your request which was received on 03/03/2024.\nI note you "
        "seek access to the following information:\n\n"
        "* How many kites were seized?\n* Who flew them?\n\n"
        "DECISION\n\nI have today decided to disclose it: 12, by children."
    )
    found = read(says(ACK, 2), says(answer))
    assert found.request == "* How many kites were seized?\n* Who flew them?"
    assert found.response.endswith("12, by children.")
    assert "seized?" not in found.response
    assert found.received == on(3)


REPLIES = [
    "On Fri, 1 Mar 2024 at 10:00, Pat Nobody <pat@nobody.example> wrote:\n\n> {0}",
    "-----Original Message-----\nFrom: Pat Nobody\nSent: 01 March 2024 10:00\nTo: Desk\n"
    "Subject: Kites\n\n{1}",
    "From: Pat Nobody <pat@nobody.example>\nSent: 01/03/2024\nTo: Desk\nSubject: Kites\n\n{1}",
    "________________________________\nFrom: Pat Nobody\nDate: 1 March 2024\nSubject: Kites\n\n{1}",
]


@pytest.mark.parametrize("quoted", REPLIES)
@pytest.mark.parametrize("below", [True, False])
def test_a_mail_with_the_request_below_is_the_thread(quoted: str, below: bool) -> None:
    asked = ASKED.replace("\n", "\n> ")
    quote = quoted.format(asked, ASKED)
    if not below and "> " not in quote:
        pytest.skip("only quoted lines tell what was written below them")
    found = mail(f"{ANSWER}\n\n{quote}" if below else f"{quote}\n\n{ANSWER}")
    assert found.request == "How many kites did you seize in 2023?"
    assert found.response.endswith("We seized 12 kites.")
    assert (found.received, found.responded) == (on(1), on(12))
    assert kinds(found) == ["request", "response"]
    assert found.split_confidence is SplitConfidence.HIGH


def test_answers_between_the_lines() -> None:
    found = mail(
        "Dear Pat,\n\nSee below.\n\nOn 01/03/2024 10:00, Pat Nobody wrote:\n"
        "> Please tell me:\n> 1. How many kites were seized in 2023?\n\nTwelve.\n\n"
        "> 2. Who flew them?\n\nWe do not hold this.\n\nRegards\nDesk\n"
    )
    assert [(p.question, p.answer, p.outcome) for p in found.parts] == [
        ("How many kites were seized in 2023?", "Twelve.", Outcome.FULL),
        ("Who flew them?", "We do not hold this.", Outcome.NOT_HELD),
    ]
    assert found.request.startswith("Please tell me:")


def test_a_mail_that_only_acknowledges() -> None:
    found = mail(f"{ACK}\n\nOn 1 March 2024, Pat Nobody wrote:\n> " + ASKED.replace("\n", "\n> "))
    assert (found.outcome, found.response) == (Outcome.PENDING, "")
    assert found.ref == "kites-2024-03-01"
    assert "ref" in found.doubts


def test_a_newsletter_is_no_disclosure() -> None:
    found = mail("The kite season has begun.\n\nCome to the beach.", "Kite news", "a@kites.example")
    assert found.kind is Kind.PUBLICATION


def test_mails_that_disclose_mails_keep_them() -> None:
    """Correspondence that is the answer is not taken for a letter of the thread."""
    disclosed = (
        "From: A. Clerk\nSent: 1 May 2023\nTo: B. Clerk\nSubject: String\n\nThe string broke."
    )
    found = read(asks(), says(f"Please find our response below.\n\n{disclosed}"))
    assert "The string broke." in found.response
    assert kinds(found) == ["request", "response"]


@pytest.mark.parametrize(
    ("said", "ref"),
    [
        ("Our ref: 07.FOI.24.000123", "07.FOI.24.000123"),
        ("Freedom of Information Request Reference No: 2008040002496", "2008040002496"),
        ("FOI Ref: FOI/15812", "FOI/15812"),
        ("FREEDOM OF INFORMATION REQUEST - FOI 1306/25", "FOI 1306/25"),
        ("Case reference number IC-255369-Y7X2", "IC-255369-Y7X2"),
        ("Your request, reference F-2023-00875, was received.", "F-2023-00875"),
        ("Your ref: ABC/1 Our ref: VOP/2024/0001", "VOP/2024/0001"),
        ("Under the Freedom of Information Act 2000 we asked in 2019/20 on 01/02/2024.", "12345"),
    ],
)
def test_the_authoritys_own_reference_comes_first(said: str, ref: str) -> None:
    assert read(asks(), says(f"{said}\n\nWe hold 12 kites."), ref="12345").ref == ref


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Kites on Tamble beach", "Kites on Tamble beach"),
        ("FOI 1306/25 - Kites", "Kites"),
        ("[OFFICIAL] Response: Kites 07.FOI.24.000123", "Response: Kites"),
        ("Freedom of Information request", None),
        ("FOI request - internal review", None),
    ],
)
def test_topics(title: str, topic: str | None) -> None:
    letter = says("FOI 1306/25\n\nWe hold 12 kites." if "1306" in title else ANSWER)
    assert read(asks(), letter, title=title).topic == topic


def test_mails_between_strangers_are_told_by_their_words() -> None:
    first = Letter(ASKED, sent=on(1))
    found = read(first, Letter(ANSWER, sent=on(12)))
    assert [m.side for m in found.messages] == ["requester", "authority"]
    assert found.split_confidence is SplitConfidence.LOW


def test_wrapped_lines_flow() -> None:
    wrapped = (
        "Please provide the number of kites that were seized by your\nofficers in 2023 on a beach "
        "between Tamble and the old\nharbour, and who flew them."
    )
    assert "\n" not in read(asks(wrapped), says(ANSWER)).request


def test_personal_data_may_be_kept() -> None:
    thread = Correspondence("t", (asks(), says(ANSWER)), title="Kites")
    found = one(thread, keep_personal=True)
    assert found.messages[0].text == ASKED
    assert found.withheld == ()


WORDS = st.sampled_from(
    [
        ASKED,
        ACK,
        ANSWER,
        "> How many?",
        "On 1 March 2024, Pat wrote:",
        "From: a\nSent: b",
        "12.",
        "Please clarify.",
        "",
        "internal review upheld",
        "-----Original Message-----",
        "1. How many?",
    ]
)
ANY = st.builds(
    Letter,
    st.lists(WORDS | st.text(max_size=20), max_size=6).map("\n\n".join),
    st.sampled_from(list(Side)),
    st.sampled_from([UNKNOWN_DATE, on(1), on(9)]),
    sender=st.sampled_from(["", PAT, DESK]),
    state=st.sampled_from(["", "successful", "waiting_response", "x"]),
)


@given(st.lists(ANY, min_size=1, max_size=5))
def test_any_letters_are_read_and_no_word_is_lost(letters: list[Letter]) -> None:
    thread = Correspondence("t", tuple(letters), title="Kites", ref="1")
    found = read_correspondence(thread, "t", "0" * 64, ImportOptions(keep_personal=True), bodies())
    kept = " ".join(
        " ".join((d.request, d.response, d.body, *(m.text for m in d.messages)))
        for d in found.disclosures
    )
    probes = ("seize", "faithfully", "clarify", "upheld")
    words = [word for word in probes if any(word in letter.text for letter in letters)]
    assert all(word in kept for word in words)
    assert all(
        d.split_confidence is not SplitConfidence.HIGH or d.request or not d.response
        for d in found.disclosures
    )


@pytest.mark.parametrize(
    "piece",
    [
        "> a\n",
        "On 1 May 2024, x wrote:\n",
        "From: a\nSent: b\n",
        "____\n\n",
        "Dear a,\n\n",
        "access to the following information:\n",
    ],
)
def test_threads_take_no_longer_than_they_should(piece: str) -> None:
    def work(size: int) -> None:
        text = piece * (size // len(piece))
        read(asks(f"How many?\n{text}"), says(f"We hold 12 kites.\n{text}"))

    assert is_linear(work, 60_000)


def test_a_review_is_no_part_of_the_last_answer() -> None:
    found = read(
        asks("Please tell me:\n\n1. How many kites?\n2. Who flew them?"),
        says("Our response is below.\n\n1. Twelve.\n2. The names are exempt under section 40(2)."),
        asks("I would like an internal review of this decision.", 14),
        says("I have completed my internal review. I uphold the decision.", 28),
    )
    assert [(p.answer, p.outcome) for p in found.parts] == [
        ("Twelve.", Outcome.FULL),
        ("The names are exempt under section 40(2).", Outcome.REFUSED),
    ]
    assert found.outcome is Outcome.REVIEW_UPHELD
