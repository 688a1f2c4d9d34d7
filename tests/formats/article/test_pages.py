"""Of a saved page the article is taken, whole, and nothing else."""

from __future__ import annotations

import pytest

from studykit.formats.article.decoding import ArticleError
from studykit.language.words import Words
from tests.formats.article.conftest import Read, section_texts

LONG = "The river carries sand and gravel from the hills down to the wide plain every spring. "


def page(body: str, *, head: str = "", language: str = "en") -> str:
    return f'<html lang="{language}"><head>{head}</head><body>{body}</body></html>'


def test_the_word_comments_in_a_masthead_ends_no_article(read: Read) -> None:
    body = (
        '<ul><li><a href="#c"><h6>Comments</h6></a></li></ul><h1>The river that turned</h1>'
        f"<p>{LONG}</p><h2>Why it matters</h2><p>{LONG}</p><h2>Comments</h2><p>Nice read!</p>"
    )
    imported = read(**{"a.html": page(body)})
    assert list(section_texts(imported)) == ["Introduction", "Why it matters"]
    assert "Nice" not in str(section_texts(imported))
    assert {block.kind for block in imported.files[0].dropped} >= {"navigation"}


def test_the_lead_is_taught_as_the_first_section(read: Read) -> None:
    body = f"<h1>Ferries</h1><p>{LONG}</p><p>A second paragraph.</p><h2>Fares</h2><p>{LONG}</p>"
    imported = read(**{"a.html": page(body)})
    assert section_texts(imported)["Introduction"].endswith("A second paragraph.")
    assert imported.draft.head["description"].startswith("The river carries sand")


def test_encyclopedia_matter_round_the_article_is_dropped_and_grouped(read: Read) -> None:
    body = (
        "<h1>Moei</h1><p>From Wikipedia, the free encyclopedia</p>"
        '<p>The <b>Moei</b> is a river.<sup class="reference"><a href="#n">[1]</a></sup>'
        f" {LONG}</p><h2>Contents</h2><ul><li>1 Course</li><li>2 References</li></ul>"
        '<h2>Course<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>'
        f"<p>Main article: Rivers of Asia</p><p>{LONG}</p>"
        '<h2>References</h2><ul><li>^ "A survey". Retrieved 17 February 2008.</li></ul>'
        "<h2>External links</h2><ul><li>Commons has media</li></ul>"
        "<h2>Navigation menu</h2><h3>Views</h3><ul><li>Read</li><li>View history</li></ul>"
    )
    imported = read(**{"moei.html": page(body, head="<title>Moei - Wikipedia</title>")})
    texts = section_texts(imported)
    assert imported.title == "Moei"
    assert list(texts) == ["Introduction", "Course"]
    assert "[1]" not in texts["Introduction"]
    assert "Main article" not in texts["Course"]
    report = "\n".join(imported.report(Words("en")))
    assert "references: " in report
    assert "navigation: " in report


def test_structure_is_kept_as_markdown(read: Read) -> None:
    body = (
        f"<h1>T</h1><p>{LONG} x<sup>2</sup>, H<sub>2</sub>O, "
        "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby> and "
        '<a href="https://example.org/map">the map</a>.</p>'
        '<pre class="language-python"><code>for i in x:\n    print(i)</code></pre>'
        '<ol start="3"><li>three</li><li>four<ul><li>inner</li></ul></li></ol>'
        "<table><tr><th>Year</th><th>River</th></tr><tr><td>1999</td><td>Moei</td></tr></table>"
        f"<blockquote><p>{LONG}</p></blockquote><dl><dt>Delta</dt><dd>A river mouth.</dd></dl>"
        '<figure><img src="https://example.org/m.png" alt="A map">'
        "<figcaption>The valley</figcaption></figure>"
    )
    [text] = section_texts(read(**{"t.html": page(body)})).values()
    assert "x², H₂O, {漢|かん} and [the map](https://example.org/map)." in text
    assert "```python\nfor i in x:\n    print(i)\n```" in text
    assert "3. three\n4. four\n   - inner" in text
    assert "| Year | River |\n| --- | --- |\n| 1999 | Moei |" in text
    assert f"> {LONG.strip()}" in text
    assert "- **Delta**: A river mouth." in text
    assert '![A map](https://example.org/m.png "The valley")' in text


def test_bold_lines_are_headings_where_a_page_has_no_others(read: Read) -> None:
    text = "河水每年春天從山上帶來許多泥沙，流到寬闊的平原上，農人因此不必施肥也能豐收。" * 2
    body = (
        f"<p>{text}</p><p><strong>泥沙的來源</strong></p><p>{text}</p>"
        f"<p><strong>平原的形成</strong></p><p>{text}</p>"
    )
    head = "<title>河流與平原_地理雜誌</title>"
    imported = read(**{"a.html": page(body, head=head, language="zh-TW")})
    assert imported.title == "河流與平原"
    assert list(section_texts(imported)) == ["引言", "泥沙的來源", "平原的形成"]
    assert imported.draft.head["language"] == "zh-Hant"


@pytest.mark.parametrize(
    ("head", "headings", "title"),
    [
        (
            "English | Rivers in spring",
            '<h2><a href="/en">English</a></h2>',
            "Rivers in spring",
        ),
        ("Rivers in spring - Atlas", "<h1>Atlas</h1>", "Rivers in spring"),
        ("Atlas", '<h1><a href="/">Atlas</a></h1>', "Rivers in spring"),
    ],
)
def test_a_title_is_never_a_link_or_the_sites_name(
    read: Read, head: str, headings: str, title: str
) -> None:
    body = f"{headings}<h2>Rivers in spring</h2><p>{LONG}</p><h3>Later</h3><p>{LONG}</p>"
    assert read(**{"a.html": page(body, head=f"<title>{head}</title>")}).title == title


@pytest.mark.parametrize(
    "body",
    [
        '<nav><a href="/a">Home</a></nav><ul><li><a href="/1">One thing to read today</a></li>'
        '<li><a href="/2">Another thing to read today</a></li></ul>',
        "<h1>Log in</h1><p>Please log in to continue.</p><form><input name=u>"
        "<p>Forgot your password? Ask your administrator for a new one.</p></form>",
        "<h1>A river in flood</h1><video src=a.mp4></video><p>1,234 views</p><p>Share</p>",
        "",
    ],
)
def test_a_page_without_an_article_is_refused(read: Read, body: str) -> None:
    with pytest.raises(ArticleError, match="no article"):
        read(**{"a.html": page(body)})


def test_that_most_of_a_page_goes_is_said_first(read: Read) -> None:
    link = '<li><a href="/1">A headline of another story</a></li>'
    body = f"<h1>Floods</h1><p>{LONG * 3}</p><ul>{link * 80}</ul>"
    [warning] = read(**{"a.html": page(body)}).warnings(Words("en"))
    assert "of the text is not taken" in warning
    assert "navigation: 80" in warning


@pytest.mark.parametrize("language", ["de", "ja", "ar"])
def test_the_language_a_document_names_is_the_courses(read: Read, language: str) -> None:
    texts = {
        "de": "Der Fluss trägt jedes Frühjahr Sand und Kies von den Hügeln in die Ebene. ",
        "ja": "川は毎年春になると、山から多くの砂を運んで、広い平野まで流れます。",
        "ar": "يحمل النهر كل ربيع الرمل والحصى من التلال إلى السهل الواسع في الأسفل. ",
    }
    body = f"<h1>T</h1><p>{texts[language] * 3}</p>"
    imported = read(**{"a.html": page(body, language=language)})
    assert imported.draft.head["language"] == language
