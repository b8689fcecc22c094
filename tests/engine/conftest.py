"""An index to be forged or damaged, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from engine_forgery import made


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus and its index of several segments; not to be changed."""
    folder = tmp_path_factory.mktemp("home")
    made(folder)
    return folder


@pytest.fixture
def copy(home: Path, tmp_path: Path) -> Path:
    """A copy of that index, to be changed, beside a copy of the corpus."""
    shutil.copytree(home, tmp_path / "home")
    return tmp_path / "home" / "index"
