"""Results while you type: the query above, hits below, the selected one beside them.

A keystroke changes the :mod:`~foisearch.repl.live.state`; the
:mod:`~foisearch.repl.live.finder` answers it in a thread of its own, the newest keystroke first;
:mod:`~foisearch.repl.live.drawing` says what stands where, as text; and
:mod:`~foisearch.repl.live.view` is all that prompt_toolkit knows of it.
"""
