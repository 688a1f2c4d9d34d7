"""Writes the table of Chinese characters that are forms of one another.

`python -m tests.chinese_forms FOLDER`, with the folder `data/dictionary` of OpenCC's sources
(https://github.com/BYVoid/OpenCC, Apache License 2.0).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.questions.chinese_forms import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

CHARACTERS = ("TSCharacters", "STCharacters", "TWVariants", "HKVariants")
PHRASES = (
    "STPhrases",
    "TSPhrases",
    "TWVariantsPhrases",
    "TWVariantsRevPhrases",
    "HKVariantsRevPhrases",
)
_HEAD = """\
# Chinese characters that are forms of one another: Simplified, Traditional, of Taiwan and of
# Hong Kong. Written by `python -m tests.chinese_forms` from the dictionaries of OpenCC
# (https://github.com/BYVoid/OpenCC), which are under the Apache License 2.0 (LICENSES/).
"""


def pairs(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """The entries of one dictionary, each with every form that it gives."""
    for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and "\t" in line:
            form, others = line.split("\t")[:2]
            for other in others.split():
                yield form, other


def groups(folder: Path) -> list[str]:
    """Characters that are forms of one another, each in one group."""
    group_of: dict[str, set[str]] = {}
    for name in CHARACTERS:
        for one, other in pairs(folder, name):
            joined = group_of.get(one, {one}) | group_of.get(other, {other})
            group_of.update(dict.fromkeys(joined, joined))
    distinct = {"".join(sorted(group)) for group in group_of.values()}
    return sorted(group for group in distinct if len(group) > 1)


def main() -> None:
    """Write the table."""
    TABLE.write_text(_HEAD + "\n".join(groups(Path(sys.argv[1]))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
