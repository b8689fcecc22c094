"""The recipes and the example of docs/importing.md: run as they stand, on files made here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from recipe_samples import make_all

from foisearch.authorities import Authorities
from foisearch.containers.source import decode
from foisearch.disclosure import SplitConfidence
from foisearch.intake import layouts
from foisearch.intake.draft import Layout
from foisearch.intake.read import read_document
from foisearch.intake.report import ImportOptions

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "importing.md").read_text("utf-8")


def section(heading: str) -> str:
    """What stands below a heading of the second level."""
    return re.split(r"^## ", TEXT.split(f"## {heading}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def blocks(text: str, language: str = "sh") -> list[str]:
    """The code blocks of a text."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


FIRST, *RECIPES = re.split(r"^### ", section("Recipes"), flags=re.M)
NAMES = [recipe.partition("\n")[0] for recipe in RECIPES]
FINDS = {
    "A WhatDoTheyKnow export": ("Kite seizures", "Deckchairs lost at sea", "Lighthouse tours"),
    "A council's open data": ("TMB-23-0102", "not held"),
    "A police force's saved pages": ("Police horses", "Drone flights"),
    "A case system's export": ("It has 88 names",),
    "A mailbox": ("since 1911",),
}
"""What the last search of a recipe shows, among other things."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's folder with everything that the recipes name, and ``foisearch`` on the path."""
    make_all(tmp_path)
    program = tmp_path / "bin" / "foisearch"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/foisearch/__main__.py" "$@"\n')
    program.chmod(0o755)
    return tmp_path


def by_shell(home: Path, script: str) -> subprocess.CompletedProcess[str]:
    """A script run in the person's folder; stops at the first line that fails."""
    environ = {
        "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=home, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_every_recipe_is_known() -> None:
    assert set(NAMES) == set(FINDS)


@pytest.mark.parametrize("recipe", RECIPES, ids=NAMES)
def test_recipe(home: Path, recipe: str) -> None:
    script = "".join(blocks(FIRST) + blocks(recipe))
    done = by_shell(home, script)
    assert done.returncode == 0, done.stdout + done.stderr
    for words in FINDS[recipe.partition("\n")[0]]:
        assert words in done.stdout
    assert "Robin" not in done.stdout
    assert not re.search(r"\d uncertain", done.stdout), "what is read right is not doubted"


def test_example_of_a_layout(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = blocks(section("Adding a publisher's layout"), "python")
    assert len(example.splitlines()) <= 20
    names: dict[str, Layout] = {}
    exec(example, names)
    monkeypatch.setattr(layouts, "LAYOUTS", (*layouts.LAYOUTS, names["LAYOUT"]))
    page = decode("harbour-page.txt", (home / "harbour-page.txt").read_bytes())
    bodies = Authorities.standard(home / "our-bodies.csv")
    read = read_document(page, ImportOptions(authority="harrowmere"), bodies)
    (record,) = read.disclosures
    assert (read.reader, record.ref) == ("harbour-page", "HB/24/017")
    assert record.request == "How many moorings are let to visitors, and at what price?"
    assert record.response == "Forty moorings are let to visitors, at 30 pounds a night."
    assert (record.split_confidence, record.doubts) == (SplitConfidence.HIGH, ())
    assert read.warnings == ()


def test_addresses_of_the_document_exist() -> None:
    for target in re.findall(r"\]\(([\w./-]+)", TEXT):
        assert (ROOT / "docs" / target).exists()
