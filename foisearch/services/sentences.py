"""The sentence model as people ask for it: used where it can be, told where it cannot.

A model is loaded once in a session, and no vector is made unasked: a search or a check takes the
vectors that there are.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.errors import UsageError
from foisearch.render.progress import Progress

if TYPE_CHECKING:
    from foisearch.prior.meaning import Built, Meaning
    from foisearch.prior.store import Questions
    from foisearch.semantic.embedder import Embedder

Watch = Callable[[str], AbstractContextManager[Progress | None]]
"""Shows the progress of what it is given the name of."""

MAKE = "run: foisearch index --semantic"
INSTALL = "run: pip install 'foisearch[semantic]'"
FEW = 2_000
"""So many vectors are made where they are insisted on: some 20 s of work."""
WORDS = "other wordings were looked for by the field's own words only"
LEFT_OUT = f"{WORDS}, as asked"
NO_VECTORS = f"{WORDS}: no question has a vector yet; {MAKE}"
OTHERS = f"{WORDS}: the vectors are of another model; {MAKE}"


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentence model with the vectors of an index, if it is used, and what to know of that.

    ``notes`` is ``None`` where whoever compares knows better.
    """

    meaning: Meaning | None = None
    notes: tuple[str, ...] | None = None


class Models:
    """The models of a session, each loaded when it is first needed.

    Args:
        folder: where the index lies; the vectors lie in it.
        watch: shows the progress of what takes long.
    """

    def __init__(self, folder: Path, watch: Watch) -> None:
        self._folder = folder
        self._watch = watch
        self._loaded: dict[Path | None, Embedder] = {}

    def embedder(self, model: Path | None) -> Embedder:
        """The packaged model, or that of a folder.

        Raises:
            UsageError: it is not installed, or not a model.
        """
        if model not in self._loaded:
            self._loaded[model] = self._load(model)
        return self._loaded[model]

    def _load(self, model: Path | None) -> Embedder:
        from foisearch.semantic import embedder

        lacks = find_spec("onnxruntime") is None if model else not embedder.available()
        if lacks:
            raise UsageError("the sentence model is not installed", INSTALL)
        return embedder.load(model)

    def compared(
        self, questions: Questions, semantic: bool | None, model: Path | None
    ) -> Sentences:
        """The sentence model for a check, as far as it is asked for.

        Args:
            questions: the store of questions of the open index.
            semantic: whether it is insisted on, or left out; ``None`` where it may be used.
            model: the folder of a model of one's own.

        Raises:
            UsageError: it is insisted on, and cannot be had.
        """
        if semantic is False:
            return Sentences(notes=(LEFT_OUT,))
        if semantic:
            return self._insisted(questions, model)
        from foisearch.semantic import embedder

        if not embedder.available():
            return Sentences()
        if not self.held():
            return Sentences(notes=(NO_VECTORS,))
        meaning = self._open(questions, None)
        if not len(meaning.store):
            return Sentences(notes=(OTHERS,))
        return Sentences(meaning, meaning.notes())

    def _insisted(self, questions: Questions, model: Path | None) -> Sentences:
        """With the vectors that lack, where they are few; with those there are, where many do."""
        meaning = self._open(questions, model)
        if 0 < meaning.lacking <= FEW:
            self.fill(meaning)
        elif not len(meaning.store) and meaning.lacking:
            raise self._none(meaning.lacking)
        return Sentences(meaning, meaning.notes())

    def searched(self, questions: Questions) -> Meaning:
        """The sentence model for a search that insists on it; no vector is made.

        Raises:
            UsageError: it is not installed, or no question has a vector.
        """
        meaning = self._open(questions, None)
        if not len(meaning.store) and meaning.lacking:
            raise self._none(meaning.lacking)
        return meaning

    def fill(self, meaning: Meaning) -> Built:
        """Make the vectors that lack, drop those that are stale.

        Raises:
            IndexBusy: another process is making them.
            IndexUnusable: they are damaged, or cannot be written.
        """
        from foisearch.prior.meaning import fill

        with self._watch("making vectors") as report:
            return fill(meaning, report)

    def built(self, questions: Questions, model: Path | None, anew: bool) -> tuple[Built, str]:
        """The vectors of all questions, made where they lack; and what the model is called.

        Raises:
            UsageError: the model is not installed, or none.
            IndexBusy: another process is making them.
            IndexUnusable: they are damaged, or cannot be written.
        """
        embedder = self.embedder(model)
        if anew:
            from foisearch.semantic.vectors import discard

            discard(self._vectors)
        return self.fill(self._open(questions, model)), embedder.name

    def held(self) -> bool:
        """Whether there are vectors of any model.

        Raises:
            IndexUnusable: they are damaged.
        """
        from foisearch.semantic import segments

        with segments.translated(self._vectors):
            found = segments.read_manifest(self._vectors)
        return found is not None and bool(found.files)

    @property
    def _vectors(self) -> Path:
        from foisearch.engine.files import layout

        return self._folder / layout.VECTORS

    def _open(self, questions: Questions, model: Path | None) -> Meaning:
        from foisearch.prior.meaning import opened

        return opened(questions, self._folder, self.embedder(model))

    def _none(self, lacking: int) -> UsageError:
        """Why there is nothing to compare with."""
        if self.held():
            return UsageError("the vectors are of another model", MAKE)
        return UsageError(f"none of {lacking:,} different questions has a vector yet", MAKE)
