"""Explanations: what adds up to a score, and how a query was read; from the plan of the search."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from engine_records import applied, disclosure, mention, on, put
from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch import engine, search
from foisearch.disclosure import Disclosure, Outcome, Part
from foisearch.engine import scoring
from foisearch.engine.building import builder
from foisearch.engine.explaining.explanation import Explanation, Reading, ScorePart, settled
from foisearch.engine.explaining.scores import UNTOLD, Explainer
from foisearch.engine.index import Index
from foisearch.engine.planning import plan
from foisearch.errors import QueryError
from foisearch.search import Filters, SearchRequest, SearchResult, Sort

UNIT = 10**6
RICH = disclosure(
    "FOI-2023-0815",
    topic="Use of drones",
    request="How many drones, body-worn cameras and tasers are held? 2. What do drones cost?",
    response="Nine drones. The cost of drones is £450.",
    parts=(
        Part("1", "How many drones, body-worn cameras and tasers are held?", "Nine drones."),
        Part("2", "What do drones cost?", "The cost of drones is £450.", Outcome.REFUSED),
    ),
    citations=applied("foia:40(2)"),
    forces=(mention("kent", "Kent Police"),),
    published=on("2023-05-04"),
)


def records(start: int) -> list[Disclosure]:
    words = ["drones", "cost", "taser", "camera", "training", "officer", "stop", "search", "police"]
    words += ["force", "use", "of", "the"]
    return [
        disclosure(
            f"{start + n}",
            topic=" ".join(words[(n * 3 + i) % len(words)] for i in range(n % 4)),
            request=" ".join(words[(n * 5 + i * i) % len(words)] for i in range(3 + n % 7)),
            response=" ".join(words[(n + i * 7) % len(words)] for i in range(n % 11)),
            body="stop and search of drones" if n % 9 == 0 else "",
            published=on(f"{2019 + n % 6}"),
        )
        for n in range(40)
    ]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Several segments, with records that were deleted."""
    folder = tmp_path_factory.mktemp("explained")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "TIDY_BELOW", 0)
        patch.setattr(builder, "_MOST_DEAD", 1)
        patch.setattr(builder, "_RATIO", 0)
        for sources in (
            {"a.txt": records(0), "b.txt": [RICH]},
            {"c.txt": records(100)},
            {"a.txt": records(200)[:20]},
        ):
            builder.build(put(folder / "corpus", sources), folder / "index")
    with engine.open_index(folder / "index") as opened:
        assert len(opened.segments) > 1
        yield opened


def explained(index: Index, query: str, **values: object) -> SearchResult:
    request = SearchRequest(query, limit=100, explain=True, **values)  # type: ignore[arg-type]
    return search.search(index, request)


def units(value: float) -> int:
    found = round(value * UNIT)
    assert abs(found - value * UNIT) < 1e-3
    return found


def adds_up(value: float, parts: tuple[ScorePart, ...]) -> None:
    """The parts are exactly the value, all the way down, and nothing was left to guess."""
    assert not parts or sum(units(part.value) for part in parts) == units(value)
    for part in parts:
        assert part.label != UNTOLD
        assert part.value > -2 / UNIT
        adds_up(part.value, part.parts)


WORDS = ["drones", "cost", "tasers", "stop", "search", "police", "use", "of", "zebra", "uav"]
ATOMS = [
    *WORDS,
    *('"stop search"', '"search stop"~3', '"use of force"', "dron*", "t?ser", "tazer~", "camera~2"),
    *("body-worn", "s40(2)", "FOI-2023-0815", "kent police", "£450", "drones^3", "topic:drones"),
    *("request:(drones OR cost)", "exemption:40", "is:refused", "has:parts", "published:2021.."),
    *("part:(cost drones)", "-taser", "(stop search)^2", 'response:"cost of"', "force:kent"),
]
QUERIES = st.lists(st.sampled_from(ATOMS), min_size=1, max_size=6).flatmap(
    lambda atoms: st.sampled_from([" ", " AND ", " OR "]).map(lambda join: join.join(atoms))
)


@given(QUERIES, st.booleans(), st.sampled_from(list(Sort)))
@settings(max_examples=150, deadline=None)
def test_parts_add_up_to_the_score(index: Index, query: str, exact: bool, sort: Sort) -> None:
    result = explained(index, query, exact=exact, sort=sort)
    plain = search.search(index, SearchRequest(query, limit=100, exact=exact, sort=sort))
    assert [(h.score, h.disclosure.id) for h in plain.hits] == [
        (h.score, h.disclosure.id) for h in result.hits
    ]
    for hit in result.hits:
        assert isinstance(hit.explanation, Explanation)
        assert hit.explanation.score == hit.score
        adds_up(hit.score, hit.explanation.parts)
        assert bool(hit.explanation.parts) == (hit.score > 0)


def texts(reading: Reading) -> Iterator[str]:
    yield reading.text
    for part in reading.parts:
        yield from texts(part)


def test_the_reading_says_what_was_understood(index: Index) -> None:
    query = 'use of tasers "stop search"~3 dron* s40(2) -kind:publication since:2022/23'
    reading = explained(index, query).reading
    assert reading is not None
    said = "\n".join(texts(reading))
    for expected in (
        "“tasers” in any form (taser, tasers)",
        "“stop search” with at most 3 other words among them, in any order",
        "“dron*”: only the word drone",
        "“s40(2)” as exemption 40(2)",
        "kind publication",
        "published 1 April 2022 or later",
        "ignored: of",
        "since:“2022/23” read as 1 April 2022 or later",
    ):
        assert expected in said


def test_filters_and_other_words_are_told(index: Index) -> None:
    reading = explained(index, "uav", filters=Filters(outcomes=("refused",))).reading
    assert reading is not None
    said = list(texts(reading))
    assert "only records with" in said
    assert "outcome refused" in said
    assert any("instead of “uav”" in text for text in said)


def test_a_word_is_shared_out_among_its_fields(index: Index) -> None:
    hit = next(h for h in explained(index, "drones", exact=True).hits if h.disclosure == RICH)
    assert hit.explanation
    (word,) = hit.explanation.parts
    assert word.label == "“drones”"
    assert [(part.label, part.detail.split(" in ")[0]) for part in word.parts] == [
        ("in topic", "once"),
        ("in request", "twice"),
        ("in response", "twice"),
    ]


def test_without_being_asked_nothing_is_explained(index: Index) -> None:
    result = search.search(index, SearchRequest("drones"))
    assert result.reading is None
    assert all(hit.explanation is None for hit in result.hits)


def test_what_is_mistyped_is_told_as_ever(index: Index) -> None:
    with pytest.raises(QueryError):
        explained(index, "has:nothing")


PARTS = st.lists(st.floats(0, 20), min_size=1, max_size=9)


@given(PARTS)
def test_rounding_takes_from_one_what_it_gives_the_next(values: list[float]) -> None:
    parts = [ScorePart(str(n), value) for n, value in enumerate(values)]
    score = round(sum(values), 6)
    found = settled(score, parts)
    adds_up(score, found)
    for part, value in zip(found, values, strict=True):
        assert abs(part.value - value) < 2.1 / UNIT


@pytest.mark.parametrize("field", ["", "topic", "request", "response", "body"])
def test_the_fields_of_a_word_make_up_its_impact(index: Index, field: str) -> None:
    """What each occurrence contributes, put into the formula, is the impact that is stored."""
    matcher = index._matcher()
    seen = 0
    for segment in matcher.segments:
        explainer = Explainer(matcher, segment, {})
        for term in ("drone", "cost", "stop", "search", "polic", "use", "of"):
            word, listed = plan.Word(term, field), segment.listed(term)
            for doc in range(segment.documents):
                kept, _ = matcher.put(segment, word).among(np.array([doc]))
                if listed is None or not len(kept):
                    continue
                shares = explainer._fields(listed, doc, field)
                impact = scoring.impact(np.array([sum(worth for _, worth, _ in shares)]))
                assert int(impact[0]) == explainer._impact(word, doc)
                seen += 1
    assert seen > 10
