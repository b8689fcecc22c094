"""The samples and fakes of the people's rooms lie with the tests of render/."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "render"))

from repl_talk import Talk

from foisearch.locations import Locations
from foisearch.render.terminal import Terminal
from foisearch.services import Services

SHIPPED = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services over the corpus that comes with foisearch, with an index of its own."""
    where = Locations(SHIPPED, tmp_path_factory.mktemp("sample") / "index")
    services = Services(where, Terminal(io.StringIO(), io.StringIO(), io.StringIO(), {}, 80))
    yield services
    services.close()


@pytest.fixture
def talk(sample: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """A session over the sample corpus, with a state folder that is nobody's."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Talk(sample)
