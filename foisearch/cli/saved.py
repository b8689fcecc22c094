"""``foisearch saved``: searches that were saved, and what is new in them."""

from __future__ import annotations

from foisearch.cli.formats import LISTS, add_formats, form_of

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context
    from foisearch.services.renewing import Renewing

USAGE = "[NAME] [OPTIONS]"
DESCRIPTION = """\
List the searches that were saved at the prompt with .save, each with how much is
new in it; or run one of them and show what is new since it was run last: records
that were not found then, or that have other contents now.

A saved search is bound to the corpus that it was saved over, and is run there
wherever it is called. Running one moves its mark: what has been shown is no longer
new. --keep leaves the mark; listing never moves it.

With --new the exit status is 1 where nothing is new, for a job that runs by itself:
    foisearch saved drones --new --json || echo "nothing new"
"""
EXAMPLES = (
    ("foisearch saved", "all of them, with how much is new"),
    ("foisearch saved drones", "run one, and show what is new in it"),
    ("foisearch saved drones --keep --json", "for a program; the same is new the next time"),
)


def add_options(parser: ArgumentParser) -> None:
    """The name, what to do with it, and the format."""
    parser.add_argument("words", nargs="*", metavar="NAME", help="the search to run")
    done = parser.add_argument_group("what is done")
    done.add_argument("--new", action="store_true", help="exit status 1 where nothing is new")
    done.add_argument("--keep", action="store_true", help="do not move the mark")
    done.add_argument("--delete", metavar="NAME", help="forget the search of this name")
    add_formats(parser.add_argument_group("how it is shown"), LISTS, ids=True)


def run(options: Namespace, context: Context) -> int:
    """List, run or delete; 1 where nothing is saved, found or, with ``--new``, new."""
    from foisearch.errors import UsageError
    from foisearch.render import write

    form = form_of(options, context.terminal)
    renewing = _renewing(options, context)
    if options.delete:
        if options.words:
            raise UsageError("run one or delete one, not both", "leave the other name out")
        renewing.delete(options.delete)
        context.terminal.note(f"{options.delete} was deleted")
        return 0
    if not options.words:
        return _list(options, form, renewing, context)
    if len(options.words) > 1:
        raise UsageError("one search at a time", "give one name, as foisearch saved lists them")
    renewed = renewing.run(options.words[0], options.keep)
    write(renewed, form, context.terminal)
    if form in {"csv", "ids", "ids0"}:  # the others say it themselves
        context.terminal.flush()
        for note in renewed.found.result.spelling:
            context.terminal.note(note)
    return 0 if (renewed.new if options.new else renewed.total) else 1


def _list(options: Namespace, form: str, renewing: Renewing, context: Context) -> int:
    from foisearch.errors import UsageError
    from foisearch.render import write

    if form in {"ids", "ids0", *LISTS}:
        raise UsageError(f"the list has no {options.format}", "name a search, or give --json")
    listed = renewing.listed()
    write(listed, form, context.terminal)
    if options.new:
        return 0 if any(row.renewed and row.renewed.new for row in listed.rows) else 1
    return 0 if listed.rows else 1


def _renewing(options: Namespace, context: Context) -> Renewing:
    """The saved searches; each is run over its own corpus.

    Raises:
        UsageError: another corpus is given.
    """
    from foisearch.errors import UsageError
    from foisearch.services import Services
    from foisearch.services.renewing import Renewing

    if options.corpus or options.index:
        raise UsageError("a saved search has its own corpus", "leave --corpus and --index out")
    return Renewing(lambda locations: Services(locations, context.terminal))
