"""How is the index brought up to the corpus?

Texts become words, words are sorted into postings, and segments are written and merged.  Nothing
that answers a question imports this room.
"""
