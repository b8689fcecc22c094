"""The store of questions: what is in it is what the records ask, whatever becomes of the index."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prior_corpora import everything, indexed, put, shrunk, sources, terms
from strategies import disclosures

from foisearch import engine, record
from foisearch.disclosure import Disclosure, Part
from foisearch.engine.files import layout
from foisearch.engine.files.container import Container
from foisearch.engine.files.container_writer import ContainerWriter
from foisearch.errors import IndexBusy, IndexMissing, IndexUnusable
from foisearch.prior.questions import LONGEST, asked, plain_words
from foisearch.prior.store import Questions, Unit, build, companion, reading, writing
from foisearch.prior.store.companion import MOST_TIMES, PLACES, TIMES_BITS
from foisearch.prior.store.grouping import grouped
from foisearch.prior.store.reading import asking, text_hash

SOME: list[list[dict[str, Any]]] = [
    [
        {"request": "How many tasers were drawn in Kent?"},
        {"parts": (Part("1", "How many dogs?"), Part("2", "And cats?", lead="In Kent"))},
    ],
    [{"request": "how many TASERS were drawn, in Kent"}, {"response": "How much was it in all?"}],
]


def opened(folder: Path) -> Questions:
    return Questions.open(engine.open_index(folder), folder)


def held(questions: Questions) -> dict[tuple[int, int, int], tuple[str, dict[str, int], int]]:
    """What the store holds of live documents: place, terms with their times, and hash."""
    found = {}
    for number, (of, segment) in enumerate(
        zip(questions.companions, questions.index.segments, strict=True)
    ):
        names = {n: text for text, n in of.extras.items()}
        hashes = dict(zip(of.hashed.tolist(), of.hashes.tolist(), strict=True))
        for doc in np.flatnonzero(segment.alive).tolist():
            for place, q in enumerate(range(*of.firsts[doc : doc + 2].tolist())):
                codes, _ = of.codes_of(np.array([q]))
                text = {
                    names.get(n) or segment.dictionary[int(of.numbers[n])].decode(): times
                    for n, times in zip(codes >> TIMES_BITS, codes & MOST_TIMES, strict=True)
                }
                found[number, doc, place] = (PLACES[of.places[q]], text, hashes[q])
    return found


def expected(questions: Questions) -> dict[tuple[int, int, int], Any]:
    found = {}
    for place, question in everything(questions.index).items():
        times = {t: min(n, MOST_TIMES) for t, n in terms(questions.index, question).items()}
        found[place] = (question.place, times, text_hash(question.whole))
    return found


@given(sources, st.data())
@settings(max_examples=40, deadline=None)
def test_it_holds_what_the_records_ask(corpus: list[list[dict[str, Any]]], data: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = indexed(Path(folder), corpus)
        first = opened(index)
        assert held(first) == expected(first)
        again = data.draw(st.integers(0, len(corpus) - 1))
        shrunk(Path(folder), again, corpus[again][:-1])
        second = opened(index)
        assert held(second) == expected(second)
        # And it is the same made at once.
        for file in companion.folder_in(index).glob("*.foi"):
            file.unlink()
        third = opened(index)
        assert held(third) == held(second)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("AZaz09%£.-_ \t\n\x1f\x7f")))
def test_a_hash_stands_for_plain_words(text: str) -> None:
    assert text_hash(text) == text_hash(plain_words(text)) == text_hash(f" {text}!")
    if plain_words(text):
        assert text_hash(text) != text_hash(text + " more")


@given(disclosures)
@settings(deadline=None)
def test_a_part_of_a_record_asks_what_the_whole_asks(d: Disclosure) -> None:
    assert asked(asking(record.to_json(d))) == asked(d)


def test_a_term_that_only_a_question_has(tmp_path: Path) -> None:
    """A question that is cut where it is too long may end in half a word, which no text has."""
    text = "wall " * (LONGEST // 5 - 1) + "an artisan"
    index = indexed(tmp_path, [[{"request": "A wall."}]])
    shrunk(tmp_path, 0, [{"request": text}])
    questions = opened(index)
    assert held(questions) == expected(questions)
    (of,) = questions.companions
    assert list(of.extras) == ["ar"]
    found = questions.find(
        questions.sought(Unit((((term,), 1.0),)) for term in ("ar", "wall", "an"))
    )
    assert found[0].jaccard == pytest.approx(1.0)
    assert questions.idf_of("ar") == questions.idf_of("nowhere")


def test_a_part_that_stands_inside_a_word_is_found(tmp_path: Path) -> None:
    index = indexed(tmp_path, [[{"request": "party wall", "parts": (Part("1", "art wall?"),)}]])
    questions = opened(index)
    assert held(questions) == expected(questions)
    assert not questions.companions[0].extras
    assert questions.find(questions.sought([Unit(((("art",), 1.0),))]))


def test_codes_get_wider_where_there_are_many_terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(companion.NUMBER_BITS, companion.NARROW, 2)
    questions = opened(indexed(tmp_path, SOME))
    assert [each.width for each in questions.companions] == [companion.WIDE] * 2
    assert held(questions) == expected(questions)


def test_texts_are_read_some_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_AT_ONCE", 1)
    monkeypatch.setattr("foisearch.engine.building.chunks.MOST_TERMS", 3)
    seen: list[tuple[int, int]] = []
    index = indexed(tmp_path, SOME)
    questions = Questions.open(engine.open_index(index), index, lambda *at: seen.append(at))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert held(questions) == expected(questions)


def test_an_index_without_documents(tmp_path: Path) -> None:
    engine.build(put(tmp_path / "corpus", {}), tmp_path / "index")
    questions = opened(tmp_path / "index")
    assert len(questions) == 0
    assert list(questions.find(questions.sought([Unit(((("taser",), 1.0),))]), text="tasers")) == []
    assert questions.same("tasers") == []


# What is read again, and what goes.


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    index = indexed(tmp_path, SOME[:1])
    opened(index).close()
    (old,) = companion.folder_in(index).glob("*.foi")
    before = old.stat()
    indexed(tmp_path, [SOME[0], SOME[1]])
    seen: list[tuple[int, int]] = []
    Questions.open(engine.open_index(index), index, lambda *at: seen.append(at)).close()
    assert seen == [(2, 2)]
    assert old.stat() == before
    seen.clear()
    Questions.open(engine.open_index(index), index, lambda *at: seen.append(at)).close()
    assert not seen


def test_companions_go_with_their_segments(tmp_path: Path) -> None:
    index = indexed(tmp_path, SOME)
    old = opened(index)
    names = {file.name for file in companion.folder_in(index).glob("*.foi")}
    engine.build(put(tmp_path / "corpus", {}), index, rebuild=True)
    assert {file.name for file in companion.folder_in(index).glob("*.foi")} == names
    new = opened(index)
    assert not names & {file.name for file in companion.folder_in(index).glob("*.foi")}
    assert held(new) == expected(new)
    assert held(old) == expected(old)  # who has them open keeps them


def test_what_was_left_half_written_goes(tmp_path: Path) -> None:
    index = indexed(tmp_path, SOME)
    opened(index).close()
    within = companion.folder_in(index)
    (within / ".qst-0123456789ab.foi.77").write_bytes(b"half")
    (within / "notes.txt").write_text("not ours")
    (companion.folder_in(index) / sorted(f.name for f in within.glob("qst*"))[0]).unlink()
    opened(index).close()
    names = {file.name for file in within.iterdir()}
    assert len(names) == 4
    assert {".lock", "notes.txt"} < names


def test_the_engine_leaves_the_folder_alone(tmp_path: Path) -> None:
    index = indexed(tmp_path, SOME)
    opened(index).close()
    corpus = put(tmp_path / "corpus", {})
    before = sorted(companion.folder_in(index).iterdir())
    engine.build(corpus, index)
    assert sorted(companion.folder_in(index).iterdir()) == before
    assert layout.strangers(index) == []
    for file in index.iterdir():
        if file.is_file():
            file.unlink()
    with pytest.raises(IndexMissing):
        engine.open_index(index)
    engine.build(corpus, index)
    assert len(opened(index)) == 5


# Damage, and builds that end early.


def answers(questions: Questions) -> Any:
    sought = questions.sought([Unit(((("taser",), 1.0),)), Unit(((("kent",), 1.0),))])
    found = list(questions.find(sought, text="How many tasers were drawn in Kent?"))
    return found, questions.same("And cats?"), held(questions)


@pytest.mark.parametrize("bit", [1, 0x80])
def test_any_byte_changed_is_refused_or_changes_nothing(tmp_path: Path, bit: int) -> None:
    index = indexed(tmp_path, SOME[:1])
    before = opened(index)
    good = answers(before)
    (file,) = companion.folder_in(index).glob("*.foi")
    whole = file.read_bytes()
    refused = 0
    for place in range(len(whole)):
        file.unlink()
        file.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        try:
            assert answers(opened(index)) == good
        except IndexUnusable:
            refused += 1
    assert refused > len(whole) / 2


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    index = indexed(tmp_path, SOME[:1])
    opened(index).close()
    (file,) = companion.folder_in(index).glob("*.foi")
    whole = file.read_bytes()
    for size in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:size])
        with pytest.raises(IndexUnusable):
            opened(index)


def test_one_of_another_version_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = indexed(tmp_path, SOME)
    monkeypatch.setattr(companion, "VERSION", 0)
    opened(index).close()
    monkeypatch.undo()
    seen: list[tuple[int, int]] = []
    questions = Questions.open(engine.open_index(index), index, lambda *at: seen.append(at))
    assert len(seen) == 2
    assert held(questions) == expected(questions)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_interrupt_leaves_what_is_complete(tmp_path: Path, error: type[BaseException]) -> None:
    index = indexed(tmp_path, SOME)

    def stop(done: int, total: int) -> None:
        if done > 2:
            raise error

    with pytest.raises(error):
        Questions.open(engine.open_index(index), index, stop)
    assert len(list(companion.folder_in(index).iterdir())) == 2
    seen: list[tuple[int, int]] = []
    questions = Questions.open(engine.open_index(index), index, lambda *at: seen.append(at))
    assert seen == [(2, 2)]
    assert held(questions) == expected(questions)


def test_a_build_that_is_killed_is_made_good(tmp_path: Path) -> None:
    index = indexed(tmp_path, SOME)
    code = (
        "import sys, time; from pathlib import Path; from foisearch import engine\n"
        "from foisearch.prior.store import Questions\n"
        "def stop(done, total):\n    if done > 2: print('now', flush=True); time.sleep(60)\n"
        "folder = Path(sys.argv[1]); Questions.open(engine.open_index(folder), folder, stop)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(index)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"now\n"
        with pytest.raises(IndexBusy):
            opened(index)
        process.send_signal(signal.SIGKILL)
    time.sleep(0.01)
    assert any(file.name.startswith(".qst-") for file in companion.folder_in(index).iterdir())
    questions = opened(index)
    assert held(questions) == expected(questions)
    names = [file.name for file in companion.folder_in(index).iterdir()]
    assert not any(name.startswith(".qst-") for name in names)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    index = indexed(tmp_path, SOME)
    companion.folder_in(index).write_text("in the way")
    with pytest.raises(IndexUnusable):
        opened(index)


def test_building_twice_does_nothing(tmp_path: Path) -> None:
    index = indexed(tmp_path, SOME)
    with engine.open_index(index) as open_index:
        assert build(open_index, index) == 4
        assert build(open_index, index) == 0
        assert writing.missing(open_index, index) == []


def forged(file: Path, **changed: bytes) -> None:
    """Write a companion anew with other regions, every checksum right."""
    held = Container(str(file))
    regions = {name: bytes(held.region(name)) for name in held.regions} | changed
    facts = dict(held.facts)
    held.close()
    file.unlink()
    writer = ContainerWriter(str(file))
    for name, data in regions.items():
        writer.region(name, [data])
    for name, value in facts.items():
        writer.fact(name, value)
    writer.finish()


@pytest.mark.parametrize("name", ["doc.first", "place", "term.first", "term.code", "term.number"])
@pytest.mark.parametrize("byte", [b"\xff", b"\x01", b""])
def test_a_file_that_somebody_made_up(tmp_path: Path, name: str, byte: bytes) -> None:
    """It may say what is wrong, but nothing worse than that comes of it."""
    index = indexed(tmp_path, SOME[:1])
    opened(index).close()
    (file,) = companion.folder_in(index).glob("*.foi")
    held = Container(str(file))
    size = held.regions[name][1]
    held.close()
    forged(file, **{name: byte * size})
    with suppress(IndexUnusable):
        questions = opened(index)
        sought = questions.sought([Unit(((("taser",), 1.0),))])
        assert len(list(questions.find(sought, text="And cats?"))) < 10
        assert len(grouped(questions)) < 10


def test_several_threads_may_ask_at_once(tmp_path: Path) -> None:
    questions = opened(indexed(tmp_path, SOME * 5))
    wanted = [
        questions.sought(Unit((((term,), 1.0),)) for term in terms)
        for terms in (("taser", "kent"), ("cat",), ("mani", "drawn"), ("dog", "mani", "how"))
    ]
    alone = [list(questions.find(each)) for each in wanted]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda n: list(questions.find(wanted[n % 4])), range(400)))
    assert all(found == alone[n % 4] for n, found in enumerate(together))
