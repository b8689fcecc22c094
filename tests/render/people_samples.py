"""Disclosures and answers made up for the tests of the people's rooms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from foisearch.disclosure import (
    UNKNOWN_DATE,
    Citation,
    Disclosure,
    Kind,
    Mention,
    Message,
    MessageKind,
    Outcome,
    Part,
    PartialDate,
    Precision,
    Provenance,
    SplitConfidence,
    Status,
    Withheld,
)
from foisearch.engine.explaining.explanation import Explanation, Reading, ScorePart
from foisearch.identity import Conflict
from foisearch.intake.report import FileReport, FileStatus, ImportReport
from foisearch.privacy.linting import Linter
from foisearch.render.answers import (
    Cited,
    Count,
    Counted,
    Found,
    Imported,
    Indexed,
    Linted,
    Listed,
    Renewed,
    Row,
    Several,
    Shown,
    Vectors,
)
from foisearch.search import (
    Facet,
    FacetCount,
    Filters,
    Hit,
    SearchRequest,
    SearchResult,
    Within,
)
from foisearch.snippet import Snippet

ESC_TEXT = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b5m\x00\x08\u202eback\r\nline\x7f"


def source(first: int, last: int) -> Provenance:
    return Provenance("logs/sample-2024-07.txt", "ab" * 32, first, last, "log", 3, page=2)


def citation(provision: str, status: Status = Status.APPLIED, **more: object) -> Citation:
    text = f"section {provision}"
    return Citation("foia", provision, status, text, 0, len(text), **more)  # type: ignore[arg-type]


PRINTERS = Disclosure(
    id="iopc/5023048",
    kind=Kind.DISCLOSURE,
    authority="iopc",
    authority_name="Independent Office for Police Conduct",
    regime="foia",
    ref="5023048",
    topic="Body worn video retained after complaints about stop and search",
    request="1. How many complaints held body worn video?\n2. Who viewed the video?",
    response="1. We hold 41 complaints with video.\n2. The names are exempt under section 40(2).",
    provenance=source(10, 42),
    parts=(
        Part("1", "How many complaints held body worn video?", "We hold 41 complaints with video.",
             Outcome.FULL),
        Part("2", "Who viewed the video?", "The names are exempt under section 40(2).",
             Outcome.REFUSED, (citation("40(2)"),)),
    ),
    citations=(citation("40(2)"), citation("1(1)", Status.MENTIONED)),
    forces=(
        Mention("metropolitan", "Metropolitan Police Service", "the Met", "request", 3, 10),
        Mention("kent", "Kent Police", "Kent Police", "response", 0, 11),
    ),
    outcome=Outcome.PART,
    received=PartialDate(date(2024, 6, 3), Precision.DAY, "text"),
    published=PartialDate(date(2024, 7, 1), Precision.MONTH, "file name"),
    attachments=("video-policy.pdf",),
    links=("https://example.org/foi/5023048",),
    warnings=("a table seems to be missing after question 1",),
)  # fmt: skip

UNTITLED = Disclosure(
    id="kent/024-55",
    kind=Kind.DISCLOSURE,
    authority="kent",
    authority_name="",
    regime="foia",
    ref="024/55",
    topic=None,
    request="Please tell me what drones your force owns, by maker, and how often they were flown.",
    response="The force neither confirms nor denies that it holds this under section 31(3).",
    provenance=source(50, 61),
    citations=(citation("31(3)"), citation("24(2)")),
    outcome=Outcome.NCND,
    split_confidence=SplitConfidence.LOW,
)

WIDE = Disclosure(
    id="iopc/newsletter",
    kind=Kind.PUBLICATION,
    authority="unknown",
    authority_name="",
    regime="foia",
    ref="",
    topic="身体装着ビデオの保存期間と苦情処理に関する報告書について 🎥 résumé naïve",
    request="",
    response="",
    body="通信機器と電話サービスの契約に関する情報をお知らせします。" * 3,
    provenance=source(0, 0),
    split_confidence=SplitConfidence.NONE,
)


def hostile() -> Disclosure:
    """A disclosure with terminal commands in every text that is shown."""
    t = ESC_TEXT
    part = Part(f"1{t}", t, t, Outcome.REFUSED, (citation("40(2)", flag=t),), lead=t)
    return Disclosure(
        id=f"iopc/{t}", kind=Kind.DISCLOSURE, authority="iopc", authority_name=t, regime="foia",
        ref=t, topic=t, request=t, response=t, provenance=Provenance(t, t, 1, 2, t, 1),
        body=t, parts=(part,), loose_answers=(part,), citations=(citation("40(2)", flag=t),),
        forces=(Mention("kent", t, t, "request", 0, 1),), outcome=Outcome.PART,
        attachments=(t,), links=(t,), warnings=(t,), doubts=(t,), withheld=(Withheld(t, t, 2),),
        messages=(Message(MessageKind.OTHER, t, UNKNOWN_DATE, f"said {t}", (t,)),),
    )  # fmt: skip


def found(*disclosures: Disclosure, total: int | None = None, notes: tuple[str, ...] = ()) -> Found:
    request = SearchRequest("body worn video", Filters(forces=("the Met",), since=date(2021, 1, 1)))
    hits = tuple(
        Hit(rank, 10.0 - rank, d, snippets(d)) for rank, d in enumerate(disclosures, start=1)
    )
    return Found(SearchResult(request, hits, len(hits) if total is None else total, notes), 12.3)


def collapsed() -> Found:
    """Two hits, under one of which others stand."""
    request = SearchRequest("body worn video", limit=2, collapse=True)
    others = tuple(f"kent/{number}" for number in range(10))
    hits = (
        Hit(1, 9.0, PRINTERS, snippets(PRINTERS), ("kent/024-56",)),
        Hit(3, 7.0, UNTITLED, snippets(UNTITLED), others),
    )
    return Found(SearchResult(request, hits, 40), 12.3)


def counted_by(name: str, *counts: tuple[str, str, int]) -> Facet:
    return Facet(name, tuple(FacetCount(*each) for each in counts))


BODIES = counted_by(
    "authority",
    ("iopc", "Independent Office for Police Conduct", 1201),
    ("kent", "Kent Police", 14),
    ("orrin", "Vale of Orrin Police", 9),
    ("unknown", "body unknown", 1),
)
YEARS = counted_by(
    "year", ("2024", "2024", 1200), ("2023", "2023", 20), ("unknown", "date unknown", 5)
)
ENDED = counted_by("outcome", ("not-held", "not held", 900), ("full", "disclosed in full", 325))
KINDS = counted_by("kind", ("disclosure", "disclosure", 1225))


def overview() -> Found:
    """A page of many hits, and beside it what divides them all."""
    request = SearchRequest("body worn video", limit=1, overview=True)
    hits = (Hit(1, 9.0, PRINTERS, snippets(PRINTERS)),)
    return Found(SearchResult(request, hits, 1225, (), (BODIES, YEARS, ENDED)), 12.3)


def faceted() -> Found:
    """Counts alone, of a search that was narrowed."""
    within = (Within("outcome", "not-held"), Within("kind", "disclosure"))
    filters = Filters(outcomes=("not-held",), within=within)
    facets = ("authority", "year", "outcome", "kind")
    request = SearchRequest("body worn video", filters, limit=0, facets=facets)
    return Found(SearchResult(request, (), 1225, (), (BODIES, YEARS, ENDED, KINDS)), 12.3)


LOOKED = datetime(2026, 10, 14, 9, 5, tzinfo=UTC)


def renewed() -> Renewed:
    """A saved search in which something is new."""
    return Renewed("video", LOOKED, found(PRINTERS, notes=("a note",)), 41, 2)


def listed() -> Listed:
    """Saved searches: one as it should be, one narrowed of which nothing is new, one damaged."""
    corpus = Path("/data/foi/corpus")
    request = SearchRequest("drones", Filters(within=(Within("authority", "kent"),)))
    quiet = Renewed("drones", LOOKED, found(), 7, 0)
    return Listed(
        (
            Row("video", SearchRequest("body worn video"), corpus, LOOKED, renewed()),
            Row("drones", request, corpus, LOOKED, quiet),
            Row("old", problem="/state/saved/old.json is damaged and was left as it is"),
        )
    )


def meant() -> Found:
    """Hits of a semantic search, one of them found by its meaning alone."""
    request = SearchRequest("filming by officers", limit=2, semantic=True)
    asked = (Snippet("request", "How often was body worn video left running?", ()),)
    hits = (
        Hit(1, 0.032, PRINTERS, snippets(PRINTERS), found_by=("words", "meaning")),
        Hit(2, 0.016, UNTITLED, asked, found_by=("meaning",)),
    )
    notes = ("310 questions have no vector yet; run: foisearch index --semantic",)
    return Found(SearchResult(request, hits, 40, notes), 12.3)


def explained() -> Found:
    """A hit with what its score is made of, and how the query was read."""
    fields = (
        ScorePart("in topic", 2.5, "once in 3 words"),
        ScorePart("in request", 1.25, "twice in 40 words"),
    )
    parts = (
        ScorePart("“video”", 3.75, "impact 200 of 255 × weight 4.78", fields),
        ScorePart("“worn video”", 0.25, "side by side once"),
    )
    words = (
        Reading("word", "“worn” in any form (wear, worn)"),
        Reading("word", "“video” in any form"),
    )
    only = Reading("only", "only records with", (Reading("value", "force iopc"),))
    either = Reading("any", "any of these; what they score is added up", words)
    reading = Reading("all", "", (either, only, Reading("note", "ignored: of")))
    request = SearchRequest("worn video", limit=1, explain=True)
    hit = Hit(1, 4.0, PRINTERS, snippets(PRINTERS), explanation=Explanation(4.0, parts))
    return Found(SearchResult(request, (hit,), 1, reading=reading), 12.3)


def snippets(d: Disclosure) -> tuple[Snippet, ...]:
    field, text = ("request", d.request) if d.request else ("body", d.body)
    half = len(text) // 2
    return (
        Snippet(
            field,
            text,
            ((0, 6), (half, half + 5)),
            before=True,
            after=True,
            part="" if text[0].isdigit() else "2.",
            cut_before=True,
            cut_after=True,
        ),
    )


def lettered() -> Disclosure:
    """A record with personal data left in it, of everybody that findings tell apart."""
    return replace(
        PRINTERS,
        request="Write to jo.example@gmail.com or call me on 07700 900123.\nName: Jo Example",
        response="Two officers were dismissed.\nKind regards\nAl Sample\nDisclosure Officer\n"
        "foi@harrowmere.police.example",
        body="",
        messages=(),
    )


def every_answer() -> dict[str, object]:
    cited = (
        citation("40(2)"),
        citation("14", flag="the name beside it is that of section 12", assumed=True, by_name=True),
        Citation("", "16", Status.OTHER_ACT, "Sec 16", 3, 9, act="Youth Justice Act 1999"),
    )
    files = (
        FileReport(
            "logs/a.txt",
            FileStatus.IMPORTED,
            "log",
            12,
            1,
            ("5023048: no date",),
            uncertain=1,
            withheld=(("name", 2),),
        ),
        FileReport("logs/newsletter.txt", FileStatus.IMPORTED, "log", 0, 1),
        FileReport("logs/b.txt", FileStatus.UNCHANGED, "log", 3),
        FileReport("logs/c.xyz", FileStatus.SKIPPED, error="not a kind of file that is read"),
        FileReport("logs/d.pdf", FileStatus.FAILED, error="the file is empty"),
    )
    conflict = Conflict("iopc/1", "logs/a.txt", "logs/b.txt", "iopc/1@b")
    bodies = (
        Count("iopc", "Independent Office for Police Conduct", 1234),
        Count("kent", "Kent Police", 7),
    )
    counted = Counted(
        1241, 3, bodies, (Count("2024", "2024", 1000), Count("unknown", "unknown", 241)),
        (Count("part", "disclosed in part", 900),),
        (Count("foia:40(2)", "FOIA s.40(2) Personal information", 321),),
    )  # fmt: skip
    notes = ("2 records without a date were left out",)
    vectors = Vectors("all-MiniLM-L6-v2 (int8)", 12030, 310, 42)
    return {
        "found": found(PRINTERS, UNTITLED, WIDE, total=17, notes=notes),
        "nothing": found(),
        "linted": Linted(Linter((WIDE, lettered()), every=True)),
        "lint_masked": Linted(Linter((lettered(),)), masked=True),
        "clean": Linted(Linter((WIDE,))),
        "collapsed": collapsed(),
        "meant": meant(),
        "explained": explained(),
        "overview": overview(),
        "faceted": faceted(),
        "renewed": renewed(),
        "listed": listed(),
        "unsaved": Listed(()),
        "shown": Shown("5023048", (PRINTERS, UNTITLED, WIDE)),
        "several": Several((Shown("5023048", (PRINTERS,)), Shown("1/1", (), ("kent/024-55",)))),
        "counted": counted,
        "cited": Cited(cited),
        "uncited": Cited(()),
        "imported": Imported(ImportReport(files, (conflict,))),
        "indexed": Indexed(Path("/data/foi/index"), 1244, 2345.6),
        "vectors": Indexed(Path("/data/foi/index"), 1244, 2345.6, vectors),
    }
