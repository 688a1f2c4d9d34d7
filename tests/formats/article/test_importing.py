"""An article becomes a draft that can be studied at once."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from studykit.cli import main
from studykit.formats.article.pairs import Pair, key_points, take_pairs

ARTICLE = """\
沿河小鎮案例研究

本文分析小鎮的經驗。

沿河小鎮案例研究

背景

小鎮位於2019年開通的「北岸大橋」旁，居民1200名。

面臨的挑戰

道路狹窄

貨車太多，街道難以通行。2020年5月4日，第一次會議召開。

洪水頻繁

河水每年上漲，「防洪堤」已經老舊。

沿河小鎮案例研究

採用的策略

修築新路

鎮上在2021年6月修築了一條環線，花費30萬元。

加固堤岸

2022年7月8日，堤岸加固完成，受益居民超過800人。

Q&A

Q1:小鎮面臨什麼挑戰? A1:道路狹窄；洪水頻繁。 \
Q2:採用了什麼策略? A2:一方面，修築新路；另一方面，加固堤岸。\
此外，還要長期維護。

分享到:

本文鏈接: http://example.org/article/20230102-town.html

文章評論 (2)

路人 2023-01-03 10:00
寫得很好，謝謝作者。
"""


def imported(tmp_path: Path, name: str, text: str | bytes, *words: str) -> Path:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    target = tmp_path / "course"
    assert main(["import", str(file), "--to", str(target), *words]) == 0
    return target


def lessons(folder: Path) -> list[dict]:
    head = yaml.safe_load((folder / "course.yaml").read_text(encoding="utf-8"))
    return [
        yaml.safe_load((folder / name).read_text(encoding="utf-8")) for name in head["lessons"]
    ]


def report(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out)


def test_structure_title_date_pairs_and_furniture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = imported(tmp_path, "town.txt", ARTICLE, "--json")
    told = report(capsys)
    assert (told["title"], told["date"]) == ("沿河小鎮案例研究", "2023-01-02")
    assert (told["lessons"], told["subsections"], told["pairs"]) == (3, 4, 2)
    assert told["errors"] == 0
    dropped = {block["kind"] for block in told["files"][0]["dropped"]}
    assert dropped == {"running title", "sharing", "address", "comments"}
    head = yaml.safe_load((folder / "course.yaml").read_text(encoding="utf-8"))
    assert head["description"] == "本文分析小鎮的經驗。"
    assert [lesson["title"] for lesson in lessons(folder)] == [
        "背景",
        "面臨的挑戰",
        "採用的策略",
    ]
    assert [s["title"] for s in lessons(folder)[0]["sections"]] == ["引言", "背景"]
    assert [s["title"] for s in lessons(folder)[1]["sections"]] == ["道路狹窄", "洪水頻繁"]
    assert sorted(file.name for file in folder.glob("*.yaml"))[-1] == "面臨的挑戰.yaml"


def test_what_is_drafted_from_facts_and_questions(tmp_path: Path) -> None:
    folder = imported(tmp_path, "town.txt", ARTICLE)
    items = [item for lesson in lessons(folder) for item in lesson.get("cards", [])]
    questions = [item for lesson in lessons(folder) for item in lesson.get("questions", [])]
    assert all(item["draft"] for item in items + questions)
    clozes = [card["cloze"] for card in items if "cloze" in card]
    assert "小鎮位於{{2019年}}開通的「北岸大橋」旁，居民1200名。" in clozes
    opened = [q for q in questions if q["type"] == "open_response"]
    assert opened[1]["key_points"] == ["修築新路", "加固堤岸", "要長期維護"]


def test_the_same_article_gives_the_same_draft(tmp_path: Path) -> None:
    one = imported(tmp_path, "town.txt", ARTICLE)
    texts = {file.name: file.read_bytes() for file in one.glob("*.yaml")}
    two = imported(tmp_path, "town.txt", ARTICLE, "--force")
    assert {file.name: file.read_bytes() for file in two.glob("*.yaml")} == texts


HTML = """<!doctype html><html><head><title>Bees in cities | Blog</title>
<meta property="article:published_time" content="2024-05-01T10:00">
<script>var x = "<p>not text</p>";</script></head><body><nav><a>Home</a></nav>
<h1>Bees in cities</h1><p>About <b>urban</b> bees.</p>
<h2>Why bees come</h2><h3>Food</h3><p>Gardens flower from 1 March 2019 on.</p>
<h3>Warmth</h3><p>There are 1,200 species in the region.</p>
<h2>What harms them</h2><h3>Poison</h3><p>Sprays kill 30% of the swarms.</p>
<h3>Mowing</h3><p>Lawns are cut far too often here.</p>
<h2>Questions</h2><p>Q: Why do bees come? A: For food. And for warmth.</p>
<footer>© 2024</footer></body></html>"""
MARKDOWN = """# Bees in cities

2 March 2024 is not a heading.

## Why bees come

### Food

Gardens *flower* from 1 March 2019 on.

### Warmth

There are 1,200 species in the region.
"""
NUMBERED = """Bees in cities

一、為什麼蜜蜂來

（一）食物
花園自2019年3月起開花，蜜源很多。
（二）溫暖
這個地區共有1200種蜜蜂，數量很大。

二、什麼傷害牠們

（一）農藥
農藥殺死了30%的蜂群，後果嚴重。
（二）割草
草地割得太頻繁，花都不見了。
"""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("bees.html", HTML, [["Introduction", "Food", "Warmth"], ["Poison", "Mowing"]]),
        ("bees.md", MARKDOWN, [["Introduction", "Food", "Warmth"]]),
        ("bees.txt", NUMBERED, [["食物", "溫暖"], ["農藥", "割草"]]),
        (
            "none.txt",
            "Only one long paragraph about bees, with a point at its end.",
            [["none"]],
        ),
    ],
)
def test_headings_of_every_form(
    tmp_path: Path, name: str, text: str, expected: list[list[str]]
) -> None:
    folder = imported(tmp_path, name, text)
    found = [[s["title"] for s in lesson["sections"]] for lesson in lessons(folder)]
    assert found == expected
    assert "not text" not in "".join(f.read_text("utf-8") for f in folder.glob("*.yaml"))


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-8-sig"])
def test_encodings_are_detected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    imported(tmp_path, "town.txt", ARTICLE.encode(encoding), "--json")
    assert report(capsys)["title"] == "沿河小鎮案例研究"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (bytes(range(256)) * 40, "no text"),
        (b"One\n\nTwo\n\nThree\n", "headings need a text"),
        (" \u3000\u00a0\u2003".encode(), "headings need a text"),
        (b"x" * 21_000_000, "MB"),
    ],
)
def test_what_is_no_article_is_said_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, said: str
) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert main(["import", str(tmp_path / "a.txt"), "--to", str(tmp_path / "course")]) == 1
    assert said in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_that_is_there_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = imported(tmp_path, "town.txt", ARTICLE)
    (folder / "course.yaml").write_text("mine", encoding="utf-8")
    assert main(["import", str(tmp_path / "town.txt"), "--to", str(folder)]) == 2
    assert "--force" in capsys.readouterr().err
    assert (folder / "course.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "text",
    [
        "Q1: Who? A1: Me and you. Q2: Where? A2: Here.",
        "Q. Who?\nA. Me and you.\n\nQ. Where?\nA. Here.",
        "問：誰？\n答：你和我。\n問：哪裡？\n答：這裡。",
        "问1：谁？答1：你和我。问2：哪里？答2：这里。",
        "Question 1\nWho?\nAnswer\nMe and you.\nQuestion 2\nWhere?\nAnswer\nHere.",
        "**Q1:** Who?\n**A1:** Me and you.\n**Q2:** Where?\n**A2:** Here.",
    ],
)
def test_pairs_in_every_usual_form(text: str) -> None:
    pairs, rest = take_pairs(text)
    assert [pair.asked.rstrip("?？") for pair in pairs] in (
        ["Who", "Where"],
        ["誰", "哪裡"],
        ["谁", "哪里"],
    )
    assert [len(pair.answer) > 2 for pair in pairs] == [True, True]
    assert not rest


def test_a_text_that_only_speaks_of_questions_has_no_pairs() -> None:
    text = "The Q of a circuit matters. An answer: none. 問題很多，答案很少。"
    assert take_pairs(text) == ([], text)


def test_key_points_are_the_clauses_without_their_openers() -> None:
    assert key_points("First, build roads; second, mend dams. Also keep on.") == (
        "build roads",
        "mend dams",
        "keep on",
    )
    assert Pair("a", "b").asked == "a"


def test_what_is_written_fits_the_schemas_it_names(tmp_path: Path) -> None:
    folder = imported(tmp_path, "town.txt", ARTICLE)
    for file in folder.glob("*.yaml"):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        place = folder / first.removeprefix("# yaml-language-server: $schema=")
        schema = json.loads(place.read_text(encoding="utf-8"))
        jsonschema.validate(yaml.safe_load(file.read_text(encoding="utf-8")), schema)


def test_a_text_written_from_right_to_left(tmp_path: Path) -> None:
    text = "النحل في المدن\n\nالغذاء\n\nتزهر الحدائق من مارس 2019 وفيها 1,200 نوع من النحل.\n"
    folder = imported(tmp_path, "bees.txt", text, "--language", "ar")
    assert lessons(folder)[0]["title"] == "الغذاء"
