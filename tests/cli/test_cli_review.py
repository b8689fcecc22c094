"""Reviews on the command line: listed, said outright, and by questions."""

from __future__ import annotations

import fcntl
import io
import json
from pathlib import Path

import pytest

from foisearch.cli.main import main
from foisearch.intake.corrections import FILE
from foisearch.render.terminal import Terminal

LOG = """Ref
6102214

Gates

Request
Response

You put two questions to us about the gates of the yard.

How many gates are there, and of what make is each of them?

There are nine gates.

All of them were made by Tolliver and Sons.
"""
BORDER = LOG.split("\n").index("There are nine gates.") + 1
PLAIN = "Ref\n6102215\n\nDoors\n\nRequest\n\nHow many doors?\n\nResponse\n\nTwo.\n"


class Home:
    """A corpus with one record that is doubted and one that is not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log.txt"
        self.log.write_text(f"{LOG}\n{PLAIN}")
        assert self.run("import", str(self.log), "--authority", "iopc")[0] == 0

    def run(self, *argv: str, stdin: str = "") -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        environ = {"FOISEARCH_CORPUS": str(self.folder / "corpus")}
        status = main(argv, Terminal(io.StringIO(stdin), out, err, environ, 60))
        return status, out.getvalue(), err.getvalue()

    def record(self, ref: str = "6102214") -> dict[str, object]:
        status, out, _ = self.run("show", ref, "--json")
        assert status == 0
        found: dict[str, object] = json.loads(out.splitlines()[0])
        return found

    def uncertain(self) -> list[str]:
        _, out, _ = self.run("review", "--list", "--json")
        *rows, summary = [json.loads(line) for line in out.splitlines()]
        assert summary["total"] == len(rows)
        return [row["ref"] for row in rows]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_the_doubted_are_listed(home: Home) -> None:
    assert home.uncertain() == ["6102214"]
    status, out, _ = home.run("review", "--list")
    assert status == 0
    assert "not sure of" in out
    assert home.run("review", str(home.log), "--list")[0] == 0


def test_nothing_to_look_at_is_status_1(home: Home) -> None:
    assert home.run("review", "6102214", "--accept")[0] == 0
    status, out, err = home.run("review")
    assert (status, out.strip(), err) == (1, "nothing is uncertain", "")
    assert home.run("review", "no/such")[0] == 1


def test_said_outright(home: Home) -> None:
    argv = ("review", "6102214", "--set", "topic=Gates and doors", "--set", f"split={BORDER}")
    status, out, _ = home.run(*argv, "--accept", "--who", "K. Officer")
    assert status == 0
    assert "Gates and doors" in out
    record = home.record()
    assert (record["topic"], record["doubts"]) == ("Gates and doors", [])
    assert str(record["response"]).startswith("There are nine gates.")
    (line,) = (home.folder / "corpus" / FILE).read_text().splitlines()
    kept = json.loads(line)
    assert (kept["who"], kept["said"]["topic"]) == ("K. Officer", "Gates")
    assert kept["set"] == {"topic": "Gates and doors", "split": str(BORDER)}
    assert home.uncertain() == []


def test_an_import_afterwards_changes_nothing(home: Home) -> None:
    home.run("review", "6102214", "--set", f"split={BORDER}", "--accept")
    before = home.record()
    assert "unchanged" in home.run("import", str(home.log))[1]
    assert "imported" in home.run("import", str(home.log), "--again")[1]
    assert home.record() == before


def test_taken_back(home: Home) -> None:
    before = home.record()
    home.run("review", "6102214", "--set", "ref=9999", "--set", f"split={BORDER}", "--accept")
    assert home.record("9999")["doubts"] == []
    assert home.run("review", "9999", "--withdraw")[0] == 0
    assert home.record() == before
    assert home.run("review", "6102214", "--withdraw")[0] == 1


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--set", "topic"), "says nothing of a field"),
        (("--set", "colour=red"), "cannot be corrected"),
        (("--set", "outcome=good"), "is no outcome"),
        (("--set", "published=soon"), "soon"),
        (("--set", "authority=Nobody At All"), "no body goes by the name"),
        (("--set", "split=400"), "is not one of its lines"),
        (("--set", "split=two"), "is no line"),
        (("--set", "request=9-3"), "goes backwards"),
        (("--set", "ref="), "has to be something"),
        (("--withdraw", "--accept"), "not both"),
    ],
)
def test_what_is_no_correction_is_refused(home: Home, argv: tuple[str, ...], said: str) -> None:
    status, _, err = home.run("review", "6102214", *argv)
    assert (status, said in err) == (2, True)
    assert not (home.folder / "corpus" / FILE).exists()


def test_one_record_at_a_time(home: Home) -> None:
    for names in ((), ("6102214", "6102215")):
        status, _, err = home.run("review", *names, "--accept")
        assert (status, "which record?" in err) == (2, True)
    copy = home.folder / "copy.txt"
    copy.write_text(PLAIN.replace("Two.", "Three."))
    assert home.run("import", str(copy), "--authority", "iopc")[0] == 0
    status, _, err = home.run("review", "6102215", "--accept")
    assert (status, "is 2 different records" in err) == (2, True)


def test_a_source_that_is_gone_or_has_changed(home: Home) -> None:
    home.log.write_text("Something else\n\n" + home.log.read_text())
    status, _, err = home.run("review", "6102214", "--set", f"split={BORDER}")
    assert (status, "has changed since it was read; foisearch import --update" in err) == (2, True)
    home.log.unlink()
    status, _, err = home.run("review", "6102214", "--set", f"split={BORDER}")
    assert (status, "is gone" in err) == (2, True)
    assert home.run("review", "6102214", "--set", "topic=Yard gates")[0] == 0
    assert home.record()["topic"] == "Yard gates"


def test_while_an_import_runs_it_is_noted_and_applied_later(home: Home) -> None:
    with (home.folder / "corpus" / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        status, _, err = home.run("review", "6102214", "--set", "topic=Yard gates")
    assert (status, "it is noted, and applied at the next import" in err) == (2, True)
    assert home.record()["topic"] == "Gates"
    assert home.run("import", "--update")[0] == 0
    assert home.record()["topic"] == "Yard gates"


# By questions


def ask(home: Home, *answers: str, names: tuple[str, ...] = ()) -> str:
    status, out, err = home.run("review", *names, stdin="".join(f"{a}\n" for a in answers))
    assert (status, err) == (0, "")
    return out


def test_a_line_is_the_answer_to_the_split(home: Home) -> None:
    out = ask(home, str(BORDER), *[""] * 5)
    assert "at which line does the response begin?" in out
    assert "1 corrected, 0 accepted, 0 left" in out
    assert str(home.record()["response"]).startswith("There are nine gates.")


def test_lines_are_an_answer_too(home: Home) -> None:
    ask(home, f"{BORDER - 2}-{BORDER - 1}", *[""] * 5)
    assert str(home.record()["request"]).startswith("How many gates")


def test_enter_keeps_what_was_read(home: Home) -> None:
    before = home.record()["response"]
    out = ask(home, *[""] * 6)
    assert "0 corrected, 1 accepted, 0 left" in out
    record = home.record()
    assert (record["response"], record["doubts"]) == (before, [])
    assert record["split_confidence"] == "high"


def test_another_field_a_wrong_answer_and_help(home: Home) -> None:
    answers = "?\noutcome=wonderful\na\ntopic=Yard gates\nl\na\n"
    status, out, err = home.run("review", stdin=answers)
    assert (status, "stop here" in out, "is no outcome" in err) == (0, True, True)
    assert home.record()["topic"] == "Yard gates"


def test_no_disclosure_at_all(home: Home) -> None:
    ask(home, "p")
    _, out, _ = home.run("search", "tolliver", "--json")
    assert json.loads(out.splitlines()[0])["kind"] == "publication"


@pytest.mark.parametrize("answers", [("s",), ("q",), ()])
def test_skipped_stopped_and_ended(home: Home, answers: tuple[str, ...]) -> None:
    before = home.record()
    assert "0 corrected, 0 accepted, 1 left" in ask(home, *answers)
    assert home.record() == before
    assert home.uncertain() == ["6102214"]


def test_a_record_that_is_named_is_asked_about_without_doubts(home: Home) -> None:
    out = ask(home, "topic=Inner doors", "", names=("6102215",))
    assert "1 corrected" in out
    assert home.record("6102215")["topic"] == "Inner doors"


def test_the_same_record_in_two_files_is_corrected_in_both(home: Home) -> None:
    copy = home.folder / "copy.txt"
    copy.write_text("A page of news\n\n" + LOG)
    assert home.run("import", str(copy), "--authority", "iopc")[0] == 0
    home.run("review", "6102214", "--set", f"split={BORDER}", "--accept")
    _, out, _ = home.run("import", str(copy), str(home.log), "--again", "--json")
    assert json.loads(out.splitlines()[-1])["conflicts"] == 0


def test_answers_in_plain_words_are_one_fact_a_line(home: Home) -> None:
    status, out, _ = home.run("review", "--plain", stdin="s\n")
    assert status == 0
    assert "─" not in out
    assert " · " not in out


# Imports that go with it


def test_dry_run_as_json(home: Home) -> None:
    _, out, _ = home.run("import", str(home.log), "--dry-run", "--json")
    values = [json.loads(line) for line in out.splitlines()]
    kinds = [value["type"] for value in values]
    assert kinds == ["file", "document", *["disclosure", "places"] * 2, "summary"]
    assert values[-1]["dry_run"] is True


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("--dry-run",),
        ("--prune",),
        ("log.txt", "--dry-run", "--update"),
        ("log.txt", "--map", "x"),
        ("log.txt", "--map", "x=nothing"),
    ],
)
def test_options_that_do_not_go_together(home: Home, argv: tuple[str, ...]) -> None:
    assert home.run("import", *argv)[0] == 2


def test_sources_on_the_command_line(home: Home) -> None:
    status, out, _ = home.run("sources")
    assert (status, "1 source · 1 unchanged" in out) == (0, True)
    home.log.unlink()
    status, out, _ = home.run("import", "--update", "--json")
    *_, gone, summary = [json.loads(line) for line in out.splitlines()]
    assert (status, gone["pruned"], summary["update"]["sources"]["gone"]) == (0, False, 1)
    assert home.run("sources", "--corpus", str(home.folder / "none"))[0] == 1
