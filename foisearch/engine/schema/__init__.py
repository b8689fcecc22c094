"""What does the index take of a record?

The text fields, key fields and references of an entry, and how each is made of a disclosure.  It
knows the domain, and nothing of files or arrays.
"""
