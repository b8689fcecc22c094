"""Benchmarks of “has this been asked before?”."""
