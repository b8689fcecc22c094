"""What belongs to every letter goes, and is said; what is asked stays."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.prior.incoming.clauses import WORD
from foisearch.prior.incoming.letter import strip_letter
from foisearch.text import strip_controls

ASKED = "How many kites did the council lose in 2021?"

STAYS = [
    "Phone: number of handsets lost in 2022",
    "Address: every beach at which kites are let, by street",
    "E-mail: how many accounts does the kite club have?",
    "Regards kites lost in 2021",
    "With regard to kites, the number lost.",
    "Thanks to the kite appeal how much was raised?",
    "If you refused entry to any visitors in 2022, please give the number.",
    "If the cost of a kite exceeded £500, please name the maker.",
    "Where assistance was given to a kite owner, please say by whom.",
    "Please give the number of exemptions from the kite licence in 2021.",
    "Please state which exemption was granted to kite clubs in 2021.",
    "If any member of staff was refused leave, state the reason.",
    "If you have refused a kite licence, how many times?",
    "I understand that the beach was closed by the council; why was that?",
    "I note that personal data of kite owners were lost in March 2022. How many were told?",
    "Under section 12 of the Beach Act 1900, how many fines were issued?",
    "I am researching kites that were lost between 2019 and 2022.",
    "Please confirm the time limit for kite complaints.",
    "How much did Mr. Kite and Dr. String cost, e.g. Kites Ltd. in St. Blank?",
    "How many requests under the Freedom of Information Act did you refuse under section 14?",
    "How many FOI requests did you receive in 2022, and how many were answered within 20 working "
    "days?",
    "Please provide a spreadsheet of all payments over £500 in 2022.",
    "Please send the kite register in Excel.",
    "What is your policy on thanking volunteers?",
    "Which exemptions did you cite most often in 2020?",
    "Please state which exemptions were applied to requests about kites in 2021.",
    "How many letters began “Dear Sir or Madam”?",
    "How many complaints were acknowledged within five working days?",
    "If so, how many were lost?",
    "If any kite was lost over the sea, state the date.",
    "Do you publish your responses to freedom of information requests?",
    "How much did you charge requesters under the fees regulations in 2019?",
    "What advice and assistance does your helpline give to kite owners?",
    "What is the cost limit for a kite display?",
    "How many e-mails did your legal department send in March 2023?",
    "Please give the name and address of every supplier of kites.",
    "The number of staff who are members of the kite club.",
    "Yours is the only borough with a kite beach: how many people use it?",
    "Does your disclaimer for kite hire mention wind?",
    "Please provide the following for each year from 2018 to 2022: kites bought and kites lost.",
    "Please answer the questions below for 2019 and 2020.",
    "How many journalists are accredited with your press office?",
    "Please provide correspondence between the mayor and the Kite Trust about my parish.",
    "Copies of the privacy notices given to residents.",
    "How many times did you rely on regulation 12(4)(b) of the EIR?",
    "Who signs off the purchase of kites?",
    "If you do not hold the number for each ward, please give it for the whole borough.",
    "Please provide the redacted minutes of the meeting of 3 May 2022.",
    "How many Subject Access Requests did you refuse?",
]


@pytest.mark.parametrize("text", STAYS)
def test_content_stays(text: str) -> None:
    letter = strip_letter(text)
    assert letter.text == text
    assert not letter.left_out
    assert not letter.warnings


@pytest.mark.parametrize("text", STAYS)
def test_content_stays_in_a_letter(text: str) -> None:
    letter = strip_letter(f"Dear Officer,\n\n{text}\n\nYours faithfully,\n\nPat Nobody")
    assert letter.text == text
    assert letter.left_out == ("Dear Officer,", "Yours faithfully,")
    assert letter.personal == ("a signature",)


GOES = [
    "I'm currently writing a thesis on kites.",
    "We are conducting some research for a report on kites.",
    "If the cost of complying with this request exceeds the limit, please let me know.",
    "If for any reason you cannot release the information, please explain the exemption.",
    "If you need clarification, please contact me.",
    "Please quote the relevant exemption if anything is left out.",
    "I would welcome your advice and assistance.",
    "Dear Sir or Madam,",
    "Hello there,",
    "To whom it may concern",
    "Good morning,",
    "FAO the Information Manager",
    "Freedom of Information request",
    "This is a request under the Freedom of Information Act 2000.",
    "Please treat this e-mail as a formal request for information under the FOIA.",
    "I am writing to make a request for information under the Freedom of Information Act 2000.",
    "I wish to submit a Freedom of Information request.",
    "Please provide the following information:",
    "I would be grateful if you could answer the questions below.",
    "My questions are as follows:",
    "Please send the information to me in electronic form, preferably as an Excel spreadsheet.",
    "I would prefer to receive the information by e-mail.",
    "If possible, please send your response in a machine-readable format such as CSV.",
    "If any part of my request is unclear, please contact me.",
    "If this request is too broad, please advise me how I can refine it.",
    "If you decide to withhold any information, please cite the exemption and explain why.",
    "Should you refuse any part of this request, please say which exemption you rely on.",
    "If my request exceeds the cost limit, please give advice and assistance under section 16.",
    "If it is not possible to answer within the cost limit, please answer as many parts as you "
    "can.",
    "In accordance with your duty under section 16, please offer advice and assistance.",
    "Please cite the exact exemption for any redaction.",
    "I understand that under the Act I am entitled to a response within 20 working days.",
    "I expect your reply within twenty working days.",
    "I look forward to your response within the statutory 20 working days.",
    "Please acknowledge receipt of this request.",
    "Could you please confirm receipt of this e-mail?",
    "Thank you in advance for your help.",
    "Many thanks for your time and assistance.",
    "I look forward to hearing from you.",
    "I would be grateful for an early reply.",
    "If you have any queries, please do not hesitate to contact me.",
    "I do not require any personal information.",
    "I reserve the right to ask for an internal review.",
    "Disclaimer: This message and any reply that you make will be published on the internet.",
    "Please note that in some cases publication of requests and responses will be delayed.",
    "This e-mail and any attachments are confidential and may be privileged.",
    "View Freedom of Information responses that were given before",
    "Diolch yn fawr am eich cymorth.",
    "Please let me know if you need to transfer this request to another authority.",
]


@pytest.mark.parametrize("text", GOES)
@pytest.mark.parametrize("before", [True, False])
def test_furniture_goes_and_is_said(text: str, before: bool) -> None:
    letter = strip_letter(f"{text}\n\n{ASKED}" if before else f"{ASKED}\n\n{text}")
    assert letter.text == ASKED
    assert " ".join(letter.left_out) == text
    assert not letter.personal


CUT = [
    ("Under the FOIA please provide the number of kites.", "please provide the number of kites."),
    (
        "Under the Freedom of Information Act 2000, I would like to request the number of kites.",
        "the number of kites.",
    ),
    (
        "Under the Freedom of Information Act I would like to request kite figures for 2021.",
        "I would like to request kite figures for 2021.",
    ),
    (
        "I am writing to make a request under the Freedom of Information Act 2000 for the cost of "
        "kites.",
        "the cost of kites.",
    ),
    (
        "This is a freedom of information request regarding kites lost at sea.",
        "regarding kites lost at sea.",
    ),
    (
        "Please could you provide, under the FOIA 2000, the number of kites?",
        "Please could you provide the number of kites?",
    ),
    (
        "Pursuant to the Environmental Information Regulations 2004, how many trees were felled?",
        "how many trees were felled?",
    ),
    (
        "I would like to know how many kites you own under the Freedom of Information Act.",
        "how many kites you own.",
    ),
    (
        "Under the Freedom of Information (Scotland) Act 2002 could you tell me how many kites "
        "fly?",
        "could you tell me how many kites fly?",
    ),
    (
        "Under the Freedom of Information Act 2000 and the Environmental Information Regulations "
        "2004, what is the noise limit?",
        "what is the noise limit?",
    ),
    (
        "Dear Kite Office, how many kites did you lose?",
        "how many kites did you lose?",
    ),
    ("Good afternoon. How many kites did you lose?", "How many kites did you lose?"),
    ("Dear Mr. Kite, how many kites did you lose?", "how many kites did you lose?"),
    (
        "To ask the Secretary of State for Wind, Kites and String, what was the cost of string.",
        "what was the cost of string.",
    ),
    (
        "To ask the Minister for Wind, how many kites were lost in each year since 2019.",
        "how many kites were lost in each year since 2019.",
    ),
    (
        "To ask the hon. Member for Blankton, representing the Kite Committee, what it costs.",
        "what it costs.",
    ),
    (
        "To ask the Minister for Wind, (a) how many and (b) which kites were lost.",
        "(a) how many and (b) which kites were lost.",
    ),
    ("To ask Her Majesty's Government what they spend on kites.", "what they spend on kites."),
    (
        "To ask the Secretary of State for Wind, £5 million of string, how was it spent.",
        "£5 million of string, how was it spent.",
    ),
    (
        "How many kites were lost? Please send the information in Excel.",
        "How many kites were lost?",
    ),
    (
        "1. How many kites were lost? Thank you in advance.\n2. Where?",
        "1. How many kites were lost?\n2. Where?",
    ),
    (
        "Dan Ddeddf Rhyddid Gwybodaeth 2000, hoffwn wybod faint o farcutiaid a gollwyd.",
        "hoffwn wybod faint o farcutiaid a gollwyd.",
    ),
]


@pytest.mark.parametrize(("text", "asked"), CUT)
def test_an_opening_goes_and_what_it_asks_stays(text: str, asked: str) -> None:
    letter = strip_letter(text)
    assert letter.text == asked
    assert letter.left_out


HIDDEN = [
    "My address: 1 Nowhere Lane, Blankton ZZ1 1ZZ",
    "Mobile: 07700 900123",
    "My name is Pat Nobody, I am a journalist at the Made-up Mercury.",
    "I am a postgraduate student at the University of Nowhere.",
    "E-mail: pat@nobody.example",
    "pat.nobody@nowhere.example",
    "Tel: 01632 960123",
    "ZZ1 1ZZ",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_who_asks_is_counted_and_not_kept(text: str) -> None:
    letter = strip_letter(f"{text}\n\n{ASKED}")
    assert letter.text == ASKED
    assert not letter.left_out
    assert len(letter.personal) == 1
    assert letter.hidden_words == len(WORD.findall(text))


def test_an_introduction_gives_way_to_what_it_asks() -> None:
    letter = strip_letter("My name is Pat Nobody and I would like to know how many kites you own.")
    assert letter.text == "I would like to know how many kites you own."
    assert letter.personal == ("a personal introduction",)


@pytest.mark.parametrize(
    "end",
    [
        *("Yours faithfully,", "Yours sincerely", "Kind regards,", "Regards", "Best wishes,"),
        *("Many thanks,", "Thanks", "Thank you,", "Yn gywir,", "Sincerely,", "With best wishes"),
        *("Thanks so much,", "Thank you very much"),
    ],
)
def test_a_signature_ends_a_letter(end: str) -> None:
    foot = f"{end}\n\nPat Nobody\nChair, Friends of Kites\n1 Nowhere Lane\nZZ1 1ZZ\n"
    letter = strip_letter(f"{ASKED}\n{foot}")
    assert letter.text == ASKED
    assert letter.left_out == (end,)
    assert letter.personal == ("a signature of 4 lines",)
    assert "Nobody" not in repr(letter)


@pytest.mark.parametrize(
    "end",
    ["Many thanks, Pat", "Kind regards Pat Nobody", "Thanks Pat.", "Kind regards. Pat Nobody"],
)
def test_a_signature_at_the_end_of_a_line(end: str) -> None:
    letter = strip_letter(f"{ASKED} {end}")
    assert letter.text == ASKED
    assert "Pat" not in repr(letter)


def test_what_is_asked_below_a_signature_is_kept() -> None:
    letter = strip_letter(
        f"Please see my questions below.\n\nRegards,\nPat\n\n1. {ASKED}\n2. How many were found "
        f"again?"
    )
    assert letter.text == f"1. {ASKED}\n2. How many were found again?"
    assert letter.personal == ("a signature",)


def test_thanks_before_the_questions_are_no_signature() -> None:
    letter = strip_letter(f"Thank you\n\nI have two questions about kites.\n1. {ASKED}\n2. Where?")
    assert letter.text == f"I have two questions about kites.\n\n1. {ASKED}\n2. Where?"


WHOLE = """\
Pat Nobody
1 Nowhere Lane
Blankton
ZZ1 1ZZ
pat@nobody.example

Tuesday 12 March 2024

Dear Sir or Madam,

Re: Kites lost at sea

My name is Pat Nobody, I am a journalist. Under the Freedom of
Information Act 2000 I would like to request the number of kites that the
council lost in each year from 2019 to 2023, broken down by beach.

If you decide to withhold any of it, please cite the exemption on which you
rely. I look forward to hearing from you within 20 working days.

Yours faithfully,

Pat Nobody
01632 960123
"""


def test_a_whole_letter() -> None:
    letter = strip_letter(WHOLE)
    assert letter.text == (
        "the number of kites that the council lost in each year from 2019 to 2023, "
        "broken down by beach."
    )
    assert letter.subject == "Kites lost at sea"
    assert str(letter.dated) == "2024-03-12"
    assert letter.personal == (
        "an address of 5 lines",
        "a signature of 2 lines",
        "a personal introduction",
    )
    assert "Nobody" not in repr(letter)
    assert "Blankton" not in repr(letter)


SITE = f"""\
Dear Blankton Council,

{ASKED}

Yours faithfully,

Pat Nobody

-------------------------------------------------------------------

Please use this email address for all replies to this request:
request-1-abc@requests.example

Is foi@blankton.example the wrong address for Freedom of Information
requests to Blankton Council? If so, please contact us using this form:
https://requests.example/change

Disclaimer: This message and any reply that you make will be published on the internet.
"""


def test_what_a_request_site_adds() -> None:
    letter = strip_letter(SITE)
    assert letter.text == ASKED


def test_what_a_request_site_adds_to_a_letter_without_signature() -> None:
    letter = strip_letter(SITE.replace("Yours faithfully,\n\nPat Nobody\n", ""))
    assert letter.text == ASKED


@pytest.mark.parametrize(
    "text",
    ["Please send me the information.", "Dear Sir,\nThank you.\nYours faithfully", "Regards"],
)
def test_all_furniture_is_kept_with_a_warning(text: str) -> None:
    letter = strip_letter(text)
    assert WORD.findall(letter.text) == WORD.findall(text)
    assert "furniture" in letter.warnings[0]
    assert not letter.left_out


def test_welsh_is_said() -> None:
    letter = strip_letter(
        "Annwyl Syr,\n\nFaint o farcutiaid y mae eich cyngor wedi colli ym mhob blwyddyn ers 2019?"
        "\n\nYn gywir,\nPat"
    )
    assert (
        letter.text == "Faint o farcutiaid y mae eich cyngor wedi colli ym mhob blwyddyn ers 2019?"
    )
    assert letter.warnings == ("this seems to be in Welsh: it is compared by its words only",)


def test_control_characters_go_with_a_warning() -> None:
    letter = strip_letter("How many \x1b[31mkites\u202e were lost?")
    assert "\x1b" not in letter.text
    assert "\u202e" not in letter.text
    assert letter.warnings == ("control characters taken out",)


LINES = st.lists(
    st.one_of(
        st.sampled_from([*STAYS, *GOES, *HIDDEN, *(text for text, _ in CUT)]),
        st.sampled_from(
            ["", "Yours faithfully,", "Pat Nobody", "Many thanks", "- kites", "1.", "(a)"]
        ),
        st.sampled_from(WHOLE.split("\n")),
        st.text("ab .,?\n1)•AZ", max_size=30),
        st.text(max_size=30),
    ),
    max_size=12,
).map("\n".join)


@given(LINES)
def test_every_word_is_kept_said_or_counted(text: str) -> None:
    letter = strip_letter(text)
    before = Counter(WORD.findall(strip_controls(text.replace("\r", "\n"))))
    after = Counter(WORD.findall(letter.text))
    for left in letter.left_out:
        after.update(WORD.findall(left))
    assert not after - before
    assert (before - after).total() == letter.hidden_words
    assert bool(letter.hidden_words) == bool(letter.personal)


@given(LINES)
def test_stripping_twice_strips_nothing_more(text: str) -> None:
    once = strip_letter(text)
    twice = strip_letter(once.text)
    assert twice.text == once.text
    assert not twice.left_out or once.warnings


@given(LINES)
def test_words_are_never_all_stripped(text: str) -> None:
    assert bool(WORD.search(text)) >= bool(WORD.search(strip_letter(text).text))
    if WORD.search(strip_controls(text)):
        assert WORD.search(strip_letter(text).text)
