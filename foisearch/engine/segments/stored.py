"""What a segment stores of its documents: ids, references, days, lengths, and which are deleted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files.container import Container
from foisearch.engine.postings.positions import field_starts
from foisearch.engine.schema.entry import TEXTS
from foisearch.engine.schema.references import ref_terms
from foisearch.engine.scoring import contributions
from foisearch.engine.segments.columns import Documents
from foisearch.engine.segments.mapped import Mapped

Ints = NDArray[np.int64]


class Stored(Mapped):
    """The documents of a segment, by number.

    Args:
        container: its file.
        dead: the documents deleted since it was written, ascending.
        pivots: the usual lengths of the fields in this index.
    """

    def __init__(self, container: Container, dead: Ints, pivots: Mapping[str, int]) -> None:
        super().__init__(container)
        self.dead = dead
        self.pivots = pivots
        self._contributions: dict[int, Ints] = {}

    @cached_property
    def field_lengths(self) -> tuple[Ints, Ints]:
        """For each document and text field, its number of words and of texts that have any."""
        words = np.zeros((self.documents, len(TEXTS)), np.int64)
        texts = np.zeros_like(words)
        for place, name in enumerate(TEXTS):
            for kind, into in (("length", words), ("texts", texts)):
                raw = self.container.region(f"{kind}.{name}")
                if len(raw):
                    width = len(raw) // self.documents
                    into[:, place] = self.array(f"{kind}.{name}", f"u{width}")
            texts[:, place] = np.maximum(texts[:, place], words[:, place] > 0)
        return words, texts

    def counts(self, kind: str, field: str) -> NDArray[Any] | None:
        """``length`` or ``texts`` of a field in each document; ``None`` where it is not said."""
        name = f"{kind}.{field}"
        size = self.container.regions.get(name, (0, 0))[1]
        return self.array(name, f"u{size // self.documents}") if size else None

    @cached_property
    def field_starts(self) -> Ints:
        """The position at which each field of each document begins."""
        return field_starts(*self.field_lengths)

    @cached_property
    def rank(self) -> Ints:
        """For each document its place in the order of ids."""
        found = np.zeros(self.documents, np.int64)
        found[self.array("id.order", "u4")] = np.arange(self.documents)
        return found

    @cached_property
    def ordered(self) -> bool:
        """Whether the documents stand in the order of their ids."""
        order = self.array("id.order", "u4")
        return bool((order[1:] > order[:-1]).all())

    @cached_property
    def ref_rank(self) -> Ints:
        """For each document its place in the order of references, ties by id."""
        if "ref.order" not in self.container.regions:
            return self.rank
        found = np.zeros(self.documents, np.int64)
        found[self.array("ref.order", "u4")] = np.arange(self.documents)
        return found

    def contribution(self, field: int) -> Ints:
        """What one occurrence in a text field counts in each document."""
        found = self._contributions.get(field)
        if found is None:
            weights = contributions(self.field_lengths[0], self.pivots)
            for place in range(len(TEXTS)):
                self._contributions[place] = weights[place::8]
            found = self._contributions[field]
        return found

    def with_id(self, name: bytes) -> int:
        """The live document with this id, -1 where there is none."""
        order = self.array("id.order", "u4")
        low, high = 0, len(order)
        while low < high:
            middle = (low + high) // 2
            if self.string("id", int(order[middle])) < name:
                low = middle + 1
            else:
                high = middle
        if low == len(order) or self.string("id", int(order[low])) != name:
            return -1
        found = int(order[low])
        return found if self.alive[found] else -1

    def with_ref(self, form: str) -> Ints:
        """The documents that are found by this form of a reference, deleted ones included."""
        hashes = self.array("refkey.hash", "u4")
        wanted = np.uint32(crc32(form.encode()))
        low, high = hashes.searchsorted(wanted), hashes.searchsorted(wanted, side="right")
        docs = np.unique(self.array("refkey.document", "u4")[low:high].astype(np.int64))
        kept = [form in ref_terms(self.string("ref", int(doc)).decode()) for doc in docs]
        return docs[np.array(kept, np.bool_)] if len(docs) else docs

    @cached_property
    def alive(self) -> NDArray[np.bool_]:
        """Which documents are not deleted."""
        found = np.ones(self.documents, np.bool_)
        found[self.dead] = False
        return found

    def stored(self) -> Documents:
        """Everything that is stored of the documents."""
        words, texts = self.field_lengths
        return Documents(
            self.strings("id"),
            self.strings("ref"),
            self.array("day", "i4").astype(np.int64),
            self.strings("card"),
            self.strings("record"),
            words,
            texts,
            self.array("refkey.hash", "u4"),
            self.array("refkey.document", "u4").astype(np.int64),
        )
