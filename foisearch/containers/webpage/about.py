"""What a page says of itself: its address, its title, and the day it was published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from foisearch.containers.addresses import WEB
from foisearch.containers.webpage.nodes import TEXT, Node
from foisearch.containers.writing import tidy
from foisearch.disclosure import UNKNOWN_DATE, PartialDate, Precision

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

SOURCE = "page"
"""Where a date was read that the page states of itself."""
_SAVED = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,5}\)(https?://[^\s<>\"]{1,2000})", re.I)
_STRONG = re.compile(r"\s(?:\||»|::|·|•)\s")
_WEAK = re.compile(r"\s[-–—]\s")
_SITE = re.compile(
    r"\b(?:police|constabulary|council|nhs|trust|university|college|gov\.uk|home|ministry|office"
    r"|department|commission(?:er)?|authority|agency|service|borough|county|website|official)\b",
    re.I,
)
_ISSUED = frozenset(
    (
        *("article:published_time", "og:article:published_time", "dc.date.issued"),
        *("dcterms.issued", "dcterms.date.issued", "dc.issued", "citation_publication_date"),
        *("datepublished", "govuk:first-published-at", "publishdate", "publish-date", "pubdate"),
    )
)
_PUBLISHED = re.compile(
    r"(?:first )?(?:published|publication date|date published|release date|posted)"
    r"(?: on| date)?\W{0,3}$",
    re.I,
)
_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_WRITTEN = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s{1,3}([a-z]{3,9})\.?,?\s{1,3}((?:19|20)\d\d)", re.I
)
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?:T.{0,40})?")
_LONGEST_DATA = 200_000
_DEEPEST_DATA = 12


def address_of(tree: LexborHTMLParser, html: str) -> str:
    """The page's canonical address; else that from which it was saved; else nothing."""
    for selector, attribute in (
        ("link[rel=canonical]", "href"),
        ('meta[property="og:url"]', "content"),
    ):
        node = tree.css_first(selector)
        said = tidy((node.attributes.get(attribute) if node else "") or "")
        if WEB.fullmatch(said) and urlsplit(said).netloc:
            return said
    saved = _SAVED.search(html[:4000])
    return saved[1] if saved else ""


def title_of(tree: LexborHTMLParser, heading: str) -> str:
    """The page's title: its heading, or the one in its head without the name of the site."""
    site = _meta(tree, "og:site_name") or _meta(tree, "application-name")
    title = _meta(tree, "og:title") or _text(tree.css_first("title"))
    if heading and heading.lower() != site.lower() and not _is_logo(heading, title):
        return heading
    return _without_site(title, site) or heading


def _is_logo(heading: str, title: str) -> bool:
    """Whether the heading is what the title ends with: the name of the site."""
    cut = title.lower().rfind(heading.lower())
    return cut > 0 and bool(re.search(r"(?:\||»|::|·|[-–—])\s{0,9}$", title[:cut]))


def _without_site(title: str, site: str) -> str:
    for separator, sure in ((_STRONG, True), (_WEAK, False)):
        parts = separator.split(title)
        while len(parts) > 1:
            last = parts[-1].strip()
            if not (sure or last.lower() == site.lower() or _SITE.search(last)):
                break
            title = title[: title.rindex(parts.pop())].rstrip(" |»:·•-–—")
    return title


def published_on(tree: LexborHTMLParser, nodes: Sequence[Node]) -> PartialDate:
    """The day on which the page says that it was published; never that of a change."""
    found = (*_in_head(tree), *_in_data(tree), *_in_body(nodes))
    return next((said for said in map(_day, found) if said.value), UNKNOWN_DATE)


def _in_head(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("meta[content]"):
        given = node.attributes
        names = (given.get(key) or "" for key in ("property", "name", "itemprop"))
        if any(name.lower() in _ISSUED for name in names):
            yield given.get("content") or ""


def _in_data(tree: LexborHTMLParser) -> Iterator[str]:
    """``datePublished`` of the page's structured data (schema.org as JSON-LD)."""
    for node in tree.css('script[type="application/ld+json"]')[:10]:
        text = node.text() or ""
        if "datePublished" not in text or len(text) > _LONGEST_DATA:
            continue
        try:
            yield from _published_in(json.loads(text), _DEEPEST_DATA)
        except (ValueError, RecursionError):
            continue


def _published_in(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, dict):
        said = value.get("datePublished")
        if isinstance(said, str):
            yield said
        value = list(value.values())
    if isinstance(value, list) and depth:
        for item in value:
            yield from _published_in(item, depth - 1)


def _in_body(nodes: Sequence[Node]) -> Iterator[str]:
    """A ``<time>`` that the page calls its publication, by an attribute or by words before it."""
    for at, node in enumerate(nodes):
        if node.tag != "time":
            continue
        words = "".join(n.text for n in nodes[max(at - 6, 0) : at] if n.tag == TEXT)
        if node.said("itemprop") == "datePublished" or _PUBLISHED.search(tidy(words)):
            yield node.said("datetime") or node.said("content")
            yield "".join(n.text for n in nodes[at : node.end] if n.tag == TEXT)


def _day(text: str) -> PartialDate:
    text = tidy(text)
    try:
        if match := _ISO.match(text):
            said = date(int(match[1]), int(match[2]), int(match[3]))
            return PartialDate(said, Precision.DAY, SOURCE)
        if (match := _WRITTEN.fullmatch(text)) and match[2].lower()[:3] in _MONTHS:
            month = _MONTHS.index(match[2].lower()[:3]) + 1
            return PartialDate(date(int(match[3]), month, int(match[1])), Precision.DAY, SOURCE)
    except ValueError:
        pass
    return UNKNOWN_DATE


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f'meta[property="{name}"], meta[name="{name}"]')
    return tidy((node.attributes.get("content") if node else "") or "")


def _text(node: LexborNode | None) -> str:
    return tidy(node.text() or "") if node else ""
