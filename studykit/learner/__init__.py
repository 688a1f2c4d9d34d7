"""One person: settings, clock, and where they are in each course."""
