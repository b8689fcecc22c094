"""The run over files: which they are, and each of them read where a crash costs only that file.

``finding`` walks folders, ``job`` is one file (or a piece of a large one) to read, ``reading``
reads it to records, and ``workers`` has that done by child processes with limits (``worker`` is
their program, ``wire`` what they say).
"""
