"""The cold path looks for other words as the engine does: same hits, scores, passages, notes."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from foisearch import engine
from foisearch.cold import NotSimple, entry, groups, manifest
from foisearch.cold import segments as segments_
from foisearch.cold.places import Places, names_begin
from foisearch.cold.words import Term, Terms
from foisearch.corpus import Corpus, SourceEntry
from foisearch.disclosure import Disclosure, Kind, Provenance
from foisearch.engine.building import builder
from foisearch.engine.index import Index
from foisearch.engine.matching.matcher import Matcher
from foisearch.engine.planning import plan
from foisearch.engine.schema.entry import TEXTS
from foisearch.engine.segments import textfields, tokens
from foisearch.render import jsonl
from foisearch.render.answers import Found
from foisearch.search import SearchRequest, search
from foisearch.wording.shipped import PATH

CHECKOUT = Path(__file__).parents[2]
JUDGED = CHECKOUT / "bench" / "relevance" / "sample.toml"
SMALL = ("of", "and", "the", "in", "with", "how", "many")


class Home:
    """A corpus with its index, open on both paths."""

    def __init__(self, corpus: Path, index: Path, opened: Index, in_pieces: bool) -> None:
        self.options = ["--corpus", str(corpus), "--index", str(index)]
        self.opened = opened
        self.in_pieces = in_pieces
        self.segments = segments_.opened(manifest.read(str(index)))

    def cold(self, query: str, *options: str) -> list[bytes]:
        return entry.answer(["search", query, "--json", *options, *self.options], {})[1]

    def warm(self, query: str, limit: int, offset: int) -> list[bytes]:
        request = SearchRequest(query, limit=limit, offset=offset, collapse=False)
        found = Found(search(self.opened, request), took_ms=0.0)
        return [jsonl.dumps(each) for each in jsonl.objects(found)]

    def agree(self, query: str, limit: int = 10, offset: int = 0) -> bool:
        """Whether the cold path answers; if so, what it says is seen to be the same."""
        try:
            lines = self.cold(query, "-n", str(limit), "--offset", str(offset))
        except NotSimple:
            return False
        *hits, summary = lines
        *expected, last = self.warm(query, limit, offset)
        assert [line.rstrip(b"\n") for line in hits] == expected, query
        said, ought = json.loads(summary), json.loads(last)
        assert list(said) == list(ought)
        assert said | {"took_ms": 0} == ought | {"took_ms": 0}, query
        return True


def long_among_short(size: int) -> list[Disclosure]:
    """Records of a few words, and one that is longer than the positions of all others need."""
    body = "how many police officers left, body worn video cameras, drones and their operators; "
    texts = [body] * (size - 1) + [body * 19 + "and " * 7 + "road traffic collision"]
    return [
        Disclosure(
            id=f"orrin/long-{n:02}",
            kind=Kind.DISCLOSURE,
            authority="orrin",
            authority_name="Orrin Police",
            regime="foia",
            ref=f"long-{n:02}",
            topic=None,
            request=text,
            response="",
            provenance=Provenance("e", "0" * 64, 1, 2, "text", 1),
        )
        for n, text in enumerate(texts)
    ]


@pytest.fixture(scope="module", params=[False, True], ids=["at once", "in pieces"])
def home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Home]:
    """The sample corpus, built at once, or in several segments with records deleted in one."""
    folder = tmp_path_factory.mktemp("other")
    records = list(Corpus(CHECKOUT / "corpus").disclosures())
    steps: list[dict[str, list[Disclosure]]] = [{"a": records}]
    if request.param:
        large = len(records) - 10
        steps = [{"a": records[:large], "b": records[large:-5]}]
        steps += [{"c": long_among_short(large // 4)}, {"d": records[-5:]}, {"b": []}]
    corpus = Corpus(folder / "corpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "TIDY_BELOW", 0)
        patch.setattr(builder, "_MOST_DEAD", 1)
        for step in steps:
            with corpus.writing() as writer:
                for file, held in step.items():
                    writer.replace(SourceEntry(file, "0" * 64, "text"), held)
            engine.build(corpus, folder / "index")
    with engine.open_index(folder / "index") as opened:
        yield Home(folder / "corpus", folder / "index", opened, request.param)


def expressions() -> list[str]:
    """What the tables say, in plain words."""
    _, concepts, _ = Path(PATH).read_text("ascii").split("\n\n")
    said = {
        saying.split(",")[3].replace("-", " ")
        for line in concepts.split("\n")
        for saying in line.split("\t")[3].split("|")
    }
    return sorted(each for each in said if each.replace(" ", "").isalpha())


def test_the_index_in_pieces_has_what_is_rare(home: Home) -> None:
    if home.in_pieces:
        assert len(home.segments) == 3
        assert any(segment.dead for segment in home.segments)
        regions = [segment.container.regions for segment in home.segments]
        assert any(held.get("place.exception", (0, 0))[1] for held in regions)
        terms = Terms(home.segments)
        row = [terms.of(word) for word in ("road", "traffic", "collision")]
        standing = [
            segment.strings("id")[doc]
            for place, segment in enumerate(home.segments)
            for doc in groups.Groups(segment, place).standing(row)
        ]
        assert any(name.startswith(b"orrin/long") for name in standing)


def test_judged_questions_are_answered_alike(home: Home) -> None:
    asked = [row["text"] for row in tomllib.loads(JUDGED.read_text("utf-8"))["query"]]
    assert sum(map(home.agree, asked)) > 25


def test_any_words_are_answered_alike(home: Home) -> None:
    words = [w for w in home.opened.vocabulary().words if w.isascii() and w.isalpha()]
    pick = random.Random(11)
    kinds: list[Sequence[str]] = [expressions(), words, SMALL]
    answered = 0
    for _ in range(250):
        pieces = pick.choices(kinds, [5, 4, 1], k=pick.choice([1, 1, 2, 3]))
        marks = pick.choices(["", "?", ",", ".", "!"], [8, 1, 1, 1, 1], k=len(pieces))
        query = " ".join(pick.choice(piece) + m for piece, m in zip(pieces, marks, strict=True))
        answered += home.agree(query, pick.choice([3, 10, 10, 40]), pick.choice([0, 0, 5, 30]))
    assert answered > 60


def test_stretches_of_requests_are_answered_alike(home: Home) -> None:
    pick = random.Random(12)
    texts = [d.request for d in Corpus(CHECKOUT / "corpus").disclosures()]
    answered = 0
    for text in pick.choices(texts, k=150):
        words = [word for word in text.split() if word.isascii() and word.rstrip("?,.").isalpha()]
        at = pick.randrange(max(len(words) - 5, 1))
        if words:
            answered += home.agree(" ".join(words[at : at + pick.choice([2, 3, 5, 7, 15])]))
    assert answered > 80


def test_ids_are_the_same(home: Home) -> None:
    for query in ("body worn video failures", "stop and search", "sacked officers"):
        status, lines = entry.answer(["search", query, "--ids", *home.options], {})
        expected = search(home.opened, SearchRequest(query, collapse=False)).hits
        assert [line.decode().strip() for line in lines] == [h.disclosure.id for h in expected]
        assert status == 0


def frequent(home: Home) -> list[Term]:
    terms = Terms(home.segments)
    known = home.opened.vocabulary().words
    stems = {terms.stem(word) for word in known if word.isascii() and word.isalpha()}
    return sorted((terms.named(stem) for stem in stems if stem), key=lambda term: -term.df)[:60]


def test_positions_are_those_of_the_engine(home: Home) -> None:
    for place, (segment, full) in enumerate(zip(home.segments, home.opened.segments, strict=True)):
        at = tokens.positions(full)
        for term in frequent(home)[::4]:
            listed = full.listed(term.stem)
            held = {}
            if listed is not None:
                docs, elements = listed.placed(full.documents)
                begins, ends = tokens.spans(full, (listed,), docs, (elements,))
                bounds = zip(begins.tolist(), ends.tolist(), strict=True)
                held = {doc: at(*pair) for doc, pair in zip(docs.tolist(), bounds, strict=True)}
            number = term.numbers[place]
            found = Places(segment, number) if number >= 0 else None
            for doc in range(segment.documents):
                assert (found.positions(doc) if found else []) == held.get(doc, [])


def test_fields_begin_where_the_engine_says(home: Home) -> None:
    import numpy as np

    for segment, full in zip(home.segments, home.opened.segments, strict=True):
        begins, _ = textfields.spans(full, TEXTS.index("force"), np.arange(full.documents))
        found = [names_begin(segment, doc) for doc in range(segment.documents)]
        assert found == begins.tolist()


def test_phrases_stand_where_the_engine_finds_them(home: Home) -> None:
    pick = random.Random(13)
    matcher = Matcher(home.opened.segments, len(home.opened))
    stems = frequent(home)
    stood = 0
    for _ in range(600):
        row = pick.choices(stems, k=pick.choice([2, 2, 3]))
        for place, (segment, full) in enumerate(
            zip(home.segments, home.opened.segments, strict=True)
        ):
            found = groups.Groups(segment, place).standing(row)
            docs, _ = matcher.matches(full, plan.Phrase(tuple(term.stem for term in row)))
            assert sorted(found) == sorted(set(docs.tolist()) - segment.dead)
            stood += len(found)
    assert stood > 100
