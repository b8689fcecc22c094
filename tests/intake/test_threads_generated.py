"""Threads in many styles with known truth: nearly all are read right, and none wrong in silence."""

from __future__ import annotations

from collections import Counter

from intake_helpers import bodies, source
from thread_maker import Made, make

from foisearch.disclosure import Disclosure
from foisearch.intake.read import read_document
from foisearch.intake.report import ImportOptions

MANY = 300


def flat(text: str) -> str:
    return " ".join(text.split())


def faults(made: Made, found: Disclosure) -> list[str]:
    """What is wrong with a reading: words in the wrong field, or missing from the right one."""
    request, response = flat(found.request), flat(found.response)
    kinds = tuple(str(m.kind) for m in found.messages if m.side != "unknown")
    wrong = [f"not in the request: {text}" for text in made.asked if text not in request]
    wrong += [f"not in the response: {text}" for text in made.answered if text not in response]
    wrong += [f"answer in the request: {text}" for text in made.answered if text in request]
    wrong += [f"in the response: {text}" for text in made.others if flat(text) in response]
    wrong += [f"in the request: {text}" for text in made.others if flat(text) in request]
    wrong += [] if kinds == made.kinds else [f"kinds {kinds}, not {made.kinds}"]
    return wrong


def test_threads_of_many_styles() -> None:
    results: Counter[str] = Counter()
    silent: list[str] = []
    for seed in range(MANY):
        made = make(seed)
        read = read_document(source(made.page), ImportOptions(), bodies())
        (found,) = read.disclosures
        wrong = faults(made, found)
        marked = found.split_confidence != "high" and "split" in found.doubts
        results["right" if not wrong else "marked" if marked else "silent"] += 1
        if wrong and not marked:
            silent.append(f"seed {seed} ({read.reader}; {made.style}): {wrong}")
    assert not silent
    assert results["right"] >= 0.95 * MANY, results
