"""The screens, one module each, its style sheet beside it."""
