"""The verbs that compare requests, without anything that compares."""

from __future__ import annotations

import io
import sys
import types
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent / "render"))
import people_samples as samples
import prior_samples

from foisearch.disclosure import Disclosure
from foisearch.errors import NotFound, UsageError
from foisearch.locations import Locations
from foisearch.prior.values import Decision, Verdict
from foisearch.render.answers import Shown, Unchecked
from foisearch.render.terminal import Terminal
from foisearch.services import Services, opening


class Stub:
    """Stands for the index, the store of questions and whoever compares; notes what is done."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.checker = self.questions = self
        self.problems = ("decisions.jsonl, line 2 is no decision: passed over",)

    def check(self, request: Any, **options: Any) -> Any:
        self.done.append((request.label, options))
        if "bad" in request.label:
            raise UsageError("that cannot be compared")
        return replace(prior_samples.checked(), request=request)

    def similar(self, disclosure: Disclosure, **options: Any) -> Any:
        self.done.append((disclosure.id, options))
        return prior_samples.checked()

    def told(self, checked: Any) -> Any:
        return checked

    def close(self) -> None:
        self.done.append("closed")


class Held(Services):
    """Services over three records, and no index."""

    stub: Stub

    def index(self) -> Any:
        return self.stub

    def show(self, name: str) -> Shown:
        twins = (samples.PRINTERS, samples.UNTITLED)
        records = (*twins, samples.WIDE)
        found = twins if name == "twins" else tuple(d for d in records if name in {d.id, d.ref})
        return Shown(name, found if name else ())


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Stub:
    stub = Stub()

    def opened(
        index: Any, folder: Path, decisions: Path, models: Any, options: Any, watch: Any
    ) -> Any:
        stub.done.append(("opened", decisions.name, options.semantic))
        return stub

    monkeypatch.setattr(opening, "opened", opened)
    return stub


@pytest.fixture
def services(stub: Stub, tmp_path: Path) -> Held:
    terminal = Terminal(io.StringIO(), io.StringIO(), io.StringIO(), {}, 80)
    held = Held(Locations(tmp_path / "corpus", tmp_path / "index"), terminal)
    held.stub = stub
    return held


def test_requests_are_checked_in_order_and_one_costs_no_other(services: Held, stub: Stub) -> None:
    asked = [prior_samples.request(name) for name in ("a", "bad", "b")]
    checks = services.prior.checks([*asked, Unchecked("c", "no word")], prior_samples.OPTIONS)
    assert stub.done == [("opened", "decisions.jsonl", None)]
    labels = [getattr(each, "label", "") or each.request.label for each in checks.each()]  # type: ignore[union-attr]
    assert labels == ["a", "bad", "b", "c"]
    assert (checks.total, checks.found, checks.failed) == (4, 2, 2)
    assert stub.done[1] == ("a", {"limit": 3, "least": "related"})


def test_what_compares_is_opened_once(services: Held, stub: Stub) -> None:
    for _ in range(2):
        services.prior.similar("5023048", prior_samples.OPTIONS)
    assert sum(each[0] == "opened" for each in stub.done) == 1
    told = services._terminal.stderr.getvalue()  # type: ignore[attr-defined]
    assert told.count("line 2 is no decision") == 1
    services.prior.similar("5023048", replace(prior_samples.OPTIONS, semantic=True))
    assert stub.done[-3:-1] == ["closed", ("opened", "decisions.jsonl", True)]
    services.close()
    assert stub.done[-1] == "closed"


def test_similar_takes_one_disclosure(services: Held) -> None:
    assert services.prior.similar("5023048", prior_samples.OPTIONS).disclosure == samples.PRINTERS
    for name, error, words in (
        ("999", NotFound, "no disclosure has"),
        ("twins", UsageError, "kent/024-55"),
        ("iopc/newsletter", UsageError, "publication"),
    ):
        with pytest.raises(error, match=words):
            services.prior.similar(name, prior_samples.OPTIONS)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Decision]:
    """Decisions that were written down."""
    kept: list[Decision] = []
    module = types.ModuleType("decisions")
    book = types.SimpleNamespace(add=lambda decision: kept.append(decision) or decision)
    module.Decisions = types.SimpleNamespace(read=lambda path: book)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "foisearch.prior.decisions", module)
    return kept


def test_a_decision_is_written_down(services: Held, written: list[Decision]) -> None:
    decided = services.prior.decide("5023048", "kent/024-55", "same", "why", "A. Clerk")
    (decision,) = written
    assert decided.decision is decision
    assert (decision.first, decision.second) == ("iopc/5023048", "kent/024-55")
    assert (decision.verdict, decision.note, decision.who) == (Verdict.SAME, "why", "A. Clerk")
    assert decision.at.tzinfo is not None
    assert decided.path == services.locations.corpus / "decisions.jsonl"
    services.prior.decide("5023048#2", "iopc/5023048#1", "different", "", "")
    assert (written[1].first, written[1].second) == ("iopc/5023048#2", "iopc/5023048#1")
    assert written[1].who == ""


def test_what_cannot_be_decided(services: Held, written: list[Decision]) -> None:
    for first, second, verdict, error, words in (
        ("5023048", "kent/024-55", "alike", UsageError, "superseded"),
        ("5023048", "iopc/5023048", "same", UsageError, "one request"),
        ("999", "5023048", "same", NotFound, "999"),
        ("5023048#7", "kent/024-55", "same", NotFound, "1, 2"),
        ("kent/024-55#1", "5023048", "same", NotFound, "it has none"),
        ("#1", "5023048", "same", NotFound, "#1"),
        ("twins", "5023048", "same", UsageError, "twins"),
    ):
        with pytest.raises(error) as caught:
            services.prior.decide(first, second, verdict, "", "")
        assert words in str(caught.value)
    assert written == []


def test_requests_of_the_same_words_are_near_identical() -> None:
    one, other = samples.PRINTERS, samples.UNTITLED
    again = replace(one, id="x", request=one.request.upper().replace("?", " ?"))
    found = opening.near_identical([other, one, samples.WIDE, again, samples.WIDE])
    assert found == [0, 1, 2, 1, 4]
