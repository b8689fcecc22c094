"""``foisearch import``: disclosure files into the corpus."""

from __future__ import annotations

from foisearch.cli.formats import add_formats, form_of
from foisearch.errors import UsageError

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

USAGE = "FILE… [OPTIONS]"
DESCRIPTION = """\
Read disclosure logs, letters and ready-made records into the corpus. A folder is
read with all the folders in it. A file that has not changed since it was last
read is left as it is.

The report at the end says, file by file, what was read, what was not, and every
warning. What you say with --published and --authority stands above what the
text says.
"""
EXAMPLES = (
    ("foisearch import logs/", "every file of a folder"),
    ("foisearch import log.txt --published 2024-07 --authority opsr", "what the text does not say"),
    ("foisearch import log.txt --again", "read it again, though it has not changed"),
)


def add_options(parser: ArgumentParser) -> None:
    """The files, what is known of them, and how strict to be."""
    parser.add_argument("words", nargs="*", metavar="FILE", help="a file, or a folder of files")
    known = parser.add_argument_group("what you know of the files")
    dates = "when they were published: YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY"
    known.add_argument("--published", metavar="DATE", help=dates)
    known.add_argument("--authority", metavar="NAME", help="the body that answers; any alias")
    reading = parser.add_argument_group("how they are read")
    reading.add_argument("--again", action="store_true", help="read unchanged files again as well")
    strict = "exit with 2 also when a file held no disclosure"
    reading.add_argument("--strict", action="store_true", help=strict)
    add_formats(parser.add_argument_group("how it is shown"))


def run(options: Namespace, context: Context) -> int:
    """Import the files and write the report; 2 where a file failed."""
    from pathlib import Path

    from foisearch.render import write

    if not options.words:
        raise UsageError("which files?", "name a file or a folder, as in import logs/")
    services = context.services
    told = services.import_options(options.published, options.authority, options.again)
    imported = services.import_files([Path(word) for word in options.words], told)
    write(imported, form_of(options, context.terminal), context.terminal)
    return 2 if imported.failed(options.strict) else 0
