"""What does the query ask of the postings?

The tree of a query and the filters become a plan: terms instead of words, values as the index has
them.  A plan knows no segment, and nothing here looks into one.
"""
