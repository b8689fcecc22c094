"""What a command line asks for, and where corpus and index lie: the simple forms of it only."""

from __future__ import annotations

from posix import getcwd, lstat, stat

from foisearch.cold import NotSimple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_HITS = 200
"""So many hits, those left out before them included, are worth finding without numpy."""
MOST_WORDS = 40
LONGEST_WORD = 40
MARKS = "?!.,"
"""One of these behind a word says nothing."""
_BEFORE_NUMBERS = frozenset(("s.", "ss.", "sec.", "secs.", "reg.", "regs."))

_EXACT = "--exact"
_FORMATS = {"--json": "json", "--ids": "ids"}
_GLOBAL = {"--corpus": "corpus", "--index": "index"}
_VALUED = _GLOBAL | {
    "-n": "limit",
    "--limit": "limit",
    "--offset": "offset",
    "--format": "format",
}
_OPERATORS = ("AND", "OR", "NOT", "NEAR", "ADJ")
_KIND, _LINK, _FILE, _FOLDER = 0o170000, 0o120000, 0o100000, 0o040000


class Request:
    """One search: words in their order as typed, and which of the hits to show in which format."""

    def __init__(self, given: Mapping[str, str], typed: Sequence[str]) -> None:
        self.format = given["format"]
        self.exact = "exact" in given
        self.corpus = given.get("corpus", "")
        self.index = given.get("index", "")
        self.limit = _count(given.get("limit", "10"))
        self.offset = _count(given.get("offset", "0"))
        self.query = " ".join(typed)
        self.words = [word for word in self.query.split(" ") if word]


def read(argv: Sequence[str]) -> Request:
    """The search that a command line asks for.

    Raises:
        NotSimple: it asks for something else, or not simply.
    """
    given: dict[str, str] = {}
    typed: list[str] = []
    command = ""
    rest = iter(argv)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if name in _VALUED and not (equals and name == "-n"):
            name, value = _VALUED[name], value if equals else next(rest, "")
            if not value or value[0] == "-" or (not command and f"--{name}" not in _GLOBAL):
                raise NotSimple
        elif argument == _EXACT and command:
            name, value = "exact", _EXACT
        elif argument in _FORMATS and command:
            name, value = "format", _FORMATS[argument]
        elif argument[:1] == "-" or (not command and argument != "search"):
            raise NotSimple
        else:
            if command:
                typed.append(argument)
            command = "search"
            continue
        if name in given:
            raise NotSimple
        given[name] = value
    if given.get("format") not in _FORMATS.values():
        raise NotSimple
    found = Request(given, typed)
    _see_simple(found)
    return found


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise NotSimple
    return int(text)


def _see_simple(request: Request) -> None:
    words = request.words
    if not 0 < len(words) <= MOST_WORDS or len(request.query) > 1_000:
        raise NotSimple
    if not 0 < request.limit <= request.limit + request.offset <= MOST_HITS:
        raise NotSimple
    for word in words:
        letters = bare(word)
        if not (letters.isascii() and letters.isalpha()) or len(word) > LONGEST_WORD:
            raise NotSimple
        if letters in _OPERATORS or word.lower() in _BEFORE_NUMBERS:
            raise NotSimple


def bare(word: str) -> str:
    """A word without the mark behind it: ``cameras?``."""
    return word[:-1] if word[-1:] in MARKS else word


def folders(request: Request, environ: Mapping[str, str], package: str) -> tuple[str, str]:
    """The folders of the corpus and of the index, found as :mod:`foisearch.locations` does.

    Args:
        request: options stand above the environment.
        environ: the environment.
        package: the folder of the package ``foisearch``.

    Raises:
        NotSimple: they lie in a home folder, behind a link, or where the system keeps a person's
            data.
    """
    corpus = request.corpus or environ.get("FOISEARCH_CORPUS", "")
    index = request.index or environ.get("FOISEARCH_INDEX", "")
    if corpus[:1] == "~" or index[:1] == "~":
        raise NotSimple
    if corpus:
        return absolute(corpus), absolute(index) if index else _index_beside(absolute(corpus))
    home = absolute(package).rpartition("/")[0]
    _see_no_link(f"{home}/foisearch")
    try:
        kinds = [stat(f"{home}/{n}").st_mode & _KIND for n in ("pyproject.toml", "corpus")]
    except OSError:
        raise NotSimple from None
    if kinds != [_FILE, _FOLDER]:
        raise NotSimple
    return f"{home}/corpus", absolute(index) if index else f"{home}/index"


def _index_beside(corpus: str) -> str:
    _see_no_link(corpus)
    folder, _, name = corpus.rpartition("/")
    return f"{folder}/{'index' if name == 'corpus' else f'{name}-index'}"


def absolute(path: str) -> str:
    """As :func:`os.path.abspath`; importing ``os`` costs as much as everything else here.

    Raises:
        NotSimple: the path begins with two slashes, which may mean something of its own.
    """
    if path[:2] == "//":
        raise NotSimple
    pieces: list[str] = []
    for piece in (path if path[:1] == "/" else f"{getcwd()}/{path}").split("/"):
        if piece == "..":
            del pieces[-1:]
        elif piece not in ("", "."):
            pieces.append(piece)
    return f"/{'/'.join(pieces)}"


def _see_no_link(path: str) -> None:
    """See that an absolute path leads where it says."""
    end = 0
    while end >= 0:
        end = path.find("/", end + 1)
        try:
            found = lstat(path if end < 0 else path[:end])
        except OSError:
            raise NotSimple from None
        if found.st_mode & _KIND == _LINK:
            raise NotSimple
