"""The parts of a page one by one: what is in a line, what is a block, what is the article."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, document_fromstring

from studykit.formats.article.blocks import Article, letters
from studykit.formats.article.decoding import ArticleError
from studykit.formats.article.page import page_article
from studykit.formats.article.page_blocks import blocks_of
from studykit.formats.article.page_markdown import inline_markdown
from studykit.formats.article.page_selection import divide, judge
from studykit.formats.article.page_title import title_of

SITE = "https://a.example/b/c"
LONG = (
    "Riverbeds everywhere carry quantities of gravel "
    "down from mountainsides to open plainland yearly. "
)


def parsed(body: str, head: str = "") -> HtmlElement:
    text = f"<html><head>{head}</head><body>{body}</body></html>".replace("…", LONG)
    return document_fromstring(text)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a <b> b </b>c", "a **b** c"),
        ("<strong>a</strong><i>b</i> <em>c</em> <dfn>d</dfn>", "**a***b* *c* **d**"),
        ("<b>a <b>b</b></b> <i>*</i> <b> </b>x", "a **b** \\* x"),
        ("a*b_c [d] <code>e f</code> <tt>`</tt>", "a\\*b\\_c \\[d\\] `e f` \\`"),
        ("a<br>b ,c", "a b,c"),
        (
            "x<sup>2</sup> x<sup>−1</sup> x<sup>a b</sup> x<sub>10</sub> x<sub>max</sub>",
            "x² x⁻¹ x^(a b) x₁₀ x_(max)",
        ),
        ('a<sup class="reference">x</sup>b', "ab"),
        ('a<sup><a href="#n">3</a></sup>b', "ab"),
        ('a<sup><a href="./#n">[註 3]</a></sup>b', "ab"),
        ("a<sup>[3]</sup>b", "ab"),
        ('a<sup><a href="/n">3</a></sup>b', "a^([3](https://a.example/n))b"),
        ("<q>a</q>", "“a”"),
        ('<a href="d">e f</a>', "[e f](https://a.example/b/d)"),
        ('x<a href="d"> e </a>y', "x [e](https://a.example/b/d) y"),
        ('<a href="#d">e</a> <a href="mailto:x">f</a> <a>g</a> <a href="d"></a>', "e f g"),
        ('<a href="http://[x">e</a>', "e"),
        ('<a href="d(1)<">e</a>', "[e](https://a.example/b/d%281%29%3C)"),
        (f'<a href="{"d" * 500}">e</a>', f"[e](https://a.example/b/{'d' * 500})"),
        (f'<a href="{"d" * 501}">e</a>', "e"),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", "{漢|かん}{字|じ}"),
        ("<ruby><rb>漢</rb><rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", "{漢|かん}"),
        ("<ruby>漢字</ruby>", "漢字"),
        ('<math alttext="{\\displaystyle  x}">y</math>', "$x$"),
        ('<math><annotation encoding="TeX">x^2</annotation></math>', "$x^2$"),
        ('<span class="mwe-math-element"><img alt="y"></span>', "$y$"),
        ("<math><mi>x</mi></math>", "x"),
        ('a<img alt="😀">b<img alt="long words">c<img class="latex" alt="x^2">', "a😀bc$x^2$"),
        ("a<script>b</script><button>c</button>d", "ad"),
        ("1. a", "1\\. a"),
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("---", "\\---"),
        ("<span>" * 60 + "a" + "</span>" * 60, "a"),
        ("<span>" * 62 + "a" + "</span>" * 62, ""),
    ],
)
def test_a_line(html: str, markdown: str) -> None:
    element = parsed(f"<p>{html}</p>").find(".//p")
    assert inline_markdown(element, SITE) == markdown


def blocks(body: str) -> list[str]:
    """Each block as `kind: text`, with its part of the page and how much of it is links."""
    return [
        f"{f'h{b.block.level}' if b.block.level else b.block.kind}"
        f"{f' [{b.region}]' if b.region else ''}{f' {b.linked:.2f}' if b.linked else ''}"
        f": {b.block.text.replace(LONG.strip(), '…')}"
        for b in blocks_of(parsed(body), SITE)
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "<h1>One [edit]</h1><h6>Two ¶</h6><h2>Three #</h2><h2></h2>",
            ["h1: One", "h6: Two", "h2: Three"],
        ),
        (
            '<h2>One<a class="headerlink">two</a></h2><h2><span class="anchor">All</span></h2>',
            ["h2: One", "h2: All"],
        ),
        ('<h2><span class="mw-headline permalink">One</span> two</h2>', ["h2: One two"]),
        (
            f"<h2>{'x' * 120}</h2><h2>{'y' * 121}</h2>",
            [f"h2: {'x' * 120}", f"text: {'y' * 121}"],
        ),
        (
            "<div>a<p>b</p>c <span>d</span><div>e</div></div>",
            ["text: a", "text: b", "text: c d", "text: e"],
        ),
        ("a<br>b<br><br>c<br>河流。<br>河水", ["text: a b", "text: c 河流。", "text: 河水"]),
        ("a<br>b<br> <br>c<br>d", ["text: a b", "text: c d"]),
        (
            "<div>a<span><p>b</p></span>c<a><p>d</p></a></div>",
            ["text: a", "text: b", "text: cd"],
        ),
        (
            '<div hidden>a</div><div style="display: none">b</div>'
            "<p>c<span hidden>d</span></p>",
            ["text: c"],
        ),
        ('<p>abc<a href="x">d</a></p>', ["text 0.25: abc[d](https://a.example/b/x)"]),
        (
            "<p><i>ab<a href=x>cd</a></i><a>ef</a></p>",
            ["text 0.33: *ab[cd](https://a.example/b/x)*ef"],
        ),
        (
            "<ul><li>a<li hidden>b<li>c<ol><li>d<li>e<ul><li>f</ul></ol></ul>",
            ["item: - a", "item: - c\n  1. d\n  2. e\n     - f"],
        ),
        (
            '<ol start="9"><li>a<li>b</ol><ol start="x"><li>c</ol>',
            ["item: 9. a", "item: 10. b", "item: 1. c"],
        ),
        (
            "<ul><li><p>a</p><ul><li>b</ul><li><div>c</div>d</ul>",
            ["item: - a\n  - b", "item: - c d"],
        ),
        (
            "<ul><li>a<pre>b</pre></li><ul><li>c</ul></ul>",
            ["text: a", "code: ```\nb\n```", "item: - c"],
        ),
        ("<ul><li></ul>", []),
        ("<ul><li><div>a<ul><li>b</ul>c</div></ul>", ["item: - a c\n  - b"]),
        (
            "<ul><li>a" + "<ul><li>a" * 5 + "<ul><li>b<li>c</ul>" + "</ul>" * 6,
            [
                "item: - a"
                + "".join(f"\n{'  ' * n}- a" for n in range(1, 4))
                + "\n        - a a b c"
            ],
        ),
        (
            "<dl><dt>a</dt><dd>b</dd><dd>c</dd><dt>d</dt><dt>e</dt><dd>f"
            "<dl><dt>g</dt><dd>h</dd></dl></dd></dl>",
            ["item: - **a**: b", "item: - c", "item: - **e**: fgh"],
        ),
        ("<pre>\n a\n  b  \n\n</pre><pre> </pre>", ["code: ```\n a\n  b\n```"]),
        (
            '<pre class="lang-C++">a<br>b</pre>'
            '<div class="highlight-source-py"><pre>c</pre></div>',
            ["code: ```c++\na\nb\n```", "code: ```py\nc\n```"],
        ),
        ('<pre><code data-lang="go">a ```` b</code></pre>', ["code: `````go\na ```` b\n`````"]),
        ("<blockquote>a<p>b</p></blockquote><blockquote></blockquote>", ["quote: > a\n>\n> b"]),
        (
            '<figure><img src="i.png" alt="a"><figcaption>b "c"</figcaption></figure>',
            ['figure: ![a](https://a.example/b/i.png "b ”c”")'],
        ),
        (
            '<figure><img src="i.png"><figcaption>b</figcaption></figure>',
            ['figure: ![b](https://a.example/b/i.png "b")'],
        ),
        (
            '<figure><img data-src="j.png" src="i.png" alt="a"></figure>',
            ["figure: ![a](https://a.example/b/j.png)"],
        ),
        (
            '<figure><img src="data:x" alt="a"><figcaption>b_c</figcaption></figure>',
            ["figure: *b\\_c*"],
        ),
        (
            "<figure><figcaption>b</figcaption></figure><figure><pre>c</pre></figure>",
            ["figure: b", "code: ```\nc\n```"],
        ),
        (
            '<figure><table><tr><td>a<td>b</table></figure><p class="wp Caption">d</p>',
            ["table: | a | b |\n| --- | --- |", "figure: d"],
        ),
        (
            '<p><img src="i.png" alt="a"> b</p>'
            '<p>c <a><img src="i.png" alt="d"></a> e</p><img src="i.png">',
            [
                "figure: ![a](https://a.example/b/i.png)",
                "text: b",
                "text: c",
                "figure: ![d](https://a.example/b/i.png)",
                "text: e",
            ],
        ),
        (
            "<table><caption>t</caption><tr><th>a<th>b<tr><td>c|d<tr><td><td></table>",
            ["table: **t**", "table: | a | b |\n| --- | --- |\n| c\\|d |  |"],
        ),
        ("<table><tr><td>a<tr><td>b</table>", ["text: a", "text: b"]),
        ("<table><tr><td><h2>a</h2><td>b</table>", ["h2: a", "text: b"]),
        ("<table><tr><th>x<td><h2>a</h2></table>", ["table: | x | a |\n| --- | --- |"]),
        (
            "<table><tr><td><p>a<p>b<p>c<td>d</table>",
            ["text: a", "text: b", "text: c", "text: d"],
        ),
        ("<table><tr><td><p>a<p>b<td>d</table>", ["table: | ab | d |\n| --- | --- |"]),
        (
            "<nav>a</nav><div class='x Sidebar'><p>b<div><p>c</div></div><p id='related'>d",
            ["text [navigation]: a", "text [navigation]: b", "text [navigation]: c", "text: d"],
        ),
        (
            "<div role='search'>a</div><div id='comments'>b</div><ul><li class='ad'>c</ul>",
            ["text [form]: a", "text [comments]: b", "item [advertisement]: - c"],
        ),
        ("<div class='modal'>" + "<p>…" * 5 + "</div><p>b</p>", ["text: …"] * 5 + ["text: b"]),
        ("<div class='modal'>" + "<p>…" * 4 + "</div>", ["text [notice]: …"] * 4),
        (
            "<div class='modal'>" + "<p>…" * 5 + "</div>" + "<p>…" * 8,
            ["text [notice]: …"] * 5 + ["text: …"] * 8,
        ),
        ("<div>" * 147 + "a <b>b</b>" + "</div>" * 147, ["text: a **b**"]),
        ("<div>" * 160 + "a <b>b</b>" + "</div>" * 160, ["text: a b"]),
    ],
)
def test_blocks(body: str, found: list[str]) -> None:
    assert blocks(body) == found


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Rivers | Atlas</title>", "<h1>Atlas</h1><h2>Rivers</h2><p>…", "Rivers"),
        ("<title>Atlas | Rivers</title>", "<h1>Atlas</h1><h2>Rivers</h2><p>…", "Atlas"),
        ("<title>Rivers of sand - Atlas</title>", "<h1>Sand</h1><h2>Rivers</h2><p>…", "Rivers"),
        (
            "<title>Rivers of sand - Atlas</title>",
            "<h2>Rivers</h2><h2>Rivers of</h2><p>…",
            "Rivers of",
        ),
        ("<title>Rivers of sand - Atlas</title>", "<h4>Rivers</h4><h3>Sand</h3><p>…", "Sand"),
        ("<title>Rivers of sand</title>", "<h1>R</h1><p>…", "Rivers of sand"),
        ("<title>Rivers</title>", '<h1><a href="/">Rivers</a></h1><h2>Sand</h2><p>…', "Sand"),
        (
            "<title>Rivers x</title>",
            '<h1><a href="/">Rivers x</a></h1><h2>Sand</h2><p>…',
            "Rivers x",
        ),
        (
            "<title>Riversxy</title>",
            '<h1><a href="/">Riversxy</a></h1><h2>Sand</h2><p>…',
            "Riversxy",
        ),
        ("<title>Atlas</title>", "<h3>Silt</h3><h2>Sand</h2><p>…<h1>Later</h1>", "Sand"),
        ("<title>Atlas</title>", "<p>…<h1>Later</h1><p>…", "Atlas"),
        ("<title>河流</title>", "<h2>Sand</h2><p>…", "河流"),
        ('<meta name="twitter:title" content="A  b | Atlas">', "<h2>Sand</h2><p>…", "A b"),
        (
            '<meta property="og:title" content="One"><meta name="dc.title" content="Two">',
            "<h2>Sand</h2><p>…",
            "One",
        ),
        (
            '<meta property="OG:title" content="One"><title>Two</title>',
            "<h2>Two</h2><p>…",
            "Two",
        ),
        ("<title>河流與平原_地理雜誌</title>", "<p>…", "河流與平原"),
        ("<title>河流與平原-三江新聞</title>", "<p>…", "河流與平原"),
        ("", "<p>…<h1>Later</h1><p>…", "Later"),
        ("", "<h1>One</h1><p>…<h1>Later</h1><p>…", "One"),
        ("", "<p>…<h1>One</h1><h1>Later</h1><p>…", ""),
        ("", "<p>…<h2>Later</h2><p>…", ""),
        ("", '<p>…<h1><a href="/">Later</a></h1><p>…', ""),
        ("<title>Rivers</title>", "<nav><h1>Rivers</h1></nav><p>…", "Rivers"),
    ],
)
def test_title(head: str, body: str, title: str) -> None:
    page = parsed(body, head)
    found = blocks_of(page, SITE)
    judge(found, letters(LONG))
    assert title_of(page, found) == title


def chosen(body: str, text: str) -> tuple[list[str], list[str]]:
    """The article's blocks and what is dropped, where the library found `text`."""
    found = blocks_of(parsed(body), SITE)
    judge(found, letters(text.replace("…", LONG)))
    article = Article()
    divide(found, article)
    return (
        [
            b.text.replace(LONG.strip(), "…").replace("(https://a.example/b/x)", "")
            for b in article.blocks
        ],
        [f"{d.kind}: {d.text.replace(LONG.strip(), '…')}" for d in article.dropped],
    )


MENU = '<a href="x">All the other rivers of the world</a>'
DEEP = "<div><section><article>{}</article></section>{}</div>"


@pytest.mark.parametrize(
    ("body", "text", "taken", "out"),
    [
        # A short text, or one that the library passed over, stands among the article's own.
        (
            "<p>…<p>Eleven more<p>Twelve letters.<p>…",
            "…",
            ["…", "Eleven more", "Twelve letters.", "…"],
            [],
        ),
        # At the end it is the article's where it stands right behind it and is short.
        (
            "<p>…<p>Eleven more<p>Eleven less",
            "…",
            ["…", "Eleven more"],
            ["other parts: Eleven less"],
        ),
        ("<p>…<p>Twelve letters.", "…", ["…"], ["other parts: Twelve letters."]),
        ('<p>…<p><a href="x">More</a>', "…", ["…"], ["navigation: More"]),
        ("<p>…</p><div><p>Short</div>", "…", ["…"], ["other parts: Short"]),
        # Listings, tables and the like may end it.
        ("<p>…<pre>a long listing</pre>", "…", ["…", "```\na long listing\n```"], []),
        ("<pre>a long listing</pre><p>…", "…", ["```\na long listing\n```", "…"], []),
        # But only those that stand beside it.
        (
            DEEP.format("<p>…<p>…", "<pre>a long listing</pre>"),
            "…",
            ["…", "…"],
            ["other parts: a long listing"],
        ),
        (
            DEEP.format("<p>…<p>…", "") + "<p>Twelve letters.</p>" + DEEP.format("<p>…", ""),
            "…",
            ["…", "…", "…"],
            ["other parts: Twelve letters."],
        ),
    ],
)
def test_what_stands_among_the_article(
    body: str, text: str, taken: list[str], out: list[str]
) -> None:
    assert chosen(body, text) == (taken, out)


@pytest.mark.parametrize(
    ("body", "taken", "out"),
    [
        # A heading belongs to the article where its text follows, at most two blocks on.
        ("<h2>One</h2><p>…", ["One", "…"], []),
        ("<h2>One</h2><p>Short<p>…", ["One", "…"], ["other parts: Short"]),
        (
            "<h2>One</h2><p>Short<p>More<p>…",
            ["…"],
            ["other parts: One", "other parts: Short", "other parts: More"],
        ),
        ("<p>…<h2>One</h2><h2>Two</h2><p>…", ["…", "Two", "…"], ["other parts: One"]),
        ("<p>…<h2>One</h2><h3>Two</h3><p>…", ["…", "One", "Two", "…"], []),
        ("<p>…<h3>One</h3><h2>Two</h2><p>…", ["…", "Two", "…"], ["other parts: One"]),
        ("<p>…<h2>One</h2>", ["…"], ["other parts: One"]),
        # Navigation is links, also amid the article; a list of links is its author's.
        (f"<p>{MENU}<p>…<p>…", ["…", "…"], ["navigation: All the other rivers of the world"]),
        (
            f"<p>…<p>{MENU} here<p>…",
            ["…", "[All the other rivers of the world] here", "…"],
            [],
        ),
        (
            f"<p>…<ul><li>{MENU}</ul><p>…",
            ["…", "…"],
            ["navigation: - All the other rivers of the world"],
        ),
        (
            f"<p>…<ul><li>{MENU} here</ul><p>…",
            ["…", "- [All the other rivers of the world] here", "…"],
            [],
        ),
        (
            f"<p>…<p>…<ul><li>{MENU} here</ul>",
            ["…", "…"],
            ["navigation: - All the other rivers of the world here"],
        ),
        ("<nav><p>…</nav><p>…", ["…"], ["navigation: …"]),
    ],
)
def test_headings_and_links(body: str, taken: list[str], out: list[str]) -> None:
    assert chosen(body, "…All the other rivers of the world here") == (taken, out)


@pytest.mark.parametrize(
    ("text", "body", "inside"),
    [
        ("elevenchars", "elevenchars", None),
        ("twelve chars.", "twelvechars0", None),
        ("twelve chars0", "a twelvechars0 b", True),
        ("twelve chars0", "a twelvechars b", False),
        ("a" * 20 + "b" * 20, "a" * 20 + "b" * 19, False),
        ("a" * 20 + "b" * 20, "a" * 20 + "b" * 20, True),
        ("a" * 20 + "b" * 20 + "c", "b" * 20, True),
        ("a" * 20 + "b" * 20 + "c" * 20, "b" * 20, False),
        ("".join(c * 20 for c in "abcdefghijklm"), "".join(c * 20 for c in "ghijklm"), True),
        ("".join(c * 20 for c in "abcdefghijklm"), "".join(c * 20 for c in "hijklm"), False),
    ],
)
def test_what_is_in_the_librarys_text(text: str, body: str, inside: bool | None) -> None:
    """A long text is, where half of its first twelve pieces are."""
    found = blocks_of(parsed(f"<p>{LONG * 2}<p>{text}"), SITE)
    judge(found, letters(f"{LONG * 2}{body}"))
    assert found[1].inside is inside


def test_of_a_page_with_too_little_text_long_paragraphs_are_the_article() -> None:
    body = f"<p>{'a' * 79}<p>Eleven more<p>Twelve chars0<p>{MENU}<p>b{MENU}"
    found = blocks_of(parsed(body), SITE)
    judge(found, "a" * 79)
    assert [each.inside for each in found] == [True, False, True, False, False]


@pytest.mark.parametrize("body", ["<p>" + "a" * 79, "<p>" + "河" * 29])
def test_an_article_has_some_text(body: str) -> None:
    found = blocks_of(parsed(body), SITE)
    judge(found, letters(body))
    with pytest.raises(ArticleError, match="no article"):
        divide(found, Article())


@pytest.mark.parametrize("body", ["<p>" + "a" * 80, "<p>" + "河" * 30])
def test_how_little_text_an_article_may_have(body: str) -> None:
    article = Article()
    found = blocks_of(parsed(body), SITE)
    judge(found, letters(body))
    divide(found, article)
    assert len(article.blocks) == 1


@pytest.mark.parametrize(
    ("head", "date", "address"),
    [
        ('<meta name="date" content="2024-05-01T10:00">', "2024-05-01", ""),
        (
            '<meta property="DC.date" content="soon"><meta name="pubdate" content="2024-05-02">'
            '<meta name="date" content="2024-05-03">',
            "2024-05-02",
            "",
        ),
        ('<meta property="og:url" content="http://a.example/b">', "", "http://a.example/b"),
        (
            '<meta property="og:url" content="http://a.example/b">'
            '<link rel="canonical" href="http://a.example/c"><link rel="icon" href="http://d">'
            '<base href="/e/"><base href="/f/">',
            "",
            "http://a.example/e/",
        ),
        ('<link rel="canonical" href="c"><meta name="author" content="http://x">', "", ""),
    ],
)
def test_what_a_page_says_of_itself(head: str, date: str, address: str) -> None:
    body = f"<!-- a --><?php b ?><h1>Rivers</h1><p>{LONG * 2}</p><table><tr><td>a<td>b</table>"
    text = f"<?xml version='1.0'?><html xml:lang='de'><head>{head}</head><body>{body}"
    article = page_article(text)
    assert (article.language, article.date, article.address) == ("de", date, address)
    assert [block.kind for block in article.blocks] == ["text", "table"]
