"""Building: what goes into a segment is what the analyzer says, however it got there."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch.analysis import Analyzer, Stemmer, scan_with_nltk
from foisearch.engine.building import chunks, hashing, inversion, merging, runs
from foisearch.engine.building.chunks import Chunks
from foisearch.engine.building.inversion import Inverter
from foisearch.engine.building.runs import RunWriter
from foisearch.engine.files.container import Container
from foisearch.engine.postings import lists, positions
from foisearch.engine.postings.positions import FIELD_BITS
from foisearch.engine.schema.entry import FIELD_GAP, GAP, TEXTS, Entry, key_term
from foisearch.engine.segments.segment import Segment

PIVOTS = {"topic": 3, "request": 5, "response": 7, "body": 1, "force": 2}
ANALYZER = Analyzer(Stemmer(), scan_with_nltk)

_WRITTEN = """
s S ss s. (s secs Regs. reg és x/s s.40 s40(2) ss.40A 40 40A 12 (2) (a) (2), (a)(b) ,(2)
£ $5 €. (£ 5 5.50 1,000 1, 000 26/10/2021 - -- . ' ’s 's www.x.org a@b.uk http://a.uk/b(2) https://
police Police, (police) officer’s officers' O'Neill body-worn FOI/15812 café ﬁne
"""
# What the analyzer reads over white space, what it takes for one word, and what is odd.
PIECES = (
    *_WRITTEN.split(),
    *("a\u00adb", "e\u0301", "\ud800", "\udfff", "\U0001f600"),
    "w" * 40,
    "x" * 31 + "-" + "y" * 90,
)
SPACES = (
    " ",
    "  ",
    "\n",
    "\t",
    "\r\n",
    "\x0b\x0c",
    "\xa0",
    "\u1680",
    "\u2003",
    "\u3000",
    "\x85",
    "",
)
CONTROLS = ("\x00", "\x01", "\x1b", "\x1c", "\x1f", "\x7f", "\u200b", "\ufeff", "\u2028", "\u180e")
texts = st.one_of(
    st.lists(
        st.sampled_from(PIECES) | st.sampled_from(SPACES) | st.sampled_from(CONTROLS), max_size=12
    ).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
    st.text(max_size=30),
    st.text("s.4( )2a£\n\xa0-", max_size=16),
)
entries = st.lists(
    st.builds(
        Entry,
        id=st.just(""),
        texts=st.dictionaries(st.sampled_from(TEXTS), st.lists(texts, max_size=3), max_size=4),
        keys=st.dictionaries(
            st.sampled_from(("force", "kind")), st.lists(st.sampled_from("abc"), max_size=3)
        ),
        refs=st.lists(st.sampled_from(("foi1", "foi2", "2")), max_size=2),
        ref=st.sampled_from(("", "FOI 1", "FOI 10", "foi/2")),
        day=st.sampled_from((0, 730_000, 730_001)),
        card=st.binary(max_size=5),
        record=st.binary(max_size=50),
    ),
    min_size=1,
    max_size=12,
).map(lambda many: [_named(entry, number) for number, entry in enumerate(many)])


def _named(entry: Entry, number: int) -> Entry:
    # Not in the order of the numbers.
    name = f"id{number * 7 % 13}"
    return Entry(
        name, entry.texts, entry.keys, entry.refs, entry.ref, entry.day, entry.card, entry.record
    )


def told(entry: Entry) -> Counter[tuple[str, int, int]]:
    """Every word of an entry by the analyzer: term, field, position."""
    found: Counter[tuple[str, int, int]] = Counter()
    end, last = 0, -1
    for field, name in enumerate(TEXTS):
        for text in entry.texts.get(name, ()):
            spans = [text[a:b] for a, b in scan_with_nltk(text)]
            length = sum(ANALYZER.expansion(span).positions for span in spans)
            if not length:
                continue
            begin = end + (0 if last < 0 else GAP if field == last else FIELD_GAP)
            for token in ANALYZER.tokens(text, begin):
                found[token.term, field, token.position] += 1
            end, last = begin + length, field
    for name, values in entry.keys.items():
        found.update((key_term(name, value), 7, 0) for value in set(values))
    return found


def inverted(many: Sequence[Entry]) -> list[Counter[tuple[str, int, int]]]:
    """The same out of an inverter, by document."""
    memory = Chunks(Analyzer(Stemmer(), scan_with_nltk))
    inverter = Inverter(memory)
    for entry in many:
        inverter.add(entry)
    run = inverter.run()
    names = list(memory.terms)
    terms = np.repeat(run.terms, run.counts)
    assert [names[n] for n in run.terms] == sorted(names[n] for n in run.terms)
    place, position = inversion.split(run.words)
    found: list[Counter[tuple[str, int, int]]] = [Counter() for _ in many]
    for term, where, at in zip(terms.tolist(), place.tolist(), position.tolist(), strict=True):
        found[where >> FIELD_BITS][names[term], where % (1 << FIELD_BITS), at] += 1
    return found


def written(folder: Path, many: Sequence[Entry], analyzer: Analyzer | None = None) -> Segment:
    """A segment of entries."""
    writer = RunWriter(folder, analyzer or Analyzer(Stemmer(), scan_with_nltk), dict(PIVOTS))
    (path,) = build(writer, many)
    return Segment(Container(str(path)), pivots=PIVOTS)


def differing(one: Segment, other: Segment) -> set[str]:
    """The regions and facts in which two segments differ."""
    a, b = one.container, other.container
    return {n for n in {*a.regions, *b.regions} if a.region(n) != b.region(n)} | {
        n for n in {*a.facts, *b.facts} if a.facts.get(n) != b.facts.get(n)
    }


@contextmanager
def changed(module: object, **values: int) -> Iterator[None]:
    """A module with other values of some numbers."""
    before = {name: getattr(module, name) for name in values}
    try:
        for name, value in values.items():
            setattr(module, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(module, name, value)


@given(entries)
@settings(max_examples=400, deadline=None)
def test_words_stand_where_the_analyzer_says(many: list[Entry]) -> None:
    assert inverted(many) == [told(entry) for entry in many]


@given(st.lists(texts, min_size=1, max_size=6), st.integers(0, 5))
@settings(max_examples=200, deadline=None)
def test_a_chunk_means_the_same_when_it_is_met_again(many: list[str], rounds: int) -> None:
    memory = Chunks(Analyzer(Stemmer(), scan_with_nltk))
    first = memory.read(many)
    for _ in range(rounds):
        again = memory.read(many)
        for name in ("terms", "places", "tokens", "positions"):
            assert (getattr(again, name) == getattr(first, name)).all()


@pytest.mark.parametrize("left", PIECES)
def test_everything_that_may_be_read_over_white_space(left: str) -> None:
    many = [
        Entry("", {"body": [left + space + middle + space + right]})
        for space in (" ", "\n", "\xa0")
        for middle in PIECES
        for right in ("(2)", "40", "(a).", "word")
    ]
    assert inverted(many) == [told(entry) for entry in many]


def test_a_document_of_a_million_words() -> None:
    words = [f"w{n % 5_000}" for n in range(1_000_000)]
    many = [
        Entry("a", {"topic": ["short"]}),
        Entry("b", {"body": [" ".join(words), "s 40 (2) end"]}),
        Entry("c", {"topic": ["short"]}),
    ]
    found = inverted(many)
    assert found[0] == found[2] == Counter({("short", 0, 0): 1})
    assert sum(found[1].values()) == 1_000_000 + 4
    assert found[1]["w4999", 3, 999_999] == 1
    assert found[1]["end", 3, 1_000_000 - 1 + GAP + 2 + 1] == 1


def test_a_long_document_is_read_back(tmp_path: Path) -> None:
    # Positions of more than 16 bits, more tokens of one term than are merged at once.
    many = [
        Entry("a", {"topic": ["end"]}),
        Entry("b", {"body": ["the " * 70_000 + "end"]}),
        *(Entry(f"c{n}", {"body": ["the end"]}) for n in range(50)),
    ]
    whole = written(tmp_path, many)
    with changed(runs, _WORDS_AT_ONCE=3, TOKENS=20):
        assert not differing(written(tmp_path, many), whole)
    found = merging.postings(whole, 0, whole.terms, np.arange(whole.documents))
    assert whole.strings("term").values() == [b"end", b"the"]
    assert found.frequencies.tolist() == [1] * 52 + [70_000] + [1] * 50
    assert found.positions[:3].tolist() == [0, 70_000, 1]
    assert found.positions[52:-50].tolist() == list(range(70_000))


@given(entries, st.integers(1, 40), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_many_runs_make_the_segment_that_one_makes(
    many: list[Entry], tokens: int, at_once: int
) -> None:
    with TemporaryDirectory() as name:
        whole = written(Path(name), many)
        with (
            changed(runs, TOKENS=tokens, _WORDS_AT_ONCE=at_once),
            changed(inversion, _CHARACTERS_AT_ONCE=1),
        ):
            assert not differing(written(Path(name), many), whole)


@given(entries, st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_a_memory_that_is_given_up_makes_no_difference(many: list[Entry], most: int) -> None:
    with TemporaryDirectory() as name:
        whole = written(Path(name), many)
        analyzer = Analyzer(Stemmer(), scan_with_nltk)
        with (
            changed(chunks, MOST_TERMS=most),
            changed(inversion, _CHARACTERS_AT_ONCE=1),
            changed(merging, _WORDS_AT_ONCE=3),
        ):
            assert not differing(written(Path(name), many, analyzer), whole)


@given(entries, st.data())
@settings(max_examples=60, deadline=None)
def test_merged_segments_are_the_segment_of_what_lives(
    many: list[Entry], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(many)), max_size=3)) | {len(many)})
    dead = data.draw(st.sets(st.integers(0, len(many) - 1)))
    with TemporaryDirectory() as name:
        folder, segments, low = Path(name), [], 0
        for high in cuts:
            made = written(folder, many[low:high])
            gone = np.array(sorted(n - low for n in dead if low <= n < high), np.int64)
            segments.append(Segment(made.container, gone, pivots=PIVOTS))
            low = high
        target = folder / "seg-merged.foi"
        with changed(merging, TOKENS_AT_ONCE=data.draw(st.sampled_from((1, 20, 10**6)))):
            merging.merge(segments, target)
        merged = Segment(Container(str(target)), pivots=PIVOTS)
        live = [entry for number, entry in enumerate(many) if number not in dead]
        if not live:
            assert (merged.documents, merged.terms) == (0, 0)
            return
        different = differing(merged, written(folder, live))
        if dead:  # which words were in deleted documents only is not known
            different -= {"word.text", "word.offset", "word.term", "words"}
        assert not different


def test_the_memory_of_chunks_and_stems_is_bounded(tmp_path: Path) -> None:
    stemmer = Stemmer()
    with changed(chunks, MOST_TERMS=500), changed(inversion, _CHARACTERS_AT_ONCE=200):
        writer = RunWriter(tmp_path, Analyzer(stemmer, scan_with_nltk), dict(PIVOTS))
        most = 0
        for number in range(3_000):
            letters = "".join(chr(97 + int(digit)) for digit in str(number))
            writer.add(Entry(f"{number:05}", {"body": [f"{letters}x {number} ({number})"]}))
            most = max(most, len(stemmer.known), len(writer._era.chunks.terms))
        (path,) = writer.finish()
    assert most < 600
    segment = Segment(Container(str(path)), pivots=PIVOTS)
    assert (segment.documents, segment.terms, len(segment.words)) == (3_000, 6_000, 3_000)


def test_progress_is_told(tmp_path: Path) -> None:
    taken: list[int] = []
    done: list[float] = []
    with changed(runs, TOKENS=10, _WORDS_AT_ONCE=30), changed(inversion, _CHARACTERS_AT_ONCE=1):
        writer = RunWriter(tmp_path, ANALYZER, {}, taken.append)
        for number in range(25):
            writer.add(Entry(str(number), {"body": [f"one two three four {number}"]}))
        (path,) = writer.finish(done.append)
    assert taken == [2 * n for n in range(1, 13)] + [25]
    assert done == sorted(done)
    assert len(done) > 3
    assert done[-1] == 1
    done.clear()
    with changed(merging, TOKENS_AT_ONCE=30):
        merging.merge([Segment(Container(str(path)))] * 2, tmp_path / "seg-x.foi", done.append)
    assert done == sorted(done)
    assert done[-1] == 1


def build(
    writer: RunWriter, many: Sequence[Entry], progress: merging.Progress | None = None
) -> list[Path]:
    """Write all entries."""
    for entry in many:
        writer.add(entry)
    return writer.finish(progress)


class _Stop:
    """Interrupts when it is told of progress for the n-th time."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self, _: float) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt


@pytest.mark.parametrize("times", range(8))
def test_an_interrupted_build_leaves_nothing(tmp_path: Path, times: int) -> None:
    stop = _Stop(times)
    many = [Entry(str(n), {"body": [f"one two three four {n}"]}) for n in range(8)]
    with changed(runs, TOKENS=10, _WORDS_AT_ONCE=10), changed(inversion, _CHARACTERS_AT_ONCE=1):
        writer = RunWriter(tmp_path, ANALYZER, {}, stop)
        with pytest.raises(KeyboardInterrupt):
            build(writer, many, stop)
    assert not list(tmp_path.iterdir())


@contextmanager
def room(most: int) -> Iterator[None]:
    """No file may have more bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("most", [1, 100, 3_000, 20_000, 60_000, 90_000])
def test_a_full_disk_is_an_error_and_leaves_nothing(tmp_path: Path, most: int) -> None:
    many = [Entry(str(n), {"body": [f"one two three four {n} x{n % 7}"]}) for n in range(2_000)]
    writer = RunWriter(tmp_path, Analyzer(Stemmer(), scan_with_nltk), {})
    with pytest.raises(OSError, match="File too large"), room(most):
        build(writer, many)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_while_merging(tmp_path: Path) -> None:
    many = [Entry(str(n), {"body": [f"one two three four {n} x{n % 7}"]}) for n in range(2_000)]
    segment = written(tmp_path, many)
    (before,) = tmp_path.iterdir()
    for most in (100, 20_000, before.stat().st_size):
        with pytest.raises(OSError, match="File too large"), room(most):
            merging.merge([segment, segment], tmp_path / "seg-x.foi")
        assert list(tmp_path.iterdir()) == [before]


def test_nothing_added_nothing_written(tmp_path: Path) -> None:
    writer = RunWriter(tmp_path, ANALYZER, {})
    assert writer.finish() == []
    assert not list(tmp_path.iterdir())


def test_documents_without_words(tmp_path: Path) -> None:
    many = [Entry("b", {}), Entry("a", {"body": ["", " \n", "... -- !"]})]
    segment = written(tmp_path, many)
    assert (segment.documents, segment.terms) == (2, 0)
    assert segment.with_id(b"a") == 1


def test_chunks_with_the_same_slot_and_long_ones_are_told_apart() -> None:
    # Far more chunks than the table holds at first, many of equal bytes but for their length.
    many = ["a" * n + "b" * m for n in range(1, 45) for m in range(1, 45)]
    memory = Chunks(Analyzer(Stemmer(), scan_with_nltk))
    found = memory.read([" ".join(many)])
    names = list(memory.terms)
    assert [names[n] for n in found.terms] == [ANALYZER.stemmer(word)[:80] for word in many]
    assert len(set(hashing.Text([" ".join(many)]).hashes()[: 44 * 8].tolist())) == 44 * 8


@given(
    st.lists(st.sets(st.integers(0, 70_000), min_size=1), min_size=1, max_size=8),
    st.sampled_from((lists.NARROW, lists.WIDE)),
    st.integers(0, 600),
)
@settings(deadline=None)
def test_lists_come_back(sets: list[set[int]], form: int, at: int) -> None:
    docs = np.concatenate([np.array(sorted(each)) for each in sets])
    given_ = lists.Lists(
        np.array([len(each) for each in sets]), docs, (docs % 255 + 1).astype(np.uint8)
    )
    encoded = lists.encode(given_, form, at)
    back = lists.decode(encoded.gaps, encoded.impacts, encoded.sizes)
    for name in ("df", "docs", "impacts"):
        assert (getattr(back, name) == getattr(given_, name)).all()
    starts = np.cumsum(encoded.sizes) - encoded.sizes
    skipped = range(-at % lists.SKIP, len(encoded.gaps), lists.SKIP)
    for place, before in zip(skipped, encoded.skips.tolist(), strict=True):
        begin = int(starts[starts <= place][-1])
        assert before == int(encoded.gaps[begin:place].sum(dtype=np.int64)) - 1


@given(st.lists(st.lists(st.integers(0, 1 << 22), min_size=1), max_size=9), st.integers(8, 20))
@settings(deadline=None)
def test_positions_come_back(postings: list[list[int]], bits: int) -> None:
    packer = positions.Packer(bits)
    packed = []
    for posting in postings:
        first = np.zeros(len(posting), np.bool_)
        first[0] = True
        packed.append(packer.add(np.array(posting, np.uint32), first))
    packed.append(packer.last())
    planes = zip(*(each.planes for each in packed), strict=True)
    held = positions.Places(
        np.concatenate([each.low for each in packed]),
        np.concatenate([each.first for each in packed]),
        tuple(np.concatenate(each) for each in planes),
        np.concatenate([each.exceptions for each in packed]),
        np.concatenate([each.beyond for each in packed]),
    )
    every = [position for posting in postings for position in posting]
    assert held.run(0, len(every)).tolist() == every
    sizes = [len(posting) for posting in postings]
    assert held.firsts(0, len(every)).tolist() == (np.cumsum([0, *sizes])[:-1]).tolist()
    needed = [min(33, (position + 1).bit_length()) for position in every]
    assert positions.bit_lengths(np.array(every, np.int64)).tolist() == [
        needed.count(bits) for bits in range(33)
    ]


_ALONE = """
import sys
from foisearch import analysis
if {broken}:
    from importlib import util
    real = util.find_spec
    def fails(name):
        util.find_spec = real
        raise ImportError(name)
    util.find_spec = fails
stem, cut = analysis._snowball(), analysis._nltk_tokenizer()
assert ("nltk" in sys.modules) == {broken}
import nltk
from nltk.stem.snowball import EnglishStemmer
from nltk.tokenize import RegexpTokenizer
whole = RegexpTokenizer(analysis.PATTERN)
text = "Officers' body-worn videos, s.40 (2) generously skied" * 3
assert list(cut.span_tokenize(text)) == list(whole.span_tokenize(text))
assert [stem(word) for word in text.lower().split()] == [
    EnglishStemmer().stem(word) for word in text.lower().split()
]
assert nltk.corpus.stopwords is not None
"""


@pytest.mark.parametrize("broken", [False, True])
def test_nltk_is_the_same_alone_and_whole(broken: bool) -> None:
    code = _ALONE.format(broken=broken)
    subprocess.run([sys.executable, "-c", code], check=True)
