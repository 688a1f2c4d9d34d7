"""Strange content, each piece under a name that tells what it tries."""

from __future__ import annotations

MARKUP = {
    "an action link": "[@click=app.leave]press me[/]",
    "an action in quotes": "[@click='app.open_url(\"https://a.org\")']x[/]",
    "a markup link": "[link=https://evil.org]x[/link]",
    "unclosed markup": "[bold",
    "a closing tag alone": "[/]",
    "a style": "[red on blue]x[/red on blue]",
    "a variable of the theme": "[$error]x[/]",
}
CONTROLS = {
    "clearing the screen": "a\x1b[2Jb",
    "moving the cursor": "a\x1b[1;1Hb",
    "writing the clipboard": "a\x1b]52;c;Y3VybCBldmlsfHNo\x07b",
    "a link of the terminal": "a\x1b]8;;https://evil.org\x1b\\bank.org\x1b]8;;\x1b\\b",
    "the title of the window": "a\x1b]0;owned\x07b",
    "a device control string": 'a\x1bP$q"p\x1b\\b',
    "a bare escape": "a\x1bb",
    "controls of 8 bits": "a\x9b31mb\x9d0;x\x9cb\x90x\x9cb",
    "NUL, BEL, BS, DEL": "a\x00b\x07c\x08d\x7fe",
    "vertical tab and form feed": "a\x0bb\x0cc",
    "a carriage return": "innocent\rguilty",
    "shift out and in": "a\x0eb\x0fc",
    "an entity for escape": "a&#27;]52;c;AAAA&#7;b &#x9b;31m",
}
DIRECTION = {
    "an override": "abc\u202egnp.exe\u202c",
    "isolates": "\u2066a\u2067b\u2068c\u2069",
    "marks": "a\u200eb\u200fc\u061cd",
    "an entity for an override": "a&#x202e;b",
    "line and paragraph separators": "a\u2028b\u2029c",
}
FLOODS = {
    "combining marks on one letter": "a" + "\u0301" * 5000 + "b",
    "marks of many scripts": "ก" + "\u0e49\u0e34\u0300\u05b0\u064b\u093f\u1ab0" * 500,
    "marks with joiners between": "a" + "\u0301\u200d" * 3000,
    "zero width": "\u200b\u2060\ufeff" * 3000 + "x",
    "joiners": "a" + "\u200d" * 5000 + "b",
    "variation selectors": "a" + "\ufe0f" * 5000 + "\U000e0100" * 5000,
    "invisible letters": "a" + "".join(chr(0xE0041 + n % 26) for n in range(3000)),
    "soft hyphens": "a\u00ad" * 3000,
}
CHARACTERS = {
    "half a surrogate pair": "a\ud800b\udfff",
    "private use": "a\ue000b\U000f0000c",
    "noncharacters": "a\ufffeb\uffff",
    "a family of emoji": "👨‍👩‍👧‍👦" * 40,
    "flags": "🇹🇼" * 40,
    "a keycap and a skin tone": "1️⃣👍🏽❤️",
    "a very wide character": "﷽𒐫⸻",
    "jamo that join": "\u1112\u1161\u11ab" * 30,
    "tabs": "a\tb\t\tc",
    "full width": "ＡＢＣ　漢字",
    "white space only": " \u3000\u00a0\u2003",
    "nothing": "",
}
TEXTS = MARKUP | CONTROLS | DIRECTION | FLOODS | CHARACTERS
"""Short enough to be shown on every screen."""

_N = 20_000
BOMBS = {
    "one word": "x" * _N,
    "one word of Han characters": "漢" * _N,
    "many words": "ab " * (_N // 3),
    "stars": "*" * _N,
    "emphasis that never closes": "*a " * (_N // 3),
    "strong that never closes": "a**" * (_N // 3),
    "underscores": "_a" * (_N // 2),
    "open brackets": "[" * _N,
    "links that never close": "[a](" * (_N // 4),
    "links that never close in angles": "[a](<" * (_N // 5),
    "images that never close": "![" * (_N // 2),
    "nested brackets": "[" * (_N // 2) + "]" * (_N // 2),
    "backticks": "`" * _N,
    "code that never closes": "`a" * (_N // 2),
    "runs of backticks of all lengths": " ".join("`" * n for n in range(1, 200)),
    "a quote 1,000 deep": "> " * 1000 + "x",
    "a list 300 deep": "".join("  " * n + "- a\n" for n in range(300)),
    "a list of 5,000 items": "- a\n" * (_N // 4),
    "6,600 paragraphs": "a\n\n" * (_N // 3),
    "a table of 1,000 columns": "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n|" + "b|" * 1000,
    "a table of 3,300 rows": "|a|b|\n|-|-|\n" + "|c|d|\n" * (_N // 6),
    "HTML": "<a href='javascript:x'>" * (_N // 24),
    "HTML comments that never close": "<!--" * (_N // 4),
    "entities": "&#x41;" * (_N // 6),
    "references": "".join(f"[{n}]: http://a\n" for n in range(_N // 20)),
    "strikes": "~~a" * (_N // 3),
    "closing punctuation": "。" * _N,
    "opening punctuation": "（" * _N,
    "combining marks": "a" + "\u0301" * _N,
    "tabs": "\t" * (_N // 4),
    "line ends": "\n" * _N + "x",
    "a Latin word before a Han word": "x" * (_N // 2) + "漢" * (_N // 2),
}
"""Texts that slow parsers choke on."""

LINKS_REFUSED = {
    "javascript": "javascript:alert(1)",
    "javascript behind an entity": "javascript&colon;alert(1)",
    "a file": "file:///etc/passwd",
    "data": "data:text/html,x",
    "vbscript": "vbscript:x",
    "a scheme of some program": "zoom-mtg://x",
    "a user that looks like the host": "https://bank.org@evil.org/",
    "a backslash before the host": "https://evil.org\\@bank.org/",
    "a password": "https://u:p@evil.org",
    "no host": "https:///etc",
    "no slashes": "https:evil.org",
    "an option of a program": "--version",
    "a relative path": "../x",
    "more than can be seen": "https://a.org/" + "x" * 2000,
}
LINKS_OFFERED = (
    "https://a.org",
    "http://a.org/b?c=d#e",
    "mailto:x@a.org",
    "https://a.org:8080/x@y",
    "https://zh.wikipedia.org/wiki/%E5%A6%99",
)
