"""Importing 1 MB of text and a page of 2 MB, against half of each."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import yaml

from studykit.formats.article.importing import import_article
from studykit.formats.article.patterns import facts
from studykit.formats.article.sentences import stands_alone
from studykit.formats.base import Source
from tests.bench.figures import Figure, typical

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 3
TEXT, PAGE = 1_000_000, 2_000_000
"""Characters."""
NOUNS = [
    "river",
    "valley",
    "harbour",
    "bridge",
    "council",
    "market",
    "canal",
    "mill",
    "railway",
    "quarry",
    "lighthouse",
]
PLACES = [
    "Halden",
    "Brock",
    "Marl",
    "Tessin",
    "Ostrava",
    "Kelm",
    "Dunmore",
    "Ravel",
    "Lindau",
    "Corvin",
]
FORMS = (
    "In {year}, the {a} of {place} was rebuilt by the {b} of the town.",
    "A {a} is a {b} that was built for the {c} near {place}.",
    "About {amount:,} people left the {a} because the {b} of {place} had been closed.",
    "However, the {a} of {place} supplied {amount} metres of the {b} and the {c}.",
    "It was sold again when the {a} of {place} closed its {b} for {amount} years.",
)


def paragraphs(size: int) -> list[tuple[str, str]]:
    """Headings, each with a paragraph of sentences no two of which are alike, `size` characters
    in all."""
    rng = random.Random(size)
    found: list[tuple[str, str]] = []
    while size > 0:
        sentences = [
            rng.choice(FORMS).format(
                year=rng.randint(1600, 1999),
                amount=rng.randint(100, 99_999),
                place=rng.choice(PLACES),
                a=rng.choice(NOUNS),
                b=rng.choice(NOUNS),
                c=rng.choice(NOUNS),
            )
            for _ in range(12)
        ]
        found.append((f"Part {len(found) + 1}: the {rng.choice(NOUNS)}", " ".join(sentences)))
        size -= len(found[-1][1])
    return found


def text_of(size: int) -> Source:
    """An article in Markdown."""
    parts = [f"## {heading}\n\n{text}\n" for heading, text in paragraphs(size)]
    return Source("article.md", "\n".join(["# The valley\n", *parts]).encode())


def page_of(size: int) -> Source:
    """An article on a page with a menu and comments."""
    menu = "".join(f'<li><a href="/{noun}">{noun}</a></li>' for noun in NOUNS * 10)
    parts = [f"<h2>{heading}</h2><p>{text}</p>" for heading, text in paragraphs(size * 9 // 10)]
    comments = [f"<div><p>{text}</p></div>" for _, text in paragraphs(size // 10 + 1)]
    return Source(
        "article.html",
        (
            "<!doctype html><html lang=en><title>The valley</title><body>"
            f"<nav><ul>{menu}</ul></nav><article><h1>The valley</h1>{''.join(parts)}</article>"
            f"<section id=comments>{''.join(comments)}</section></body></html>"
        ).encode(),
    )


def import_ms(source: Source) -> tuple[float, float]:
    """What drafting a course from a file takes of the processor, and what `yaml.load` of the
    draft takes."""
    facts.cache_clear()  # a person imports a text once
    stands_alone.cache_clear()
    start = time.process_time()
    imported = import_article([source], "course")
    done = time.process_time()
    assert imported.drafts
    texts = list(imported.texts().values())
    del imported
    begun = time.process_time()
    for text in texts:
        yaml.load(text, Loader=yaml.CSafeLoader)
    return 1000 * (done - start), 1000 * (time.process_time() - begun)


def figures(folder: Path) -> list[Figure]:
    """Every figure of importing; nothing is written to `folder`."""
    found = []
    for name, make, size in (
        ("import 1 MB of text", text_of, TEXT),
        ("import a page of 2 MB", page_of, PAGE),
    ):
        import_ms(make(10_000))  # imports are not what is measured
        whole, halves = [], []
        for _ in range(ROUNDS):
            whole.append(import_ms(make(size)))
            halves.append(import_ms(make(size // 2))[0])
        ours = typical([ms for ms, _ in whole])
        load = typical([ms for _, ms in whole])
        found.append(Figure(name, ours, "yaml.load of the draft", load, 2))
        found.append(Figure("the same", ours, "half of it", typical(halves), 2.5))
    return found
