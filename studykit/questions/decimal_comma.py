"""Which languages write a comma between a number and its decimals.

From the number symbols of Unicode's CLDR.
"""

from __future__ import annotations

_LANGUAGES = """
ady af agq ast az ba bas be bg blo br bs bua ca cs cv da de dsb dua dyo el eo es et eu ewo ff fi
fo fr fur fy gl hr hsb ht hu hy ia id ie is it jgo jv ka kab kbd kea kgp kk kkj kl ksf ku ky lb
lij lld ln lo lt lu lv mgh mk mua nb nl nmg nn nnh no nr pl pms ps pt rm rn ro ru rw sah sc scn
se seh sg sh shi sk sl smn sq sr ss su sv tg tk tok tr ts tt tzm uk uz ve vec vi wo yav yrl zgh
"""
_POINT = """
de-ch de-li es-419 es-br es-bz es-cu es-do es-gt es-hn es-mx es-ni es-pa es-pe es-pr es-sv es-us
fr-rw it-ch
"""
"""Regions that write a point where their language writes a comma."""
_COMMA = """
ar-dz ar-lb ar-ly ar-ma ar-mr ar-tn en-at en-be en-cz en-de en-dk en-ee en-es en-fi en-fr en-ge
en-hu en-id en-it en-lt en-lv en-nl en-no en-pl en-pt en-ro en-se en-si en-sk en-ua en-za ms-bn
ms-id qu-bo sw-cd
"""
"""Regions that write a comma where their language writes a point."""


def writes_decimal_comma(tag: str) -> bool:
    """Whether the language with this BCP 47 tag writes `1,5` for one and a half."""
    language, *more = tag.casefold().split("-")
    regions = {f"{language}-{part}" for part in more}
    if regions.intersection(_COMMA.split()):
        return True
    return language in _LANGUAGES.split() and not regions.intersection(_POINT.split())
