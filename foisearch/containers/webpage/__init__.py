"""Web pages: the content of the page, without the site around it.

A page is made shallow (``nesting``), parsed, and laid out flat (``nodes``); ``furniture`` tells
what belongs to the site, ``region`` where the content is, ``body`` writes that down, and ``about``
reads what the page says of itself.
"""

from __future__ import annotations

import re
from dataclasses import replace

from foisearch.containers.contents import Contents, ReadOptions
from foisearch.containers.webpage.about import address_of, published_on, title_of
from foisearch.containers.webpage.body import Body
from foisearch.containers.webpage.decoding import decoded
from foisearch.containers.webpage.nesting import shallow
from foisearch.containers.webpage.nodes import TEXT, Node, flatten
from foisearch.containers.webpage.region import Region, content_of, heading_of
from foisearch.containers.webpage.saved import unwrapped
from foisearch.containers.writing import Writer, tidy
from foisearch.errors import SourceError
from foisearch.text import printable

VERSION = 1
LARGEST_PAGE = 20_000_000
"""Characters, without those of pictures; to be read, a page takes up to a hundred times as much."""
_PICTURE = re.compile(r"(?<==[\"'])data:[\w/+.-]{1,60};base64,[^\"'<>]*")


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The page's content as one document, its tables as grids.

    Raises:
        SourceError: it is no text, or nothing stands on the page.
    """
    from selectolax.lexbor import LexborHTMLParser

    shown = printable(name)
    page, saved_from = unwrapped(name, data)
    html, encoding, warnings = decoded(name, page)
    html = _PICTURE.sub("", html)
    if len(html) > LARGEST_PAGE:
        raise SourceError(
            f"{shown} is a web page of {len(html) / 1e6:.0f} MB, the limit is "
            f"{LARGEST_PAGE / 1e6:.0f} MB",
            "split it, or save its table as CSV",
        )
    tree = LexborHTMLParser(shallow(html))
    nodes = flatten(shown, tree.body) if tree.body is not None else []
    if not nodes or not nodes[0].words:
        raise SourceError(
            f"{shown} holds no text", "if scripts write the page, save it from a browser"
        )
    options.alive()
    address = address_of(tree, html) or saved_from
    heading = heading_of(nodes)
    title, dated = title_of(tree, _text_at(nodes, heading)), published_on(tree, nodes)
    del tree, html, page  # large, and no longer needed
    region = content_of(nodes, heading)
    options.alive()
    source = _written(nodes, region, address).source(name, data, encoding)
    if not source.text.strip():
        raise SourceError(f"{shown} shows no text", "open it in a browser and save what you see")
    warnings = (*warnings, *_left_out(region))
    source = replace(source, warnings=warnings, url=address, title=title, dated=dated)
    return Contents("html", VERSION, (source,))


def _written(nodes: list[Node], region: Region, address: str) -> Writer:
    """The content of the page, its heading first."""
    writer = Writer()
    body = Body(nodes, region.taken, address)
    if region.heading:
        body.write(region.heading, writer)
        writer.gap()
    body.write(region.at, writer)
    return writer


def _text_at(nodes: list[Node], at: int) -> str:
    return tidy("".join(n.text for n in nodes[at : nodes[at].end] if n.tag == TEXT)) if at else ""


def _left_out(region: Region) -> tuple[str, ...]:
    """What is said of the words that were taken for the site's."""
    said = (region.warning,) if region.warning else ()
    if not region.left_out:
        return said
    return (*said, f"{region.left_out} words of menus, banners and footers left out")
