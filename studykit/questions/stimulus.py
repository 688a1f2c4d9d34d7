"""What several questions refer to: a text, a table or a picture that is shown with each."""

from __future__ import annotations


class Stimulus(str):
    """The id of a stimulus, as a question names it, with what it shows.

    A question read from a file has the id alone; reading the lesson (`content/shared.py`) puts
    this in its place, so that whoever has the question has its stimulus too.
    """

    __slots__ = ("heading", "text")

    heading: str
    """Its heading; may be empty."""
    text: str
    """What it shows, in Markdown."""

    def __new__(cls, name: str, heading: str = "", text: str = "") -> Stimulus:
        """The stimulus with the id `name`."""
        stimulus = super().__new__(cls, name)
        stimulus.heading = heading
        stimulus.text = text
        return stimulus

    @property
    def markdown(self) -> str:
        """Heading and text in one, for where a heading has no place of its own."""
        return f"**{self.heading}**\n\n{self.text}" if self.heading else self.text
