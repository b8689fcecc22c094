"""A request's letter without what belongs to every letter: greeting, Act, advice, thanks, name.

What two requests have in common must be what they ask and not how letters are written.  So the
furniture goes, and what was taken for furniture is said.  Names, addresses and whatever else
follows a signature are personal data: they are counted and kept nowhere.  A sentence that merely
mentions the Act is content and stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.intake.lines import numbered
from foisearch.intake.paragraphs import Paragraph, paragraphs, render
from foisearch.intake.wrapping import letter_width
from foisearch.prior.incoming import phrases
from foisearch.prior.incoming.clauses import WORD, names_someone, signature_at, sort_clause
from foisearch.prior.incoming.edges import Sorting, without_head, without_signature
from foisearch.text import count_controls, strip_controls

_SENTENCE = re.compile(r"[.?!][\"”’)]*\s+(?=[A-Z\d“\"‘'(£•])")
_SHORT = frozenset(
    (
        *("e.g", "i.e", "etc", "approx", "no", "nos", "mr", "mrs", "ms", "dr", "st", "hon", "rt"),
        *("rev", "prof", "sec", "s", "ss", "reg", "art", "para", "p", "pp", "v", "ltd", "dept"),
    )
)
"""Abbreviations after which a sentence goes on."""
_PASSES = 8
"""Times that a letter is gone through: what goes may leave furniture at the new beginning."""
_WELSH_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter asks, and what was left out of it.

    ``left_out`` are the sentences and lines taken for furniture, in order.  ``personal`` says in
    words what was taken out and is not shown ("a signature of 4 lines"), ``hidden_words`` how
    many words that were.  ``subject`` is the subject line, ``dated`` the letter's own date to the
    day.
    """

    text: str
    left_out: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    hidden_words: int = 0
    subject: str = ""
    dated: PartialDate = UNKNOWN_DATE
    warnings: tuple[str, ...] = ()


def strip_letter(text: str) -> Letter:
    """``text`` without the furniture of a letter.

    Stripping twice strips nothing more.  Where nothing would be left, the text stays as it is and
    a warning says so.
    """
    plain = strip_controls(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    letter = _once(plain)
    for _ in range(_PASSES):
        again = _once(letter.text)
        if again.text == letter.text:
            break
        letter = _joined(letter, again)
    warnings = []
    if count_controls(text.replace("\r", "")):
        warnings.append("control characters taken out")
    if WORD.search(plain) and not WORD.search(letter.text):
        warnings.append("all of it reads like the furniture of a letter: compared as it stands")
        letter = Letter(plain, subject=letter.subject, dated=letter.dated)
    if _is_welsh(plain):
        warnings.append("this seems to be in Welsh: it is compared by its words only")
    return replace(letter, warnings=tuple(warnings))


def _joined(first: Letter, second: Letter) -> Letter:
    return Letter(
        second.text,
        first.left_out + second.left_out,
        first.personal + second.personal,
        first.hidden_words + second.hidden_words,
        first.subject or second.subject,
        first.dated if first.dated.value else second.dated,
    )


def _is_welsh(text: str) -> bool:
    words = [word.lower() for word in WORD.findall(text[:20_000])]
    found = [word for word in words if word in phrases.WELSH]
    return len(set(found)) >= 3 and len(found) >= len(words) * _WELSH_SHARE


def _once(text: str) -> Letter:
    sorting = Sorting()
    lines = without_signature(without_head(numbered(text), sorting), sorting)
    kept = _keep_paragraphs(paragraphs(lines, letter_width(lines)), sorting)
    return Letter(
        render(kept),
        tuple(sorting.left_out),
        tuple(sorting.personal),
        sorting.hidden_words,
        sorting.subject,
        sorting.dated,
    )


def _keep_paragraphs(found: Sequence[Paragraph], sorting: Sorting) -> list[Paragraph]:
    """The paragraphs without furniture; one of which nothing is left goes."""
    kept: list[Paragraph] = []
    chrome = False
    for paragraph in found:
        if not WORD.search(paragraph.raw):
            continue
        chrome = bool(phrases.CHROME.match(paragraph.text)) or (
            chrome and bool(phrases.ADDRESS_ALONE.match(paragraph.text))
        )
        if chrome:
            sorting.leave(paragraph.raw)
            continue
        text = _sentences(paragraph.text, sorting)
        if text == paragraph.text:
            kept.append(paragraph)
            continue
        mark = paragraph.raw[: len(paragraph.raw) - len(paragraph.text)]
        if WORD.search(text):
            kept.append(replace(paragraph, raw=f"{mark}{text}", text=text))
        elif WORD.search(mark):
            sorting.leave(mark)
    return kept


def _sentences(text: str, sorting: Sorting) -> str:
    """A paragraph's text without the sentences, or parts of them, that are furniture."""
    pieces = _split_sentences(text)
    signed = signature_at(pieces)
    changed = signed < len(pieces)
    kept: list[str] = []
    for sentence in pieces[:signed]:
        clause = sort_clause(sentence)
        changed = changed or clause.kept != sentence
        for left in clause.left:
            sorting.leave(left)
        if clause.personal:
            sorting.hide("a personal introduction", [clause.personal])
        if clause.kept.strip():
            kept.append(clause.kept.strip())
    if names_someone(pieces[signed:]):
        sorting.hide("a signature", [" ".join(pieces[signed:])])
    else:
        sorting.leave(" ".join(pieces[signed:]))
    return " ".join(kept) if changed else text


def _split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph; an abbreviation ends none."""
    pieces: list[str] = []
    start = 0
    for match in _SENTENCE.finditer(text):
        before = text[max(match.start() - 12, start) : match.start()].split()
        if match[0][0] == "." and before and before[-1].lower().lstrip('(“"') in _SHORT:
            continue
        pieces.append(text[start : match.end()].rstrip())
        start = match.end()
    return [*pieces, text[start:]]
