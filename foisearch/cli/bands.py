"""The options that say how alike is alike enough, and how many to show."""

from __future__ import annotations

from foisearch.cli.formats import FOR_PROGRAMS
from foisearch.cli.search import count

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    import argparse
    from argparse import Namespace
    from pathlib import Path

    from foisearch.render.answers import CheckOptions

BANDS = ("identical", "near-identical", "same-scope", "overlapping", "related")
PROGRAMS = 10
"""Matches that programs are given, unless they ask for another number."""
BANDS_HELP = """\
Bands, the closest first: identical (the same words), near-identical (nearly the
same words), same-scope (other words for the same), overlapping (partly the same:
another period, body or breakdown), related (the same subject, another question).
"""


def add_matching(group: argparse._ArgumentGroup, limit: int, what: str) -> None:
    """``--limit`` and ``--min``."""
    add = group.add_argument
    most = f"at most N {what} (for people {limit}, for programs {PROGRAMS})"
    add("-n", "--limit", type=count, metavar="N", help=most)
    group.set_defaults(usual=limit)
    least = "leave out what is less alike (default: related, so nothing)"
    add("--min", choices=BANDS, default="related", metavar="BAND", help=least)


def add_model(group: argparse._ArgumentGroup) -> None:
    """``--semantic``, ``--no-semantic`` and ``--model``."""
    whether = group.add_mutually_exclusive_group()
    insist = (
        "insist on the sentence model, which else is used where it can be (foisearch[semantic])"
    )
    whether.add_argument("--semantic", action="store_const", const=True, default=None, help=insist)
    leave = "look for other wordings by the field's own words only"
    whether.add_argument(
        "--no-semantic", action="store_const", const=False, dest="semantic", help=leave
    )
    model = "insist on a sentence model of your own; its folder"
    group.add_argument("--model", metavar="FOLDER", help=model)


def model_of(options: Namespace) -> Path | None:
    """The folder of a model of one's own."""
    from pathlib import Path

    return Path(options.model).expanduser() if options.model else None


def check_options(options: Namespace, fail_on: str | None = None) -> CheckOptions:
    """How to check, as the options say.

    Raises:
        UsageError: the exit status would be about what is left out, or a model is left out that is
            named.
    """
    from foisearch.errors import UsageError
    from foisearch.prior.values import Band
    from foisearch.render.answers import CheckOptions

    least = Band(options.min)
    wanted = Band(fail_on) if fail_on else least
    if not wanted.reaches(least):
        raise UsageError(
            f"--fail-on {wanted} is looser than --min {least}, which leaves such matches out",
            f"give --min {wanted} too, or a closer --fail-on",
        )
    limit = options.limit
    if limit is None:
        limit = PROGRAMS if options.format in FOR_PROGRAMS else options.usual
    if not limit:
        raise UsageError("no match for a part is too few", "--limit is 1 or more")
    model = model_of(options)
    if model and options.semantic is False:
        raise UsageError(
            "--no-semantic leaves the model out that --model names", "give one of them"
        )
    semantic = True if model else options.semantic
    return CheckOptions(limit, least, wanted, semantic=semantic, model=model)
