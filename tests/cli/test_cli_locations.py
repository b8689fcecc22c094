"""Where the corpus and the index are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from foisearch.locations import Locations, locate

ELSEWHERE = Path("/usr/lib/python3/foisearch")
DATA = Path("/home/ada/.local/share/foisearch")


@pytest.mark.parametrize(
    ("options", "environ", "corpus", "index"),
    [
        (("/c", "/i"), {}, "/c", "/i"),
        (("/c", None), {}, "/c", "/c-index"),
        (("/foi/corpus", None), {}, "/foi/corpus", "/foi/index"),
        ((None, None), {"FOISEARCH_CORPUS": "/c", "FOISEARCH_INDEX": "/i"}, "/c", "/i"),
        (("/o", None), {"FOISEARCH_CORPUS": "/c", "FOISEARCH_INDEX": "/i"}, "/o", "/i"),
        ((None, "/i"), {}, DATA / "corpus", "/i"),
        ((None, None), {}, DATA / "corpus", DATA / "index"),
        ((None, None), {"FOISEARCH_CORPUS": ""}, DATA / "corpus", DATA / "index"),
    ],
)
def test_options_then_environment_then_data_folder(
    options: tuple[str | None, str | None],
    environ: dict[str, str],
    corpus: str | Path,
    index: str | Path,
) -> None:
    found = locate(*options, environ, ELSEWHERE, lambda: DATA)
    assert found == Locations(Path(corpus), Path(index))


def test_a_checkout_keeps_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "foisearch"
    (tmp_path / "corpus").mkdir()
    assert locate(None, None, {}, package, lambda: DATA).corpus == DATA / "corpus"
    (tmp_path / "pyproject.toml").touch()
    expected = Locations(tmp_path / "corpus", tmp_path / "index")
    assert locate(None, None, {}, package, lambda: DATA) == expected


def test_the_working_directory_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    assert locate(None, None, {}, ELSEWHERE, lambda: DATA).corpus == DATA / "corpus"
