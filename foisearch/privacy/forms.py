"""Labelled particulars: fields of a request form, and the headers of quoted mails."""

from __future__ import annotations

import re

from foisearch.privacy import marks
from foisearch.privacy.contact import E_MAIL, POSTCODE, TELEPHONE, is_public, is_shared
from foisearch.privacy.names import (
    MOST_WORDS,
    is_full_name,
    is_name,
    names_a_body,
    names_a_post,
    run_of_name,
)
from foisearch.privacy.page import Page
from foisearch.privacy.vocabulary import MONTHS
from foisearch.privacy.voices import Voice

_ASKER = r"(?:applicant|requester|requestor|complainant|enquirer|correspondent|customer)(?:['’]?s)?"
_GAP = r"\s*(?:[:|\t]|\s[–-]\s)\s*"
_OF_ASKER = re.compile(
    rf"^[>\s*•|]*(?:(?:name|details) of (?:the )?{_ASKER}|{_ASKER}(?: (?:full )?(?:name|details))?|"
    rf"(?:request(?:ed)?|information requested) (?:made |submitted |received |sent )?(?:by|from))"
    rf"\**{_GAP}(?P<value>.{{0,120}})$",
    re.I,
)
_FIELDS = (
    (
        marks.NAME,
        r"(?:(?:your|my|full|first|last|middle|given|family|contact|sender['’]?s?) )*"
        r"(?:name|forenames?|surname|christian names?)(?:\(s\))?|signed|signature",
    ),
    (
        marks.ADDRESS,
        r"(?:(?:your|my|full|home|postal|contact|correspondence|residential) )*address"
        r"(?: line \d)?|post ?code|(?:town|city)(?: ?/ ?(?:town|city))?|county|street",
    ),
    (marks.E_MAIL, r"(?:(?:your|my|contact) )*e-?mail(?: address| id)?|reply[- ]to|e"),
    (
        marks.TELEPHONE,
        r"(?:(?:your|my|daytime|evening|home|work|contact|direct) )*(?:tel(?:ephone)?|phone|"
        r"mob(?:ile)?|cell|number|fax|landline|whatsapp|dial|t|m)(?: (?:no|number|phone))?\.?",
    ),
    (
        marks.SIGNATURE,
        r"(?:(?:your|my) )?(?:organi[sz]ation|company|employer|occupation|job title|media outlet|"
        r"date of birth|d\.?o\.?b\.?|national insurance(?: (?:no|number))?|twitter|linkedin|"
        r"facebook|skype)",
    ),
)
_FIELD = re.compile(
    "^[>\\s*•|]*(?:"
    + "|".join(f"(?P<{kind.replace('-', '_')}>{label})" for kind, label in _FIELDS)
    + rf")(?: ?\([^()]{{1,30}}\))?\**{_GAP}(?P<value>.{{0,160}})$",
    re.I,
)
_HEADER = re.compile(
    r"^[>\s*]*(?P<what>from|to|cc|bcc|reply-to|sent by)\*?\s*:\*?\s*(?P<who>.{1,300})$", re.I
)
_BESIDE = re.compile(
    r"^[>\s*]*(?:(?:sent|date|subject)\*?\s*:|\d{1,2} [A-Za-z]{3,9},? \d{4}\b|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \d)",
    re.I,
)
_FORM = 6
"""Lines above and below a field that belong to the same form."""
_PERSON = re.compile(r"[^;,<\[(\n]{0,80}")
_WROTE = re.compile(
    r"(?:\s*[<\[(][^<>\[\]\n]{0,120}[>\])])?\s*(?:wrote|ysgrifennodd)\s*:\s*$", re.I
)
_MADE = re.compile(
    r"\s+(?:made|sent) (?:this|a|an) (?:\w+ ){1,5}request(?: to\b|\.|$)|"
    r"\s+left an annotation\b"
)
_SAID_OF_REQUESTS = (" made ", " sent ", "annotation", " M", " Dr")
_FROM_TITLED = re.compile(
    r"\b(?:request|enquiry|complaint|e-?mail|letter)s?(?: for (?:information|review|an internal "
    r"review))?(?: (?:made|received|submitted|sent))?(?: on \d{1,2} \w{3,9} \d{4})? (?:from|by) "
    r"(?P<name>(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )"
)


def read_forms(page: Page) -> None:
    """Take out the values of labelled particulars of whoever asked."""
    for at in range(len(page.lines)):
        line = page.lines[at]
        if not line or len(line) > 4 * 160:
            continue
        if match := _OF_ASKER.match(line):
            _value(page, at, match, marks.NAME)
        elif (match := _FIELD.match(line)) and _of_a_requester(page, at):
            _value(page, at, match, _kind(match))
        else:
            _header(page, at)
            _wrote(page, at)
            _made(page, at)


def _kind(field: re.Match[str]) -> str:
    return next(kind for kind, _ in _FIELDS if field[kind.replace("-", "_")])


def _of_a_requester(page: Page, at: int) -> bool:
    """Whether the fields about a line are those of whoever asked.

    Where nobody says whose words they are, a name and an address of one's own tell it.
    """
    if page.voices[at] is not Voice.UNKNOWN:
        return page.voices[at] is not Voice.AUTHORITY
    near = page.lines[max(0, at - _FORM) : at + _FORM + 1]
    fields = [field for line in near if len(line) < 300 and (field := _FIELD.match(line))]
    kinds = {_kind(field) for field in fields if _fits(field["value"], _kind(field), Voice.UNKNOWN)}
    return marks.NAME in kinds and bool(kinds & {marks.ADDRESS, marks.E_MAIL})


def _value(page: Page, at: int, match: re.Match[str], kind: str) -> None:
    """Take out what stands behind a label, or on the line below one that stands alone."""
    value = match["value"].strip()
    if marks.MARK.search(value):
        return
    if value:
        if _fits(value, kind, page.voices[at]):
            page.cut(
                at, match.start("value"), match.start("value") + len(match["value"].rstrip()), kind
            )
        return
    below = page.below(at, 1)
    if below and below[0] == at + 1 and _fits(page.text(at + 1), kind, page.voices[at], True):
        page.cut_line(at + 1, kind)


def _fits(value: str, kind: str, voice: Voice, apart: bool = False) -> bool:
    """Whether a value is of the kind that its label says, and not somebody else's."""
    address = E_MAIL.search(value)
    if marks.MARK.search(value):
        return True
    if kind == marks.E_MAIL:
        return address is not None and not (is_public(address) or is_shared(address))
    if kind == marks.TELEPHONE:
        return bool(TELEPHONE.search(value)) and len(value.split()) <= 8
    if kind == marks.NAME:
        return is_name(value, loose=not apart) and len(value.split()) <= MOST_WORDS
    if kind == marks.ADDRESS:
        told = bool(POSTCODE.search(value)) or voice is Voice.REQUESTER
        return (
            told
            and not names_a_body(value)
            and not value.endswith("?")
            and (any(c.isdigit() for c in value) or is_name(value))
        )
    return len(value.split()) <= 8 and not value.endswith("?")


def _header(page: Page, at: int) -> None:
    """Take people out of the header of a mail; shared mailboxes and public bodies stay."""
    match = _HEADER.match(page.lines[at])
    if not match:
        return
    near = (*range(max(0, at - 3), at), *page.below(at, 3))
    real = "@" in match["who"] or any(_BESIDE.match(page.lines[place]) for place in near)
    if not real:
        return
    start = match.start("who")
    for piece in reversed(list(re.finditer(r"[^;]+", match["who"]))):
        _correspondent(page, at, start + piece.start(), piece[0])


def _correspondent(page: Page, at: int, start: int, who: str) -> None:
    address = E_MAIL.search(who)
    if address and (is_public(address) or is_shared(address)):
        return
    person = _PERSON.match(who)
    name = person[0] if person else ""
    end = start + len(name.rstrip(" \"'"))
    begin = start + len(name) - len(name.lstrip(" \"'"))
    if address:
        page.cut(at, start + address.start(), start + address.end(), marks.E_MAIL)
        if "," in who[: address.start()]:  # "Example, Jo <…>"
            whole = re.split(r"[<\[(]", who[: address.start()])[0].rstrip(" \"'")
            end = start + len(whole)
            name = whole.replace(",", " ")
    if "@" in name or names_a_post(name) or set(name.lower().split()) & MONTHS:
        return
    if is_full_name(name.strip(" \"'*")) or (address and is_name(name.strip(" \"'*"), loose=True)):
        page.cut(at, begin, end, marks.NAME)


def _wrote(page: Page, at: int) -> None:
    """Take who wrote out of “On 3 May 2024, Jo Example wrote:”."""
    line = page.lines[at]
    end = _WROTE.search(line, max(0, len(line) - 200)) if _writes(line) else None
    if end is None:
        return
    address = E_MAIL.search(line)
    if address and (is_public(address) or is_shared(address)):
        return
    before = line[: end.start()]
    name = re.split(r"[,\d]|\b[AaPp][Mm]\b", before)[-1].strip(" :")
    cuts = [(address.start(), address.end(), marks.E_MAIL)] if address else []
    if is_name(name) and not names_a_post(name):
        start = before.rindex(name)
        cuts.append((start, start + len(name), marks.NAME))
    for cut in sorted(cuts, reverse=True):
        page.cut(at, *cut)


def _writes(line: str) -> bool:
    return line.rstrip().lower().endswith(("wrote:", "wrote :", "ysgrifennodd:"))


def _made(page: Page, at: int) -> None:
    """Take out who is said to have made a request, as request sites and bodies say it."""
    line = page.lines[at]
    if not any(word in line for word in _SAID_OF_REQUESTS):  # patterns cost more, line by line
        return
    if (made := _MADE.search(line)) and is_full_name(line[: made.start()]):
        page.cut(at, 0, made.start(), marks.NAME)
    elif page.voices[at] in (Voice.REQUESTER, Voice.RETOLD):
        return  # whose request a requester asks about is what is asked
    elif titled := _FROM_TITLED.search(line):
        end = run_of_name(line, titled.end("name"))
        if end > titled.end("name"):
            page.cut(at, titled.start("name"), end, marks.NAME)
