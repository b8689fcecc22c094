"""Records hold no personal data of whoever asked, unless told to; nobody here is real."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foisearch.authorities import Authorities
from foisearch.disclosure import UNKNOWN_DATE, Withheld
from foisearch.intake.assembling.assemble import Context, assemble, publication
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line, numbered

REQUEST = """Dear FOI Team,

1. How many dogs retired in 2022?
2. What did their kennels cost?

Yours faithfully,

Jo Example
12 High Street, Tarnmouth, TM1 2AB
07700 900123"""
RESPONSE = """Dear Ms Example,

Thank you for your request.

1. Four dogs.
2. Section 43(2) of the Freedom of Information Act 2000 is engaged, so this is refused.

Yours sincerely,
A. Rookwood
Disclosure Officer"""


@pytest.fixture(scope="module")
def context() -> Context:
    bodies = Authorities.standard()
    return Context("a.txt", "0" * 64, "letter", 2, 0, None, UNKNOWN_DATE, bodies)


def draft(request: str = REQUEST, response: str = RESPONSE, body: str = "") -> Draft:
    lines = {"request": request, "response": response, "body": body}
    kept = {name: tuple(numbered(text)) if text else () for name, text in lines.items()}
    return Draft("1/24", "Jo Example: dogs", (Line(1, ""),), **kept)  # type: ignore[arg-type]


def test_what_says_who_asked_is_kept_out_and_counted(context: Context) -> None:
    made = assemble(draft(), context)
    everything = repr(replace(made, provenance=made.provenance))
    assert "Example" not in everything
    assert "High Street" not in everything
    assert "900123" not in everything
    assert made.topic == "[NameRemoved]: dogs"
    assert set(made.withheld) == {
        Withheld("name", "request", 1),
        Withheld("address", "request", 1),
        Withheld("telephone", "request", 1),
        Withheld("name", "response", 1),
        Withheld("name", "topic", 1),
    }


def test_parts_and_citations_stand_where_they_say(context: Context) -> None:
    made = assemble(draft(), context)
    assert [part.question for part in made.parts] == [
        "How many dogs retired in 2022?",
        "What did their kennels cost?",
    ]
    assert made.citations
    for citation in made.citations:
        assert made.response[citation.start : citation.end] == citation.text
    assert "A. Rookwood" in made.response


def test_they_stay_where_they_are_to_be_kept(context: Context) -> None:
    made = assemble(draft(), replace(context, keep_personal=True))
    assert "Jo Example\n" in made.request
    assert "Dear Ms Example" in made.response
    assert made.withheld == ()


def test_a_name_from_elsewhere_goes(context: Context) -> None:
    text = "How many dogs did Jo Example ask about?"
    made = assemble(draft(text, "None."), replace(context, requesters=("Jo Example",)))
    assert made.request == "How many dogs did [NameRemoved] ask about?"


def test_publications_and_links(context: Context) -> None:
    linked = replace(
        context,
        hidden_links=((1, "mailto:jo@courier.example"), (1, "https://courier.example/a")),
    )
    lines = numbered("Our spring letter\n\nWrite to jo.example.12@gmail.com.")
    made = publication(lines, linked, "a", ())
    assert made.body.endswith("Write to [EmailRemoved].")
    assert made.withheld == (Withheld("e-mail", "body", 1),)
    assert made.links == ("https://courier.example/a",)
