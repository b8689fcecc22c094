"""By what a correspondence is known: the authority's own reference, or that of the portal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from foisearch.containers.contents import Side
from foisearch.intake.threads.turns import Thread, Turn
from foisearch.text import collapse_space, ref_key, slugify

_NUMBER = (
    r"(?:(?:FOI|RFI|EIR|FOISA|F|IR|IC|REF)[\s:/-]{0,2})?(?=[\w./-]*\d)[A-Za-z0-9][\w./-]{2,40}\w"
)
_LABELLED = re.compile(
    rf"(?<![\w./-])(?:(?:our|my|foi|foia|eir|request|case|enquiry|application|unique|file|rfi|"
    rf"internal review|information(?: request)?)\s+)?(?:request )?ref(?:erence)?"
    rf"(?:\s*(?:no|num(?:ber)?|code))?\b\.?\s*(?:is|of)?\s*[:#–-]?\s*(?P<ref>{_NUMBER})",
    re.I,
)
_NUMBERED = re.compile(
    rf"(?<![\w./-])(?:(?:foi|foia|eir|rfi|freedom of information|information|case|enquiry)(?: act)?"
    rf"(?: 2000)?(?: request)?|request|case|enquiry)\s*(?:no|number|num|id)?\b\.?\s*[:#–-]?\s*"
    rf"(?P<ref>{_NUMBER})",
    re.I,
)
_PREFIXED = re.compile(
    r"(?<![\w./-])(?P<ref>(?:FOI|EIR|RFI|FOISA|IR|SAR)[ /-]?\d[\w./-]{1,30}\w"
    r"|\d{2}[./](?:FOI|EIR|RFI)[./]\d[\w./-]{2,30})(?![\w@])"
)
_LABEL = re.compile(r"^\s*(?:subject|title|topic)\s*:\s*", re.I)
_TAGS = re.compile(r"\[[^\[\]]{0,60}\]|\b(?:OFFICIAL|NOT PROTECTIVELY MARKED|EXTERNAL)\b[:-]?")
_EMPTIED = re.compile(r"\(\s*\)|\[\s*\]")
_GENERIC = re.compile(
    r"\b(?:re|fw|fwd|freedom|of|information|environmental|regulations?|foia?|eir|acts?|2000|2004|"
    r"requests?|your|our|my|an?|the|new|for|under|to|reply|response|acknowledge?ment|"
    r"internal|review|"
    r"ref(?:erence)?|no|number|subject|official|sensitive|final|case|enquiry|on behalf)\b",
    re.I,
)
_YOURS = re.compile(r"\byour\s+$", re.I)
_NO_REFERENCE = re.compile(
    r"^(?:(?:19|20)\d\d(?:[/-](?:19|20)?\d\d)?|2000\w*|\d{1,2}(?:st|nd|rd|th)|[\d/.-]{1,4}|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,3})$",
    re.I,
)
_PORTAL = re.compile(
    r"\[?FOI #(?P<shown>\d{2,8}) email\]?|\brequest-(?P<sent>\d{2,8})-[0-9a-f]{6,12}@", re.I
)
_REQUEST_PATH = re.compile(r"^(?:/[a-z]{2}(?:_[A-Z]{2})?)?/request/(?P<slug>[\w-]+)")


def own_reference(thread: Thread) -> str:
    """The reference that the authority gave, in its letters and subjects, or an empty text.

    Of several the one that is named most, the earliest of those.
    """
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for turn in thread.turns:
        if turn.side is Side.REQUESTER:
            continue
        for found in _references(turn):
            key = ref_key(found.upper().removeprefix("FOI"))
            counts[key] += 1
            if len(found) > len(written.get(key, "")):
                written[key] = found
    for known in (thread.ref, portal_number(thread)):
        counts.pop(ref_key(known), None)
    return written[counts.most_common(1)[0][0]] if counts else ""


def _references(turn: Turn) -> Iterable[str]:
    own = " \n ".join((turn.subject, *(line.text for line in turn.lines)))
    for pattern, weight in ((_LABELLED, 2), (_PREFIXED, 2), (_NUMBERED, 1)):
        for match in pattern.finditer(own):
            if _YOURS.search(own[max(0, match.start() - 8) : match.start()]):
                continue
            found = collapse_space(match["ref"]).rstrip("./-")
            if not _NO_REFERENCE.match(found) and not _of_portal(found):
                yield from (found,) * weight


def _of_portal(reference: str) -> bool:
    return bool(re.match(r"request-\d+-", reference, re.I))


def portal_number(thread: Thread) -> str:
    """The number by which a portal knows the request, as its addresses show it."""
    for turn in thread.turns:
        for text in (turn.sender, turn.recipients, turn.text):
            if match := _PORTAL.search(text):
                return match["shown"] or match["sent"]
    return ""


def topic_of(title: str, ref: str) -> str | None:
    """What a subject says the request is about; ``None`` where it says only that it is one."""
    said = title.replace(ref, " ") if ref else title
    said = _LABEL.sub("", said)
    said = _PREFIXED.sub(" ", said)
    said = _EMPTIED.sub(" ", _TAGS.sub(" ", said))
    said = collapse_space(said).strip(" -–:;,./|")
    if said.count("(") != said.count(")") or re.fullmatch(r"\([^()]*\)", said):
        said = said.strip("()")
    bare = _GENERIC.sub(" ", said)
    return said if re.search(r"\w{3}", bare) else None


def canonical(url: str) -> str:
    """A request's address without the language, the format, and what tracks its readers.

    The Welsh twin of a page and its address with ``utm_`` marks are the same request.
    """
    parts = urlsplit(url.strip())
    match = _REQUEST_PATH.match(parts.path)
    if not match or not parts.netloc:
        return url.strip()
    host = parts.netloc.lower().removeprefix("www.")
    www = "www." if host == "whatdotheyknow.com" else ""
    return f"https://{www}{host}/request/{match['slug'].removesuffix('.json')}"


def slug_of(url: str) -> str:
    """The request's name in its address; empty where it is no address of a request."""
    match = _REQUEST_PATH.match(urlsplit(url.strip()).path)
    return match["slug"] if match else ""


def made_up(thread: Thread) -> str:
    """A reference for a correspondence that has none: its title and the day it began."""
    day = next((str(turn.sent) for turn in thread.turns if turn.sent.value), "")
    title = slugify(thread.title)[:60].strip("-")
    return "-".join(filter(None, (title, day)))
