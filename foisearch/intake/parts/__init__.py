"""Parts: a request into its questions, and each question brought to its answer."""
