"""What compares questions, put together: the index, its questions, the decisions, a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.text import fold

if TYPE_CHECKING:
    from foisearch.disclosure import Disclosure
    from foisearch.engine.index import Index
    from foisearch.prior.check import Checker
    from foisearch.prior.store import Questions
    from foisearch.prior.values import Checked, Cluster
    from foisearch.render.answers import CheckOptions
    from foisearch.render.progress import Progress
    from foisearch.services.sentences import Models, Watch

_SHARED = 0.9
_NOT_WORD = re.compile(r"[^0-9a-z£%]+")


@dataclass(frozen=True, slots=True)
class Opened:
    """Who compares, and the questions that are compared with, to be closed before the index.

    ``problems`` say what of the decisions could not be read, ``notes`` what to know of how other
    wordings are looked for, where the checker does not know that itself.
    """

    checker: Checker
    questions: Questions
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] | None = None

    def told(self, checked: Checked) -> Checked:
        """What was found, with what to know of it."""
        from foisearch.prior.check import WORDS_ONLY

        if self.notes is None:
            return checked
        kept = (note for note in checked.notes if note != WORDS_ONLY)
        return replace(checked, notes=(*kept, *self.notes))


def opened(
    index: Index,
    folder: Path,
    decisions: Path,
    models: Models,
    options: CheckOptions,
    watch: Watch,
) -> Opened:
    """Who compares requests with those of an index.

    Args:
        index: the open index.
        folder: where it lies; the questions in it are kept beside it, and made when missing.
        decisions: where decisions are written down.
        models: the sentence models.
        options: whether one of them is to look for other wordings.
        watch: shows the progress of what takes long.

    Raises:
        UsageError: a sentence model is insisted on, and cannot be had.
    """
    from foisearch.prior.check import Checker
    from foisearch.prior.decisions import Decisions
    from foisearch.prior.store import Questions

    if options.semantic:
        models.embedder(options.model)  # what cannot be had is told before any work is done
    with watch("reading questions") as report:
        questions = Questions.open(index, folder, report)
    try:
        found = models.compared(questions, options.semantic, options.model)
        book = Decisions.read(decisions)
        checker = Checker(index, questions, book, found.meaning)
    except BaseException:
        questions.close()
        raise
    return Opened(checker, questions, book.problems, found.notes)


def clusters(
    index: Index, folder: Path, least: int, limit: int, progress: Progress | None
) -> list[Cluster]:
    """The questions that most requests of the index ask, each asked at least ``least`` times."""
    from foisearch.prior.clustering import clusters
    from foisearch.prior.store import Questions

    questions = Questions.open(index, folder, progress)
    try:
        return clusters(index, questions, least, limit, progress)
    finally:
        questions.close()


def near_identical(disclosures: Sequence[Disclosure]) -> list[int]:
    """For each disclosure the place of the first whose request has nearly the same words.

    They have nine of ten different words in common, and every number.  One without a request is
    like no other.
    """
    asked = [frozenset(_NOT_WORD.sub(" ", fold(d.request)).split()) for d in disclosures]
    firsts: list[int] = []
    for place, words in enumerate(asked):
        same = (at for at in range(place) if firsts[at] == at and _nearly(words, asked[at]))
        firsts.append(next(same, place))
    return firsts


def _nearly(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer, more = sorted((len(one), len(other)))
    if not fewer or fewer < _SHARED * more:  # they cannot share enough, and need no comparing
        return False
    shared = len(one & other)
    if shared < _SHARED * (fewer + more - shared):
        return False
    return not any(word[0].isdigit() for word in one ^ other)
