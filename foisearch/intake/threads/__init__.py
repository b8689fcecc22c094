"""Correspondence to one disclosure: what each message does, and what is asked and answered."""
