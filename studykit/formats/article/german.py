"""What in a German sentence can be asked: amounts, definitions, who made something."""

from __future__ import annotations

import re

MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
YEAR = (
    r"(?<=\b[Ii]m Jahr )\d{4}|(?<=\b[Ii]m Jahre )\d{4}|(?<=\b[Ss]eit )\d{4}(?!\d)"
    r"|^\d{4}(?= (?:wurden?|waren?|entstand|begann|gründete|erhielt|erfand|erschien)\b)"
)
"""A year by the words around it."""
AMOUNT = re.compile(
    r"(?=\d)(?<![\w.,/–-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
    r"(?: (?:Millionen?|Milliarden?|Tausend))? ?"
    r"(?:%|(?:Prozent|Menschen|Personen|Einwohnern?|Mitgliedern?|Arten|Jahren?|Monaten?|Wochen"
    r"|Tagen?|Stunden|Minuten|Sekunden|Kilometern?|Metern?|Zentimetern?|Millimetern?"
    r"|Quadratkilometern?|Quadratmetern?|Hektar|Tonnen|Kilogramm|Litern?|Grad(?: Celsius)?"
    r"|Euro|Lichtjahren?|Sternen?|Ländern?|Staaten|Sprachen|Inseln|km²?|cm|mm|kg|°C)\b)"
)
_TERM = r"(?P<t>[^,.;:()]{2,60}?)"
DEFINITIONS = (
    (
        re.compile(
            rf"Unter (?:dem Begriff |dem |der )?{_TERM} versteht man (?P<m>.{{15,}})\.$"
        ),
        8.0,
    ),
    (
        re.compile(
            rf"{_TERM}(?: \([^()]*\))? (?:bezeichnet|bedeutet)"
            r" (?P<m>(?:die|den|das|eine?n?) .{15,})\.$"
        ),
        7.5,
    ),
    (
        re.compile(
            rf"{_TERM}(?: \([^()]*\))? (?:ist|sind)"
            r" (?P<m>(?:eine? |eine[rs]? der |[A-ZÄÖÜ])[\w-]+(?: [\w-]+){0,5}?,?"
            r" (?:der|die|das|deren|dessen|(?:in|an) de[mnr]|mit|zur|zum|für|aus|von|zwischen)"
            r" .{15,})\.$"
        ),
        6.0,
    ),
)
"""Each with its score."""
ARTICLES = "Der|Die|Das|Eine?"
NO_TERM = (
    r"^(?:(?:ein|eine|der|die|das) )?(?:er|sie|es|das|dies\w*|wir|man|hier|dort|was|wer|ziele?"
    r"|grund|gründe|ursache|wichtig|problem|aufgaben?|ergebnis|beispiele?|folgen?|vorteil"
    r"|nachteil|voraussetzung|unterschied|andere\w*|erste\w*|zweite\w*|meisten)\b"
    r"|\b(?:ist|sind|war|wird|werden|wurde|dass|weil|wenn)\b"
)
"""What begins a sentence as a term does, and is none."""
_NAME = r"(?:[A-ZÄÖÜ][\w’'.-]+|von|van|de)"
AGENT = re.compile(
    r"\bvon (?:(?:dem|der) [A-ZÄÖÜ]\w+ )?"
    rf"(?P<t>[A-ZÄÖÜ][\w’'.-]+(?: {_NAME}){{1,3}})(?: im Jahre? \d{{4}}| \d{{4}})?"
    r" (?:gegründet|erfunden|entdeckt|entwickelt|entworfen|geschrieben|erbaut|vorgestellt"
    r"|eingeführt)\b"
)
