"""The baseline: a Textual app with a header, a footer and one Static that counts keys."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Footer, Header, Static


class BareApp(App[None]):
    """The least a Textual app can be and still answer a key."""

    keys = 0

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("bare and ready")
        yield Footer()

    def on_key(self, event: Key) -> None:
        self.keys += 1
        self.query_one(Static).update(f"pressed {self.keys} times")


if __name__ == "__main__":
    BareApp().run()
