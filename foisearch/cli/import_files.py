"""``foisearch import``: disclosure files into the corpus."""

from __future__ import annotations

from contextlib import contextmanager

from foisearch.cli.formats import add_formats, form_of
from foisearch.errors import UsageError

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from foisearch.cli.context import Context
    from foisearch.intake.report import ImportOptions
    from foisearch.render.answers import Imported
    from foisearch.render.trust import Tried, Updated
    from foisearch.services import Services

STDIN = "-"
USAGE = "FILE… [OPTIONS]"
DESCRIPTION = """\
Read disclosure logs, letters, web pages, mails, spreadsheets and ready-made records
into the corpus. A folder is read with all the folders in it. A file that has not
changed since it was last read is left as it is.

The report at the end says, file by file, what was read, what was not, and every
warning. What you say with --published, --authority and --map stands above what the
files say, and stays in force for them.

--dry-run writes nothing; of a single file it shows each record beside the lines that
gave it, which reader was chosen and why, and what is doubted.

--update reads again what has changed, what newer readers read better and what failed
before, and says what became of the records; files that are named are read as well.

- is the standard input. It is kept in received/ of the corpus, to be read again; its kind
is told by what is in it, or by --name log.csv.
"""
EXAMPLES = (
    ("foisearch import logs/", "every file of a folder"),
    ("foisearch import log.txt --published 2024-07 --authority opsr", "what the text does not say"),
    ("foisearch import log.txt --dry-run", "what would be read, and from which lines"),
    ("foisearch import log.csv --map 'What was asked=request'", "what a column holds"),
    ("foisearch import --update", "every month: only what has changed"),
    ("zcat log.csv.gz | foisearch import - --name log.csv", "what another program writes"),
)


def add_options(parser: ArgumentParser) -> None:
    """The files, what is known of them, and how strict to be."""
    files = "a file, or a folder of files; - reads standard input"
    parser.add_argument("words", nargs="*", metavar="FILE", help=files)
    known = parser.add_argument_group("what you know of the files")
    dates = "when they were published: YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY"
    known.add_argument("--published", metavar="DATE", help=dates)
    known.add_argument("--authority", metavar="NAME", help="the body that answers; any alias")
    columns = "what a column of a table is, as 'Question=request'; can be given again"
    known.add_argument("--map", metavar="COLUMN=FIELD", action="append", help=columns)
    called = "of standard input: what it would be called, as log.csv"
    known.add_argument("--name", metavar="NAME", default="", help=called)
    reading = parser.add_argument_group("how they are read")
    dry = "write nothing; show what would be read"
    reading.add_argument("--dry-run", action="store_true", help=dry)
    update = "read what has changed, what is read better now, what failed"
    reading.add_argument("--update", action="store_true", help=update)
    prune = "with --update: take out the records of files that are gone"
    reading.add_argument("--prune", action="store_true", help=prune)
    reading.add_argument("--again", action="store_true", help="read unchanged files again as well")
    ocr = "let ocrmypdf, if it is installed, read scanned pages"
    reading.add_argument("--ocr", action="store_true", help=ocr)
    personal = "leave the personal data of requesters in the records"
    reading.add_argument("--keep-personal", action="store_true", help=personal)
    strict = "exit with 2 also when a file held no disclosure"
    reading.add_argument("--strict", action="store_true", help=strict)
    add_formats(parser.add_argument_group("how it is shown"))


def run(options: Namespace, context: Context) -> int:
    """Import the files, or only try it, and write the report; 2 where a file failed."""
    from foisearch.render import write
    from foisearch.render.answers import Imported

    _check(options)
    services = context.services
    told = services.import_options(
        options.published,
        options.authority,
        options.again,
        columns=options.map or (),
        ocr=options.ocr,
        keep_personal=options.keep_personal,
    )
    with _paths(options, context) as paths:
        answer = _done(options, services, paths, told)
        write(answer, form_of(options, context.terminal), context.terminal)
    return 2 if Imported(answer.report).failed(options.strict) else 0


@contextmanager
def _paths(options: Namespace, context: Context) -> Iterator[list[Path]]:
    """The files that were named; standard input as one that is kept, or only for a dry run."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    if STDIN not in options.words:
        yield [Path(word) for word in options.words]
        return
    from foisearch.services.receiving import FOLDER, receive

    with TemporaryDirectory(prefix="foisearch-") as scratch:
        folder = Path(scratch) if options.dry_run else context.services.corpus.folder / FOLDER
        kept = receive(context.terminal.raw_input, options.name, folder)
        yield [kept if word == STDIN else Path(word) for word in options.words]


def _done(
    options: Namespace, services: Services, paths: list[Path], told: ImportOptions
) -> Imported | Tried | Updated:
    if options.dry_run:
        return services.try_files(paths, told)
    if options.update:
        return services.sources.update(paths, told, options.prune)
    return services.import_files(paths, told)


def _check(options: Namespace) -> None:
    """See that the options go together.

    Raises:
        UsageError: they do not.
    """
    if not options.words and not options.update:
        cure = "name a file or a folder, as in import logs/; or --update for those known already"
        raise UsageError("which files?", cure)
    if options.dry_run and options.update:
        raise UsageError("--dry-run or --update, not both", "foisearch sources says what changed")
    if options.name and STDIN not in options.words:
        raise UsageError("--name tells what standard input is called", "name - as the file, too")
    if options.prune and not options.update:
        raise UsageError("--prune takes out what is gone", "give it with --update")
