"""Passages of hits beside those of tantivy and Whoosh: which are right, and what they take.

    python -m bench.snippets                   # the judged ones, and long documents
    python -m bench.snippets --index FOLDER    # and the hits of questions to an index of your own

All three are given the same records and the same words, in one run.  tantivy and Whoosh mark one
field at a time, so each is asked for every text of a record.  *Right* is the share of the judged
records (``snippets.toml``) of which some passage holds words that a person would want; CPU is that
of the process for ten records, the best of five passes, median and 95th percentile over the
questions.  Needs ``tantivy`` and ``whoosh3``; without one of them its column is left out.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import process_time

from foisearch import engine
from foisearch.analysis import FUNCTION_WORDS
from foisearch.corpus import Corpus
from foisearch.disclosure import Disclosure, Kind, Provenance
from foisearch.engine.index import Index
from foisearch.engine.schema.documents import texts
from foisearch.occurrences import Finder
from foisearch.passages.choosing import WIDTH
from foisearch.query import parse
from foisearch.snippet import snippets
from foisearch.text import collapse_space

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "corpus"
FIELDS = ("topic", "request", "response", "body")
PASSES = 5
QUESTIONS = 60
LONG = 200_000

Shown = list[list[str]]
"""The passages of each record."""
Way = Callable[[Sequence[Disclosure], str], Callable[[], Shown]]
"""Of some records and a question, what shows passages of them; only that call is timed."""


def ours(index: Index) -> Way:
    """The way of foisearch."""

    def ready(records: Sequence[Disclosure], words: str) -> Callable[[], Shown]:
        wanted = index.search(parse(words), engine.ResolvedFilters(), source=words, limit=1).wanted

        def shown() -> Shown:
            finder = Finder(wanted, index.analyzer)
            return [[s.text for s in snippets(record, finder)] for record in records]

        return shown

    return ready


def of_tantivy(records: Sequence[Disclosure], words: str) -> Callable[[], Shown]:
    """The best fragment of each field."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        builder.add_text_field(field, stored=True, tokenizer_name="en_stem")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=50_000_000, num_threads=1)
    documents = [tantivy.Document(**_flat(record)) for record in records]
    for document in documents:
        writer.add_document(document)
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def shown() -> Shown:
        query = index.parse_query(_plain(words), list(FIELDS))
        makers = [tantivy.SnippetGenerator.create(searcher, query, schema, f) for f in FIELDS]
        for maker in makers:
            maker.set_max_num_chars(WIDTH)
        return [[m.snippet_from_doc(d).fragment() for m in makers] for d in documents]

    return shown


def of_whoosh(records: Sequence[Disclosure], words: str) -> Callable[[], Shown]:
    """The best fragment of each field; it reads 32,768 characters of a text."""
    from whoosh import analysis, highlight

    analyzer = analysis.StemmingAnalyzer()
    flat = [_flat(record) for record in records]

    def shown() -> Shown:
        terms = frozenset(token.text for token in analyzer(words))
        return [
            [
                highlight.highlight(
                    text,
                    terms,
                    analyzer,
                    highlight.ContextFragmenter(maxchars=WIDTH, surround=WIDTH // 2),
                    highlight.NullFormatter(),
                    top=1,
                )
                for text in fields.values()
            ]
            for fields in flat
        ]

    return shown


def _flat(record: Disclosure) -> dict[str, str]:
    return {field: "\n".join(pieces) for field, pieces in texts(record).items()}


def _plain(words: str) -> str:
    return "".join(c if c.isalnum() else " " for c in words)


def ways(index: Index) -> dict[str, Way]:
    """Those that are installed, ours first."""
    found: dict[str, Way] = {"foisearch": ours(index)}
    if find_spec("tantivy"):
        found["tantivy"] = of_tantivy
    if find_spec("whoosh"):
        found["Whoosh"] = of_whoosh
    return found


def right(index: Index) -> Iterator[str]:
    """How many of the judged records each shows rightly, by kind, and how much it shows."""
    judged = tomllib.loads((HERE / "snippets.toml").read_text("utf-8"))["judged"]
    records = {record.id: record for record in Corpus(SAMPLE).disclosures()}
    for name, way in ways(index).items():
        shown = 0
        counts = {"said": [0, 0], "unsaid": [0, 0]}
        for each in judged:
            (passages,) = way([records[each["record"]]], each["query"])()
            plain = [collapse_space(passage) for passage in passages]
            shown += sum(map(len, plain))
            count = counts[each["kind"]]
            count[0] += any(want in passage for want in each["wants"] for passage in plain)
            count[1] += 1
        shares = ", ".join(f"{kind} {good} of {all_}" for kind, (good, all_) in counts.items())
        yield f"right       {name:<10} {shares}; {shown // len(judged)} characters a record"


def speed(
    what: str, index: Index, asked: Sequence[tuple[str, Sequence[Disclosure]]]
) -> Iterator[str]:
    """What passages of ten records take, in each way, and how many times as long as ours."""
    base = 0.0
    for name, way in ways(index).items():
        taken = []
        for words, records in asked:
            shown = way(records, words)
            taken.append(min(map(_timed, [shown] * PASSES)) * 10 / len(records))
        middle = statistics.median(taken)
        base = base or middle
        high = sorted(taken)[int(0.95 * len(taken))]
        yield f"{what:<11} {name:<10} {middle:8.2f} / {high:8.2f} ms   {middle / base:6.2f} times"


def _timed(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return (process_time() - began) * 1_000


def hits(index: Index, seed: int = 7) -> list[tuple[str, list[Disclosure]]]:
    """Questions of one to four words of a record, and the ten first hits of each."""
    pick = random.Random(seed)
    words = sorted(w for w in index.vocabulary().words if w.isalpha() and w not in FUNCTION_WORDS)
    found = []
    while len(found) < QUESTIONS:
        word = pick.choice(words)
        first = index.search(parse(word), engine.ResolvedFilters(), source=word, limit=1)
        for _, record in first.hits:
            said = sorted({w for w in _plain(_flat(record)["request"]).split() if w.isalpha()})
            asked = " ".join(pick.sample(said, min(len(said), pick.choice([1, 2, 3, 4]))))
            if not asked or not set(asked.lower().split()) - FUNCTION_WORDS:
                continue
            page = index.search(parse(asked), engine.ResolvedFilters(), source=asked, limit=10)
            found.append((asked, [record for _, record in page.hits]))
    return found


def long_documents() -> list[Disclosure]:
    """Ten texts of :data:`LONG` characters, of the sample's sentences in any order."""
    pick = random.Random(3)
    said = [
        sentence
        for record in Corpus(SAMPLE).disclosures()
        for pieces in texts(record).values()
        for text in pieces
        for sentence in text.split("\n")
        if sentence.strip()
    ]
    source = Provenance("long.txt", "0" * 64, 1, 2, "text", 1)
    made = []
    for number in range(10):
        lines: list[str] = []
        while sum(map(len, lines)) < LONG:
            lines.extend(pick.choices(said, k=100))
        made.append(
            Disclosure(
                f"orrin/{number}",
                Kind.DISCLOSURE,
                "orrin",
                "Vale of Orrin Police",
                "foia",
                str(number),
                None,
                "",
                "\n".join(lines)[:LONG],
                source,
            )
        )
    return made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.snippets", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--index", type=Path, help="an index folder, for the hits of its records")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine.build(Corpus(SAMPLE), Path(folder) / "index")
        with engine.open_index(Path(folder) / "index") as sample:
            for line in right(sample):
                print(line)
            for line in speed("sample", sample, hits(sample)):
                print(line)
            long = long_documents()
            asked = [(words, long) for words in ("drones", "body worn video", "officers refused")]
            for line in speed("200 kB each", sample, asked):
                print(line)
    if given.index:
        with engine.open_index(given.index) as index:
            for line in speed(given.index.name[:11], index, hits(index)):
                print(line)


if __name__ == "__main__":
    main()
