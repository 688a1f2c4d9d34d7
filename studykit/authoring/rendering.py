"""Trees of plain values → YAML as an author would write it."""

from __future__ import annotations

from typing import Any

import yaml

from studykit.questions.scalars import core_scalar

SCHEMA_LINE = "# yaml-language-server: $schema={place}\n"
SCHEMA_FOLDER = ".schemas"
"""Where a new course keeps the schemas that its files name."""


def schema_line(kind: str) -> str:
    """The comment by which editors find the schema of a file in a course folder."""
    return SCHEMA_LINE.format(place=f"{SCHEMA_FOLDER}/{kind}.json")


def yaml_text(tree: dict[str, Any]) -> str:
    """`tree` as YAML: keys in order, long texts as blocks, everything else on one line."""
    return yaml.dump(
        tree,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1 << 20,
        indent=2,
        default_flow_style=False,
    )


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)  # items stand under their key, two further in


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text and not any(line != line.rstrip() for line in text.split("\n")):
        style = "|"
    elif not isinstance(core_scalar(text), str):
        style = '"'  # other programs would read something else than text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
