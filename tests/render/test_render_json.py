"""The JSON that programs get, held against its page."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import people_samples as samples
import prior_samples
import pytest
import trust_samples

from foisearch.disclosure import Outcome
from foisearch.engine.values import Expanded
from foisearch.render import write
from foisearch.render.answers import Found, Shown
from foisearch.render.terminal import Terminal
from foisearch.search import SearchRequest, SearchResult, Suggestion

PAGE = Path(__file__).parents[2] / "docs" / "json-format.md"

KINDS = {
    "text": str,
    "number": (int, float),
    "true or false": bool,
    "object": dict,
    "object or null": (dict, type(None)),
    "text or null": (str, type(None)),
    "number or null": (int, float, type(None)),
}


def lines(answer: Any) -> list[dict[str, Any]]:
    stream = io.StringIO()
    write(answer, "json", Terminal(io.StringIO(), stream, io.StringIO(), {}))
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def documented() -> dict[str, dict[str, str]]:
    """Heading -> key -> type, as the page has them."""
    tables: dict[str, dict[str, str]] = {}
    heading = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            heading = line[4:]
        elif found := re.match(r"\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", line):
            sometimes = SOMETIMES if re.match("with `[.a-z-]+` only: ", found[3]) else ""
            tables.setdefault(heading, {})[found[1]] = found[2] + sometimes
    return tables


SOMETIMES = ", sometimes"

SHARED = {
    "similar": "check",
    "check.parts.matches.earlier": "earlier",
    "check.similar.earlier": "earlier",
    "cluster.members.earlier": "earlier",
    "check.parts.matches.question": "question",
    "cluster.members.question": "question",
    "check.parts.matches.agreed": "agreed",
    "check.parts.matches.differences": "differences",
    "check.parts.matches.decisions": "decision",
    "check.similar.decisions": "decision",
    "check.similar.pairings": "pairings",
    "disclosure.received": "disclosure.published",
    "disclosure.messages.sent": "disclosure.published",
    "disclosure.responded": "disclosure.published",
    "disclosure.loose_answers": "disclosure.parts",
    "disclosure.parts.citations": "disclosure.citations",
    "disclosure.loose_answers.citations": "disclosure.citations",
    "summary of search.filters": "summary.filters",
    "saved.filters": "summary.filters",
    "hit.explanation.parts": "part of a score",
    "part of a score.parts": "part of a score",
    "summary of search.reading": "reading",
    "reading.parts": "reading",
    "uncertain.source": "hit.source",
    "summary of review.correction.said": "summary of review.correction.set",
}


def check(heading: str, value: dict[str, Any], seen: set[str]) -> None:
    heading = SHARED.get(heading, heading)
    table = documented()[heading]
    seen.add(heading)
    written = [key for key in table if key in value or not table[key].endswith(SOMETIMES)]
    assert written == list(value), heading
    for key, item in value.items():
        kind = table[key].removesuffix(SOMETIMES)
        expected = list if kind.startswith("list of") else KINDS[kind]
        assert isinstance(item, expected), (heading, key, kind)
        nested = item if isinstance(item, list) else [item]
        for each in nested:
            if isinstance(each, dict):
                check(f"{heading}.{key}", each, seen)


def test_every_key_is_documented_and_every_documented_key_is_written() -> None:
    seen: set[str] = set()
    for answer in [*every_answer().values(), Shown("x", (samples.hostile(),)), worded()]:
        for value in lines(answer):
            kind = value["type"]
            check(f"summary of {value['command']}" if kind == "summary" else kind, value, seen)
    assert seen == set(documented())


def test_outcomes_are_documented() -> None:
    listed = PAGE.read_text(encoding="utf-8").split("## Outcomes")[1]
    assert re.findall(r"`([a-z-]+)`", listed) == [str(outcome) for outcome in Outcome]


def worded() -> Found:
    """A search in other words, corrected, of which something else is suggested, too."""
    result = SearchResult(
        SearchRequest("uav tazer"),
        (),
        0,
        expansions=(Expanded("uav", ("drone", "unmanned aircraft")),),
        corrected="uav taser",
        suggestion=Suggestion("uav taser", 3),
    )
    return Found(result, 1.0)


def test_other_words_are_written_where_there_are_some() -> None:
    (summary,) = lines(worded())
    assert summary["expansions"] == [{"for": "uav", "words": ["drone", "unmanned aircraft"]}]
    assert summary["corrected"] == "uav taser"
    assert summary["did_you_mean"] == {"query": "uav taser", "total": 3}


def every_answer() -> dict[str, object]:
    return samples.every_answer() | prior_samples.answers() | trust_samples.answers()


@pytest.mark.parametrize("name", every_answer())
def test_exactly_one_summary_and_it_is_the_last(name: str) -> None:
    kinds = [value["type"] for value in lines(every_answer()[name])]
    assert kinds.count("summary") == 1
    assert kinds[-1] == "summary"


def test_zero_hits_still_end_with_a_summary() -> None:
    (summary,) = lines(samples.found())
    assert (summary["total"], summary["returned"]) == (0, 0)


def test_highlights_count_code_points() -> None:
    for value in lines(samples.found(samples.WIDE, samples.PRINTERS))[:-1]:
        for snippet in value["snippets"]:
            for start, end in snippet["highlights"]:
                assert 0 <= start < end <= len(snippet["text"])


def test_control_characters_come_back_unchanged_to_programs() -> None:
    (value, _) = lines(Shown("x", (samples.hostile(),)))
    assert value["request"] == samples.ESC_TEXT


def test_file_names_that_are_not_utf_8_are_written() -> None:
    (summary,) = lines(Shown("a\udcff", ()))
    assert summary["name"] == "a\udcff"
