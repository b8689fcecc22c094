"""Where the corpus and the index lie.

In this order: the options ``--corpus`` and ``--index``; the environment's ``FOISEARCH_CORPUS`` and
``FOISEARCH_INDEX``; ``corpus/`` and ``index/`` of the checkout that the package runs from; the
person's own data folder.  The working directory is not looked at: the same command must not
answer from another corpus because it was typed elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Locations:
    """The two folders that every command works on."""

    corpus: Path
    index: Path


def user_data() -> Path:
    """The person's data folder for foisearch, as the operating system has it."""
    from platformdirs import user_data_path

    return user_data_path("foisearch", appauthor=False)


def user_state() -> Path:
    """The person's folder for what foisearch remembers, as the operating system has it."""
    from platformdirs import user_state_path

    return user_state_path("foisearch", appauthor=False)


def locate(
    corpus: str | None,
    index: str | None,
    environ: Mapping[str, str],
    package: Path = PACKAGE,
    data: Callable[[], Path] = user_data,
) -> Locations:
    """The folders for these options, this environment and this place of the package.

    A corpus that was named without its index has the index beside it: ``index`` next to a folder
    called ``corpus``, ``NAME-index`` next to ``NAME``.  So two corpora never share one index.
    """
    named_corpus = corpus or environ.get("FOISEARCH_CORPUS", "")
    named_index = index or environ.get("FOISEARCH_INDEX", "")
    if named_corpus and named_index:
        return Locations(_path(named_corpus), _path(named_index))
    if named_corpus:
        folder = _path(named_corpus)
        return Locations(folder, _index_beside(folder))
    home = _checkout(package) or data()
    return Locations(home / "corpus", _path(named_index) if named_index else home / "index")


def _path(text: str) -> Path:
    return Path(text).expanduser()


def _index_beside(corpus: Path) -> Path:
    folder = corpus.resolve()
    return folder.parent / ("index" if folder.name == "corpus" else f"{folder.name}-index")


def _checkout(package: Path) -> Path | None:
    """The checkout that holds the package, if it is one."""
    parent = package.parent
    is_checkout = (parent / "pyproject.toml").is_file() and (parent / "corpus").is_dir()
    return parent if is_checkout else None
