"""Words and their stems, as the segments know them: no stemmer is needed for what was seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from foisearch.engine.files.faults import translated
from foisearch.engine.segments.segment import Segment
from foisearch.surfaces import TERM_LENGTH


def stem_from(segments: Sequence[Segment], word: str) -> str | None:
    """The stem of a folded word, where a segment knows it."""
    wanted = word.encode("utf-8", "surrogatepass")
    with reading(segments):
        for segment in segments:
            number = segment.words.find(wanted)
            if number >= 0:
                stem = segment.dictionary[int(segment.array("word.term", "u4")[number])].decode()
                if not stem.isalpha():
                    raise segment.container.damaged()
                return stem
    return None


def written_as(segments: Sequence[Segment], stem: str) -> list[str]:
    """The folded words, in any segment, whose stem it is."""
    found: dict[str, None] = {}
    with reading(segments):
        for segment in segments:
            listed = segment.listed(stem[:TERM_LENGTH])
            if listed is not None:
                numbers = np.flatnonzero(segment.array("word.term", "u4") == listed.number)
                found |= dict.fromkeys(segment.words[n].decode() for n in numbers.tolist())
    return list(found)


@contextmanager
def reading(segments: Sequence[Segment]) -> Iterator[None]:
    """Whatever is wrong with the segments leaves as an error of ours."""
    with translated(Path(segments[0].container.path).parent if segments else Path()):
        for segment in segments:
            segment.container.see_whole()
        yield
