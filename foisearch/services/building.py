"""What is derived from a corpus, made one after the other: index, questions, vectors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.render.answers import Vectors

if TYPE_CHECKING:
    from foisearch.corpus import Corpus
    from foisearch.engine.index import Index
    from foisearch.services.sentences import Models, Watch


def index(corpus: Corpus, folder: Path, anew: bool, watch: Watch) -> None:
    """Bring the index up to date."""
    from foisearch import engine

    with watch("indexing") as report:
        engine.build(corpus, folder, rebuild=anew, progress=report)


def questions(index: Index, folder: Path, wanted: bool, watch: Watch) -> None:
    """Bring the store of questions up to date, where there is one or it is wanted.

    A check makes it where it lacks: a corpus of which nothing is ever checked does without, for it
    takes about as long as the index (12 s for 100,000 records).
    """
    from foisearch.engine.files import layout

    if wanted or (folder / layout.QUESTIONS).is_dir():
        from foisearch.prior.store import build

        with watch("reading questions") as report:
            build(index, folder, report)


def vectors(index: Index, folder: Path, models: Models, model: Path | None, anew: bool) -> Vectors:
    """Make the vectors that questions lack, or all of them anew.

    Args:
        index: the open index.
        folder: where it lies.
        models: the sentence models.
        model: the folder of a model of one's own.
        anew: begin with none.
    """
    from foisearch.prior.store import Questions

    held = Questions.open(index, folder)
    try:
        built, name = models.built(held, model, anew)
    finally:
        held.close()
    return Vectors(name, built.held, built.new, built.dropped)
