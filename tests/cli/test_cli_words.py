"""Other words and corrections, from the command line and at the prompt."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from foisearch.cli.main import main
from foisearch.render.terminal import Terminal

CHECKOUT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    index = tmp_path_factory.mktemp("words") / "index"
    environ = {
        "FOISEARCH_CORPUS": str(CHECKOUT / "corpus"),
        "FOISEARCH_INDEX": str(index),
        "COLUMNS": "80",
    }

    def run(*argv: str, stdin: str = "") -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        status = main(argv, Terminal(io.StringIO(stdin), out, err, environ, 80))
        return status, out.getvalue(), err.getvalue()

    assert run("index")[0] == 0
    return run


def told(out: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(out.splitlines()[-1])
    return found


def test_other_words_are_said(run: Run) -> None:
    status, out, err = run("search", "stun guns")
    assert (status, err) == (0, "")
    assert "note: also: taser" in out
    summary = told(run("search", "stun guns", "--json")[1])
    assert summary["expansions"] == [
        {
            "for": "stun guns",
            "words": ["taser", "conducted energy device", "CED", "conducted energy weapon"],
        }
    ]


def test_exact_finds_nothing_else(run: Run) -> None:
    status, out, _ = run("search", "stun guns", "--exact")
    assert status == 1
    assert "also:" not in out
    assert "expansions" not in told(run("search", "stun guns", "--exact", "--json")[1])


def test_a_misspelt_word_is_corrected_or_suggested(run: Run) -> None:
    status, out, _ = run("search", "tazer")
    assert status == 0
    assert "nothing for “tazer”; showing “taser”" in out
    assert told(run("search", "tazer", "--json")[1])["corrected"] == "taser"
    status, out, _ = run("search", "tazer", "--exact")
    assert status == 1
    assert "did you mean “taser”?" in out
    meant = told(run("search", "tazer", "drones", "--json")[1])["did_you_mean"]
    assert isinstance(meant, dict)
    assert meant["query"] == "taser drones"


@pytest.mark.parametrize("form", ["text", "table", "markdown", "csv", "json", "ids"])
def test_in_every_format_a_correction_is_said_with_what_it_finds(run: Run, form: str) -> None:
    total = told(run("search", "vetting failures", "--json")[1])["total"]
    _, out, err = run("search", "veting failures", "--format", form, "--limit", "2")
    said = f"did you mean “vetting failures”? {total} are found by it"
    assert said in (err if form in {"csv", "ids"} else out)
    _, out, err = run("search", "veting", "--format", form, "--limit", "2")
    assert "nothing for “veting”; showing “vetting”" in (err if form in {"csv", "ids"} else out)


def test_of_ids_only_a_correction_is_told(run: Run) -> None:
    status, out, err = run("search", "stun guns", "--ids", "--limit", "1")
    assert (status, len(out.splitlines()), err) == (0, 1, "")


def test_what_was_meant_is_one_command_away_at_the_prompt(run: Run) -> None:
    total = told(run("search", "vetting failures", "--json")[1])["total"]
    status, out, _ = run("repl", stdin="veting failures\n.meant\n")
    assert status == 0
    before, after = out.split("did you mean “vetting failures”?")
    assert f"{total} disclosures" in after
    assert f"{total} disclosures" not in before
    status, _, err = run("repl", stdin="vetting failures\n.meant\n")
    assert status == 2
    assert "nothing is suggested for the last search; type the words you mean" in err


def test_what_was_typed_never_commands_the_terminal(run: Run) -> None:
    _, out, _ = run("search", "tazer \x1b[31m(taser)")
    assert "\x1b" not in out


def test_the_prompt_can_be_exact(run: Run) -> None:
    status, out, _ = run("repl", stdin="stun guns\n.exact on\n.exact off\n")
    assert status == 0
    shown = out.split("nothing found")
    assert len(shown) == 2
    assert "also:" in shown[0]
    assert "also:" in shown[1]
    assert run("repl", stdin=".exact maybe\n")[0] == 2
