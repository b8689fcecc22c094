"""``foisearch lint``: what looks like personal data in the corpus."""

from __future__ import annotations

from foisearch.cli.formats import LISTS, add_formats, form_of, text_of
from foisearch.cli.search import add_filters, filters_of

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

KINDS = (
    *("name", "e-mail", "telephone", "address", "national-insurance", "nhs-number", "vehicle"),
    *("bank", "date-of-birth", "ip-address", "small-number"),
)

USAGE = "[QUERY …] [OPTIONS]"
DESCRIPTION = """\
List what looks like personal data in the corpus, with its place and the words
about it: e-mail addresses, telephone numbers, addresses with a postcode, National
Insurance and NHS numbers, vehicle registrations, bank details, dates of birth, IP
addresses, names behind greetings and signatures; and, in answers, numbers of
people below five. Without a query and filters every record is looked through.

Officials who sign for a body are told apart from others; what is a body's own
(shared mailboxes, its telephones) is left out unless --all. These are signs and
no more: a clean list does not prove that nothing personal is there.

The data are shown, for without them nobody can judge; --mask hides them, for
logs and for what is sent on.
"""
EXAMPLES = (
    ("foisearch lint", "everything, record by record"),
    ("foisearch lint --only name --only e-mail", "names and e-mail addresses only"),
    ("foisearch lint --authority opsr --since 2024", "one body's, by date"),
    ("foisearch lint --only e-mail --format csv", "for a spreadsheet"),
    ("foisearch lint --json --mask", "for a nightly check: 0 where something is found, else 1"),
)


def add_options(parser: ArgumentParser) -> None:
    """Which records, which kinds, and how they are shown."""
    parser.add_argument("words", nargs="*", metavar="QUERY", help="look through what it finds only")
    add_filters(parser)
    shown = parser.add_argument_group("what is shown")
    kinds = f"what to look for: {', '.join(KINDS)}"
    shown.add_argument("--only", action="append", choices=KINDS, metavar="KIND", help=kinds)
    every = "also what is a body's own: shared mailboxes, its telephones and addresses"
    shown.add_argument("--all", action="store_true", dest="every", help=every)
    mask = "hide the data and the words about them; the place and the kind stay"
    shown.add_argument("--mask", action="store_true", help=mask)
    add_formats(shown, LISTS)


def run(options: Namespace, context: Context) -> int:
    """Look through the records and write what is found; 1 where nothing is."""
    from foisearch.render import write

    form = form_of(options, context.terminal)
    asked = text_of(options.words), filters_of(options)
    linted = context.services.lint(*asked, tuple(options.only or ()), options.every)
    linted.masked = options.mask
    write(linted, form, context.terminal)
    return 0 if linted.total else 1
