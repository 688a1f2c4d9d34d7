"""Texts as people write them, in any script, with all that a screen has lost before."""

from __future__ import annotations

from hypothesis import strategies as st

SAMPLES = """
+ - * # > = _ ~ ` | < & $ \\ ^ : . , ; ! ? / ( ) [ ] { } " ' % @
1945. 7. 1) 0. -5 +5 *5 #1 >90 2*3*4 x**2 12,345.6 ５，４００人
__init__ snake_case a_b_c [0](x) [a]:b --- === f[i] ~~ <br> &lt;
⚠️ ❤️ ✔️ ☀️ 1️⃣ #️⃣ 👍🏽 👨‍👩‍👧 👩🏽‍🚀 🏴‍☠️ 🇹🇼 🇲🇲🇹🇭 ✔︎ 😀
e\u0301 Tiếng_Việt שָׁלוֹם ภาษาไทยที่นี่ हिन्दी क्\u200dष می\u200cروم 각 \u1100\u1161 ﬁ か\u309a
妙瓦底園區 （甲） 「乙」 ， 。 —— …… ＡＢ 𠮷
a word Myawaddy
"""

WRITTEN = st.lists(
    st.sampled_from([*SAMPLES.split(), " ", " ", "5\u00a0400", "x" * 50, "中" * 60]),
    min_size=1,
    max_size=30,
).map("".join)
"""One line of text, not empty."""
