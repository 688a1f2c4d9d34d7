"""The one-file player: a course as a web page that needs no server and asks nobody anything."""
