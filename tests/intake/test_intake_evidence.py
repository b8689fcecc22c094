"""Dates, who answers, and which layout a document is of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import SAMPLES, bodies, document, read_text

from foisearch.disclosure import PartialDate, Precision
from foisearch.intake import dates
from foisearch.intake.assembling.attribution import attribute
from foisearch.intake.layouts import LAYOUTS, choose, versions


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-07-03", "2024-07-03"),
        ("2024-07", "2024-07"),
        ("2024", "2024"),
        ("3 July 2024", "2024-07-03"),
        ("3rd July 2024", "2024-07-03"),
        ("03/07/2024", "2024-07-03"),
        ("3/7/24", "2024-07-03"),
        ("03.07.2024", "2024-07-03"),
        ("Jul 2024", "2024-07"),
        ("Sept 2024", "2024-09"),
        ("July 3, 2024", "2024-07-03"),
        (" July 2024 ", "2024-07"),
        ("29 February 2024", "2024-02-29"),
        # Not real, not wholly a date, or a guess.
        *[(t, "") for t in ("29 February 2023", "31/06/2024", "2024-13", "0 July 2024", "2024-00")],
        *[(t, "") for t in ("July", "3 July", "about 2024", "24", "1824", "", "07/13/2024")],
    ],
)
def test_parse(text: str, value: str) -> None:
    assert str(dates.parse(text, "option")) == value


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    wanted = PartialDate(day, Precision.DAY, "x")
    month = day.strftime("%B")
    for form in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day} {month[:3]} {day.year}",
    ):
        assert dates.parse(form, "x") == wanted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log-2023-09", "2023-09"),
        ("log_2023-09-04_final", "2023-09-04"),
        ("log september 2023", "2023-09"),
        ("log-4-September-2023", "2023-09-04"),
        ("response-2022", "2022"),
        ("from-2021-to-2022", ""),
        ("log", ""),
        ("report-120231", ""),
        ("log-2023-13", ""),
    ],
)
def test_file_names(name: str, value: str) -> None:
    assert str(dates.in_file_name(name)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the data requested in your email of 26 October 2021.", "2021-10-26"),
        ("Thank you for your letter dated 3 May 2022, in which", "2022-05-03"),
        ("Your request was received on 03/05/2022.", "2022-05-03"),
        ("your request received by us on the 3rd of May 2022", "2022-05-03"),
        ("You wrote to us on 3 May 2022", "2022-05-03"),
        ("Cars bought since 3 May 2022", ""),
        ("Your request is refused. On 3 May 2022 a car was bought.", ""),
        ("your request of 31 June 2022", ""),
        ("your letter dated 3 May 2022 seeking a review of the answer", ""),
        ("your e-mail of 3 May 2022 for an internal review of our reply of 2 April 2022", ""),
    ],
)
def test_received(text: str, value: str) -> None:
    assert str(dates.received(text)) == value


ENGLISH = st.characters(min_codepoint=32, max_codepoint=126)


@given(st.from_regex(dates._RECEIVED, alphabet=ENGLISH), st.from_regex(dates._YOU_WROTE))
def test_what_tells_quickly_that_no_date_is_told_never_tells_wrongly(
    received: str, wrote: str
) -> None:
    assert any(piece in received.lower() for piece in dates._RECEIVED_NEEDS)
    assert " you " in wrote.lower()


def test_responded() -> None:
    assert str(dates.responded("Dear Ms Hale\nDate: 3 May 2022\nNine.")) == "2022-05-03"
    assert str(dates.responded("The date: 3 May 2022 was a Tuesday")) == ""


@pytest.mark.parametrize(
    ("name", "text", "refs", "slug"),
    [
        ("a.txt", "We hold nine.", ("6102214",), "opsr"),
        ("a.txt", "Write to foi@tarnmouth.example for more.", ("1",), "tarnmouth"),
        ("a.txt", "See https://www.wexmoorfire.example/plans for more.", ("1",), "wexmoor"),
        ("tarnmouth-council-2024.txt", "We hold nine.", ("1",), "tarnmouth"),
        ("a.txt", "Caldreth Police was asked first.", ("1",), "caldreth"),
        ("a.txt", "Caldreth Police and Harrowmere Police were asked.", ("1",), "unknown"),
        ("a.txt", "We hold nine.", ("1",), "unknown"),
        # A link, a body that is spoken of and one that oversees prove less than one that speaks.
        ("a.txt", "Caldreth Police holds it. See https://www.tarnmouth.example/x.", (), "caldreth"),
        (
            "a.txt",
            "The guidance is on the ICO website. Caldreth Police can confirm.",
            (),
            "caldreth",
        ),
        (
            "a.txt",
            "Nine were held by Caldreth Police. Stellshire Police was asked.",
            (),
            "caldreth",
        ),
        ("a.txt", "However Caldreth Police does not hold it; the NPCC may.", (), "caldreth"),
        (
            "a.txt",
            "Caldreth Police was asked. See https://www.wexmoorfire.example/.",
            (),
            "caldreth",
        ),
        # The reference's shape is stronger than an address in the text, which may be another's.
        ("a.txt", "Write to foi@tarnmouth.example instead.", ("6102214",), "opsr"),
    ],
)
def test_attribution(name: str, text: str, refs: tuple[str, ...], slug: str) -> None:
    found = attribute(name, text, refs, bodies())
    assert (found.authority.id if found.authority else "unknown") == slug
    assert bool(found.evidence) == (found.authority is not None)


@pytest.mark.parametrize(
    ("text", "slug", "sure"),
    [
        ("Complaints go to the IOPC.", "unknown", False),
        ("See https://www.wexmoorfire.example/plans.", "wexmoor", False),
        ("See https://www.wexmoorfire.example/ of Wexmoor Fire and Rescue.", "wexmoor", False),
        ("Caldreth Police was asked first.", "caldreth", True),
        ("The IOPC does not hold this.", "iopc", True),
    ],
)
def test_what_may_speak_of_another_is_not_sure(text: str, slug: str, sure: bool) -> None:
    found = attribute("a.txt", text, (), bodies())
    assert (found.authority.id if found.authority else "unknown", found.sure) == (slug, sure)


def test_an_authority_that_is_not_sure_is_doubted() -> None:
    read = read_text(
        "Ref 12345\n\nGates\n\nRequest\n\nWhat did the IOPC say?\n\nResponse\n\nYes.\n"
    )
    assert "authority" in read.disclosures[0].doubts
    assert any("--authority" in warning for warning in read.warnings)


def test_what_the_person_said_stands_above_all() -> None:
    found = attribute("tarnmouth.txt", "foi@tarnmouth.example", ("6102214",), bodies(), "wexmoor")
    assert found.authority is not None
    assert found.authority.id == "wexmoor"


def test_an_unknown_body_is_said() -> None:
    read = read_text("Ref 12345\n\nGates\n\nRequest\n\nHow many?\n\nResponse\n\nNine.\n")
    assert read.disclosures[0].id == "unknown/12345"
    assert any("--authority" in warning for warning in read.disclosures[0].warnings)


LAYOUT_OF = {
    "cells": ("reference-log",),
    "logs": ("reference-log",),
    "letters": (
        *("letter", "metropolitan-page", "psni-page", "west-midlands-page"),
        "cumbria-letter",
    ),
    "publications": ("publication",),
}
TEXTS = [p for p in sorted(SAMPLES.glob("*/*")) if p.parent.name in LAYOUT_OF]


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_each_sample_has_one_layout_by_a_margin(path: object) -> None:
    found = document(path.read_text("utf-8"), path.name)  # type: ignore[attr-defined]
    folder = path.parent.name  # type: ignore[attr-defined]
    scores = sorted(((layout.score(found), layout.name) for layout in LAYOUTS), reverse=True)
    assert scores[0][1] in LAYOUT_OF[folder]
    assert scores[0][1] == choose(found).name
    assert all(0.0 <= score <= 1.0 for score, _ in scores)
    if folder != "publications":
        assert scores[0][0] - scores[1][0] >= 0.1


PROSE = [
    "The council met on Tuesday. Nine members were there, and the minutes were read.",
    "Response times fell last year.\nRequest stops are marked on the map.",
    "Reference works may be read at the library. Request them at the desk.",
    "Ref: see above.\nThe referee (ref) was praised.\nRequest\nResponse",
    "1. Pears\n2. Plums\n3. Figs",
    "Freedom of information requests rose to 2,214 in 2023, of which 91 per cent were on time.",
    "In reference to 2024 plans, you asked: what next? We answer: more gates.",
]


@pytest.mark.parametrize("text", PROSE)
def test_no_layout_claims_ordinary_prose(text: str) -> None:
    found = document(text)
    assert choose(found).name == "publication"
    read = read_text(text)
    assert [d.kind for d in read.disclosures] == ["publication"]


WORDS = (
    "the",
    "council",
    "said",
    "nine",
    "gates",
    "and",
    "request",
    "response",
    "ref",
    "information",
)


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=12), max_size=12))
def test_no_layout_claims_words_without_a_reference(rows: list[list[str]]) -> None:
    text = "\n".join(" ".join(row) + "." for row in rows)
    assert choose(document(text)).name == "publication"


def test_versions_name_every_layout() -> None:
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)
    for layout in LAYOUTS:
        assert f"{layout.name}/{layout.version}" in versions().split()
