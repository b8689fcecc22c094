"""How well searches rank: judged questions, foisearch and other engines, the same measures."""
