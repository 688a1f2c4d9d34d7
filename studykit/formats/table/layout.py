"""The columns of a table, by their headings in English and Chinese.

`docs/formats.md` describes them for authors.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = "ABCDEFGHIJKLMNOP"

COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "編號", "编号", "題號", "题号"),
    "type": ("type", "question type", "題型", "题型"),
    "lesson": (
        "lesson",
        "category",
        "unit",
        "chapter",
        "單元",
        "单元",
        "章節",
        "章节",
        "課",
        "课",
    ),
    "question": (
        "question",
        "stem",
        "question text",
        "題目",
        "题目",
        "題幹",
        "题干",
        "問題",
        "问题",
    ),
    "answer": (
        *("answer", "answers", "correct answer", "correct", "key"),
        *("答案", "正確答案", "正确答案", "標準答案", "标准答案"),
    ),
    "tolerance": ("tolerance", "誤差", "误差", "容許誤差", "允许误差"),
    "unit": ("unit of the answer", "units", "單位", "单位"),
    "feedback": ("feedback", "回饋", "反馈"),
    "explanation": ("explanation", "general feedback", "解析", "詳解", "详解", "說明", "说明"),
    "hint": ("hint", "hints", "提示"),
    "objective": ("objective", "目標", "目标", "學習目標", "学习目标"),
    "tags": ("tags", "tag", "標籤", "标签"),
    "points": ("points", "score", "mark", "marks", "配分", "分數", "分数", "分值"),
    "source": ("source", "section", "出處", "出处", "段落"),
    "scoring": ("scoring", "計分方式", "计分方式"),
    "exam_only": ("exam only", "僅供考試", "仅供考试", "只用於考試", "只用于考试"),
    "reverse": ("reverse", "both ways", "雙向", "双向"),
    "front": ("front", "term", "word", "正面", "詞語", "词语", "單字", "单词", "名詞", "名词"),
    "back": ("back", "definition", "meaning", "背面", "定義", "定义", "意思", "釋義", "释义"),
}
"""Column → headings it may have, folded."""
TYPES: dict[str, tuple[str, ...]] = {
    "single_choice": (
        "single choice",
        "multiple choice one answer",
        "mc",
        "單選",
        "单选",
        "單選題",
        "单选题",
    ),
    "multiple_choice": (
        "multiple choice",
        "multiple answers",
        "ma",
        "複選",
        "多選",
        "多选",
        "複選題",
        "多選題",
        "多选题",
    ),
    "true_false": (
        "true false",
        "true/false",
        "tf",
        "是非",
        "是非題",
        "判斷",
        "判断",
        "判斷題",
        "判断题",
    ),
    "short_answer": ("short answer", "fill in", "簡答", "简答", "簡答題", "简答题"),
    "numerical": (
        "numerical",
        "number",
        "numeric",
        "數值",
        "数值",
        "數值題",
        "数值题",
        "計算題",
        "计算题",
    ),
    "slider": ("slider", "滑桿", "滑块"),
    "cloze": ("cloze", "fill in the gaps", "填空", "填空題", "填空题", "克漏字"),
    "ordering": ("ordering", "order", "排序", "排序題", "排序题"),
    "matching": ("matching", "match", "配對", "配对", "配對題", "配对题", "連連看"),
    "categorize": ("categorize", "sort", "分類", "分类", "分類題", "分类题"),
    "open_response": (
        "open response",
        "essay",
        "open",
        "申論",
        "申論題",
        "問答",
        "問答題",
        "论述",
        "论述题",
        "问答题",
    ),
    "card": ("card", "flashcard", "卡片"),
}
"""Type → names it may have, folded."""
_OPTION = re.compile(r"(?:option|choice|選項|选项|選擇|选择)?([a-p])")
_OPTION_NUMBER = re.compile(r"(?:option|choice|選項|选项)(1[0-6]|[1-9])")
_FEEDBACK = re.compile(r"(?:feedback|回饋|反馈)([a-p])")


def folded(heading: str) -> str:
    """A heading as it is compared."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    return " ".join(plain.replace("_", " ").replace("-", " ").split())


_BY_HEADING = {heading: name for name, headings in COLUMNS.items() for heading in headings}
_BY_TYPE = {name: kind for kind, names in TYPES.items() for name in (folded(kind), *names)}


def column_of(heading: str) -> str:
    """What a column holds: one of `COLUMNS`, an option `A`, or `feedback A`; else ""."""
    name = folded(heading)
    if name in _BY_HEADING:
        return _BY_HEADING[name]
    tight = name.replace(" ", "")
    if match := _OPTION.fullmatch(tight):
        return match[1].upper()
    if match := _OPTION_NUMBER.fullmatch(tight):
        return LETTERS[int(match[1]) - 1]
    if match := _FEEDBACK.fullmatch(tight):
        return f"feedback {match[1].upper()}"
    return ""


def type_of(name: str) -> str:
    """The type that a cell names; "" where it names none."""
    return _BY_TYPE.get(folded(name), "")
