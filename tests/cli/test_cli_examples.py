"""Every example of every ``--help``, run against the corpus that comes with foisearch."""

from __future__ import annotations

import gzip
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from meaning_fakes import install
from recipe_samples import mixed

from foisearch.cli.commands import COMMANDS, load
from foisearch.cli.main import main
from foisearch.render.terminal import Terminal

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "corpus"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files to import, beside a corpus made from the shipped sources."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "corpus").mkdir()
    shutil.copy(SHIPPED / "authorities.csv", folder / "corpus")
    shutil.copytree(SHIPPED / "sources" / "logs", folder / "logs")
    shutil.copy(next(iter(sorted((folder / "logs").glob("opsr-*.txt")))), folder / "log.txt")
    rows = "Ref,What was asked,Reply\nT-1,How many gates are there?,Nine.\n"
    (folder / "log.csv").write_text(rows)
    (folder / "log.csv.gz").write_bytes(gzip.compress(rows.encode()))
    mixed(folder)
    question = (
        "How many drones, or unmanned aerial vehicles (UAV), does the force own, and of what make?"
    )
    (folder / "request.txt").write_text(f"Dear Sir or Madam,\n\n{question}\n\nYours faithfully\n")
    (folder / "requests.jsonl").write_text(f'{{"id": "a", "text": "{question}"}}\n"{question}"\n')
    status, _, err = run(folder, "import", str(SHIPPED / "sources"))
    assert (status, err) == (0, "")
    return folder


def run(folder: Path, *argv: str, stdin: str = "") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    environ = {"FOISEARCH_CORPUS": str(folder / "corpus")}
    status = main(argv, Terminal(io.StringIO(stdin), out, err, environ, 80))
    return status, out.getvalue(), err.getvalue()


LINES = [line for name in COMMANDS for line, _ in load(name).EXAMPLES]
EXPECTED = ("brought up to date", "the evidence is in", "foisearch: also: ")


@pytest.mark.parametrize("line", [line for line in LINES if "|" not in line])
def test_example(home: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    program, *argv = shlex.split(line)
    assert program == "foisearch"
    if "--semantic" in argv:
        install(monkeypatch)
        assert run(home, "index", "--semantic")[0] == 0
    if argv[0] == "saved":
        (home / "state").mkdir(exist_ok=True)
        shutil.rmtree(home / "state")
        assert run(home, "repl", stdin="drones\n.save drones\n")[0] == 0
    status, out, err = run(home, *argv)
    assert status == 0, (out, err)
    assert out or argv == ["repl"]  # which was given no line
    assert [text for text in err.splitlines() if not any(e in text for e in EXPECTED)] == []


def by_shell(home: Path, line: str) -> subprocess.CompletedProcess[str]:
    """A line as a shell runs it, with the program on the path and as bin/foisearch."""
    for place in (home / "foisearch", home / "bin" / "foisearch"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -S -P "{ROOT}/foisearch/__main__.py" "$@"\n'
        )
        place.chmod(0o755)
    environ = {
        "PATH": f"{home}:{os.environ['PATH']}",
        "HOME": str(home / "user"),
        "FOISEARCH_CORPUS": str(home / "corpus"),
    }
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=home, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("line", [line for line in LINES if "|" in line])
def test_example_with_a_pipe(home: Path, line: str) -> None:
    done = by_shell(home, line)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def readme_lines() -> list[str]:
    """The lines of the README that a person would type, but for what installs something."""
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    away = ("pip ", "bin/test", "--semantic")
    return [line for line in lines if line and not any(word in line for word in away)]


def test_import_of_the_readme(home: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    shown = text.split("$ bin/foisearch --corpus ~/foi import disclosures/\n")[1].split("```")[0]
    shutil.rmtree(home / "user", ignore_errors=True)
    (home / "user" / "foi").mkdir(parents=True)
    shutil.copy(SHIPPED / "authorities.csv", home / "user" / "foi")
    done = by_shell(home, "bin/foisearch --corpus ~/foi import disclosures/")
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.split() == shown.split()


@pytest.mark.parametrize("line", readme_lines())
def test_line_of_the_readme(home: Path, line: str) -> None:
    if "jq" in line and not shutil.which("jq"):
        pytest.skip("no jq")
    (home / "user").mkdir(exist_ok=True)
    if "~/foi" in line:  # the corpus that the lines before it make
        (home / "user" / "foi").mkdir(exist_ok=True)
        shutil.copy(SHIPPED / "authorities.csv", home / "user" / "foi")
        by_shell(home, "bin/foisearch --corpus ~/foi import disclosures/")
    done = by_shell(home, line)
    assert done.returncode == 0, done.stderr
    assert "bug" not in done.stderr
    assert done.stdout
