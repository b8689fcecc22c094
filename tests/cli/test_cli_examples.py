"""Every example of every ``--help``, run against the corpus that comes with foisearch."""

from __future__ import annotations

import io
import shlex
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from meaning_fakes import install

from foisearch.cli.commands import COMMANDS, load
from foisearch.cli.main import main
from foisearch.render.terminal import Terminal

SHIPPED = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files to import, beside a corpus made from the shipped sources."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "corpus").mkdir()
    shutil.copy(SHIPPED / "authorities.csv", folder / "corpus")
    shutil.copytree(SHIPPED / "sources" / "logs", folder / "logs")
    shutil.copy(next(iter(sorted((folder / "logs").glob("opsr-*.txt")))), folder / "log.txt")
    question = (
        "How many drones, or unmanned aerial vehicles (UAV), does the force own, and of what make?"
    )
    (folder / "request.txt").write_text(f"Dear Sir or Madam,\n\n{question}\n\nYours faithfully\n")
    (folder / "requests.jsonl").write_text(f'{{"id": "a", "text": "{question}"}}\n"{question}"\n')
    status, _, err = run(folder, "import", str(SHIPPED / "sources"))
    assert (status, err) == (0, "")
    return folder


def run(folder: Path, *argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    environ = {"FOISEARCH_CORPUS": str(folder / "corpus")}
    status = main(argv, Terminal(io.StringIO(), out, err, environ, 80))
    return status, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("line", [line for name in COMMANDS for line, _ in load(name).EXAMPLES])
def test_example(home: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    program, *argv = shlex.split(line)
    assert program == "foisearch"
    if "--semantic" in argv:
        install(monkeypatch)
        assert run(home, "index", "--semantic")[0] == 0
    status, out, err = run(home, *argv)
    assert status == 0, (out, err)
    expected = ("brought up to date", "the evidence is in")
    assert [text for text in err.splitlines() if not any(e in text for e in expected)] == []
