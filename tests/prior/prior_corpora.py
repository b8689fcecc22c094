"""Small corpora of disclosures, made and indexed, and what their questions should come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from foisearch import engine
from foisearch.corpus import Corpus, SourceEntry
from foisearch.disclosure import Disclosure, Kind, Part, Provenance
from foisearch.engine.building import builder
from foisearch.engine.index import Index
from foisearch.prior.questions import asked
from foisearch.prior.values import Question

_WORDS = """
tasers drawn officers how many body-worn cameras s.40(2) s 40 (2) £1,250.50 café 12/3 drones
the of in Kent police? dogs' O'Neill 2024 stop search hate FOI/15812 spent on a@b.uk ſtop
"""
WORDS = _WORDS.split()


def disclosure(ref: str, **values: Any) -> Disclosure:
    """A disclosure that says nothing but ``values``."""
    given: dict[str, Any] = {
        "id": f"kent/{ref}",
        "kind": Kind.DISCLOSURE,
        "authority": "kent",
        "authority_name": "Kent Police",
        "regime": "foia",
        "ref": ref,
        "topic": None,
        "request": "",
        "response": "",
        "provenance": Provenance("log.txt", "0" * 64, 1, 2, "text", 1),
    }
    return Disclosure(**(given | values))


texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
parts = st.builds(Part, number=st.sampled_from("123"), question=texts, lead=texts)
saying = st.fixed_dictionaries(
    {
        "request": texts,
        "response": texts.map(lambda text: f"We answer. How many {text}?\n\nNone."),
        "body": texts,
        "parts": st.lists(parts, max_size=3).map(tuple),
        "kind": st.sampled_from((Kind.DISCLOSURE,) * 5 + (Kind.PUBLICATION,)),
    }
)
sources = st.lists(st.lists(saying, min_size=1, max_size=5), min_size=1, max_size=3)


def put(folder: Path, held: Mapping[str, Sequence[Disclosure]]) -> Corpus:
    """A corpus in ``folder`` with these records in the place of what it had from each source."""
    corpus = Corpus(folder)
    with corpus.writing() as writer:
        for file, records in held.items():
            writer.replace(SourceEntry(file, "0" * 64, "text"), list(records))
    return corpus


@contextmanager
def untidied() -> Any:
    """Builds leave segments apart, and deleted documents in them."""
    before = builder.TIDY_BELOW, builder._RATIO, builder._MOST_DEAD
    builder.TIDY_BELOW, builder._RATIO, builder._MOST_DEAD = 0, 0, 1
    try:
        yield
    finally:
        builder.TIDY_BELOW, builder._RATIO, builder._MOST_DEAD = before


def indexed(folder: Path, held: Sequence[Sequence[Mapping[str, Any]]]) -> Path:
    """The index of records of several sources, each in a segment of its own."""
    with untidied():
        for place, values in enumerate(held):
            records = [disclosure(f"{place}-{n}", **each) for n, each in enumerate(values)]
            corpus = put(folder / "corpus", {f"source-{place}": records})
            engine.build(corpus, folder / "index")
    return folder / "index"


def shrunk(folder: Path, place: int, values: Sequence[Mapping[str, Any]]) -> None:
    """Take the place of a source, so that its documents are deleted."""
    with untidied():
        records = [disclosure(f"new-{place}-{n}", **each) for n, each in enumerate(values)]
        corpus = put(folder / "corpus", {f"source-{place}": records})
        engine.build(corpus, folder / "index")


def everything(index: Index) -> dict[tuple[int, int, int], Question]:
    """Every question of the live records, by segment, document and its number."""
    found = {}
    for number, segment in enumerate(index.segments):
        for doc in range(segment.documents):
            if segment.alive[doc]:
                for place, question in enumerate(asked(index.fetch(number, doc))):
                    found[number, doc, place] = question
    return found


def terms(index: Index, question: Question) -> Counter[str]:
    """How often each term stands in a question."""
    return Counter(index.analyzer.terms(question.whole))
