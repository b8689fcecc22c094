"""Completion at the prompt: what :mod:`foisearch.repl.suggest` says, with what is known just now.

It works beside the prompt in a thread of its own, so that no key waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer
from prompt_toolkit.completion import Completion as Choice
from prompt_toolkit.document import Document

from foisearch.errors import FoisearchError
from foisearch.repl.exporting import FORMS
from foisearch.repl.filing import files
from foisearch.repl.suggest import Value, Vocabulary, suggest
from foisearch.repl.vocabulary import gathered
from foisearch.text import strip_controls

if TYPE_CHECKING:
    from foisearch.repl.session import Session

_FILE = re.compile(r"\s*\.(?P<command>export!?|import|check)\s+(?:.*[^\\]\s)?(?P<file>.*)$")
_ENDS: Mapping[str, Iterable[str]] = {"export": FORMS, "export!": FORMS}


class Suggestions(Completer):
    """Completions for a session: commands, their arguments, fields, values, words and files.

    Words of the index are suggested where they are asked for with Tab: a menu at every word would
    be in the way of whoever knows what to type.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vocabulary: Vocabulary | None = None

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Choice]:
        """The choices at the cursor; the vocabulary is gathered at the first keystroke."""
        line = document.text_before_cursor
        if found := _FILE.match(line):
            typed = found["file"]
            for name in files(typed, _ENDS.get(found["command"], ())):
                yield Choice(name, start_position=-len(typed))
            return
        vocabulary = self._known(line)
        if not complete_event.completion_requested:
            vocabulary = replace(vocabulary, words=())
        for each in suggest(document.text, document.cursor_position, vocabulary):
            start = each.start - document.cursor_position
            yield Choice(each.text, start_position=start, display_meta=strip_controls(each.meaning))

    def _known(self, line: str) -> Vocabulary:
        """What there is to complete now: the index may have been opened since the last line."""
        known = self._vocabulary
        if known is None or (not known.words and self._session.found is not None):
            try:
                known = self._vocabulary = gathered(self._session.services)
            except (FoisearchError, OSError, ValueError):
                # Damaged, or closed under us by the line that was just entered: that line says so.
                known = Vocabulary()
        if line.lstrip().startswith("."):
            return replace(known, values={**known.values, **self._arguments(line)})
        return known

    def _arguments(self, line: str) -> dict[str, tuple[Value, ...]]:
        """The arguments of commands that change while one works."""
        narrowing = self._session.narrowing
        counted = narrowing.choices or narrowing.seen
        found = {"narrow": tuple(Value(c.value, f"{c.name} {c.count:,}") for _, c in counted)}
        hits = self._session.found.result.hits if self._session.found else ()
        ranks = tuple(
            Value(str(h.rank), h.disclosure.topic or h.disclosure.ref or h.disclosure.id)
            for h in hits
        )
        found |= dict.fromkeys(("open", "show", "similar", "copy", "citation", "explain"), ranks)
        if ".save" in line:
            found["saved"] = found["save"] = tuple(map(Value, _saved(self._session)))
        return found


def _saved(session: Session) -> list[str]:
    """The names of saved searches."""
    from foisearch.repl.saving import renewing

    try:
        return renewing(session).searches.names()
    except FoisearchError:
        return []
