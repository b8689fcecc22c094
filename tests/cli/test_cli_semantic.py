"""The sentence model on the command line and at the prompt, over a model that is faked."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "prior"))
from meaning_fakes import Bag, install, uninstall
from prior_corpora import disclosure

from foisearch import record
from foisearch.cli.main import main
from foisearch.prior.check import WORDS_ONLY
from foisearch.render.terminal import Terminal
from foisearch.semantic import build as building
from foisearch.semantic.embedder import available
from foisearch.services import sentences

ASKED = ["How many officers were dismissed?", "What do dogs eat?", "Where do ducks swim?"]
NEW = "Please tell me how many coppers were sacked?\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    environ = {"FOISEARCH_CORPUS": str(tmp_path / "corpus")}

    def run(*argv: str, stdin: str = "") -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        status = main(argv, Terminal(io.StringIO(stdin), out, err, environ, 80))
        return status, out.getvalue(), err.getvalue()

    records(tmp_path, run, ASKED)
    return run


def records(folder: Path, run: Run, asked: list[str], name: str = "a.jsonl") -> None:
    held = [disclosure(f"{name}-{n}", request=text) for n, text in enumerate(asked)]
    (folder / name).write_bytes(b"".join(orjson.dumps(record.to_json(d)) + b"\n" for d in held))
    assert run("import", str(folder / name))[0] == 0


def summary(out: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(out.splitlines()[-1])
    return found


def test_the_index_makes_vectors(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bag = install(monkeypatch)
    status, out, err = run("index", "--semantic")
    assert (status, err) == (0, "")
    assert "3 questions have vectors, 3 new · bag b" in out
    assert (tmp_path / "index" / "questions").is_dir()
    told = summary(run("index", "--semantic", "--json")[1])
    assert [told[key] for key in ("model", "vectors", "new", "dropped")] == ["bag b", 3, 0, 0]
    assert "vectors" not in summary(run("index", "--json")[1])
    run("index", "--rebuild")
    assert summary(run("index", "--semantic", "--json")[1])["new"] == 0
    assert len(bag.asked) == 3
    told = summary(run("index", "--semantic", "--rebuild", "--json")[1])
    assert (told["new"], len(bag.asked)) == (3, 6)
    assert summary(run("index", "--model", "/x/model", "--json")[1])["model"] == "bag c"


def test_a_plain_index_keeps_the_questions_up(run: Run, tmp_path: Path) -> None:
    run("index")
    folder = tmp_path / "index" / "questions"
    assert not folder.exists()
    run("check", "-", stdin=NEW)
    before = set(folder.glob("qst-*"))
    records(tmp_path, run, ["How many bees are kept?"], "b.jsonl")
    run("index")
    after = set(folder.glob("qst-*"))
    assert after
    assert after != before


def test_an_interrupted_index_goes_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COMMIT", "_LOOK", "_EMBED"):
        monkeypatch.setattr(building, name, 1)
    install(monkeypatch, Bag(breaks=3))
    assert run("index", "--semantic")[0] == 130
    install(monkeypatch)
    assert summary(run("index", "--semantic", "--json")[1])["new"] == 1


def test_damaged_vectors_are_an_error_with_a_cure(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch)
    run("index", "--semantic")
    (tmp_path / "index" / "semantic" / "manifest.json").write_text("{")
    for argv in (["check", "-"], ["search", "sacked", "--semantic"], ["index", "--semantic"]):
        status, _, err = run(*argv, stdin=NEW)
        assert (status, err.count("\n")) == (2, 1)
        assert "run: foisearch index --semantic --rebuild" in err
    assert run("check", "-", "--no-semantic", stdin=NEW)[0] == 0
    assert run("index", "--semantic", "--rebuild")[0] == 0
    assert run("check", "-", stdin=NEW)[0] == 0


def test_a_check_uses_the_vectors_that_there_are(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uninstall(monkeypatch)
    _, out, err = run("check", "-", "--json", stdin=NEW)
    assert (notes(out), err) == ([WORDS_ONLY], "")
    bag = install(monkeypatch)
    assert notes(run("check", "-", "--json", stdin=NEW)[1]) == [sentences.NO_VECTORS]
    assert not bag.asked
    run("index", "--semantic")
    status, out, _ = run("check", "-", "--json", stdin=NEW)
    checked = json.loads(out.splitlines()[0])
    assert (status, checked["searched"]["model"], checked["notes"]) == (0, "bag b", [])
    assert "meaning" in checked["parts"][0]["matches"][0]["found_by"]
    assert notes(run("check", "-", "--no-semantic", "--json", stdin=NEW)[1]) == [sentences.LEFT_OUT]
    records(tmp_path, run, ["How many bees are kept?"], "b.jsonl")
    (note,) = notes(run("check", "-", "--json", stdin=NEW)[1])
    assert note == "1 question has no vector yet; run: foisearch index --semantic"
    assert notes(run("similar", "b.jsonl-0", "--json")[1]) == [note]
    assert notes(run("check", "-", "--semantic", "--json", stdin=NEW)[1]) == []
    run("index", "--model", str(tmp_path / "model"))
    assert notes(run("check", "-", "--json", stdin=NEW)[1]) == [sentences.OTHERS]


def notes(out: str) -> list[str]:
    found: list[str] = json.loads(out.splitlines()[0])["notes"]
    return found


def test_a_note_says_how_to_get_the_model_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    uninstall(monkeypatch)
    out = run("check", "-", "--plain", stdin=NEW)[1]
    assert out.count("note: ") == 1
    assert "pip install 'foisearch[semantic]', then foisearch index --semantic" in out


@pytest.mark.parametrize(
    "argv",
    [
        ["check", "-", "--semantic"],
        ["similar", "a.jsonl-0", "--semantic"],
        ["search", "sacked", "--semantic"],
        ["index", "--semantic"],
    ],
)
def test_what_is_insisted_on_and_lacks(
    run: Run, monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    uninstall(monkeypatch)
    status, out, err = run(*argv, stdin=NEW)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "run: pip install 'foisearch[semantic]'" in err


def test_many_vectors_are_not_made_unasked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    bag = install(monkeypatch)
    monkeypatch.setattr(sentences, "FEW", 2)
    for argv in (["check", "-", "--semantic"], ["search", "sacked", "--semantic"]):
        status, out, err = run(*argv, stdin=NEW)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "run: foisearch index --semantic" in err
    assert not bag.asked
    monkeypatch.setattr(sentences, "FEW", 3)
    assert run("check", "-", "--semantic", stdin=NEW)[0] == 0
    assert run("search", "sacked", "--semantic", "--ids")[0] == 0


def test_options_that_contradict(run: Run) -> None:
    for argv in (["--no-semantic", "--model", "/m"], ["--no-semantic", "--semantic"]):
        status, _, err = run("check", "-", *argv, stdin=NEW)
        assert (status, err.count("\n")) == (2, 1)


def test_a_search_by_meaning(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    run("index", "--semantic")
    assert run("search", "sacked", "--exact")[0] == 1
    status, out, err = run("search", "sacked", "--exact", "--semantic", "--json")
    hit, told = map(json.loads, out.splitlines())
    assert (status, err, told["total"]) == (0, "", 1)
    assert (hit["id"], hit["found_by"]) == ("kent/a.jsonl-0", ["meaning"])
    assert hit["snippets"][0]["text"] == ASKED[0]
    assert "found by meaning" in run("search", "sacked", "--exact", "--semantic")[1]
    assert run("search", "sacked", "--exact", "--semantic", "--outcome", "refused")[0] == 1
    assert "found_by" not in run("search", "dogs", "--json")[1]
    assert "--sort relevance" in run("search", "dogs", "--semantic", "--sort", "ref")[1]


def test_the_prompt(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    lines = ".exact on\n.semantic on\n.index semantic\n.semantic on\nsacked\n.semantic off\n"
    status, out, err = run("repl", stdin=lines)
    assert status == 2  # the second line: there is no vector
    assert err.count("\n") == 1
    assert "run: foisearch index --semantic" in err
    assert "found by meaning" in out
    assert "nothing found" in out
    assert "by meaning too" in out
    for line in (".semantic", ".semantic maybe", ".index all"):
        assert run("repl", stdin=line)[0] == 2


def test_the_model_is_loaded_once_in_a_session(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from foisearch.semantic import embedder

    install(monkeypatch)
    run("index", "--semantic")
    loads, load = [], embedder.load
    monkeypatch.setattr(embedder, "load", lambda path=None: loads.append(path) or load(path))
    run("repl", stdin=".semantic on\nsacked\n.similar 1\nsacked\n.check\nsacked cops?\n.\n")
    assert loads == [None]


@pytest.mark.skipif(not available(), reason="foisearch[semantic] is not installed")
def test_the_packaged_model(run: Run) -> None:
    told = summary(run("index", "--semantic", "--json")[1])
    assert (told["vectors"], told["new"]) == (3, 3)
    hit = json.loads(
        run("search", "sacked", "constables", "--semantic", "--json")[1].splitlines()[0]
    )
    assert (hit["id"], hit["found_by"]) == ("kent/a.jsonl-0", ["meaning"])
    assert json.loads(run("check", "-", "--json", stdin=NEW)[1].splitlines()[0])["notes"] == []
