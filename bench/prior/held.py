"""Corpora for the measurements, made in a working folder and kept there."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from foisearch import engine
from foisearch.corpus import Corpus, SourceEntry
from foisearch.disclosure import Disclosure, Kind, Provenance
from foisearch.prior.check import Checker
from foisearch.prior.store import Questions
from foisearch.prior.values import NewRequest, Question

OPENING = re.compile(r"^To ask .*?, (?=[a-z(£])")
"""How a parliamentary question addresses somebody: up to the first comma before a small letter."""
BY = {False: "words", True: "words, model"}
"""How questions are found, without and with the sentence model."""
_SOURCE = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """A request and its answer, as a record of the corpus."""

    ref: str
    request: str
    response: str = ""

    def disclosure(self) -> Disclosure:
        """As the product has it."""
        return Disclosure(
            id=f"bench/{self.ref}",
            kind=Kind.DISCLOSURE,
            authority="bench",
            authority_name="",
            regime="foia",
            ref=self.ref,
            topic=None,
            request=self.request,
            response=self.response,
            provenance=Provenance("bench", "0" * 64, 1, 1, "bench", 1),
        )


def parliament(data: Path) -> Iterator[Row]:
    """The written questions, each without its opening address."""
    with gzip.open(data / "parliament" / "questions.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            question = OPENING.sub("", row["question"], count=1)
            yield Row(str(row["id"]), question, row["answer"] or "")


def checker(rows: Iterable[Row], folder: Path, model: bool) -> Checker:
    """A checker over a corpus of these rows, indexed in ``folder`` if it is not there yet.

    Args:
        rows: what the corpus holds.
        folder: where it lies.
        model: with the sentence model; vectors are made where they lack, which takes long.
    """
    index = folder / "index"
    if not (index / "manifest.json").is_file():
        corpus = Corpus(folder / "corpus")
        with corpus.writing() as writer:
            for number, some in enumerate(_some(rows)):
                entry = SourceEntry(f"{number}", "0" * 64, "bench")
                writer.replace(entry, [row.disclosure() for row in some])
        engine.build(corpus, index)
    opened = engine.open_index(index)
    questions = Questions.open(opened, index)
    meaning = None
    if model:
        from foisearch.prior import meaning as meanings
        from foisearch.semantic.embedder import load

        meaning = meanings.opened(questions, index, load())
        meanings.fill(meaning)
    return Checker(opened, questions, None, meaning)


def _some(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while some := list(islice(left, _SOURCE)):
        yield some


def one_question(text: str) -> NewRequest:
    """A request that asks one thing, whatever it looks like."""
    return NewRequest("", text, (Question("1", text),))
