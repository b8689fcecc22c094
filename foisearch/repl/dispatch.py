"""The commands of the prompt: what each takes, what it does, and who does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from foisearch.repl import asking, browsing, exporting, holding, narrowing, saving, taking
from foisearch.repl.explaining import explain
from foisearch.repl.helping import help_
from foisearch.repl.live.running import live
from foisearch.repl.session import Session
from foisearch.repl.settings import FILTERS
from foisearch.repl.tending import as_in_the_shell

__all__ = ["DOTS", "GROUPS", "Dot", "Session"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot-command: what it takes, what it does in a few words, and who does it.

    ``examples`` are lines to type, each with what it does.
    """

    argument: str
    help: str
    run: Callable[[Session, str], None]
    examples: tuple[tuple[str, str], ...] = ()


def _quit(session: Session, argument: str) -> None:
    session.done = True


_FILTER_EXAMPLES = {
    "force": ((".force the Met", "names the Met"), (".force", "any body again")),
    "authority": ((".authority iopc", "answered by the IOPC"),),
    "exemption": ((".exemption s40", "relies on section 40"),),
    "outcome": ((".outcome not-held", "nothing was held"),),
    "since": ((".since 2023", "from 1 January 2023 on"),),
    "until": ((".until 2023-06", "up to 30 June 2023"),),
}

GROUPS: dict[str, dict[str, Dot]] = {
    "Look": {
        ".live": Dot("[QUERY]", "hits as you type; also F2", live),
        ".next": Dot("", "the next hits", browsing.next_page),
        ".prev": Dot("", "the hits before", browsing.previous_page),
        ".meant": Dot("", "search for what “did you mean” suggests", browsing.meant),
        ".sort": Dot("ORDER", "relevance, newest, oldest or ref", browsing.sort),
        ".limit": Dot("N", "how many hits at a time", browsing.limit),
        ".collapse": Dot("", "near-identical hits one by one, and back", browsing.collapse),
        ".explain": Dot("[N]", "how the query was read; what made a score", explain),
        ".exact": Dot("on|off", "only the words typed, or other words too", browsing.exact),
        ".semantic": Dot(
            "on|off",
            "by meaning too, or by words alone",
            browsing.semantic,
            ((".semantic off", ".check does without, too"),),
        ),
    },
    "Narrow": {
        ".by": Dot(
            "WHAT",
            "count what was found",
            narrowing.by,
            (
                (".by body", "by the body that answers"),
                (".by force", "by the bodies named"),
                (".by provision", "by section relied on"),
                (".by outcome", "by how it ended"),
                (".by year", "by year of publication"),
            ),
        ),
        ".narrow": Dot(
            "N|NAME",
            "only what has one of the counted values",
            narrowing.narrow,
            ((".narrow 2", "the second one"), (".narrow orrin", "the one called so")),
        ),
        ".widen": Dot("", "take the last step back", narrowing.widen),
        **{
            f".{name}": Dot(
                f.argument, f.help, browsing.filter_by(name), _FILTER_EXAMPLES.get(name, ())
            )
            for name, f in FILTERS.items()
        },
        ".filters": Dot("", "the filters that are set", browsing.filters),
        ".clear": Dot("", "take all filters and steps away", browsing.clear),
    },
    "Take a hit": {
        ".open": Dot(
            "N|ID|REF",
            "read it in full, matches marked",
            taking.open_,
            ((".open 2", "the hit with this number"), (".open 0507/23", "or by its reference")),
        ),
        ".show": Dot("N|ID|REF", "the same", taking.open_),
        ".similar": Dot("N|ID|REF", "similar earlier requests", asking.similar),
        ".copy": Dot("N|ID|REF", "copy its reference", taking.copy),
        ".citation": Dot("N|ID|REF", "copy a citation of it", taking.cite),
    },
    "Keep": {
        ".save": Dot("NAME", "save the search to run it again", saving.save),
        ".save!": Dot("NAME", "the same, replacing one", saving.save_again),
        ".saved": Dot(
            "[NAME]",
            "saved searches, and what is new in them",
            saving.saved,
            ((".saved", "all of them"), (".saved drones", "run this one")),
        ),
        ".export": Dot(
            "FILE [page]",
            "all hits as .md, .csv or .jsonl",
            exporting.export,
            (
                (".export hits.csv", "every hit, for a spreadsheet"),
                (".export hits.md page", "those on the screen"),
            ),
        ),
        ".export!": Dot("FILE [page]", "the same, replacing a file", exporting.export_over),
    },
    "Asked before?": {
        ".check": Dot(
            "[FILE]", "a whole request, part by part: a file, or what is pasted", asking.check
        ),
        ".clusters": Dot("[N]", "the questions that are asked most", asking.clusters),
        ".decide": Dot(
            "A B VERDICT [NOTE]",
            "write down what two requests are",
            asking.decide,
            (
                (".decide 1 2 same", "they ask the same"),
                (".decide 1 2 different", "they do not"),
                (".decide 1 2 superseded", "the answer of 1 no longer holds"),
            ),
        ),
    },
    "Corpus and prompt": {
        ".stats": Dot("", "what the corpus holds", holding.stats),
        ".cite": Dot("TEXT", "the provisions cited in a text", holding.cite),
        ".import": Dot(
            "PATH [OPTIONS]",
            "read files into the corpus",
            as_in_the_shell("import"),
            (
                (".import ~/inbox", "every file of a folder"),
                (".import log.csv --dry-run", "only try it, and show what would be read"),
                (".import --update", "what has changed, failed, or is read better now"),
            ),
        ),
        ".review": Dot(
            "[NAME]", "look at the records that are doubted, one by one", as_in_the_shell("review")
        ),
        ".sources": Dot(
            "", "the files behind it: changed, gone, failed", as_in_the_shell("sources")
        ),
        ".lint": Dot("[QUERY]", "what looks like personal data", as_in_the_shell("lint")),
        ".index": Dot("[rebuild] [semantic]", "bring the index up to date", holding.index),
        ".json": Dot("", "JSON Lines instead of text, and back", browsing.json),
        ".help": Dot("[NAME]", "this list, a command or a topic", help_),
        ".quit": Dot("", "leave; also Ctrl-D", _quit),
    },
}
"""The commands by what they are for."""

DOTS: dict[str, Dot] = {name: dot for group in GROUPS.values() for name, dot in group.items()}
