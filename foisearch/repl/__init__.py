"""The prompt: the command line's verbs, one line at a time."""
