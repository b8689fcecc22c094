"""The words by which letters and pages say what comes next.

A label stands alone on its line, or begins it and ends in a colon (``labels``).  A sentence tells
by who speaks to whom: ``you seek`` is said by the authority before the request (``introducing``),
``I would like`` by whoever asks (``asking``), ``I have decided`` after it (``answering``).  What
every letter says at its end is ``ending``.
"""
