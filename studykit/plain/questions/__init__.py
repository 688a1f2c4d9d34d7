"""How each type of question is asked, answered and judged in plain text."""
