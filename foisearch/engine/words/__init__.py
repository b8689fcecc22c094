"""What may a word stand for?

The words that the index has seen, names that words make up, other words for them, and words that
were perhaps meant.
"""
