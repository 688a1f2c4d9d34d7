"""Anki packages: decks of cards, `.apkg` and `.colpkg`."""
