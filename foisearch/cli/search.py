"""``foisearch search``: find disclosures."""

from __future__ import annotations

from foisearch.cli.formats import FOR_PROGRAMS, LISTS, TEXT, add_formats, form_of, text_of

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context
    from foisearch.render.terminal import Terminal
    from foisearch.search import Filters, SearchRequest, SearchResult

SORTS = ("relevance", "newest", "oldest", "ref")

USAGE = "[QUERY …] [OPTIONS]"
DESCRIPTION = """\
Find disclosures, best first.

Words are looked for in the reference, the topic, the bodies named, the
provisions relied on, the request and the response. "Quoted words" stand
together; field:word looks in one field; AND, OR, NOT and brackets combine.
Without a query, everything that the filters let through is found.

--facet counts everything that was found, not only the hits shown: by body, by
year and so on, each count with the option that narrows the search to it.

A filter given several times lets through any of its values; different filters
must all be met. Quote a query for the shell where it holds quotes or brackets.
After -- everything is part of the query, words that begin with a hyphen too.

Other words that mean the same are looked for too, and a word that no record has
is corrected where nothing is found; a note says so. --exact does neither, and a
"quoted" word is looked for as it is.

With --semantic what was asked in other words is found too, by the meaning of the
words that stand in no field; first make vectors: foisearch index --semantic.
"""
EXAMPLES = (
    ("foisearch search body worn video", "disclosures about body worn video"),
    ("foisearch search '\"stop and search\" AND request:ethnicity'", "a phrase, and a word asked"),
    (
        "foisearch search misconduct --authority opsr --since 2021 --until 2022-06",
        "one body's, by date",
    ),
    (
        "foisearch search --exemption s40 --exemption s31 --sort newest",
        "either section, newest first",
    ),
    ("foisearch search drones --force Harrowmere --json", "JSON Lines, for programs"),
    ("foisearch search --outcome not-held --limit 50 --ids", "ids alone, one a line"),
    ("foisearch search drones --limit 0 --facet authority,year", "counts alone, by body and year"),
    ("foisearch search drones --format csv", "for a spreadsheet: table, csv, markdown, json, ids"),
    (
        "foisearch search 'part:(officers trained)' --since 'last 6 years' --explain",
        "in one question; how that was read, and what adds up to each score",
    ),
    ("foisearch search officers sacked --semantic", "also who asked about dismissals"),
)


def add_options(parser: ArgumentParser) -> None:
    """The query, the filters, what to show and how."""
    parser.add_argument("words", nargs="*", metavar="QUERY", help="what to look for")
    add_filters(parser)
    _add_shown(parser)


def add_filters(parser: ArgumentParser) -> None:
    """Which records: by body, provision, outcome, kind and date."""
    filters = parser.add_argument_group("filters")
    add = filters.add_argument
    add("--force", action="append", metavar="NAME", help="a body named in the text; any alias")
    add("--authority", action="append", metavar="NAME", help="the body that answers; any alias")
    add(
        "--exemption",
        action="append",
        metavar="SECTION",
        help="relied on: s40, 40(2), 'cost limit'",
    )
    add("--outcome", action="append", metavar="NAME", help="full, part, refused, cost, not-held …")
    add("--kind", action="append", metavar="NAME", help="disclosure or publication")
    dates = "2022, 2022-06, 26/10/2021, 2022/23, 'last month'"
    add("--since", metavar="DATE", help=f"published on or after it: {dates}")
    add("--until", metavar="DATE", help="published by its end (2022 means 31 December 2022)")


def _add_shown(parser: ArgumentParser) -> None:
    shown = parser.add_argument_group("what is shown")
    add = shown.add_argument
    add("-n", "--limit", type=count, default=10, metavar="N", help="at most N hits (10)")
    add("--offset", type=count, default=0, metavar="N", help="leave out the first N hits")
    add(
        "--sort",
        choices=SORTS,
        default="relevance",
        metavar="ORDER",
        help="relevance, newest, oldest or ref",
    )
    meaning = "also by meaning, with the sentence model; first: foisearch index --semantic"
    add("--semantic", action="store_true", help=meaning)
    exact = "only the words typed: no other words for them, no corrected spelling"
    add("--exact", action="store_true", help=exact)
    collapse = shown.add_mutually_exclusive_group()
    every = "near-identical hits one by one, and not under the first of them"
    collapse.add_argument(
        "--no-collapse", action="store_false", dest="collapse", default=None, help=every
    )
    under = "put them under the first with --json and --ids too"
    collapse.add_argument("--collapse", action="store_true", default=None, help=under)
    why = "how the query was read, and what each score is made of"
    shown.add_argument("--explain", action="store_true", help=why)
    facet = "count all matches by force, authority, exemption, outcome, year, kind or all"
    shown.add_argument("--facet", action="append", metavar="NAME", help=facet)
    add_formats(shown, LISTS, ids=True)


def count(text: str) -> int:
    """A number of things; argparse turns the error into one of its own."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"“{text}” is not a whole number from 0")
    return int(text)


def filters_of(options: Namespace) -> Filters:
    """The filters that the options of :func:`add_filters` describe."""
    from foisearch.periods import read_bound
    from foisearch.search import Filters

    since = read_bound(options.since) if options.since else None
    until = read_bound(options.until) if options.until else None
    return Filters(
        forces=tuple(options.force or ()),
        authorities=tuple(options.authority or ()),
        exemptions=tuple(options.exemption or ()),
        outcomes=tuple(options.outcome or ()),
        kinds=tuple(options.kind or ()),
        since=since.first if since else None,
        until=until.last if until else None,
        since_said=since.said if since else "",
        until_said=until.said if until else "",
    )


def request_of(options: Namespace) -> SearchRequest:
    """The search that the options describe."""
    from foisearch.search import SearchRequest, Sort, facet_names

    query = text_of(options.words)
    # People want a page of different things; a program wants every hit, and the same hits whether
    # or not a search is simple enough for the cold path, which compares nothing.
    collapse = options.collapse
    if collapse is None:
        collapse = options.format not in FOR_PROGRAMS
    return SearchRequest(
        query,
        filters_of(options),
        options.limit,
        options.offset,
        Sort(options.sort),
        collapse,
        options.semantic,
        facets=facet_names(options.facet or ()),
        overview=options.format in {None, TEXT},
        explain=options.explain,
        exact=options.exact,
    )


def _see_room(request: SearchRequest, form: str | None) -> None:
    """See that what was asked for can be said in the format that was asked for.

    Raises:
        UsageError: it would be left out in silence.
    """
    from foisearch.errors import UsageError

    if form == "csv" and request.facets and request.limit:
        raise UsageError("hits and counts are two lists, and CSV is one", "add --limit 0")
    if form == "ids" and request.facets:
        raise UsageError("ids have no room for counts", "leave out --ids or --facet")
    if form in {*LISTS, "ids"} and request.explain:
        raise UsageError(f"--format {form} has no room for explanations", "take text or json")


def run(options: Namespace, context: Context) -> int:
    """Search and write what was found."""
    from foisearch.render import write

    form = form_of(options, context.terminal)
    request = request_of(options)
    _see_room(request, options.format)
    found = context.services.search(request)
    write(found, form, context.terminal)
    tell_beside(found.result, form, context.terminal)
    return 0 if found.result.total else 1


def tell_beside(result: SearchResult, form: str, terminal: Terminal) -> None:
    """Tell where errors are told what a format has no room for: of ids, only that others than those
    of the words typed were found, or could be.
    """
    if form not in {"csv", "ids", "ids0"}:
        return
    terminal.flush()
    for note in result.notes if form == "csv" else result.spelling:
        terminal.note(note)
    shown = len(result.hits)
    more = result.request.offset + shown < result.total
    if form == "csv" and result.request.limit and more:
        terminal.note(f"{shown:,} of {result.total:,} are written; --limit N writes more")
