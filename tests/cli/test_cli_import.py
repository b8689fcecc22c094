"""``foisearch import`` as people use it: standard input, and what is said of bad files."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from recipe_samples import make_all

from foisearch.cli.main import main
from foisearch.render.terminal import Terminal

Run = Callable[..., tuple[int, str, str]]


class Bytes(io.TextIOWrapper):
    """Standard input that holds these bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with the recipes' files, with a corpus of its own."""
    make_all(tmp_path)
    monkeypatch.chdir(tmp_path)
    corpus = tmp_path / "foi"
    corpus.mkdir()
    (corpus / "authorities.csv").write_bytes((tmp_path / "our-bodies.csv").read_bytes())

    def run(*words: str, given: bytes = b"") -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        terminal = Terminal(stdin=Bytes(given), stdout=out, stderr=err, environ={})
        status = main(["--corpus", str(corpus), *words], terminal)
        return status, out.getvalue(), err.getvalue()

    return run


@pytest.mark.parametrize(
    ("file", "called", "kept", "reader"),
    [
        ("mails/bandstand.eml", "", ".eml", "correspondence"),
        ("whatdotheyknow/kite_seizures_12.json", "", ".json", "correspondence"),
        ("whatdotheyknow/deckchairs_lost_at_sea.html", "", ".html", "request-page"),
        ("whatdotheyknow/lighthouse_tours.zip", "", ".zip", "request-page"),
        ("cases.jsonl", "", ".jsonl", "log"),
        ("cases.xlsx", "", ".xlsx", "log"),
        ("cases.jsonl", "../Cases of May.jsonl", ".jsonl", "log"),
    ],
)
def test_standard_input(
    run: Run, tmp_path: Path, file: str, called: str, kept: str, reader: str
) -> None:
    words = ("import", "-", "--json", *(("--name", called) if called else ()))
    data = (tmp_path / file).read_bytes()
    status, out, err = run(*words, given=data)
    assert (status, err) == (0, "")
    told = [json.loads(line) for line in out.splitlines()]
    assert (told[0]["status"], told[0]["reader"]) == ("imported", reader)
    (path,) = (tmp_path / "foi" / "received").iterdir()
    assert path.suffix == kept
    assert path.read_bytes() == data
    assert path.name.startswith("cases-of-may-" if called else "input-")
    assert json.loads(run(*words, given=data)[1].splitlines()[0])["status"] == "unchanged"
    assert "nothing new" in run("import", "--update")[1]


def test_standard_input_is_only_tried(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("import", "-", "--dry-run", given=b"Request\n\nWhy?\n\nResponse\n\nSo.\n")
    assert status == 0
    assert "nothing was written" in out
    assert [path.name for path in (tmp_path / "foi").iterdir()] == ["authorities.csv"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "-"), "standard input is empty; see what writes to it"),
        (("import", "a.txt", "--name", "b.txt"), "--name tells what standard input is called"),
    ],
)
def test_standard_input_that_cannot_be(run: Run, words: tuple[str, ...], said: str) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.pdf", b"", "empty.pdf is empty; check how it was saved"),
        ("page.pdf", bytes(range(256)) * 4, "page.pdf does not begin as a .pdf file does"),
        ("page.txt", bytes(range(256)) * 4, "page.txt is binary, not text; save it as text"),
        ("no.txt", None, "no.txt does not exist; check the name"),
        ("stock.csv", b",,\n,,\n", "stock.csv is a table without cells; see how it was saved"),
    ],
)
def test_every_bad_file_has_its_line(
    run: Run, tmp_path: Path, name: str, data: bytes | None, said: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    status, out, _ = run("import", name, "cases.jsonl", "--authority", "tarnmouth")
    assert status == 2
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == f"failed    {name}"
    assert lines[1].startswith(said)
    assert "2 disclosures · 2 files: 1 imported, 1 failed" in out


def test_a_table_that_is_no_log_is_kept_and_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "stock.csv").write_text("Item,Shelf\nSpoons,1\nForks,2\n")
    status, out, _ = run("import", "stock.csv")
    assert status == 0
    said = " ".join(out.split())
    assert "1 publication" in said
    assert "no log of disclosures: kept as a text (no column says that it holds requests:" in said
    assert "“Item”, “Shelf”; if it is a log, say what its columns hold: --map" in said
    assert "Forks" in run("search", "forks")[1]


def test_what_is_always_read_so_is_a_note(run: Run) -> None:
    _, out, _ = run("import", "cases.xlsx", "harrowmere-pages", "--authority", "tarnmouth")
    assert out.count("note: columns read as") == 1
    assert out.count("note: 15 words of menus, banners and footers left out") == 2
    assert "warning" not in out


def test_an_update_says_what_failed_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mails" / "bad.pdf").write_bytes(bytes(range(256)) * 4)
    assert run("import", "mails")[0] == 2
    status, out, _ = run("import", "--update", "mails")
    assert status == 2
    assert out.count("failed    ") == 1
    assert "does not begin as a .pdf file does" in out


def test_the_prompt_takes_what_the_shell_takes(run: Run, tmp_path: Path) -> None:
    lines = (
        ".import cases.jsonl --dry-run",
        ".import tarnmouth-foi-2023-05.csv --map 'Case No=ref' "
        "--map 'What they wanted to know=request'",
        ".review --list",
        ".lint --mask",
        ".import --help",
        ".import --nonsense",
        ".import -",
        ".import no-such.txt",
        ".import",
        ".import 'half",
    )
    _, out, err = run(given="\n".join(lines).encode())
    assert "nothing was written: this was a dry run" in out
    assert "imported  tarnmouth-foi-2023-05.csv · 3 disclosures" in out
    assert "nothing is uncertain" in out
    assert "usage: foisearch import" in out
    for said in (
        "--nonsense",
        "name a file or a folder",
        "not every file could be read",
        "which files?",
        "a quotation mark is not closed",
    ):
        assert said in err


def test_a_mail_is_reviewed_by_its_messages(run: Run, tmp_path: Path) -> None:
    mail = (tmp_path / "mails" / "bandstand.eml").read_text("utf-8")
    doubtful = mail.replace("I can confirm that the", "The")
    assert doubtful != mail
    (tmp_path / "mails" / "bandstand.eml").write_text(doubtful, "utf-8")
    assert "1 uncertain" in run("import", "mails")[1]
    status, out, _ = run("review", given=b"12\n\n")
    assert status == 0
    assert "Who owns the bandstand" in out
    assert "council has owned the bandstand" in out
    assert "  2 response · authority wrote · 2 July 2024" in out
    assert "which message answers first" in out
    assert "message 12 is not in this record: 1 to 2" in out
    assert "1 accepted, 0 left" in out
    assert "lines 1–2" in run("show", "TMB-24-0302")[1]
    assert "it has no message 3" in run("review", "TMB-24-0302", "--set", "split=3")[2]
    status, out, _ = run("review", "TMB-24-0302", "--set", "split=2")
    assert status == 0
    assert "split: 2 (was 1 request, 2 response)" in out
