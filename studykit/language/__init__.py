"""The interface's words: catalogues, messages translated late, durations and dates."""
