"""``foisearch review``: uncertain records, looked at and corrected."""

from __future__ import annotations

from foisearch.cli.formats import add_formats, form_of, text_of
from foisearch.errors import UsageError

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from foisearch.cli.context import Context
    from foisearch.disclosure import Disclosure

USAGE = "[FILE|REF …] [OPTIONS]"
DESCRIPTION = """\
Look at the records that their reader is not sure of, the worst first: each with the
lines that it was read from. What is doubted is asked about one by one: keep it, type
what it should be, or say that the whole is no disclosure.

What you say is written to corrections.jsonl of the corpus, apart from what readers
make of the files, and applied at once and at every later import. Where a later
reader says something else, or the file has changed, the import says so.

With --set, --accept or --withdraw nothing is asked. FIELD is ref, topic, authority,
published, received, responded, outcome, kind (disclosure or publication), split (the
number of the line at which the response begins) or request (the lines that are the
request: 5-12 20-31). Of letters, split is the message that answers first, and request
are the messages that ask. Rows of a table are told apart by their columns, for the whole
file: foisearch import FILE --map 'COLUMN=request'.
"""
EXAMPLES = (
    ("foisearch review", "all of them, one by one"),
    ("foisearch review --list", "which they are"),
    (
        "foisearch review 6104238 --set topic='Speed cameras' --set split=80 --accept",
        "without being asked",
    ),
    ("foisearch review 6104238 --withdraw", "take back what was said of it"),
)


def add_options(parser: ArgumentParser) -> None:
    """The records, what is said of them, and the format."""
    names = "a file of the corpus, an id or a reference"
    parser.add_argument("words", nargs="*", metavar="NAME", help=names)
    said = parser.add_argument_group("what is said, without being asked")
    what = "what a field should be; can be given again"
    said.add_argument("--set", metavar="FIELD=VALUE", action="append", help=what)
    said.add_argument("--accept", action="store_true", help="the rest is right: no more doubts")
    said.add_argument("--withdraw", action="store_true", help="take back what was said")
    who = "who says so (default: the name of your account)"
    said.add_argument("--who", default="", metavar="NAME", help=who)
    shown = parser.add_argument_group("how it is shown")
    shown.add_argument("--list", action="store_true", help="list them, and ask nothing")
    add_formats(shown)


def run(options: Namespace, context: Context) -> int:
    """List, correct or ask; 1 where nothing is uncertain."""
    from foisearch.render import write

    names = [text_of([word]) for word in options.words]
    form = form_of(options, context.terminal)
    if options.set or options.accept or options.withdraw:
        return _say(options, names, form, context)
    doubted = context.services.reviewing.uncertain(names)
    if options.list or form == "json" or not doubted.records:
        write(doubted, form, context.terminal)
        return 0 if doubted.records else 1
    from foisearch.cli.questions import Questions
    from foisearch.services.doubted import same

    records = same(each.record for each in doubted.records)
    return Questions(context.services.reviewing, context.terminal, options.who).ask(records)


def _say(options: Namespace, names: Sequence[str], form: str, context: Context) -> int:
    """Write down what is said of one record."""
    from foisearch.render import write

    if options.withdraw and (options.set or options.accept):
        raise UsageError("take back or say, not both", "leave --withdraw out")
    records = _the_one(names, context)
    reviewing = context.services.reviewing
    if options.withdraw:
        reviewed, *_ = [reviewing.withdraw(record) for record in records]
    else:
        said = dict(_field(text_of([text])) for text in options.set or ())
        reviewed = reviewing.correct_all(records, said, options.accept, text_of([options.who]))
    write(reviewed, form, context.terminal)
    return 0


def _field(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"“{text}” says nothing of a field", "write it as --set topic='Gates'")
    return name.strip().lower(), value


def _the_one(names: Sequence[str], context: Context) -> list[Disclosure]:
    """The record that is meant, as often as files hold it.

    Raises:
        UsageError: none is named, or several are.
    """
    from foisearch.services.doubted import same

    if len(names) != 1:
        raise UsageError("which record?", "name one, as in review 6104238 --accept")
    found = same(each.record for each in context.services.reviewing.uncertain(names).records)
    if len(found) != 1:
        places = "; ".join(f"{d.id} in {d.provenance.file}" for d, *_ in found[:5])
        cure = f"name one by its id: {places}" if found else "foisearch review --list"
        raise UsageError(f"“{names[0]}” is {len(found)} different records", cure)
    return found[0]
