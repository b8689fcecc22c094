"""Every exception that Whoosh can raise becomes one of ours."""

from __future__ import annotations

import importlib
import inspect
import pickle
import pkgutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import whoosh

from foisearch.engine.faults import is_whoosh, translate, translated
from foisearch.engine.safe_pickle import loads
from foisearch.errors import IndexBusy, IndexUnusable, UsageError

FOLDER = Path("index")
SKIPPED = ("whoosh.mcp", "whoosh.langchain", "whoosh.llamaindex", "whoosh.cli", "whoosh.__main__")


def exceptions() -> list[type[BaseException]]:
    """The exception classes of every module of Whoosh that can be imported."""
    found = {}
    for module in pkgutil.walk_packages(whoosh.__path__, "whoosh."):
        if module.name.startswith(SKIPPED) or "appengine" in module.name:
            continue
        try:
            loaded = importlib.import_module(module.name)
        except ImportError:
            continue
        for _, kind in inspect.getmembers(loaded, inspect.isclass):
            if issubclass(kind, BaseException) and kind.__module__.startswith("whoosh"):
                found[f"{kind.__module__}.{kind.__qualname__}"] = kind
    return [found[name] for name in sorted(found)]


@pytest.mark.filterwarnings("ignore")
def test_every_whoosh_exception_is_mapped() -> None:
    kinds = exceptions()
    names = {kind.__name__ for kind in kinds}
    assert {"LockError", "EmptyIndexError", "TermNotFound", "ReaderClosed", "StorageError"} <= names
    assert len(kinds) >= 20
    for kind in kinds:
        assert is_whoosh(kind)
        error = kind.__new__(kind)
        expected = IndexBusy if kind.__name__ == "LockError" else IndexUnusable
        for reading in (True, False):
            assert type(translate(error, FOLDER, reading=reading)) is expected, kind


@pytest.mark.parametrize(
    "error", [pickle.UnpicklingError("x"), struct.error("x"), EOFError(), KeyError("x")]
)
def test_signs_of_damage_are_mapped_when_reading_only(error: Exception) -> None:
    assert isinstance(translate(error, FOLDER), IndexUnusable)
    assert translate(error, FOLDER, reading=False) is None


def test_ours_pass_and_interrupts_too() -> None:
    ours = UsageError("x")
    assert translate(ours, FOLDER) is ours
    with pytest.raises(UsageError), translated(FOLDER):
        raise ours
    with pytest.raises(KeyboardInterrupt), translated(FOLDER):
        raise KeyboardInterrupt
    with pytest.raises(IndexUnusable, match="No space left"), translated(FOLDER):
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("value", [print, Path("x"), subprocess.Popen, sys.exit])
def test_pickles_of_anything_else_are_refused(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        loads(pickle.dumps(value))


@pytest.mark.parametrize("value", [1, "a", [1, {"b": (2.0, None)}], {1, 2}, b"\xff\x00"])
@pytest.mark.parametrize("protocol", [2, 4])
def test_pickles_of_plain_values_are_read(value: object, protocol: int) -> None:
    assert loads(pickle.dumps(value, protocol)) == value
