"""Results as you type: the thread that answers, and the state."""

from __future__ import annotations

import threading

import pytest
from live_shelf import Shelf, said, state
from repl_talk import Talk

from foisearch.errors import QueryError
from foisearch.render.answers import Found
from foisearch.repl.live import drawing
from foisearch.repl.live.finder import Answered, Finder, answer, looked_again
from foisearch.repl.live.state import BATCH, State
from foisearch.repl.live.understood import Understood
from foisearch.repl.narrowing import Narrowing
from foisearch.search import SearchRequest, Suggestion

# The thread that answers.


def test_what_cannot_be_searched_for_is_left_out_and_said() -> None:
    found = answer(SearchRequest("video force:nobody"), Shelf())
    assert found.understood.query == "video"
    assert found.found is not None
    assert "no body" in found.understood.ignored[0]


@pytest.mark.parametrize(
    ("query", "problem"),
    [("damaged", "the corpus is damaged; restore it"), ("bug", "this is a bug in foisearch")],
)
def test_what_fails_is_told_and_does_not_end_the_view(query: str, problem: str) -> None:
    found = answer(SearchRequest(query), Shelf())
    assert found.found is None
    assert problem in found.problem


def test_the_newest_question_is_answered_and_those_it_overtook_are_not() -> None:
    begun, go = threading.Event(), threading.Event()
    done = threading.Semaphore(0)
    answered: list[str] = []

    class Slow(Shelf):
        def search(self, request: SearchRequest) -> Found:
            begun.set()
            assert go.wait(20)
            return super().search(request)

    def ready(found: Answered) -> None:
        answered.append(found.request.query)
        done.release()

    finder = Finder(Slow(), ready)
    finder.ask(SearchRequest("a"))
    assert begun.wait(20)
    for query in ("ab", "abc", "abcd"):
        finder.ask(SearchRequest(query))
    go.set()
    assert done.acquire(timeout=20)
    assert done.acquire(timeout=20)
    finder.close()
    assert answered == ["a", "abcd"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("veting failures", "vetting failures"),
        ("failures in veting", "failures in vetting"),
        ("(failures veting", "failures vetting"),  # as much of it as can be searched for
        ("force:nobody veting", None),  # it would find nothing either
        ("vetting fail", None),  # on its way to a word
        ("vetting failures", None),
    ],
)
def test_what_was_perhaps_meant_is_found_by_taking_it(
    talk: Talk, typed: str, meant: str | None
) -> None:
    looking = talk.session.services.looking()
    answered = answer(SearchRequest(typed), looking)
    assert answered.meant is None
    found = looked_again(answered, looking).meant
    assert (found and found.query) == meant
    if found:
        taken = answer(SearchRequest(found.query), looking).found
        assert taken is not None
        assert taken.result.total == found.total


def test_a_second_look_that_fails_is_told_where_it_is_a_bug() -> None:
    class Failing(Shelf):
        def meant(self, request: SearchRequest) -> Suggestion | None:
            raise ZeroDivisionError if "bug" in request.query else QueryError("no body", "a", 0)

    for query, problem in (("a", ""), ("a bug", "this is a bug in foisearch")):
        answered = Answered(
            SearchRequest(query), Understood(query), Shelf().search(SearchRequest())
        )
        assert problem in looked_again(answered, Failing()).problem
        assert looked_again(answered, Failing()).found is answered.found


def test_what_was_meant_is_looked_for_once_nobody_types() -> None:
    done = threading.Semaphore(0)

    class Told(Shelf):
        def meant(self, request: SearchRequest) -> Suggestion | None:
            return Suggestion("video", 3)

    answered: list[Answered] = []

    def ready(found: Answered) -> None:
        answered.append(found)
        done.release()

    finder = Finder(Told(), ready)
    finder.ask(SearchRequest("vidoe"))
    assert done.acquire(timeout=20)
    assert done.acquire(timeout=20)
    finder.close()
    assert [each.meant for each in answered] == [None, Suggestion("video", 3)]


# Where the eye is.


def test_the_eye_stays_within_the_hits() -> None:
    made = state(3)
    made.move(-1)
    assert made.selected == 0
    made.move(99)
    assert made.selected == 2
    assert made.hit is not None
    assert made.hit.rank == 3


def test_beyond_the_last_hit_more_are_asked_for() -> None:
    shelf = Shelf(50)
    made = state(50)
    assert len(made.hits) == BATCH
    assert made.move(BATCH)
    made.take(answer(made.asked(), shelf))
    assert len(made.hits) == 2 * BATCH
    assert made.selected == BATCH - 1


def test_of_a_few_hits_no_more_are_asked_for() -> None:
    assert not state(3).move(99)


def test_another_query_begins_at_its_best_hit() -> None:
    made = state(50)
    made.move(7)
    made.scrolled = 4
    made.typed("drones")
    assert (made.selected, made.scrolled, made.limit) == (0, 0, BATCH)


def test_narrowing_and_widening(talk: Talk) -> None:
    looking = talk.session.services.looking()
    made = State(SearchRequest(), Narrowing(), "police")
    made.turn()
    made.take(answer(made.asked(), looking))
    assert made.facet is not None
    chosen = made.facet.counts[1]
    made.move(1)
    assert made.narrow()
    assert made.by == ""
    made.take(answer(made.asked(), looking))
    assert made.answered is not None
    assert made.answered.found is not None
    assert made.answered.found.result.total == chosen.count
    assert "police › " in said(drawing.meaning_line(made, 200))
    assert made.widen()
    assert not made.widen()
    assert made.message == "nothing has been narrowed"


def test_tab_goes_round_and_back() -> None:
    made = state(3)
    seen = []
    while not seen or made.by:
        made.turn()
        seen.append(made.by)
    made.turn(back=True)
    assert made.by == seen[-2]
    assert len(set(seen)) == len(seen)
