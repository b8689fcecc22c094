"""Which documents match, and how many of each kind?

A plan is put to every segment: its nodes become operators, which find documents and what they
score in whole arrays.
"""
