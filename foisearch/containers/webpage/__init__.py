"""Web pages: the content of the page, without the site around it.

A page is made shallow (``nesting``), parsed, and laid out flat (``nodes``); ``furniture`` tells
what belongs to the site, ``region`` where the content is, ``body`` writes that down, and ``about``
reads what the page says of itself.
"""

from __future__ import annotations

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


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The page's content as one document, its tables as grids.

    Raises:
        SourceError: it is no text, or nothing stands on the page.
    """
    from selectolax.lexbor import LexborHTMLParser

    page, saved_from = unwrapped(name, data)
    html, encoding, warnings = decoded(name, page)
    tree = LexborHTMLParser(shallow(html))
    shown = printable(name)
    nodes = flatten(shown, tree.body) if tree.body is not None else []
    if not nodes or not nodes[0].words:
        raise SourceError(
            f"{shown} holds no text", "if scripts write the page, save it from a browser"
        )
    options.alive()
    address = address_of(tree, html) or saved_from
    region = content_of(nodes)
    writer = Writer()
    body = Body(nodes, region.taken, address)
    if region.heading:
        body.write(region.heading, writer)
        writer.gap()
    body.write(region.at, writer)
    source = writer.source(name, data, encoding)
    if not source.text.strip():
        raise SourceError(f"{shown} shows no text", "open it in a browser and save what you see")
    source = replace(
        source,
        warnings=(*warnings, *_left_out(region)),
        url=address,
        title=title_of(tree, _heading(nodes)),
        dated=published_on(tree, nodes),
    )
    return Contents("html", VERSION, (source,))


def _heading(nodes: list[Node]) -> str:
    at = heading_of(nodes)
    return tidy("".join(n.text for n in nodes[at : nodes[at].end] if n.tag == TEXT)) if at else ""


def _left_out(region: Region) -> tuple[str, ...]:
    """What is said of the words that were taken for the site's."""
    if region.warning:
        return (region.warning,)
    if not region.left_out:
        return ()
    return (f"{region.left_out} words of menus, banners and footers left out",)
