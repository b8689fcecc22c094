"""Where sentences, clauses and the parts of a numbered list begin."""

from __future__ import annotations

_CLOSING = "\"'\u2019\u201d)]"
_OPENING = "\"'\u2018\u201c(["
BULLETS = "\u2022\u00b7\u25aa\u25cf\u25e6*-\u2013"
_LABEL_WORDS = ("Questions", "Question", "QUESTION", "Part", "Point", "Item", "Q", "q")
_LABEL_ENDS = ").:"
_ROMAN = frozenset("ivxIVX")
_BEFORE_NAMES = frozenset(
    ("mr", "mrs", "ms", "dr", "st", "prof", "rev", "sgt", "insp", "supt", "cllr", "messrs")
)
_BEFORE_NUMBERS = frozenset(
    (
        *("no", "nos", "s", "ss", "sec", "secs", "reg", "regs", "art", "para", "paras", "p", "pp"),
        *("fig", "ch", "vol", "tel", "ext", "ref", "approx", "annex", "app", "cl", "pt"),
    )
)
_CLAUSE_MARKS = (",", ";", ":", "\u2013", "\u2014", ")", "|")
_LONGEST_LABEL = 16
_LONGEST_NUMBER = 7
_LONGEST_LINE = 400
_STEP = 100


def borders(text: str, low: int, high: int) -> list[int]:
    """The places between ``low`` and ``high`` where a sentence begins behind another, in order.

    Four things end there: a stop with what closes behind it, white space, and what begins a
    sentence; an empty line; a line before a bullet or a number; the row of a table.
    """
    found: list[int] = []
    behind = low
    for place in _marks(text, low, high):
        if place < behind:
            continue
        begin = _behind(text, place)
        if begin:
            if begin > high:
                break
            found.append(begin)
            behind = begin
    return found


def border_before(text: str, place: int, low: int) -> int:
    """Where the sentence begins that ``place`` stands in; ``low`` if it begins before that."""
    for high in range(place, low, -_STEP):
        for mark in reversed(_marks(text, max(high - _STEP, low), high)):
            begin = _behind(text, mark)
            if 0 < begin <= place:
                return begin
    return low


def border_behind(text: str, place: int, high: int) -> int:
    """Where the next sentence begins behind ``place``; ``high`` if it begins behind that."""
    for low in range(place, high, _STEP):
        for mark in _marks(text, low, min(low + _STEP, high)):
            begin = _behind(text, mark)
            if begin:
                return min(begin, high)
    return high


def _marks(text: str, low: int, high: int) -> list[int]:
    return sorted(place for mark in ".?!\n" for place in places(text, mark, low, high))


def _behind(text: str, mark: int) -> int:
    """Where a sentence begins behind a mark; 0 where none does."""
    return _behind_line(text, mark) if text[mark] == "\n" else _behind_stop(text, mark)


def places(text: str, mark: str, low: int, high: int) -> list[int]:
    """Where a mark stands between ``low`` and ``high``."""
    found = []
    place = text.find(mark, low, high)
    while place >= 0:
        found.append(place)
        place = text.find(mark, place + 1, high)
    return found


def _behind_stop(text: str, place: int) -> int:
    """Where a sentence begins behind one that stops at ``place``; 0 where none does."""
    at = place + 1
    size = len(text)
    while at < size and text[at] in _CLOSING:
        at += 1
    begin = over_space(text, at)
    if begin in (at, size):
        return 0
    following = text[begin]
    if following in _OPENING:
        following = text[begin + 1 : begin + 2]
    if not (following.isupper() or following.isdigit() or following in BULLETS):
        return 0 if "\n\n" not in text[at:begin] else begin
    return 0 if text[place] == "." and _goes_on(text, place, following) else begin


def _goes_on(text: str, place: int, following: str) -> bool:
    """Whether the dot at ``place`` ends an abbreviation or the number of a part."""
    start = place
    while start > 0 and place - start < _LONGEST_LABEL and text[start - 1].isalnum():
        start -= 1
    word = text[start:place].lower()
    if word in _BEFORE_NAMES or (following.isdigit() and word in _BEFORE_NUMBERS):
        return True
    if not word or len(word) > len("q100"):
        return False
    if len(word) == 1 and word.isalpha() and following.isupper() and text[start].isupper():
        return True  # the initial of a name
    if not (word[:-1].isdigit() or len(word) == 1 or word[0] == "q"):
        return False
    while start > 0 and text[start - 1] in "( ":
        start -= 1
    return start == 0 or text[start - 1] in ".?!:;\n\u2022"


def _behind_line(text: str, place: int) -> int:
    """Where a sentence begins behind a line that ends at ``place``; 0 where it goes on."""
    begin = over_space(text, place + 1)
    if begin == len(text):
        return 0
    if text.find("\n", place + 1, begin) >= 0:
        return begin
    if text[begin] in BULLETS and text[begin + 1 : begin + 2].isspace():
        return begin
    if label_end(text, begin):
        return begin
    line = text.rfind("\n", max(place - _LONGEST_LINE, 0), place) + 1
    return begin if text.find("|", line, place) >= 0 else 0


def over_space(text: str, at: int) -> int:
    """The first place from ``at`` on without white space."""
    size = len(text)
    while at < size and text[at].isspace():
        at += 1
    return at


def clauses(text: str, low: int, high: int) -> list[int]:
    """The places between ``low`` and ``high`` where a clause begins behind another, in order."""
    found = set()
    for mark in _CLAUSE_MARKS:
        for place in places(text, mark, low, high):
            begin = over_space(text, place + 1)
            if place + 1 < begin <= high:
                found.add(begin)
    return sorted(found)


def label_end(text: str, place: int) -> int:
    """Where the number of a part ends that begins at ``place``: ``2.``, ``Q3``, ``(b)``, ``1a)``.

    0 where none does.
    """
    at, worded = _over_label_word(text, place)
    bracket = text[at : at + 1] == "("
    at += bracket
    end = at
    while end < at + 3 and text[end : end + 1].isdigit():
        end += 1
    if end > at:
        end = _over_limb(text, end)
    elif worded:
        return 0
    else:
        while end < at + 4 and text[end : end + 1].isalpha():
            end += 1
        word = text[at:end]
        if not (word and word.isascii()) or (len(word) > 1 and not _ROMAN.issuperset(word)):
            return 0
        if not bracket and not word.islower():
            return 0
    closed = text[end : end + 1] == ")" if bracket else text[end : end + 1] in tuple(_LABEL_ENDS)
    if not closed and (bracket or not worded):
        return 0
    while text[end : end + 1] and text[end] in _LABEL_ENDS:
        end += 1
    return end if not text[end : end + 1] or text[end].isspace() else 0


def _over_label_word(text: str, place: int) -> tuple[int, bool]:
    for word in _LABEL_WORDS:
        if text.startswith(word, place):
            at = place + len(word)
            while text[at : at + 1] and text[at] in ". ":
                at += 1
            if text[at : at + 1].isdigit():
                return at, word[0] in "Qq"
    return place, False


def _over_limb(text: str, end: int) -> int:
    """Behind what divides a number: ``1a``, ``1.2``, ``1(a)``."""
    if text[end : end + 1].isalpha() and not text[end + 1 : end + 2].isalnum():
        return end + 1
    if text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit():
        end += 1
        while text[end : end + 1].isdigit():
            end += 1
    elif text[end : end + 1] == "(" and text[end + 2 : end + 3] == ")":
        end += 3
    return end


_FAR_BACK = 600


def part_before(text: str, place: int, above_letters: bool = False) -> str:
    """The number of the part that ``place`` stands in, as written; empty where none is sure.

    An empty line ends a part, but not between a question and its answer.  With ``above_letters``
    letters are no numbers.
    """
    low = max(place - _FAR_BACK, 0)
    words = text[low:place].split()
    if not any(
        _is_like_label(word) for word in words if word[-1] in _LABEL_ENDS or word[0] in "Qq"
    ):
        return ""
    begins = borders(text, low, place)
    if low == 0:
        begins.insert(0, over_space(text, 0))
    behind = place
    for begin in reversed(begins):
        if begin < place:
            said = text[begin:behind]
            if "\n" in said and _leaves_part(said):
                return ""
            end = label_end(text, begin)
            if end and not (above_letters and text[begin:end].strip("().:").isalpha()):
                return text[begin:end]
            behind = begin
    return ""


def _is_like_label(word: str) -> bool:
    if word[0] in "Qq":
        return True
    return len(word) <= _LONGEST_NUMBER and label_end(word, 0) == len(word)


def _leaves_part(said: str) -> bool:
    kept = said.rstrip()
    return said.count("\n", len(kept)) > 1 and kept[-1:] != "?"
