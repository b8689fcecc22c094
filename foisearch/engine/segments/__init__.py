"""What does one segment hold?

A segment is the index of some documents, in one file that never changes: dictionary, postings,
positions, columns, records.  How it is written, checked and read stands here together.
"""
