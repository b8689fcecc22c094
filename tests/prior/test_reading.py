"""A request that has come in, as it is compared: questions, date, what was left out, limits."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import is_linear

from foisearch.disclosure import UNKNOWN_DATE, PartialDate, Precision
from foisearch.errors import FoisearchError, SourceError, UsageError
from foisearch.prior.incoming.reading import (
    MOST_LINE,
    MOST_QUESTIONS,
    MOST_TEXT,
    Unreadable,
    read_batch,
    read_request,
)
from foisearch.prior.values import NewRequest

MAIL = b"""\
From: Pat Nobody <pat@nobody.example>
To: FOI <foi@blankton.example>
Date: Tue, 12 Mar 2024 23:30:00 -0500
Subject: Fwd: FOI request - kites
Message-ID: <1@nobody.example>
Content-Type: text/plain; charset=utf-8

Dear Sir,

1. How many kites were lost?
2. What did they cost?

Regards
Pat
"""


def asked(text: str) -> list[tuple[str, str, str]]:
    return [(q.number, q.lead, q.text) for q in read_request(text, "a").questions]


LETTERS = {
    "sentences": (
        "How many kites do you own? How much did they cost in 2022? Who supplies them?",
        [
            ("1", "", "How many kites do you own?"),
            ("2", "", "How much did they cost in 2022?"),
            ("3", "", "Who supplies them?"),
        ],
    ),
    "numbered with an introduction": (
        "Dear Sir,\nI am writing to make a request under the FOI Act.\n1. How many kites do you "
        "own?\n"
        "2. How much were they?\nThanks",
        [("1", "", "How many kites do you own?"), ("2", "", "How much were they?")],
    ),
    "bullets below a lead": (
        "Please provide the following for 2019 to 2022:\n- number of kites lost\n- cost of "
        "string\n",
        [
            ("1", "Please provide the following for 2019 to 2022:", "number of kites lost"),
            ("2", "Please provide the following for 2019 to 2022:", "cost of string"),
        ],
    ),
    "lettered below numbers": (
        "1. For each of the last three years:\na) the number of kites\nb) the number lost\n"
        "2. The number of kite clubs",
        [
            ("1(a)", "For each of the last three years:", "the number of kites"),
            ("1(b)", "For each of the last three years:", "the number lost"),
            ("2", "", "The number of kite clubs"),
        ],
    ),
    "semicolons": (
        "I would like to know the number of kites; the cost of string; and the names of suppliers.",
        [
            ("1", "", "I would like to know the number of kites"),
            ("2", "", "the cost of string"),
            ("3", "", "the names of suppliers."),
        ],
    ),
    "one long statement": (
        "I would like to see all correspondence between the mayor and the Kite Trust about the "
        "closure of the beach between January and June 2022, including e-mails; letters too.",
        [
            (
                "1",
                "",
                "I would like to see all correspondence between the mayor and the Kite Trust about "
                "the closure of the beach between January and June 2022, including e-mails; "
                "letters "
                "too.",
            )
        ],
    ),
    "prose that qualifies and hangs on": (
        "Could you tell me how many kites you lost in 2021? Please break this down by ward. I "
        "would "
        "also like to know how many were found. If so, how many were mended?",
        [
            (
                "1",
                "",
                "Could you tell me how many kites you lost in 2021? Please break this down by "
                "ward.",
            ),
            ("2", "", "I would also like to know how many were found."),
            ("3", "I would also like to know how many were found.", "If so, how many were mended?"),
        ],
    ),
    "a list in one line": (
        "Do you fly kites? If yes: 1. How many? 2. What do they cost? 3. Who flies them?",
        [
            ("1", "Do you fly kites? If yes:", "How many?"),
            ("2", "Do you fly kites? If yes:", "What do they cost?"),
            ("3", "Do you fly kites? If yes:", "Who flies them?"),
            ("4", "", "Do you fly kites?"),
        ],
    ),
    "letters in one line": (
        "Please provide: (a) the number of kites; (b) the cost of kites; and (c) the colours.",
        [
            ("a", "Please provide:", "the number of kites"),
            ("b", "Please provide:", "the cost of kites"),
            ("c", "Please provide:", "the colours."),
        ],
    ),
    "questions around a list": (
        "Do you hold a policy on kites?\n\nIn addition:\n1. How many kites do you own?\n"
        "2. What do they cost?\n\nPlease also send a copy of the kite plan.",
        [
            ("1", "In addition:", "How many kites do you own?"),
            ("2", "In addition:", "What do they cost?"),
            ("3", "", "Do you hold a policy on kites?"),
            ("4", "", "Please also send a copy of the kite plan."),
        ],
    ),
    "a period beside a list": (
        "All of this is about the years 2019 to 2021.\n1. How many kites were lost?\n2. At what "
        "cost?",
        [
            ("1", "All of this is about the years 2019 to 2021.", "How many kites were lost?"),
            ("2", "All of this is about the years 2019 to 2021.", "At what cost?"),
        ],
    ),
    "a breakdown below a list": (
        "1. How many kites were lost?\n2. At what cost?\nPlease give the figures by month.",
        [
            ("1", "Please give the figures by month.", "How many kites were lost?"),
            ("2", "Please give the figures by month.", "At what cost?"),
        ],
    ),
    "roman": (
        "i) number of kites\nii) number of strings\niii) cost of string",
        [
            ("i", "", "number of kites"),
            ("ii", "", "number of strings"),
            ("iii", "", "cost of string"),
        ],
    ),
    "two lists": (
        "Kites:\n1. How many?\n2. What cost?\n\nString:\n1. How long?\n2. What cost?",
        [
            ("1", "Kites:", "How many?"),
            ("2", "Kites:", "What cost?"),
            ("1 (2)", "String:", "How long?"),
            ("2 (2)", "String:", "What cost?"),
        ],
    ),
    "labelled": (
        "Q1 How many kites?\nQ2a How many of them red?\nQ2b How many of them blue?",
        [
            ("1", "", "How many kites?"),
            ("2(a)", "", "How many of them red?"),
            ("2(b)", "", "How many of them blue?"),
        ],
    ),
    "lines": (
        "The number of kites bought in 2020\nThe number of kites lost in 2020",
        [
            ("1", "", "The number of kites bought in 2020"),
            ("2", "", "The number of kites lost in 2020"),
        ],
    ),
    "two documents": (
        "Please supply a copy of your kite policy and your string policy.",
        [
            (
                "1",
                "Please supply a copy of your kite policy and your string policy.",
                "kite policy",
            ),
            (
                "2",
                "Please supply a copy of your kite policy and your string policy.",
                "string policy",
            ),
        ],
    ),
    "connectives": (
        "I study kites at the beach. In particular, I would like to know how many were lost. "
        "I would also be interested in the number mended. Lastly, please give the cost of string.",
        [
            (
                "1",
                "",
                "I study kites at the beach. In particular, I would like to know how many were "
                "lost.",
            ),
            ("2", "", "I would also be interested in the number mended."),
            ("3", "", "Lastly, please give the cost of string."),
        ],
    ),
    "HTML": (
        "<p>Dear Sir</p><p>For 2021 please provide:</p><ol><li>number of kites</li>"
        "<li>cost of kites</li></ol><p>Thank you</p>",
        [
            ("1", "For 2021 please provide:", "number of kites"),
            ("2", "For 2021 please provide:", "cost of kites"),
        ],
    ),
    "letters within a sentence": (
        "To ask the Minister for Wind, how many kites were (a) lost, (b) found and (c) mended in "
        "(i) 2022 and (ii) 2023.",
        [
            (
                "1",
                "",
                "how many kites were (a) lost, (b) found and (c) mended in (i) 2022 and (ii) 2023.",
            )
        ],
    ),
    "a wish for a breakdown": (
        "How many kites were lost? I'd like this broken down by month and by ward please.",
        [
            (
                "1",
                "",
                "How many kites were lost? I'd like this broken down by month and by ward please.",
            )
        ],
    ),
    "two questions and a semicolon": (
        "How many kites were lost; and what did they cost?",
        [("1", "", "How many kites were lost"), ("2", "", "what did they cost?")],
    ),
    "letters at the start of a sentence": (
        "(a) How many and (b) which kites were lost?",
        [("1", "", "How many and (b) which kites were lost?")],
    ),
    "a section is no list": (
        "How many kites fall under section 1. above the beach, and who owns the 2. kite?",
        [
            (
                "1",
                "",
                "How many kites fall under section 1. above the beach, and who owns the 2. kite?",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_split(name: str) -> None:
    text, expected = LETTERS[name]
    assert asked(text) == expected


def test_a_mail() -> None:
    read = read_request(MAIL, "kites.eml")
    assert [q.text for q in read.questions] == [
        "How many kites were lost?",
        "What did they cost?",
    ]
    assert read.subject == "FOI request - kites"
    assert read.received == PartialDate(date(2024, 3, 12), Precision.DAY, "text")
    assert "Nobody" not in repr(read)
    assert "nobody.example" not in repr(read)


def test_what_is_told_beats_the_date_of_the_mail() -> None:
    told = PartialDate(date(2024, 3, 13), Precision.DAY, "option")
    assert read_request(MAIL, "kites.eml", told).received == told


def test_a_mail_without_text_is_compared_by_its_subject() -> None:
    read = read_request(MAIL.partition(b"\n\n")[0] + b"\n\n", "kites.eml")
    assert read.text == "FOI request - kites"
    assert any("subject" in warning for warning in read.warnings)


@pytest.mark.parametrize("line", ["12 March 2024", "Date: 12/03/2024", "Tuesday, 12 March 2024"])
def test_the_date_on_top_of_a_letter(line: str) -> None:
    read = read_request(f"{line}\n\nDear Sir,\nHow many kites were lost since 1 May 2020?", "a")
    assert str(read.received) == "2024-03-12"


@pytest.mark.parametrize(
    "text", ["How many kites on 12 March 2024?", "March 2024\nHow many kites?"]
)
def test_no_date_is_invented(text: str) -> None:
    assert read_request(text, "a").received == UNKNOWN_DATE


@pytest.mark.parametrize("data", [b"", b" \n", "", "\n\n", "?!", b"\xef\xbb\xbf", "\u200b"])
def test_nothing_to_compare(data: bytes | str) -> None:
    with pytest.raises(UsageError, match=r"^letter\.txt holds no word"):
        read_request(data, "letter.txt")


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"PK\x03\x04abc", b"\x00\x01\x02" * 50])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^letter\.pdf (?:is|does not begin)\b"):
        read_request(data, "letter.pdf")


def test_one_word() -> None:
    read = read_request("kites", "a")
    assert [q.text for q in read.questions] == ["kites"]
    assert read.warnings == ("one word: a search may serve better",)


def test_windows_1252() -> None:
    read = read_request("How many kites at £5 – or more?".encode("cp1252"), "a")
    assert read.text == "How many kites at £5 – or more?"
    assert "Windows-1252" in read.warnings[0]


def test_a_book_is_cut_and_says_so() -> None:
    text = "\n".join(f"{n}. How many kites of kind {n} did you lose?" for n in range(1, 10_000))
    read = read_request(text, "a")
    assert len(read.questions) == MOST_QUESTIONS
    assert len(read.text.encode()) <= MOST_TEXT
    assert any("200 kB" in warning for warning in read.warnings)
    assert any("first 200" in warning for warning in read.warnings)


def line_of(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"


def test_a_batch() -> None:
    lines = [
        line_of(
            {"text": "How many kites?", "id": "K1", "received": "2024-03-12", "authority": "b"}
        ),
        b"\n",
        line_of("How many strings?"),
        line_of({"request": "How long is the string?", "subject": "String", "id": 7}),
        line_of({"question": "Who flies?", "received": "2024-03-12T10:00:00Z", "text": None}),
    ]
    found = list(read_batch(lines, "b.jsonl"))
    assert all(isinstance(item, NewRequest) for item in found)
    first, second, third, fourth = (item for item in found if isinstance(item, NewRequest))
    assert first.label == "b.jsonl:1 (K1)"
    assert (str(first.received), first.authority) == ("2024-03-12", "b")
    assert (second.label, second.text) == ("b.jsonl:3", "How many strings?")
    assert (third.label, third.subject) == ("b.jsonl:4 (7)", "String")
    assert str(fourth.received) == "2024-03-12"


BAD = {
    "no JSON": b"{",
    "no UTF-8": b'"\xff"',
    "a number": b"7",
    "null": b"null",
    "a list": b'["How many kites?"]',
    "no text": b'{"id": "K1"}',
    "empty text": b'{"text": " "}',
    "no word": b'{"text": "?"}',
    "text of the wrong type": b'{"text": 7}',
    "id of the wrong type": b'{"text": "How many?", "id": []}',
    "received of the wrong type": b'{"text": "How many?", "received": 2024}',
    "no date": b'{"text": "How many?", "received": "soon"}',
    "no such day": b'{"text": "How many?", "received": "2024-02-30"}',
    "no ISO date": b'{"text": "How many?", "received": "3/4/2024"}',
    "too long": b'"' + b"k" * MOST_LINE + b'"',
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_harms_no_other(name: str) -> None:
    good = line_of("How many kites?")
    first, bad, last = read_batch([good, BAD[name] + b"\n", good], "b.jsonl")
    assert isinstance(first, NewRequest)
    assert isinstance(last, NewRequest)
    assert isinstance(bad, Unreadable)
    assert bad.label == "b.jsonl:2"
    assert bad.message.startswith("b.jsonl:2")


def test_a_batch_is_read_as_it_comes() -> None:
    def lines() -> object:
        yield line_of("How many kites?")
        raise AssertionError("read too far")

    assert isinstance(next(iter(read_batch(lines(), "b"))), NewRequest)  # type: ignore[arg-type]


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_anything_is_read_or_said_to_be_unreadable(data: bytes | str) -> None:
    read: NewRequest | str
    try:
        read = read_request(data, "a")
    except FoisearchError as error:
        read = str(error)
    if isinstance(read, str):
        assert read.startswith("a ")
    else:
        assert read.questions
        assert len({q.number for q in read.questions}) == len(read.questions)


@given(st.lists(st.binary(max_size=60) | st.text(max_size=40).map(line_of), max_size=5))
def test_any_batch_gives_one_item_for_each_line(lines: list[bytes]) -> None:
    found = list(read_batch(lines, "b"))
    assert len(found) == sum(bool(line.strip()) for line in lines)


MONOTONOUS = [
    *("a\n", "12 March 2024\n", "Thanks\n", "Dear Sir\n", "under the Freedom of Information Act "),
    *("If any part of my request ", "(a) ", "how many; the ", "1. ", "Yours sincerely, A\n", "<"),
]


@pytest.mark.parametrize("piece", MONOTONOUS)
def test_reading_grows_with_the_letter_and_not_faster(piece: str) -> None:
    assert is_linear(lambda size: read_request("k " + piece * size, "a"), 40_000 // len(piece))
