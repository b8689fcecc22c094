"""``foisearch __complete``: what could be typed at a place of a command line.

It is asked with every press of Tab: the standard library alone, no index is made, and whatever is
wrong, nothing is said.  The first line that it writes says what else may stand there (``files``,
``folders`` or ``nothing``); each other line is a value, and behind a tab what it means.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foisearch.cli.recorded import Option
    from foisearch.cold.segments import Segment

NOTHING, FILES, FOLDERS = "nothing", "files", "folders"
_PATHS = {"corpus": FOLDERS, "index": FOLDERS, "model": FOLDERS, "evidence": FILES}
_FILE_COMMANDS = frozenset({"check", "import"})
_REF_COMMANDS = frozenset({"show", "similar", "decide", "review"})
_DATES = frozenset({"since", "until", "received"})
_VALUES = {
    "force": "force_id",
    "authority": "authority",
    "exemption": "exemption",
    "outcome": "outcome",
    "kind": "kind",
}
"""Options, each with the key field of the index whose values it takes."""

Said = tuple[str, list[tuple[str, str]]]
"""What else may stand there, and the values with their meanings."""


def main(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """Write what could be typed; ``argv`` is the shell and what it knows of the line."""
    try:
        shell, *rest = argv
        if shell == "bash":
            from foisearch.cli.splitting import of_bash

            words, written = of_bash(*rest)
        else:
            words, written = list(rest[1:]) or [""], str
        what, values = candidates(words, environ)
        lines = [what]
        lines += [f"{written(value)}\t{_plain(said)}" for value, said in values if _sayable(value)]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
    except Exception:
        # Whoever presses Tab is in the middle of a line: an error would stand in it.
        return 0
    return 0


def _sayable(value: str) -> bool:
    return value.isprintable() and bool(value)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def candidates(words: Sequence[str], environ: Mapping[str, str]) -> Said:
    """What could stand in the place of the last word, given those before it.

    Args:
        words: those behind the program's name; the last is the one that is being typed.
        environ: the environment.
    """
    from foisearch.cli.commands import COMMANDS
    from foisearch.cli.everywhere import GLOBALS_WITH_VALUE, split_at_command
    from foisearch.cli.recorded import options_of

    *before, start = words
    command = split_at_command(before)[1]
    if not command and not start.startswith("-") and "".join(before[-1:]) not in GLOBALS_WITH_VALUE:
        return NOTHING, [(n, what) for n, what in COMMANDS.items() if n.startswith(start)]
    name = command[0] if command else ""
    if name and name not in COMMANDS:
        return NOTHING, []
    place = Place(start, tuple(before), environ)
    if "--" in command:
        return _of_words(name, (), place)
    return _of_command(name, options_of(name), place)


class Place:
    """Where something is being typed: what of it, behind which words, in which environment."""

    def __init__(self, start: str, before: Sequence[str], environ: Mapping[str, str]) -> None:
        self.start = start
        self.before = before
        self.environ = environ

    def at(self, start: str) -> Place:
        """The same place, but only the end of the word."""
        return Place(start, self.before, self.environ)

    def held(self) -> list[Segment]:
        """The segments of the index that would be searched."""
        from foisearch.cold import vocabulary

        return vocabulary.opened(self.folders()[1])

    def folders(self) -> tuple[str, str]:
        """The folders of the corpus and of the index that the command would use."""
        from os.path import dirname, expanduser

        from foisearch.cold import NotSimple, request

        given = {}
        for number, word in enumerate(self.before):
            option, equals, value = word.partition("=")
            if option in {"--corpus", "--index"}:
                value = value if equals else "".join(self.before[number + 1 : number + 2])
                given[option[2:]] = expanduser(value)
        known = {n: expanduser(v) for n, v in self.environ.items() if n.startswith("FOISEARCH_")}
        package = request.absolute(dirname(dirname(__file__)))
        try:
            return request.folders(request.Request({"format": "ids"} | given, ()), known, package)
        except NotSimple:
            from foisearch.locations import locate

            found = locate(given.get("corpus"), given.get("index"), self.environ)
            return str(found.corpus), str(found.index)


def _of_command(name: str, options: Sequence[Option], place: Place) -> Said:
    """What could stand behind a command."""
    taking = {n: option for option in options for n in option.names if option.takes_value}
    head, equals, value = place.start.partition("=")
    if equals and head in taking:
        what, found = _of_option(taking[head], place.at(value))
        return what, [(f"{head}={each}", said) for each, said in found]
    last = place.before[-1] if place.before else ""
    if last in taking:
        return _of_option(taking[last], place)
    if place.start.startswith("-"):
        return NOTHING, list(_options(options, place))
    return _of_words(name, options, place)


def _of_words(name: str, options: Sequence[Option], place: Place) -> Said:
    """What could stand where no option does."""
    if name in _FILE_COMMANDS:
        return FILES, []
    if name in _REF_COMMANDS:
        return NOTHING, list(_refs(place))
    field, colon, value = place.start.partition(":")
    if name == "search" and colon and field in _VALUES:
        held = _held(field, place.at(value))
        return NOTHING, [(f"{field}:{each}", said) for each, said in held]
    if name == "saved":
        return NOTHING, list(_saved(place))
    choices = (choice for option in options if not option.names for choice in option.choices)
    return NOTHING, [(choice, "") for choice in choices if choice.startswith(place.start)]


def _options(options: Sequence[Option], place: Place) -> Iterator[tuple[str, str]]:
    """Options that begin so, but for those that were given and can be given once."""
    for option in options:
        if option.repeatable or not set(option.names) & set(place.before):
            for name in option.names:
                if name.startswith(place.start) and (name.startswith("--") or place.start != "-"):
                    yield name, option.help


def _of_option(option: Option, place: Place) -> Said:
    """The values that an option takes."""
    if option.dest in _PATHS:
        return _PATHS[option.dest], []
    if option.choices:
        return NOTHING, [(c, "") for c in option.choices if c.startswith(place.start)]
    if option.dest == "delete":
        return NOTHING, list(_saved(place))
    if option.dest == "facet":
        return NOTHING, list(_facets(place.start))
    if option.dest in _VALUES:
        return NOTHING, list(_held(option.dest, place))
    if option.dest == "set":
        return NOTHING, list(_corrected(place))
    if option.dest in _DATES:
        return NOTHING, list(_years(place))
    return NOTHING, []


def _facets(start: str) -> Iterator[tuple[str, str]]:
    from foisearch.search.facets import ALL, FACETS

    given, comma, begun = start.rpartition(",")
    for name, what in {**FACETS, ALL: "all of them"}.items():
        if name.startswith(begun) and name not in given.split(","):
            yield f"{given}{comma}{name}", what


def _held(dest: str, place: Place) -> Iterator[tuple[str, str]]:
    """Values of a field that the index holds, with what they are called."""
    from foisearch.cold import vocabulary

    called = _names(dest, place)
    with_law = dest == "exemption" and not place.start[:1].isdigit()
    for value in vocabulary.values(place.held(), _VALUES[dest], place.start):
        if not with_law or ":" in value:
            yield value, called.get(value, "")


def _corrected(place: Place) -> Iterator[tuple[str, str]]:
    """What a review can set: a field, then for some of them its values."""
    name, equals, value = place.start.partition("=")
    if equals:
        held = _held(name, place.at(value)) if name in _VALUES else ()
        yield from ((f"{name}={each}", said) for each, said in held)
        return
    for field in CORRECTED:
        if field.startswith(name):
            yield f"{field}=", ""


CORRECTED = (
    *("ref", "topic", "authority", "published", "received", "responded"),
    *("outcome", "kind", "split", "request"),
)
"""As :data:`foisearch.intake.corrections.FIELDS`, which takes longer to import."""


def _years(place: Place) -> Iterator[tuple[str, str]]:
    """Years of publication; behind a whole one its months."""
    from foisearch.cold import vocabulary

    dates = vocabulary.values(place.held(), "published", place.start, most=5_000)
    width = len("2024") if len(place.start) <= len("2024") else len("2024-07")
    for when in dict.fromkeys(date[:width] for date in dates if date[:1].isdigit()):
        yield when, ""


def _refs(place: Place) -> Iterator[tuple[str, str]]:
    """References and ids that begin so."""
    from foisearch.cold import vocabulary

    held, start = place.held(), place.start
    found = [*vocabulary.refs(held, start), *vocabulary.ids(held, start)]
    yield from ((name, "") for name in dict.fromkeys(found))


def _saved(place: Place) -> Iterator[tuple[str, str]]:
    """Names of saved searches, which have a file each."""
    from os import listdir

    for file in sorted(listdir(f"{_state(place.environ)}/foisearch/saved")):
        name = file.removesuffix(".json")
        if name != file and name.startswith(place.start):
            yield name, ""


def _state(environ: Mapping[str, str]) -> str:
    """Where a person's programs keep what they remember, as platformdirs has it."""
    from os.path import expanduser

    if sys.platform == "darwin":
        return expanduser("~/Library/Application Support")
    return environ.get("XDG_STATE_HOME", "").strip() or expanduser("~/.local/state")


def _names(dest: str, place: Place) -> dict[str, str]:
    """What people call bodies, as far as the tables say."""
    if dest not in {"force", "authority"}:
        return {}
    from os.path import dirname

    names: dict[str, str] = {}
    for folder in (dirname(dirname(__file__)), place.folders()[0]):
        try:
            # Not with csv, which takes longer to import than everything else here.
            with open(f"{folder}/authorities.csv", encoding="utf-8") as lines:
                names |= dict(_first_two(line) for line in lines)
        except OSError:
            continue
    return names


def _first_two(line: str) -> tuple[str, str]:
    """The first two cells of a row; only the second may be quoted."""
    first, _, rest = line.partition(",")
    end = '"' if rest[:1] == '"' else ","
    return first, rest.removeprefix('"').partition(end)[0]
