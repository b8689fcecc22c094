"""Which passages are chosen: held against all passages that could be."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch.analysis import Analyzer
from foisearch.cold import NotSimple
from foisearch.cold import passages as cold
from foisearch.cold.wanted import Wanted as ColdWanted
from foisearch.cold.words import Term
from foisearch.disclosure import Disclosure, Kind, Part, Provenance
from foisearch.engine.schema import documents
from foisearch.occurrences import Finder
from foisearch.passages.choosing import WIDTH, chosen
from foisearch.passages.formulas import appended, formulas, stands_in
from foisearch.query.wanted import Wanted
from foisearch.snippet import Snippet, snippets

if TYPE_CHECKING:
    from foisearch.cold.clauses import Clause
    from foisearch.passages.choosing import Found

ANALYZER = Analyzer()
ASKED = ("drone", "camera", "cost", "review", "body")
PIECES = """
    The drone flew. |Drones, drone|cameras|a camera cost £1,250|COST|bodies|the body |. |? |
|

|• |2. |(b) |Q3. |Please say|nothing of the kind was ever seen there|, and then|; as|
    You may request an internal review of our decision if you are unhappy with it.|reviewed|
    Thank you for your request about a drone.|Dear Sir|

Annex A

|word |body-worn |s.40(2) |and so on and so forth
""".replace("    ", "").split("|")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
WANTED = st.lists(st.sampled_from(ASKED), min_size=1, max_size=4, unique=True).map(
    lambda words: [Wanted("", (frozenset(ANALYZER.terms(word)),)) for word in words]
)


def record(request: str, response: str, parts: tuple[Part, ...] = ()) -> Disclosure:
    source = Provenance("log.txt", "0" * 64, 1, 2, "text", 1)
    return Disclosure(
        "orrin/1",
        Kind.DISCLOSURE,
        "orrin",
        "Vale of Orrin Police",
        "foia",
        "1",
        "Drones",
        request,
        response,
        source,
        parts=parts,
    )


def found_in(request: str, response: str, wanted: list[Wanted]) -> Found:
    finder = Finder(wanted, ANALYZER)
    texts = {"topic": "Drones", "request": request, "response": response, "body": ""}
    return {name: [(text, finder.find(text))] for name, text in texts.items()}


def most_things(text: str, found: Found, field: str) -> int:
    """The most different things that any stretch as wide as a passage holds, formulas left out."""
    ((_, matches),) = found[field]
    barred = formulas(text, [m[0] for m in matches])
    said = [m for m in matches if not stands_in(m[0], barred)]
    held = [{m[2] for m in said if first[0] <= m[0] and m[1] <= first[0] + WIDTH} for first in said]
    return max(map(len, held), default=0)


@given(TEXTS, TEXTS, WANTED)
@settings(max_examples=300, deadline=None)
def test_no_passage_with_more_of_what_is_wanted_is_passed_over(
    request: str, response: str, wanted: list[Wanted]
) -> None:
    found = found_in(request, response, wanted)
    passages = chosen(found)
    shown = {each.field: each for each in reversed(passages)}
    for field, text in (("request", request), ("response", response)):
        of_field = [len(each.which) for each in passages if each.field == field]
        if field == "request" or "request" not in shown:
            assert max(of_field, default=0) >= most_things(text, found, field)
    if passages and all(each.field != "response" for each in passages):
        # then it matches only in formulas, or says what the request says
        assert not most_things(response, found, "response") or "request" in shown


@given(TEXTS, TEXTS, WANTED, st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_passages_are_few_in_order_and_apart(
    request: str, response: str, wanted: list[Wanted], limit: int
) -> None:
    passages = chosen(found_in(request, response, wanted), limit=limit)
    assert sum(each.field != "topic" for each in passages) <= limit
    fields = ("topic", "request", "response", "body")
    places = [(fields.index(p.field), p.made.start, p.made.end) for p in passages]
    assert places == sorted(places)
    for one, other in itertools.pairwise(passages):
        assert one.field != other.field or one.made.end <= other.made.start
        assert one.says() != other.says() or "topic" in (one.field, other.field)
    for each in passages:
        assert each.made.start == 0 or each.text[each.made.start - 1].isspace()
        assert each.made.end == len(each.text) or not each.text[each.made.end - 1 :][:2].isalnum()


@given(TEXTS, TEXTS, WANTED, st.lists(st.sampled_from(PIECES), max_size=4))
@settings(max_examples=200, deadline=None)
def test_the_cold_path_shows_the_same(
    request: str, response: str, wanted: list[Wanted], answers: list[str]
) -> None:
    parts = tuple(
        Part(str(number), request[5 * number : 5 * number + 40], answer)
        for number, answer in enumerate(answers, 2)
    )
    disclosure = record(request, response, parts)
    shown = snippets(disclosure, Finder(wanted, ANALYZER))
    fields = documents.texts(disclosure)
    told = [{"number": p.number, "question": p.question, "answer": p.answer} for p in parts]
    words = {w.lower() for texts in fields.values() for t in texts for w in split(t)}
    stems = [stem for each in wanted for stem in each.steps[0]]
    clauses = [SimpleNamespace(typed=[Term(stem, [], 1, 1)], others=[]) for stem in stems]
    try:
        found = cold.snippets(
            fields,
            ColdWanted(cast("list[Clause]", clauses)),
            lambda term: {word for word in words if term.stem in ANALYZER.terms(word)},
            told,
        )
    except NotSimple:
        return
    assert [plain(each) for each in found] == [plain(each) for each in shown]


def split(text: str) -> list[str]:
    return "".join(c if c.isalpha() else " " for c in text).split()


def plain(snippet: Snippet | cold.Snippet) -> tuple[object, ...]:
    return (
        snippet.field,
        snippet.text,
        tuple(snippet.highlights),
        (snippet.before, snippet.after, snippet.cut_before, snippet.cut_after),
        snippet.part,
    )


def test_formulas_are_where_a_letter_says_what_all_say() -> None:
    text = (
        "Thank you for your request of 3 May. We own 16 drones.\n\n"
        "If you are unhappy with this, you may ask for an internal review. Write to us.\n\n"
        "The Information Commissioner found otherwise."
    )
    ranges = formulas(text, range(len(text)))
    inside = [text[a:b] for a, b in ranges]
    assert inside[0].startswith("Thank you")
    assert "drones" not in inside[0]
    assert any("Write to us." in each for each in inside)
    assert not stands_in(text.index("found otherwise"), ranges)


def test_what_is_appended_begins_at_its_heading() -> None:
    text = "We own 16. " * 50 + "\n\nAnnex B: policy on flying\n\nFly low."
    assert text[appended(text) :].strip().startswith("Annex B")
    early = "Annex B is attached.\n\nAnnex B is long."
    assert appended(early) == len(early)
