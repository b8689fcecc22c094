"""The cold path: a plain search of a fresh process, answered with the standard library alone.

Importing the libraries that answer everything takes far longer than most answers.  Where a command
line asks for words, nothing but words, and wants ids or JSON, the modules here read the files of
the index themselves, without numpy and without anything of the standard library that is slow to
import (``re``, ``json``, ``dataclasses``, ``pathlib``, ``argparse``, ``typing`` …).  Byte for byte
they print what the normal path does, but for the milliseconds; whatever is not simple they leave
to it, before a byte is written, by raising :class:`NotSimple`.

::

    entry ─ request     what is asked, and of which folders
          ├ manifest    is the index there, and fresh?
          ├ names       do the words name a body or a provision?
          ├ segments    the files
          ├ words ─ clauses ─ otherwise     from words to stems, and to other words for them
          ├ groups ─ places     which documents have any of these words, and score what?
          ├ postings ─ frequent ─ lists ─ reach ─ ranking     which, how many, which first?
          ├ neighbours  which of the first have words side by side?
          ├ wanted ─ finding ─ passages ─ records       what to show of them
          └ output      as lines
"""

from __future__ import annotations


class NotSimple(Exception):
    """The normal path has to answer."""
