"""The cold path prints what the normal one does, and imports nothing that is slow to import."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from foisearch import engine
from foisearch.authorities import Authorities
from foisearch.cold import NotSimple, clauses, entry, manifest, names, otherwise
from foisearch.cold import segments as segments_
from foisearch.cold.words import Terms
from foisearch.corpus import Corpus
from foisearch.engine.files import manifest as full_manifest
from foisearch.engine.files.container import Container
from foisearch.engine.words import names as written
from foisearch.engine.words import recognise
from foisearch.engine.words.rewording import reworded
from foisearch.query import ast, parse

CHECKOUT = Path(__file__).parents[2]
SAMPLE = CHECKOUT / "corpus"
SLOW = {
    "re",
    "json",
    "numpy",
    "nltk",
    "orjson",
    "whoosh",
    "rich",
    "argparse",
    "collections",
    "dataclasses",
    "enum",
    "functools",
    "importlib",
    "typing",
}

ASK = """
import sys
sys.path.insert(0, sys.argv[1])
from foisearch.cold import entry
status = entry.run(sys.argv[2:])
print(status, *sorted(sys.modules), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cold") / "index"
    engine.build(Corpus(SAMPLE), folder)
    return folder


def command(index: Path, *argv: str) -> list[str]:
    return ["search", "--corpus", str(SAMPLE), "--index", str(index), *argv]


def normal(index: Path, *argv: str) -> tuple[int, str]:
    code = "import sys; from foisearch.cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *command(index, *argv)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, without_time(done.stdout)


def without_time(text: str) -> str:
    return re.sub(r',"took_ms":[0-9.]+', "", text)


def cold(index: Path, *argv: str) -> tuple[int | None, str]:
    status, lines = entry.answer(command(index, *argv), {})
    return status, without_time(b"".join(lines).decode())


QUERIES = [
    "drones",
    "misconduct officers complaint",
    "body worn video failures",
    "how much was spent on cars?",
    "stop and search",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(
    "options",
    [
        ("--json",),
        ("--json", "--exact"),
        ("--ids", "--exact"),
        ("--format", "json", "-n", "3"),
        ("--format=ids",),
    ],
)
def test_it_prints_what_the_normal_path_prints(
    index: Path, query: str, options: tuple[str, ...]
) -> None:
    assert cold(index, *query.split(), *options) == normal(index, *query.split(), *options)


@pytest.mark.parametrize(("options", "least"), [(["--exact"], 45), ([], 45)])
def test_words_of_the_corpus_are_mostly_answered_and_rightly(
    index: Path, options: list[str], least: int
) -> None:
    with engine.open_index(index) as opened:
        words = sorted(w for w in opened.vocabulary().words if w.isascii() and len(w) > 4)
        pick = random.Random(3)
        answered = 0
        for _ in range(60):
            asked = pick.sample(words, pick.choice([1, 1, 2, 3]))
            try:
                _, text = cold(index, *asked, "--json", *options)
            except NotSimple:
                continue
            answered += 1
            *hits, summary = map(json.loads, text.splitlines())
            from foisearch.search import SearchRequest, search

            request = SearchRequest(" ".join(asked), exact="--exact" in options)
            expected = search(opened, request)
            assert summary["notes"] == list(expected.notes)
            assert summary["total"] == expected.total
            got = [(hit["id"], hit["score"]) for hit in hits]
            assert got == [(hit.disclosure.id, hit.score) for hit in expected.hits]
            shown = [[s["text"] for s in hit["snippets"]] for hit in hits]
            assert shown == [[s.text for s in hit.snippets] for hit in expected.hits]
        assert answered > least


def test_it_imports_nothing_slow(index: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            ASK,
            str(CHECKOUT),
            *command(index, "body worn video failures", "--json"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    status, *modules = done.stderr.split()
    assert status == "0"
    assert not SLOW & set(modules)


@pytest.mark.parametrize(
    "argv",
    [
        ["drones*", "--json"],
        ['"body worn"', "--json"],
        ["topic:drones", "--json"],
        ["drones", "-cameras", "--json"],
        ["drones", "AND", "cameras", "--json"],
        ["drones", "NEAR", "cameras", "--json"],
        ["drones", "--json", "--sort", "newest"],
        ["drones", "--json", "--semantic"],
        ["drones", "--json", "--force", "Harrowmere"],
        ["drones", "--format", "csv"],
        ["drones", "--format", "json", "--json"],
        ["drones", "--json", "--facet", "year"],
        ["zzqqxx", "--json"],
        ["zzqqxx", "--json", "--exact"],
        ["tazer", "--json", "--exact"],
        ["drones", "zzqqxx", "--json"],
        ["drones??", "--json"],
        ["sec.", "drones", "--json"],
        ["body-worn", "video", "--json"],
        ["drones", "--json", "--exact", "--exact"],
        ["s40(2)", "--json"],
        ["drones"],
    ],
)
def test_what_is_not_simple_is_left_to_the_normal_path(index: Path, argv: list[str]) -> None:
    with pytest.raises(NotSimple):
        entry.answer(command(index, *argv), {})


def test_the_other_words_are_those_of_the_engine(index: Path) -> None:
    with engine.open_index(index) as opened:
        words = sorted(w for w in opened.vocabulary().words if w.isascii() and w.isalpha())
        pick = random.Random(4)
        opened_cold = segments_.opened(manifest.read(str(index)))
        held = manifest.read(str(index)).names()
        terms = Terms(opened_cold)
        seen = 0
        for _ in range(600):
            asked = pick.sample(words, pick.choice([1, 2, 3]))
            try:
                names.see_none(asked, held)
            except NotSimple:
                continue
            node, expanded = reworded(opened, parse(" ".join(asked)))
            typed = [clauses.Word(word, terms) for word in asked]
            groups = otherwise.groups(typed, terms)
            assert [choices for _, choices in groups] == [
                [(other.said, other.terms, other.weight) for other in group.others]
                for group in (node.nodes if isinstance(node, ast.AnyOf) else (node,))
                if isinstance(group, ast.Reworded)
            ]
            sought = clauses.read(typed, groups, terms)
            assert clauses.expanded(sought) == [(e.typed, list(e.others)) for e in expanded]
            seen += bool(expanded)
        assert seen > 100


def test_an_index_that_the_corpus_left_behind_is_not_simple(index: Path, tmp_path: Path) -> None:
    other = tmp_path / "corpus"
    other.mkdir()
    (other / "manifest.json").write_bytes((SAMPLE / "manifest.json").read_bytes())
    with pytest.raises(NotSimple):
        entry.answer(
            ["search", "drones", "--json", "--corpus", str(other), "--index", str(index)], {}
        )


def test_the_fingerprint_is_that_of_the_engine() -> None:
    assert full_manifest.analysis_fingerprint() == manifest.FINGERPRINT


def test_whatever_names_something_is_seen(tmp_path: Path) -> None:
    bodies = Authorities.standard()
    path = str(tmp_path / "names.foi")
    written.write(path, written.known(bodies))
    container = Container(path)
    some = [body.short or body.id for body in bodies] + [n for b in bodies for n in b.sure_names()]
    pick = random.Random(5)
    vocabulary = sorted({w for name in some for w in name.split() if w.isascii() and w.isalpha()})
    seen = 0
    for _ in range(3_000):
        words = pick.choice(some).split() if pick.random() < 0.5 else []
        words += pick.sample(vocabulary, pick.choice([0, 1, 2]))
        if not words or not all(w.isascii() and w.isalpha() for w in words):
            continue
        nodes = [ast.Word(word) for word in words]
        names_something = any(
            isinstance(each, recognise.Named) for each in recognise.named(nodes, bodies)
        )
        try:
            names.see_none(words, container)
        except NotSimple:
            seen += 1
        else:
            assert not names_something, words
    assert seen > 100
