"""How was the query read, and what is a score made of?"""
