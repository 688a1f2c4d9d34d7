"""QTI 1.2 in the form that Canvas writes and reads."""
