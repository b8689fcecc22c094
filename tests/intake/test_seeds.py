"""Five real documents against what was read in them by eye.

They lie outside the project; without them these tests are skipped.  The table below says in
numbers what the words of their ``expected.json`` mean.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from intake_helpers import SEEDS, read_file, said

from foisearch.disclosure import Disclosure, Kind, Status

pytestmark = pytest.mark.skipif(
    not (SEEDS / "expected.json").is_file(), reason="the five documents are not here"
)

FULL, PUBLISHED, NOT_HELD = "full", "published", "not-held"
ANSWERED = "full published"
"""“Answered” says that information was given or pointed to."""


@dataclass(frozen=True)
class Seed:
    """What the prose means: how many parts, and the outcomes that fit each part's description.

    ``loose`` are the answers that the source numbers apart from its questions.
    """

    published: str
    parts: int
    outcomes: dict[int, str] = field(default_factory=dict)
    loose: dict[int, str] = field(default_factory=dict)
    links: int = 0
    attachment: str = ""
    """``named``, ``unnamed`` or none."""


def each(first: int, last: int, outcome: str) -> dict[int, str]:
    return dict.fromkeys(range(first, last + 1), outcome)


WANTED = {
    "5023048": Seed("2021-11", 6, each(1, 5, ANSWERED) | {6: "refused"}),
    "5023101": Seed("2021-11", 1, {1: PUBLISHED}),
    "5023075": Seed("2021-11", 16, each(1, 16, ANSWERED)),
    "5023086": Seed("2021-11", 1, {1: "part"}, attachment="unnamed"),
    "5023070": Seed("2021-11", 4, each(1, 4, ANSWERED), attachment="named"),
    "5023102": Seed("2021-11", 3, {1: PUBLISHED, 2: FULL, 3: NOT_HELD}),
    "5023195": Seed("2022-01", 6, loose={1: PUBLISHED, 2: PUBLISHED, 3: "cost"}, links=2),
    "5023198": Seed("2022-01", 11, {1: "full part"} | each(2, 10, "refused") | {11: "ncnd"}),
    "5023264": Seed("2022-01", 1, {1: "part"}),
    "5024920": Seed("2024-07", 3, {1: FULL, 2: FULL, 3: NOT_HELD}),
    "5024930": Seed("2024-07", 13, each(1, 13, ANSWERED)),
    "5024961": Seed("2024-07", 2, {1: FULL, 2: ANSWERED}, links=1, attachment="unnamed"),
    # The police's own policies are not held, but links to them are given.
    "5024962": Seed("2024-07", 8, {2: "not-held part"}, attachment="unnamed"),
    "01.FOI.22.024962": Seed(
        "2022", 30, each(2, 6, "part") | {1: FULL} | each(7, 30, FULL), attachment="unnamed"
    ),
}
SLUGS = {"IOPC": "iopc", "Metropolitan Police Service": "metropolitan"}
FORCES = {
    "5023048": {"derbyshire"},
    "5023102": {"metropolitan"},
    "5023264": {"metropolitan"},
    "01.FOI.22.024962": {"metropolitan"},
}
NEWSLETTER = {
    *("dorset", "nottinghamshire", "derbyshire"),
    *("btp", "metropolitan", "gwent"),
}
EACH = pytest.mark.parametrize("ref", WANTED)


@cache
def expected() -> dict[str, dict[str, Any]]:
    rows = json.loads((SEEDS / "expected.json").read_text("utf-8"))
    return {row["ref"] or "": row for row in rows}


@cache
def found() -> dict[str, Disclosure]:
    files = sorted({row["file"] for row in expected().values()})
    records = [d for file in files for d in read_file(SEEDS / file).disclosures]
    assert len({d.ref for d in records}) == len(records)
    return {d.ref: d for d in records}


def keys(cell: list[str] | str) -> set[str]:
    """Provisions as the table writes them (a key, or ``40(2)(a)``, with words around)."""
    text = " ".join(cell) if isinstance(cell, list) else cell
    return {f"foia:{p}" for p in re.findall(r"(?<![\w(])(?:foia:)?(\d+(?:\(\w+\))*)", text)}


def test_every_record_and_no_other_is_found() -> None:
    assert set(found()) == set(expected()) == {*WANTED, ""}
    assert [d.ref for d in found().values() if d.kind is Kind.PUBLICATION] == [""]


@EACH
def test_heading(ref: str) -> None:
    d, row = found()[ref], expected()[ref]
    assert d.topic == row["topic"]
    assert d.authority == SLUGS[row["authority"]]
    assert d.id == f"{d.authority}/{ref}"
    assert str(d.published) == WANTED[ref].published
    assert d.published.source == "file name"


@EACH
def test_parts(ref: str) -> None:
    d = found()[ref]
    assert len(d.parts) == WANTED[ref].parts
    assert len({p.number for p in d.parts}) == len(d.parts), "numbers tell parts apart"
    assert all(p.question for p in d.parts)


@EACH
def test_applied_provisions(ref: str) -> None:
    row, applied = expected()[ref], set(found()[ref].applied())
    cost = {"foia:12"} & keys(row["procedural"])
    assert applied == keys(row["exemptions_applied"]) | cost


@EACH
def test_procedural_provisions_are_cited_but_not_relied_on(ref: str) -> None:
    d = found()[ref]
    cited = {c.key for c in d.citations if c.status is not Status.APPLIED}
    by_number = keys(expected()[ref]["procedural"].partition("(named")[0]) - {"foia:12"}
    assert by_number <= cited | {"foia:16", "foia:1"}
    assert not by_number & set(d.applied())


@EACH
def test_outcome(ref: str) -> None:
    assert found()[ref].outcome == expected()[ref]["outcome"]


@EACH
def test_outcome_by_part(ref: str) -> None:
    d, seed = found()[ref], WANTED[ref]
    wrong = {
        number: (str(d.parts[number - 1].outcome), fits)
        for number, fits in seed.outcomes.items()
        if d.parts[number - 1].outcome not in fits.split()
    }
    loose = {int(p.number): str(p.outcome) for p in d.loose_answers}
    assert not wrong
    assert loose == seed.loose


@EACH
def test_forces_named(ref: str) -> None:
    named = {m.authority for m in found()[ref].forces}
    assert FORCES.get(ref, set()) <= named
    assert bool(FORCES.get(ref)) == bool(expected()[ref]["forces_named"])
    for mention in found()[ref].forces:
        text = getattr(found()[ref], mention.field)
        assert text[mention.start : mention.end] == mention.text


@EACH
def test_attachments(ref: str) -> None:
    d, wanted = found()[ref], WANTED[ref].attachment
    if wanted == "named":
        assert list(d.attachments) == [expected()[ref]["attachments"]]
    else:
        assert len(d.attachments) == (1 if wanted else 0)


@EACH
def test_no_residue_of_the_page(ref: str) -> None:
    for place, text in said(found()[ref]):
        plain = re.sub(r"https?://\S+", "", text)
        residue = re.search(
            r"</?[a-z]|data-bbox|HYPERLINK|back to top|\bcookie|the image shows|\]\(|[\t\r]",
            plain,
            re.I,
        )
        assert not residue, f"{place}: …{plain[max(residue.start() - 60, 0) : residue.end() + 60]}…"


@EACH
def test_links_are_whole(ref: str) -> None:
    d = found()[ref]
    assert len(d.links) >= WANTED[ref].links
    for link in d.links:
        assert re.fullmatch(r"https?://\S+[\w/=]", link)
        fields = (d.request, d.response, d.body)
        # In the text each stands on one line, and goes on nowhere.
        assert all(re.search(r"\n|\s|[.,;)]|$", t.partition(link)[2][:1]) for t in fields)


def test_links_broken_over_lines_are_the_addresses_of_the_source() -> None:
    squeezed = re.sub(r"\s", "", (SEEDS / expected()["5023195"]["file"]).read_text("utf-8"))
    wanted = re.findall(r"https://www\.whatdotheyknow\.com/.*?passthrough=1", squeezed)
    assert len(wanted) == 2
    assert list(found()["5023195"].links) == wanted


def test_addresses_of_field_codes_are_kept() -> None:
    text = (SEEDS / expected()["5023264"]["file"]).read_text("utf-8")
    wanted = {re.sub(r"\s", "", a) for a in re.findall(r'HYPERLINK\s+"([^"]+)"', text)}
    assert len(wanted) == 4
    assert wanted <= set(found()["5023264"].links)


def test_received_date_in_the_text() -> None:
    dates = {ref: str(found()[ref].received) for ref in WANTED if found()[ref].received.value}
    assert dates == {"5023086": "2021-10-26"}


def test_newsletter_is_a_publication() -> None:
    d = found()[""]
    assert (d.kind, d.authority, str(d.published)) == (Kind.PUBLICATION, "iopc", "2022")
    assert not d.parts
    assert not d.applied()
    assert any("no disclosure" in warning for warning in d.warnings)
    assert {m.authority for m in d.forces} >= NEWSLETTER


@pytest.mark.parametrize(
    ("ref", "sections"), [("5024962", {"16", "17", "135", "136"}), ("01.FOI.22.024962", {"34"})]
)
def test_sections_of_other_acts_are_never_applied(ref: str, sections: set[str]) -> None:
    d = found()[ref]
    of_other_acts = {c.provision for c in d.citations if c.status is Status.OTHER_ACT}
    assert sections <= of_other_acts
    assert not sections & {key.partition(":")[2] for key in d.applied()}
