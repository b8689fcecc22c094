"""What goes wrong with files becomes an error of ours; and nothing that is read can run."""

from __future__ import annotations

import _pickle
import ast
import marshal
import pickle
import struct
import zlib
from pathlib import Path

import numpy as np
import orjson
import pytest
from engine_forgery import answers, records
from engine_records import put

import foisearch
from foisearch import engine
from foisearch.engine.files.faults import translate, translated
from foisearch.errors import IndexUnusable, UsageError

FOLDER = Path("index")


def raised(what: object) -> BaseException:
    """What calling raises."""
    with pytest.raises(Exception) as caught:  # noqa: PT011
        what()  # type: ignore[operator]
    return caught.value


DAMAGE = [
    lambda: struct.unpack("<I", b"x"),
    lambda: zlib.decompress(b"x"),
    lambda: {}["record.text"],
    b"\xff".decode,
    lambda: int("x"),
    lambda: 1 // 0,
    lambda: (1e308).__pow__(2.0),
    lambda: orjson.loads(b"{"),
    lambda: orjson.loads(b"[" * 5000),
    lambda: np.zeros(3)[5],
    lambda: np.zeros(3).take([5]),
    lambda: np.add.reduceat(np.zeros(3), [5]),
    lambda: np.frombuffer(b"abc", "u4"),
    lambda: np.zeros(3) + np.zeros(4),
    lambda: np.repeat(np.arange(3), np.arange(4)),
    lambda: np.zeros(1 << 58),
    lambda: np.zeros(-1),
    lambda: np.array([1 << 70], np.int64),
]
MISTAKES = [
    NameError("x"),
    AttributeError("x"),
    TypeError("x"),
    AssertionError("x"),
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
]


@pytest.mark.parametrize("what", DAMAGE)
def test_signs_of_damage_are_mapped_when_reading_only(what: object) -> None:
    error = raised(what)
    ours = translate(error, FOLDER)
    assert isinstance(ours, IndexUnusable)
    assert ours.cure == "run: foisearch index --rebuild"
    assert len(str(ours).splitlines()) == 1
    assert translate(error, FOLDER, reading=False) is None


def test_messages_stay_short() -> None:
    ours = translate(ValueError("many\nlines\n" * 99), FOLDER)
    assert len(str(ours)) < 250
    assert "\n" not in str(ours)


@pytest.mark.parametrize("error", MISTAKES)
def test_mistakes_of_ours_pass_as_they_are(error: Exception) -> None:
    for reading in (True, False):
        assert translate(error, FOLDER, reading=reading) is None
        with pytest.raises(type(error)), translated(FOLDER, reading=reading):
            raise error


def test_ours_pass_and_interrupts_too() -> None:
    ours = UsageError("x")
    assert translate(ours, FOLDER) is ours
    with pytest.raises(UsageError), translated(FOLDER):
        raise ours
    with pytest.raises(KeyboardInterrupt), translated(FOLDER):
        raise KeyboardInterrupt
    for reading in (True, False):
        with pytest.raises(IndexUnusable, match="No space"), translated(FOLDER, reading=reading):
            raise OSError(28, "No space left on device")
    with pytest.raises(IndexUnusable) as caught, translated(FOLDER):
        raise ValueError("x")
    assert isinstance(caught.value.__cause__, ValueError)


# Code.

PACKAGE = Path(foisearch.__file__).parent
LOADERS = {"pickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "copyreg"}


def test_no_module_imports_pickle() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not {name.split(".")[0] for name in names} & LOADERS, path
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "__import__"}, path
            if isinstance(node, ast.keyword):
                assert node.arg != "allow_pickle", path


def test_everything_works_without_pickle_and_marshal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, index = put(tmp_path / "corpus", {"a": records(12)}), tmp_path / "index"
    engine.build(corpus, index)
    expected = answers(index)  # modules that are imported on the way are unmarshalled

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("unpickled")

    for module in (pickle, marshal, _pickle):
        for name in ("load", "loads", "Unpickler", "_Unpickler", "_load", "_loads"):
            monkeypatch.setattr(module, name, refuse, raising=False)
    engine.build(corpus, index, rebuild=True)
    assert answers(index) == expected
    put(tmp_path / "corpus", {"b": records(3, 40)})
    engine.build(corpus, index)
    assert answers(index) != expected
