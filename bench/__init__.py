"""The benchmark suite: foisearch beside other engines, on the same records and questions."""
