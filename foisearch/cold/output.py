"""Hits as lines: what :mod:`foisearch.render.jsonl` and :mod:`foisearch.render.ids` write."""

from __future__ import annotations

from _json import encode_basestring

from foisearch.cold import NotSimple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from foisearch.cold.passages import Snippet
    from foisearch.cold.request import Request

_UNSAFE = (
    "\x7f\x9f\u061c\u061c\u200b\u200b\u200e\u200f\u202a\u202e\u2060\u2069\ufeff\ufeff\ufff9\ufffb"
)
"""Ranges of characters that could command a terminal, beside those that JSON escapes anyway."""
_LENGTHS = {"day": 10, "month": 7, "year": 4}
_SMALLEST_SCORE = 0.001  # below, numbers are written in more than one way
_FILTERS = (
    '{"force":[],"authority":[],"exemption":[],"outcome":[],"kind":[],"since":null,"until":null}'
)


def hit(rank: int, score: float, record: dict[str, Any], snippets: Sequence[Snippet]) -> bytes:
    """The line of one hit.

    Raises:
        NotSimple: something in it may be written in more than one way.
    """
    if score < _SMALLEST_SCORE:
        raise NotSimple
    source = record["provenance"]
    forces = {mention["authority"]: mention["name"] for mention in record["forces"]}
    named = [f'{{"id":{_text(slug)},"name":{_text(name)}}}' for slug, name in forces.items()]
    published, precision = _published(record["published"])
    return _line(
        f'{{"type":"hit","rank":{rank},"score":{score!r},"id":{_text(record["id"])},'
        f'"kind":{_text(record["kind"])},"ref":{_text(record["ref"])},'
        f'"topic":{_text_or_null(record["topic"])},"authority":{_text(record["authority"])},'
        f'"authority_name":{_text(record["authority_name"])},"forces":[{",".join(named)}],'
        f'"published":{published},"published_precision":{precision},'
        f'"outcome":{_text(record["outcome"])},"exemptions":{_texts(_applied(record))},'
        f'"snippets":[{",".join(map(_snippet, snippets))}],'
        f'"source":{{"file":{_text(source["file"])},"first_line":{_whole(source["first_line"])},'
        f'"last_line":{_whole(source["last_line"])},"page":{_whole(source["page"])},'
        f'"sha256":{_text(source["sha256"])}}},"warnings":{_texts(record["warnings"])}}}'
    )


def summary(
    request: Request,
    total: int,
    returned: int,
    notes: Sequence[str],
    expanded: Sequence[tuple[str, Sequence[str]]],
    took_ms: float,
) -> bytes:
    """The last line.

    Args:
        request: what was asked.
        total: how many documents match.
        returned: how many of them were written.
        notes: what a person should know.
        expanded: what was typed that has other words, with these.
        took_ms: how long all of it took.
    """
    others = [f'{{"for":{_text(typed)},"words":{_texts(words)}}}' for typed, words in expanded]
    expansions = f',"expansions":[{",".join(others)}]' if others else ""
    return _line(
        f'{{"type":"summary","format_version":1,"command":"search","query":{_text(request.query)},'
        f'"filters":{_FILTERS},"sort":"relevance","total":{total},"returned":{returned},'
        f'"offset":{request.offset},"limit":{request.limit},"notes":{_texts(notes)},'
        f'"took_ms":{round(took_ms, 1)!r}{expansions}}}'
    )


def name(text: bytes) -> bytes:
    """The line of an id.

    Raises:
        NotSimple: how it is written depends on the terminal.
    """
    shown = text.decode()
    if not (shown.isascii() and shown.isprintable()):
        raise NotSimple
    return text + b"\n"


def _line(text: str) -> bytes:
    """One line in which nothing is left that a terminal would obey."""
    if not text.isascii() or "\x7f" in text:
        for char in set(text):
            if any(_UNSAFE[i] <= char <= _UNSAFE[i + 1] for i in range(0, len(_UNSAFE), 2)):
                text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode() + b"\n"


def _text(value: Any) -> str:
    if type(value) is not str:
        raise NotSimple
    return encode_basestring(value)


def _text_or_null(value: Any) -> str:
    return "null" if value is None else _text(value)


def _texts(values: Sequence[str]) -> str:
    return f"[{','.join(map(_text, values))}]"


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise NotSimple
    return value


def _published(date: dict[str, Any]) -> tuple[str, str]:
    """When a record was published, and how exactly that is known."""
    precision = date["precision"]
    if precision == "unknown":
        return "null", '"unknown"'
    if len(date["date"]) != _LENGTHS[precision]:
        raise NotSimple
    return _text(date["date"]), _text(precision)


def _applied(record: dict[str, Any]) -> list[str]:
    """The provisions relied on, each once."""
    found = {
        f"{citation['regime']}:{citation['provision']}": None
        for citation in record["citations"]
        if citation["status"] == "applied" and citation["regime"]
    }
    return list(found)


def _snippet(snippet: Snippet) -> str:
    ranges = ",".join(f"[{start},{end}]" for start, end in snippet.highlights)
    return (
        f'{{"field":"{snippet.field}","text":{_text(snippet.text)},"highlights":[{ranges}],'
        f'"before":{_truth(snippet.before)},"after":{_truth(snippet.after)},'
        f'"part":{_text_or_null(snippet.part or None)},'
        f'"cut_before":{_truth(snippet.cut_before)},"cut_after":{_truth(snippet.cut_after)}}}'
    )


def _truth(value: bool) -> str:
    return "true" if value else "false"
