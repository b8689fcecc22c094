"""Counting what was found and narrowing by it, over the sample corpus."""

from __future__ import annotations

from repl_talk import Talk

from foisearch.search import FACETS


def test_what_can_be_counted_is_listed(talk: Talk) -> None:
    said = talk(".by")
    assert all(name in said for name in FACETS)


def test_a_value_is_taken_by_its_number(talk: Talk) -> None:
    talk("police")
    all_of_them = talk.total
    talk(".by year")
    name, chosen = talk.session.narrowing.choices[0]
    said = talk(".narrow 1")
    assert name == "year"
    assert talk.total == chosen.count < all_of_them
    assert said.startswith(f"police › {chosen.name}\n")


def test_a_value_is_taken_by_its_name(talk: Talk) -> None:
    talk("police")
    talk(".by body")
    talk(".narrow orrin")
    assert {hit.disclosure.authority for hit in talk.session.found.result.hits} == {"orrin"}  # type: ignore[union-attr]


def test_a_year_is_a_name_before_it_is_a_number(talk: Talk) -> None:
    talk("police")
    talk(".by year")
    said = talk(".narrow 2023")
    assert said.startswith("police › 2023\n")


def test_every_step_leaves_as_many_as_it_was_counted(talk: Talk) -> None:
    talk("information")
    for facet in FACETS:
        talk(f".by {facet}")
        for number, (_, value) in enumerate(list(talk.session.narrowing.choices), start=1):
            talk(f".narrow {number}")
            assert talk.total == value.count, (facet, value)
            talk(".widen")
            talk(f".by {facet}")


def test_steps_are_taken_back_one_by_one(talk: Talk) -> None:
    talk("police")
    first = talk.total
    talk(".by force")
    talk(".narrow 1")
    second = talk.total
    talk(".by force")
    talk(".narrow 2")
    assert talk.total <= second <= first
    talk(".widen")
    assert talk.total == second
    talk(".widen")
    assert talk.total == first
    assert "nothing has been narrowed" in talk.fails(".widen")


def test_numbers_go_on_over_several_counts(talk: Talk) -> None:
    talk("police")
    talk(".by outcome,year")
    facets = [facet for facet, _ in talk.session.narrowing.choices]
    assert set(facets) == {"outcome", "year"}
    talk(f".narrow {facets.index('year') + 1}")
    assert talk.session.request.filters.within[-1].facet == "year"


def test_numbers_are_those_of_the_search_that_was_counted(talk: Talk) -> None:
    talk("police")
    talk(".by year")
    talk("drones")
    assert "count first" in talk.fails(".narrow 1")


def test_what_stands_beside_the_hits_can_be_named_but_has_no_number(talk: Talk) -> None:
    talk("police")
    assert "there are no numbers yet" in talk.fails(".narrow 2")
    talk(".narrow 2023")
    assert talk.session.request.filters.within[-1].value == "2023"


def test_what_is_not_clear_is_not_guessed(talk: Talk) -> None:
    assert "nothing has been counted yet" in talk.fails(".narrow 1")
    talk("police")
    talk(".by body")
    assert "could be" in talk.fails(".narrow police")
    assert "nothing that was counted goes by" in talk.fails(".narrow zebra")
    assert "give its number or its name" in talk.fails(".narrow")
    assert "there is no counting by “zebra”" in talk.fails(".by zebra")
    assert talk.session.request.filters.within == ()


def test_steps_are_named_where_nothing_was_counted(talk: Talk) -> None:
    talk("police")
    talk(".by body")
    talk(".narrow orrin")
    talk.session.narrowing.names.clear()
    assert "Vale of Orrin Police" in talk(".filters")


def test_counts_for_programs(talk: Talk) -> None:
    talk("police")
    talk(".json")
    said = talk(".by year").splitlines()
    assert len(said) == 2
    assert '"type":"facet"' in said[0]
