"""The bodies, their names, and where a text names them."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.authorities import Authorities, Strength

ALL = Authorities.standard()
SHARED = Path(os.environ.get("FOISEARCH_SHARED", Path(__file__).resolve().parents[2] / "shared"))


RESOLVED = [
    ("the Met", "metropolitan"),
    ("MPS", "metropolitan"),
    ("mps", "metropolitan"),
    ("met", "metropolitan"),
    ("London Met Police", "metropolitan"),
    ("Metropolitan Police", "metropolitan"),
    ("Metropolitan Police Service", "metropolitan"),
    ("Met Police", "metropolitan"),
    ("scotland yard", "metropolitan"),
    ("Metropolitan Police Service (MPS)", "metropolitan"),
    ("Derbyshire Police", "derbyshire"),
    ("Derbyshire Constabulary", "derbyshire"),
    ("derbyshire", "derbyshire"),
    ("DER", "derbyshire"),
    ("kent", "kent"),
    ("Kent police force", "kent"),
    ("Surrey Constabulary", "surrey"),
    ("war", "warwickshire"),
    ("not", "nottinghamshire"),
    ("Devon & Cornwall", "devon-and-cornwall"),
    ("devon AND cornwall police", "devon-and-cornwall"),
    ("dyfed powys", "dyfed-powys"),
    ("Dyfed-Powys Police", "dyfed-powys"),
    ("National Police Chiefs’ Council", "npcc"),
    ("national police chiefs council", "npcc"),
    ("Strathclyde Police", "police-scotland"),
    ("IPCC", "iopc"),
    ("Independent Police Complaints Commission", "iopc"),
    ("RUC", "northern-ireland"),
    ("ACPO", "npcc"),
    ("CNC", "civil-nuclear"),
    ("pcc", "pcc"),
    ("HO", "home-office"),
    ("Hampshire Constabulary", "hampshire"),
    ("Hampshire and Isle of Wight Constabulary", "hampshire"),
]


@pytest.mark.parametrize(("name", "slug"), RESOLVED)
def test_a_typed_name_resolves(name: str, slug: str) -> None:
    body = ALL.resolve(name)
    assert body is not None
    assert body.id == slug


@pytest.mark.parametrize(
    "name", ["", " ", "the", "police", "&", "Durham University", "Kent County Council"]
)
def test_what_is_no_body_resolves_to_none(name: str) -> None:
    assert ALL.resolve(name) is None


def test_every_name_resolves_to_its_own_body() -> None:
    for body in ALL:
        for name in (body.id, body.short, *body.sure_names(), *body.places):
            assert ALL.resolve(name) is body, name
            assert ALL.resolve(name.upper()) is body, name


def test_every_name_code_and_nickname_resolves() -> None:
    for body in ALL:
        for name in (*body.ambiguous, body.code):
            assert not name or ALL.resolve(name) is not None, name


@given(st.text())
def test_no_text_raises(text: str) -> None:
    ALL.mentions(text, "body")
    ALL.by_domain(text)
    ALL.by_reference(text)
    ALL.resolve(text)
    ALL.suggest(text[:20])


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("contact Requestinfo@policeconduct.gov.uk quoting", ["iopc"]),
        ("https://www.met.police.uk/foi", ["metropolitan"]),
        ("foi@kent.pnn.police.uk", ["kent"]),
        ("see www.npcc.police.uk or write to foi@PSNI.police.uk.", ["northern-ireland", "npcc"]),
        ("notkent.police.uk, kent.police.ukx", []),
        ("foi.west-midlands.police.uk", ["west-midlands"]),
        ("", []),
    ],
)
def test_domains(text: str, slugs: list[str]) -> None:
    assert [body.id for body in ALL.by_domain(text)] == slugs


@pytest.mark.parametrize(
    ("ref", "slug", "strength"),
    [
        ("01.FOI.22.024962", "metropolitan", Strength.UNIQUE),
        ("01/FOI/22/024962", "metropolitan", Strength.UNIQUE),
        ("01.EIR.22.024962", "metropolitan", Strength.UNIQUE),
        ("2008040002496", "metropolitan", Strength.FITS),
        ("GSA/4762/12", "greater-manchester", Strength.UNIQUE),
        ("GSA4850/11", "greater-manchester", Strength.UNIQUE),
        ("HQ/PA/003493/18", "thames-valley", Strength.UNIQUE),
        ("HC/001391/13", "hampshire", Strength.UNIQUE),
        ("IC-38751-X1B0", "ico", Strength.UNIQUE),
        ("5023048", "iopc", Strength.FITS),
        ("FOI 004163-18", "norfolk", Strength.FITS),
        ("FOI 004163-18", "suffolk", Strength.FITS),
        ("828/2023", "dyfed-powys", Strength.FITS),
        ("1009-11", "btp", Strength.FITS),
    ],
)
def test_references(ref: str, slug: str, strength: Strength) -> None:
    assert (slug, strength) in [(c.authority.id, c.strength) for c in ALL.by_reference(ref)]


def test_a_unique_reference_has_one_body_and_a_common_one_none() -> None:
    assert [c.authority.id for c in ALL.by_reference(" 01.FOI.22.024962 ")] == ["metropolitan"]
    assert {c.strength for c in ALL.by_reference("575/21")} == {Strength.FITS}
    assert ALL.by_reference("") == ALL.by_reference("9" * 100) == ()


def test_suggestions() -> None:
    assert ALL.suggest("Derbyshir")[0].id == "derbyshire"
    assert ALL.suggest("metropolitian police")[0].id == "metropolitan"
    assert len(ALL.suggest("Yorkshire", 2)) <= 2
    assert ALL.suggest("zzzzqqqq") == ()


def test_facts_of_the_table() -> None:
    assert {body.regime for body in ALL} == {"foia", "foisa", ""}
    by_kind = [body.id for body in ALL if body.kind == "territorial"]
    assert len(by_kind) == 45
    assert ALL.get("police-scotland").regime == "foisa"  # type: ignore[union-attr]
    assert ALL.get("nca").regime == ""  # type: ignore[union-attr]
    assert ALL.get("nobody") is None
    assert Authorities.standard() is ALL


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not here")
def test_no_fact_of_the_reference_table_is_lost() -> None:
    with (SHARED / "reference/forces.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"] for row in rows} == {body.id for body in ALL}
    for row in rows:
        body = ALL.get(row["id"])
        assert body is not None
        aliases = [name for name in row["aliases"].split("|") if name and "(" not in name]
        for name in (row["name"], row["short"], row["code3"], *aliases):
            assert not name or ALL.resolve(name) is body, name
        assert row["kind"] != "territorial" or body.domains


@pytest.mark.parametrize("pattern", [r"(\d\d)-\1", r"(?P<n>\d\d)-(?P=n)", r"\d\d-\d\d"])
def test_patterns_of_one_body_stand_beside_those_of_others(pattern: str) -> None:
    others = [replace(body, ref_patterns=(r"(X)\d+",)) for body in list(Authorities.standard())[:2]]
    own = replace(others[0], id="own", ref_patterns=(pattern,), ref_shapes=())
    found = Authorities([others[1], own]).by_reference("42-42")
    assert [candidate.authority.id for candidate in found] == ["own"]
