"""Statistics of a learner and of a class."""
