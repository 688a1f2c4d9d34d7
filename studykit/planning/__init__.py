"""What to study: today, deck, backlog, mastery, the exam plan, selections."""
