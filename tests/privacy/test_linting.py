"""What lint finds, and what only looks like it; nobody here is real."""

from __future__ import annotations

from datetime import date

import pytest

from foisearch.cli.lint import KINDS as OFFERED
from foisearch.disclosure import (
    Disclosure,
    Kind,
    Message,
    MessageKind,
    PartialDate,
    Precision,
    Provenance,
)
from foisearch.privacy.findings import KINDS, Whose
from foisearch.privacy.linting import Linter, findings, signs
from foisearch.privacy.small_numbers import small_numbers


def found(text: str, answers: bool = False) -> list[tuple[str, str, str]]:
    marked = signs(text, answers)
    return [(s.kind, str(s.whose), text[s.start : s.end]) for s in marked]


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("Write to jo.example@gmail.com.", "e-mail", "jo.example@gmail.com"),
        ("Ring 07700 900123.", "telephone", "07700 900123"),
        ("Ring +44 7700 900123 now", "telephone", "+44 7700 900123"),
        ("at 12 High Street, Tarnmouth TM1 2AB.", "address", "12 High Street, Tarnmouth TM1 2AB"),
        ("NINO AB 12 34 56 C", "national-insurance", "AB 12 34 56 C"),
        ("AB123456C", "national-insurance", "AB123456C"),
        ("NHS number 943 476 5919", "nhs-number", "943 476 5919"),
        ("the patient, 9434765919,", "nhs-number", "9434765919"),
        ("a Ford, AB51 CDE, was seized", "vehicle", "AB51 CDE"),
        ("registration A123 BCD", "vehicle", "A123 BCD"),
        ("sort code 12-34-56", "bank", "12-34-56"),
        ("account number 12345678", "bank", "12345678"),
        ("GB82 WEST 1234 5698 7654 32", "bank", "GB82 WEST 1234 5698 7654 32"),
        ("4111 1111 1111 1111", "bank", "4111 1111 1111 1111"),
        ("Date of birth: 3 May 1980", "date-of-birth", "3 May 1980"),
        ("dob 03/05/1980", "date-of-birth", "03/05/1980"),
        ("from 203.0.113.77", "ip-address", "203.0.113.77"),
        ("IP address 10.0.0.1", "ip-address", "10.0.0.1"),
        ("My name is Jo Example.", "name", "Jo Example"),
        ("Dear Ms Example,", "name", "Ms Example"),
        ("Applicant: Jo Example", "name", "Jo Example"),
    ],
)  # fmt: skip
def test_signs_are_found(text: str, kind: str, what: str) -> None:
    assert (kind, "personal", what) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "reference 01.FOI.22.024962 of 03/05/2022",
        "2,054 73 5-9 17 8 1,810 67",
        "2018-19 2019-20 2020-21 2021-22",
        "Year 2015 2016 2017 2018 total",
        "section 4.1.2.3 of version 10.2.3.4",
        "NHS number 943 476 5918",
        "ZZ123456C and AB123456E",
        "the A12 to M25 road, form AB12",
        "phone 101 or 999",
        "12-34-56 is a part number",
        "ISBN 978-1-4028-9462-6",
        "Dear Sir or Madam, Dear FOI Team",
        "Kind regards\nInformation Team",
        "[NameRemoved] of [AddressRemoved]",
        "4111 1111 1111 1112",
        "Table 1 2 3",
    ],
)
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert found(text) == []


def test_officials_and_bodies_are_told_apart() -> None:
    text = "Yours sincerely\n\nAl Rookwood\nDisclosure Officer\nfoi@harrowmere.police.example\n"
    text += "01632 960111"
    assert found(text, answers=True) == [
        ("name", "official", "Al Rookwood"),
        ("e-mail", "body", "foi@harrowmere.police.example"),
        ("telephone", "body", "01632 960111"),
    ]
    (name, *_) = found("Regards\nJo Example\n")
    assert name == ("name", "personal", "Jo Example")  # fmt: skip


SMALL = [
    ("Rank | Dismissed\nOfficers | 3\nStaff | 12", ["3"]),
    ("The number of officers dismissed:\nSergeant 2 11 4\nInspector 17 0 1", ["2", "4", "1"]),
    ("Complaints by victims\nMale: 3\nFemale: 25", ["3"]),
    ("Two officers were dismissed and 4 members of staff resigned.", ["Two", "4"]),
    ("One child was hurt.", ["One"]),
    ("Arrests by year\n2021/22 1\n2022/23 34", ["1"]),
    ("Arrests by year\n2021: 4\n2022: 34", ["4"]),
    ("There was one (1) complainant.", ["one"]),
]
NOT_SMALL = [
    "Officers\nRequest 1\nAnswer 1\nRequest 2\nAnswer 2",
    "Officers 3",
    "1. Officers are trained.\n2. Staff are not.",
    "Question 3 officers",
    "At grade 4 staff are paid more.",
    "one of the officers, one or two people",
    "The four officers were there.",
    "3 million people, at least one officer, up to two people",
    "fewer than five officers",
    "Contracts\nRoad | 3\nBridge | 2",
    "Officers were seen on 3 May and 4 June in 2 cars.",
    "Ref | 12\nOfficers | 30",
]


@pytest.mark.parametrize(("text", "numbers"), SMALL)
def test_small_numbers_of_people_are_found(text: str, numbers: list[str]) -> None:
    assert [text[s.start : s.end] for s in small_numbers(text)] == numbers


@pytest.mark.parametrize("text", NOT_SMALL)
def test_other_small_numbers_are_not(text: str) -> None:
    assert [text[s.start : s.end] for s in small_numbers(text)] == []


def test_the_question_says_who_is_counted() -> None:
    table = "2021 | 3\n2022 | 14"
    assert not list(small_numbers(table, "How much was spent?"))
    assert len(list(small_numbers(table, "How many officers were dismissed?"))) == 1


def record(**fields: object) -> Disclosure:
    values: dict[str, object] = {
        "id": "harrowmere/1", "kind": Kind.DISCLOSURE, "authority": "harrowmere",
        "authority_name": "Harrowmere Police", "regime": "foia", "ref": "1", "topic": "Dogs",
        "request": "", "response": "", "provenance": Provenance("a.txt", "", 1, 9, "letter", 1),
    }  # fmt: skip
    return Disclosure(**(values | fields))  # type: ignore[arg-type]


def test_a_finding_says_where_and_in_which_words() -> None:
    (finding,) = findings(record(request="First line.\nPlease ring me on 07700 900123 at noon."))
    assert (finding.field, finding.line, finding.text) == ("request", 2, "07700 900123")
    assert (finding.before, finding.after) == ("Please ring me on ", " at noon.")
    masked = finding.masked()
    assert masked.text == "0•••• ••••••"
    assert masked.before == masked.after == ""


def test_messages_are_read_but_for_what_stands_in_a_field() -> None:
    said = "Ring me on 07700 900123."
    sent = PartialDate(date(2024, 5, 3), Precision.DAY, "text")
    messages = tuple(
        Message(MessageKind.OTHER, "requester", sent, text) for text in (said, "jo@gmail.com")
    )
    fields = [f.field for f in findings(record(request=said, messages=messages))]
    assert fields == ["request", "message 2"]


def test_the_linter_counts_and_chooses() -> None:
    records = (record(request="a@gmail.com 07700 900123", response="foi@x.example"), record())
    assert [f.kind for f in Linter(records)] == ["e-mail", "telephone"]
    assert [f.kind for f in Linter(records, ["telephone"])] == ["telephone"]
    linter = Linter(records, every=True)
    assert [f.whose for f in linter] == [Whose.PERSONAL, Whose.PERSONAL, Whose.BODY]
    assert linter.read == 2


def test_the_command_offers_every_kind() -> None:
    assert OFFERED == KINDS


@pytest.mark.parametrize(
    "line", ["Dear Harrowmere Police,", "Dear Tarnmouth Council", "Hi Sandpiper Trust:"]
)
def test_a_greeting_of_a_body_names_nobody(line: str) -> None:
    assert found(f"{line}\n\nHow many kites?\n") == []


def test_a_greeting_before_a_body_s_name_is_one_of_somebody() -> None:
    assert found("Dear Jo Example,\n\nThe council has no kites.\n")[0][2] == "Jo Example"
