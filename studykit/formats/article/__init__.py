"""From an article to a draft of a course: reading, repairing, structure, draft, report."""
