"""Which blocks of a page are found in the text that the library took from it."""

from __future__ import annotations

import random

from studykit.formats.article.page_selection import parts_in


class Body(str):
    """A text that counts how often it is searched or cut."""

    looks = 0

    def __getitem__(self, key):
        self.looks += 1
        return super().__getitem__(key)

    def __contains__(self, part):
        raise AssertionError("the whole body is searched for one part")


def test_parts_are_found_as_a_search_for_each_finds_them() -> None:
    rng = random.Random(5)
    body = "".join(rng.choices("ab", k=3000))
    parts = {"".join(rng.choices("ab", k=rng.randint(12, 14))) for _ in range(500)}
    parts |= {body[at : at + 12 + at % 29] for at in range(0, 2900, 31)}
    found = parts_in(body, parts)
    assert found == {part for part in parts if part in body}
    assert 0 < len(found) < len(parts)


def test_a_body_is_gone_through_once_however_many_parts_there_are() -> None:
    rng = random.Random(6)
    letters = "".join(map(chr, range(0x4E00, 0x5E00)))
    body = Body("".join(rng.choices(letters, k=5000)))
    parts = {"".join(rng.choices(letters, k=20)) for _ in range(2000)}
    assert not parts_in(body, parts)
    assert body.looks <= len(body)
