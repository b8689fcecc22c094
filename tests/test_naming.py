"""Where a text names a body, and where it does not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import is_linear

from foisearch.authorities import Authorities

ALL = Authorities.standard()
SHARED = Path(os.environ.get("FOISEARCH_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def named(text: str, **more: object) -> list[str]:
    return [f"{m.authority}:{m.text}" for m in ALL.mentions(text, "body", **more)]


def test_every_sure_name_is_found_in_a_text() -> None:
    for body in ALL:
        for name in body.sure_names():
            found = ALL.mentions(f"A letter from {name} came.", "body")
            assert [m.authority for m in found] == [body.id], name


def test_no_place_or_code_is_found_alone() -> None:
    for body in ALL:
        for name in (*body.places, *body.ambiguous):
            assert named(f"A letter from {name} came.") == [], name


# One line each: the text, then what is named in it.
NAMED = [
    ("Kent, Surrey and Sussex Police said", ["kent:Kent", "surrey:Surrey", "sussex:Sussex Police"]),
    ("Norfolk and Suffolk Constabularies", ["norfolk:Norfolk", "suffolk:Suffolk Constabularies"]),
    (
        "Cleveland, Durham and Northumbria forces",
        ["cleveland:Cleveland", "durham:Durham", "northumbria:Northumbria"],
    ),
    ("Essex Police/Kent Police", ["essex:Essex Police", "kent:Kent Police"]),
    (
        "West Mercia and West Midlands Police",
        ["west-mercia:West Mercia", "west-midlands:West Midlands Police"],
    ),
    ("I live in Kent and Sussex Police came", ["sussex:Sussex Police"]),
    ("Kent's police force", ["kent:Kent's police"]),
    ("Kent officers", ["kent:Kent"]),
    ("the Chief Constable of Kent", ["kent:Kent"]),
    ("how many kent police officers", ["kent:kent police"]),
    ("derbyshire constabulary", ["derbyshire:derbyshire constabulary"]),
    ("Derbyshire\nConstabulary", ["derbyshire:Derbyshire Constabulary"]),
    ("HAMPSHIRE CONSTABULARY", ["hampshire:HAMPSHIRE CONSTABULARY"]),
    ("Surrey Constabulary", ["surrey:Surrey Constabulary"]),
    ("Devon and Cornwall Police", ["devon-and-cornwall:Devon and Cornwall Police"]),
    ("Avon &amp; Somerset Police", ["avon-and-somerset:Avon &amp; Somerset Police"]),
    ("A & S Police", ["avon-and-somerset:A & S"]),
    ("Dyfed Powys Police", ["dyfed-powys:Dyfed Powys Police"]),
    ("Dyfed–Powys Police", ["dyfed-powys:Dyfed–Powys Police"]),
    ("Notts Police and Notts people", ["nottinghamshire:Notts Police"]),
    ("the Met said", ["metropolitan:the Met"]),
    ("The Met's answer", ["metropolitan:The Met"]),
    ("the met police", ["metropolitan:the met police"]),
    ("Met police", ["metropolitan:Met police"]),
    ("Met Officers", ["metropolitan:Met"]),
    ("Met (MPS)", ["metropolitan:Met", "metropolitan:MPS"]),
    ("Metropolitan Police. Met said.", ["metropolitan:Metropolitan Police", "metropolitan:Met"]),
    (
        "Metropolitan Police Service\n(MPS)",
        ["metropolitan:Metropolitan Police Service", "metropolitan:MPS"],
    ),
    ("against the London Met Police", ["metropolitan:London Met Police"]),
    ("discrimination.For the MPS.", ["metropolitan:MPS"]),
    ("GMP/PSNI", ["greater-manchester:GMP", "northern-ireland:PSNI"]),
    ("BTP, IOPC and NPCC", ["btp:BTP", "iopc:IOPC", "npcc:NPCC"]),
    ("NPCC’s view", ["npcc:NPCC"]),
    ("National Police Chiefs’ Council", ["npcc:National Police Chiefs’ Council"]),
    ("the CNC officers", ["civil-nuclear:CNC"]),
    (
        "Civil Nuclear Constabulary (CNC). CNC said",
        ["civil-nuclear:Civil Nuclear Constabulary", "civil-nuclear:CNC", "civil-nuclear:CNC"],
    ),
    ("the Home Office", ["home-office:Home Office"]),
    ("HOME OFFICE", ["home-office:HOME OFFICE"]),
    ("sent to the CPS", ["cps:CPS"]),
    ("Crown Prosecution Service (CPS)", ["cps:Crown Prosecution Service", "cps:CPS"]),
    ("Police and Crime Commissioner for Kent", ["pcc:Police and Crime Commissioner"]),
    ("Kent Police and Crime Commissioner", ["pcc:Police and Crime Commissioner"]),
    ("Essex Police, Fire and Crime Commissioner", ["pcc:Police, Fire and Crime Commissioner"]),
    ("Kent Police and crime figures", ["kent:Kent Police"]),
    ("Metropolitan Police Authority", ["mopac:Metropolitan Police Authority"]),
    ("British Transport Police Authority", ["btpa:British Transport Police Authority"]),
    ("British Transport Police", ["btp:British Transport Police"]),
    ("Scottish Information Commissioner", ["osic:Scottish Information Commissioner"]),
    ("the Information Commissioner", ["ico:Information Commissioner"]),
    ("City of London Police", ["city-of-london:City of London Police"]),
    ("South Wales Police", ["south-wales:South Wales Police"]),
    ("Police Ombudsman for Northern Ireland", ["poni:Police Ombudsman for Northern Ireland"]),
    ("Grampian Police", ["police-scotland:Grampian Police"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_bodies_named_in_a_text(text: str, expected: list[str]) -> None:
    assert named(text) == expected


NOT_NAMED = [
    "we met police officers in the street",
    "we met at the station",
    "Met Office",
    "the Met Office",
    "I Met with them",
    "kent",
    "Kent",
    "cam",
    "CAM",
    "not, war, city, co, ho, sic",
    "[sic] SIC",
    "NOT",
    "WAR",
    "my home office desk",
    "Kent County Council",
    "County Durham",
    "Durham University",
    "University of Kent",
    "Dorset and Surrey",
    "CNC machine",
    "Civil engineering CNC",
    "computer numerical control (CNC). CNC is used",
    "Gross Manchester Product (GMP): GMP rose",
    "MPs voted",
    "Members of Parliament (MPs)",
    "New South Wales Police",
    "Surrey Police & Crime Panel",
    "Kent Police Federation",
    "Metropolitan Police Federation",
    "Metropolitan Borough",
    "inner city police",
    "City of London Corporation",
    "West Midlands Ambulance Service",
    "a DBS check",
    "foi@GMP.police.uk",
    "the code of practice (CoP)",
    "Portsmouth City Council (PCC)",
    "IOPCs_file",
    "xMPS",
    "Essex Countryside officers",
]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_words_that_name_no_body(text: str) -> None:
    assert named(text) == []


def test_an_ambiguous_name_is_trusted_where_the_body_is_known() -> None:
    assert named("CNC said") == []
    assert named("CNC said", known={"civil-nuclear"}) == ["civil-nuclear:CNC"]
    assert named("the CNC machine", known={"civil-nuclear"}) == []


def test_a_mention_carries_field_and_name() -> None:
    (mention,) = ALL.mentions("Ask the MPS.", "request")
    assert (mention.field, mention.name) == ("request", "Metropolitan Police Service")
    assert (mention.start, mention.end) == (8, 11)


WORDS = st.sampled_from(
    [
        *(name for body in ALL for name in (*body.sure_names(), *body.places, *body.ambiguous)),
        *(
            "and",
            "&",
            ",",
            "/",
            "Police",
            "officers",
            "(MPS)",
            "(CNC)",
            "the",
            "Fire",
            "\n",
            "’s",
            ".",
        ),
    ]
)


@given(st.lists(WORDS | st.text(max_size=6), max_size=12), st.sampled_from(["", " ", "  "]))
def test_offsets_are_right_and_nothing_overlaps(words: list[str], space: str) -> None:
    text = space.join(words)
    end = 0
    for mention in ALL.mentions(text, "body"):
        assert end <= mention.start < mention.end <= len(text)
        assert " ".join(text[mention.start : mention.end].split()) == mention.text
        assert ALL.get(mention.authority) is not None
        end = mention.end


@pytest.mark.parametrize(
    "text",
    [
        "Kent" + " " * 60_000 + "Kent Police",
        "Kent, " * 15_000,
        "the " * 25_000,
        "a" * 100_000,
        "(CNC) " * 15_000,
        "a@" * 40_000 + "kent.police.uk",
    ],
)
def test_hostile_texts_stay_quick(text: str) -> None:
    assert is_linear(lambda size: ALL.mentions(text[:size], "body"), len(text))
    assert is_linear(lambda size: ALL.by_domain(text[:size]), len(text))


SEEDS = SHARED / "seeds"
FORCES = {
    "iopc-disclosure-log-2021-11.txt": {"derbyshire", "metropolitan"},
    "iopc-disclosure-log-2022-01.txt": {"metropolitan"},
    "met-police-response-2022.txt": {"metropolitan"},
    "iopc-newsletter-2022.txt": {
        *("dorset", "nottinghamshire", "derbyshire", "btp", "metropolitan", "gwent"),
    },
    "iopc-disclosure-log-2024-07.txt": {"humberside"},
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared folder is not here")
@pytest.mark.parametrize("file", sorted(FORCES))
def test_the_forces_named_in_the_seeds_are_found(file: str) -> None:
    text = (SEEDS / file).read_text(encoding="utf-8")
    found = {mention.authority for mention in ALL.mentions(text, "body")}
    kinds = {"territorial", "special", "ports", "outside-uk"}
    assert {slug for slug in found if ALL.get(slug).kind in kinds} == FORCES[file]  # type: ignore[union-attr]
