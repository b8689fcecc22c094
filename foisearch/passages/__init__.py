"""Which passage of a text says best why it was found?

Pure functions over texts and the ranges in them that match, shared by :mod:`foisearch.snippet` and
by the cold path, so that both show the same.  The cold path imports nothing that is slow to import
(see :mod:`foisearch.cold`), so nothing here does either: no ``re``, ``dataclasses`` or ``typing``.

::

    sentences   where sentences, clauses and the parts of a numbered list begin
    formulas    what every letter says, and what is appended to it
    stretching  from matches to a passage: whole sentences, or a cut one
    densest     the stretches with the most different things wanted
    candidates  the passages of one field, best first
    choosing    those of a record that are shown
    answers     the answer to a question that matched
    line        a passage on one line, with what matched in it
"""
