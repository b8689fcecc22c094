"""The manual pages are those of the commands as they are, and man can read them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from foisearch.cli.commands import COMMANDS
from foisearch.cli.manual import pages, written
from foisearch.cli.recorded import options_of

MAN = Path(__file__).parents[2] / "docs" / "man"


def test_the_pages_are_up_to_date() -> None:
    """If not: python -m foisearch.cli.manual docs/man."""
    made = pages()
    assert {path.name for path in MAN.iterdir()} == set(made)
    for name, text in made.items():
        assert (MAN / name).read_text("utf-8") == text, name


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_option_is_there(name: str) -> None:
    text = pages()[f"foisearch-{name}.1" if name else "foisearch.1"].replace(r"\-", "-")
    for option in options_of(name):
        assert all(f"\\fB{each}\\fR" in text for each in option.names)


def test_every_command_has_a_page_that_the_first_names() -> None:
    first = pages()["foisearch.1"].replace(r"\-", "-")
    assert all(f"foisearch-{name}" in first for name in COMMANDS)


def test_pages_of_commands_that_are_gone_go_too(tmp_path: Path) -> None:
    (tmp_path / "foisearch-former.1").write_text("")
    list(written(tmp_path, pages()))
    assert {path.name for path in tmp_path.iterdir()} == set(pages())


@pytest.mark.skipif(not shutil.which("mandoc"), reason="no mandoc")
@pytest.mark.parametrize("page", sorted(MAN.glob("*.1")), ids=lambda path: path.name)
def test_mandoc_has_nothing_to_say(page: Path) -> None:
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True, check=False
    )
    said = [line for line in done.stdout.splitlines() if "missing date" not in line]
    assert not said


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("man"), reason="no man")
@pytest.mark.parametrize("page", sorted(MAN.glob("*.1")), ids=lambda path: path.name)
def test_man_shows_it(page: Path) -> None:
    done = subprocess.run(
        ["man", "--warnings", "-l", page], capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "MANWIDTH": "80", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"NAME\n +foisearch", done.stdout)
