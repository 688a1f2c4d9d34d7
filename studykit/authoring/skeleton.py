"""The files that a new course and a new lesson begin with: commented, complete, and passing."""

from __future__ import annotations

import re

from studykit.authoring.rendering import schema_line, yaml_text

_COURSE = {
    "en": """\
{head}# What learners see on Home; editions in other languages share this id.
{id}{title}{language}description: What the course is about, in a sentence or two.
# Who wrote it, under which licence, from which sources.
authors: []
license: ""           # what others may do with it, such as CC BY 4.0
sources:
  - {{title: The source of the facts, date: "2025-01-01"}}
# All YAML files beside this one are lessons, by name; to set the order:
# lessons: [{lesson}]
# Besides these, every lesson has a practice quiz of its own.
quizzes:
  - id: final
    title: Final exam
    mode: exam          # nothing is revealed until it is handed in
    time_limit: 20      # minutes
    pass_mark: 0.6
""",
    "zh": """\
{head}# 學生在首頁看到的課程；其他語言的版本用同一個 id。
{id}{title}{language}description: 用一兩句話說明這門課談什麼。
# 作者、授權、資料來源。
authors: []
license: ""           # 授權條款，例如 CC BY 4.0
sources:
  - {{title: 事實的來源, date: "2025-01-01"}}
# 同一資料夾的 YAML 檔都是課，依檔名排列；要自訂次序：
# lessons: [{lesson}]
# 除了這些，每課都有自己的練習測驗。
quizzes:
  - id: final
    title: 期末測驗
    mode: exam          # 交卷前不公布對錯
    time_limit: 20      # 分鐘
    pass_mark: 0.6
""",
}
_LESSON = {
    "en": """\
{head}{title}summary: The question this lesson answers?
# What learners will be able to do: each is taught by a section and tested below.
objectives:
  {p}flow: tell which way the river flows
sections:
  - id: {p}river
    title: The river
    # Markdown: **bold**, lists, tables, links.
    text: |
      The Moei **flows north**, as few rivers here do, for 327 km.

      It joins the Salween, which turns south to the sea.
    check: [{p}direction]    # questions asked right after the section
cards:
  - id: {p}which
    front: Which river flows north?
    back: The Moei
    objective: {p}flow
    source: {p}river
  # Each gap is a card of its own.
  - id: {p}gaps
    cloze: The Moei flows {{{{north}}}} for {{{{327 km}}}}.
    objective: {p}flow
    source: {p}river
questions:
  - id: {p}direction
    type: single_choice
    stem: Which way does the Moei flow?
    options:
      - {{text: North, correct: true, feedback: "Yes, unlike most rivers here."}}
      - {{text: South, feedback: "The Salween does, which it joins."}}
      - {{text: East, feedback: The border lies along it from south to north.}}
    hints: [Think of where the Salween is.]
    explanation: It flows north until it meets the Salween.
    objective: {p}flow
    source: {p}river         # where a learner who missed it is sent
  - id: {p}length
    type: numerical
    stem: How long is the Moei, in kilometres?
    answer: 327
    tolerance: 5
    unit: km
    explanation: The lesson gives 327 km.
    objective: {p}flow
    source: {p}river
""",
    "zh": """\
{head}{title}summary: 這一課回答什麼問題？
# 讀完能做到什麼：每一項都有一節教，也有題目考。
objectives:
  {p}flow: 說出這條河往哪個方向流
sections:
  - id: {p}river
    title: 這條河
    # 可用 Markdown：**粗體**、清單、表格、連結。
    text: |
      湄伊河**向北流**，在這一帶很少見，全長 327 公里。

      它匯入薩爾溫江，後者轉向南方入海。
    check: [{p}direction]    # 讀完這一節就問的題目
cards:
  - id: {p}which
    front: 哪一條河向北流？
    back: 湄伊河
    objective: {p}flow
    source: {p}river
  # 每個空格是一張卡片。
  - id: {p}gaps
    cloze: 湄伊河向{{{{北}}}}流，全長 {{{{327 公里}}}}。
    objective: {p}flow
    source: {p}river
questions:
  - id: {p}direction
    type: single_choice
    stem: 湄伊河往哪個方向流？
    options:
      - {{text: 往北, correct: true, feedback: 對，和這一帶多數河流不同。}}
      - {{text: 往南, feedback: 往南的是它所匯入的薩爾溫江。}}
      - {{text: 往東, feedback: 邊界沿著它由南到北。}}
    hints: [想想薩爾溫江在哪裡。]
    explanation: 它一路向北，直到匯入薩爾溫江。
    objective: {p}flow
    source: {p}river         # 答錯的學生會被帶到這一節
  - id: {p}length
    type: numerical
    stem: 湄伊河全長多少公里？
    answer: 327
    tolerance: 5
    unit: 公里
    explanation: 課文說是 327 公里。
    objective: {p}flow
    source: {p}river
""",
}


_AGENTS = """\
# Working on this course

Lessons, flashcards and questions are YAML files that `studykit` reads. Before writing, run
`studykit guide --schemas`: it prints the author's guide and the JSON Schemas of both kinds of
files.

- After every change run `studykit check --format json .` and mend what it names: it gives file,
  line, column and a hint. Nothing is done while it reports an error.
- Never change an `id`: a learner's progress hangs on it. Texts may be reworded freely.
- Take facts from the sources in `course.yaml` alone, and name the section a question comes from
  in its `source`.
- Mark what a person has not read yet with `draft: true`; nobody studies it until an author
  confirms it in `studykit preview FILE`.
- A question has one correct reading; each wrong option is a misunderstanding somebody has, as
  long and as careful as the right one.
"""


def course_files(title: str, language: str, course_id: str = "") -> dict[str, str]:
    """The files of a new course: its head, and a first lesson."""
    tongue = _tongue(language)
    text = _COURSE[tongue].format(
        head=schema_line("course"),
        id=yaml_text({"id": course_id or slug(title) or "course"}),
        title=yaml_text({"title": title}),
        language=yaml_text({"language": language}),
        lesson="lesson-1.yaml",
    )
    first = {"en": "The first lesson", "zh": "第一課"}[tongue]
    return {
        "course.yaml": text,
        "lesson-1.yaml": lesson_text(first, language, "lesson-1"),
        "AGENTS.md": _AGENTS,
    }


def lesson_text(title: str, language: str, name: str) -> str:
    """A new lesson file; its ids begin with `name`, so that no other lesson has them."""
    text = _LESSON[_tongue(language)]
    prefix = f"{slug(name) or 'lesson'}-"
    return text.format(head=schema_line("lesson"), title=yaml_text({"title": title}), p=prefix)


def slug(title: str) -> str:
    """A title as an id: Latin letters, digits and hyphens; empty when it has none."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _tongue(language: str) -> str:
    return "zh" if language.lower().startswith("zh") else "en"
