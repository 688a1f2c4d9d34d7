"""The Textual app."""

import os

# Before textual is imported, else an input method's text breaks up.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
