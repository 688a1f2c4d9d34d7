"""A question and a response give a score with feedback. Pure."""
