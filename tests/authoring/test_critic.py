"""The critic: each flaw is found in English and in Chinese, and a good question has none."""

from __future__ import annotations

from typing import Any

import pytest

from studykit.authoring.critic.bank import twin_questions
from studykit.authoring.critic.criticise import criticise
from studykit.authoring.critic.giveaways import answers_given_away
from studykit.authoring.critic.item import items_of
from studykit.authoring.critic.options import option_flaws
from studykit.authoring.critic.stems import stem_flaws
from studykit.content.lesson_model import CardEntry, Lesson, Section
from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching, Pair
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numerical import Numerical
from studykit.questions.ordering import Ordering
from studykit.questions.short_answer import Answer, ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.true_false import TrueFalse


def options(*texts: str, key: int = 0) -> tuple[Option, ...]:
    return tuple(
        Option(text=text, correct=n == key, feedback="Because.") for n, text in enumerate(texts)
    )


def choice(stem: str, *texts: str, key: int = 0, shuffle: bool = True) -> SingleChoice:
    return SingleChoice(
        id="q", stem=stem, options=options(*texts, key=key), explanation="So.", shuffle=shuffle
    )


def codes(*questions: Any, **lesson: Any) -> set[str]:
    # Each test gives what its rule looks at; the rest is left out.
    whole = Lesson(id="l", title="L", questions=questions, **lesson)
    return {flaw.code for flaw in criticise(whole)}


GOOD = [
    choice("Which river forms the border here?", "The Moei", "The Salween", "The Mekong"),
    choice("這一段邊界以哪一條河為界？", "湄伊河", "薩爾溫江", "湄公河"),
    choice("What did Thailand cut?", "Water pipes", "Power lines", "Rail links", key=1),
]


@pytest.mark.parametrize("question", GOOD, ids=lambda q: q.stem)
def test_a_good_question_has_no_flaw(question: SingleChoice) -> None:
    assert codes(question) == set()


FLAWS = [
    (
        "SK601",
        choice(
            "Why did it grow?",
            "Because the law was weak and officials were bought",
            "Rain",
            "War",
        ),
        choice(
            "它為何坐大？", "因為當地法律有漏洞，又有官員充當保護傘", "天災頻仍", "戰火連年"
        ),
    ),
    (
        "SK602",
        choice(
            "Why did it grow?", "War", "Rain that fell for many months upon the hills", "Gold"
        ),
        choice("它為何坐大？", "漏洞", "連月不停的大雨沖毀了山區所有的主要道路", "金礦"),
    ),
    (
        "SK603",
        choice("What was cut?", "Power", "Fuel", "All of the above", key=2),
        choice("切斷的是什麼？", "電力", "燃油", "以上皆是", key=2),
    ),
    (
        "SK604",
        choice("What was cut?", "Power", "Fuel", "A and B", key=2),
        choice("切斷的是什麼？", "電力", "燃油", "甲和乙", key=2),
    ),
    (
        "SK605",
        choice("Which is not a river?", "The alp", "The Moei", "The Mekong"),
        choice("下列何者不是河流？", "富士", "湄伊河", "湄公河"),
    ),
    (
        "SK606",
        choice("Which is **not** true?", "It has no court", "It has a law", "It has a port"),
        choice("下列何者**不正確**？", "沒有法院", "設有法庭", "設有港口"),
    ),
    (
        "SK607",
        choice("What do the groups do?", "They move on", "They never rest", "They settle"),
        choice("集團會怎麼做？", "轉移據點", "絕不停手", "就地解散"),
    ),
    (
        "SK608",
        choice("What do the groups do?", "They often move", "They settle down", "They give up"),
        choice("集團會怎麼做？", "經常轉移", "就地解散", "自首投案"),
    ),
    (
        "SK609",
        choice("How many were held?", "100–300", "200–400", "500–700"),
        choice("被扣押者有多少人？", "100–300人", "200–400人", "500–700人"),
    ),
    (
        "SK610",
        choice(
            "Which body runs the patrol scheme?", "Patrol office", "Tax bureau", "Port board"
        ),
        choice("聯合執法機制由誰推動？", "執法機制小組", "稅務總署", "港務公司"),
    ),
    (
        "SK611",
        choice("Myawaddy lies in which town's district?", "Myawaddy", "Mandalay", "Tachileik"),
        choice("妙瓦底鎮區屬於哪一個縣？", "妙瓦底鎮區", "曼德勒鎮區", "大其力鎮區"),
    ),
    (
        "SK614",
        choice("How many were held?", "1,030", "540", "5,400"),
        choice("被扣押者有多少人？", "1,030 人", "540 人", "5,400 人"),
    ),
    (
        "SK616",
        choice("Which one?", "The first", "The other"),
        choice("是哪一個？", "前者", "後者"),
    ),
    (
        "SK617",
        choice("The river", "The Moei", "The Salween", "The Mekong"),
        choice("界河", "湄伊河", "薩爾溫江", "湄公河"),
    ),
    (
        "SK618",
        choice(
            "Why?", "Because the law failed", "Because the rain fell", "Because the army left"
        ),
        choice("為什麼？", "這是因為法律失靈", "這是因為天降大雨", "這是因為軍隊撤離"),
    ),
    (
        "SK623",
        SingleChoice(
            id="q",
            stem="Which river?",
            options=(
                Option(text="Moei", correct=True),
                Option(text="Kwai"),
                Option(text="Pai"),
            ),
            explanation="So.",
        ),
        SingleChoice(
            id="q",
            stem="哪條河？",
            options=(
                Option(text="湄河", correct=True),
                Option(text="桂河"),
                Option(text="拜河"),
            ),
            explanation="因為。",
        ),
    ),
]


@pytest.mark.parametrize(("code", "english", "chinese"), FLAWS, ids=[row[0] for row in FLAWS])
def test_a_flaw_is_found_in_both_languages(
    code: str, english: SingleChoice, chinese: SingleChoice
) -> None:
    assert code in codes(english)
    assert code in codes(chinese)


def test_an_emphasised_negative_stem_is_accepted() -> None:
    question = choice("Which is **not** a river?", "The alp", "The Moei", "The Mekong")
    assert "SK605" not in codes(question)


def test_a_key_that_all_distractors_imitate_is_found() -> None:
    question = choice(
        "Which remedy was chosen?",
        "patrol with sanctions",
        "patrol with tribute",
        "treaty with sanctions",
    )
    assert "SK612" in codes(question)


def test_an_article_that_fits_only_the_key_is_found() -> None:
    assert "SK613" in codes(choice("The suspect used an", "alias", "passport", "telephone"))


def test_numbers_in_order_are_accepted() -> None:
    question = choice("How many?", "540", "1,030", "5,400", key=1, shuffle=False)
    assert codes(question) == set()


def test_keys_that_stand_at_one_position_are_found() -> None:
    bank = [
        choice(f"Which river is number {n}?", "Moei", "Kwai", "Ping", shuffle=False)
        for n in range(9)
    ]
    assert "SK615" in codes(*bank)


def test_statements_that_are_nearly_all_true_are_found() -> None:
    bank = [
        TrueFalse(id=f"t{n}", stem=f"Claim {n}.", answer=True, explanation="So.")
        for n in range(5)
    ]
    assert {"SK619", "SK625"} <= codes(*bank)


def test_an_answer_that_stands_in_another_stem_is_found() -> None:
    giver = choice("為什麼妙瓦底鎮的園區能坐大？", "法律有漏洞", "天災頻仍", "戰火連年")
    taker = choice("園區集中在哪裡？", "妙瓦底鎮", "曼德勒市", "大其力市")
    assert "SK620" in codes(giver, taker)


def test_questions_that_ask_the_same_are_found_across_lessons() -> None:
    first = choice(
        "Where was the second ministerial meeting held?", "Naypyidaw", "Yangon", "Bago"
    )
    again = choice(
        "Where was the second ministerial meeting held", "Naypyidaw", "Mae Sot", "Bago"
    )
    lessons = [
        Lesson(id=str(n), title="L", questions=(q,)) for n, q in enumerate((first, again))
    ]
    assert [
        (n, flaw.code) for n, flaw in twin_questions([items_of(lesson) for lesson in lessons])
    ] == [(1, "SK621")]


def test_a_question_without_explanation_is_found() -> None:
    assert "SK622" in codes(TrueFalse(id="t", stem="Claim.", answer=True))


def test_matching_lists_of_equal_length_are_found_and_a_distractor_cures_it() -> None:
    pairs = (Pair(left="a", right="1"), Pair(left="b", right="2"))
    even = Matching(id="m", stem="Match them:", pairs=pairs, explanation="So.")
    uneven = Matching(
        id="m", stem="Match them:", pairs=pairs, distractors=("3",), explanation="So."
    )
    assert "SK624" in codes(even)
    assert "SK624" not in codes(uneven)


@pytest.mark.parametrize(
    "question",
    [
        Numerical(id="n", stem="How many?", answer=2.5, explanation="So."),
        ShortAnswer(id="s", stem="Who?", answers=("Myan*", "Myanmar"), explanation="So."),
        ShortAnswer(
            id="s",
            stem="誰？",
            answers=(Answer(text="緬*"), Answer(text="緬甸")),
            explanation="因",
        ),
        MultipleChoice(
            id="w",
            stem="Which?",
            scoring="weights",
            options=(
                Option(text="Moei", correct=True, weight=0.5, feedback="So."),
                Option(text="Kwai", correct=True, weight=0.3, feedback="So."),
                Option(text="Ping", weight=-0.5, feedback="So."),
            ),
            explanation="So.",
        ),
    ],
    ids=["decimal without tolerance", "shadowed", "shadowed Chinese", "weights"],
)
def test_a_broken_key_is_found(question: object) -> None:
    assert "SK626" in codes(question)


def test_objectives_without_section_question_or_card_are_found() -> None:
    lesson = {"objectives": {"why": "say why"}, "sections": (Section(title="S", text="T"),)}
    assert {"SK701", "SK702", "SK703"} <= codes(**lesson)


def test_a_covered_objective_is_accepted() -> None:
    question = SingleChoice(
        id="q",
        stem="Which river?",
        options=options("Moei", "Kwai", "Ping"),
        explanation="So.",
        objective="where",
    )
    found = codes(
        question,
        objectives={"where": "say where"},
        sections=(Section(id="s", title="S", text="T", check=("q",)),),
        cards=(CardEntry(id="c", front="a", back="b", objective="where"),),
    )
    assert found == set()


NO_FLAW = [
    choice(
        "What does this print?\n\n```python\nprint(2**3)\n```",
        "6",
        "8",
        "9",
        key=1,
        shuffle=False,
    ),
    choice("The main function of the mitochondrion is", "energy", "storage", "division"),
    choice(
        "Which SQL statement returns all rows?",
        "SELECT * FROM T",
        "SELECT T FROM ALL",
        "GET ALL T",
    ),
    choice(
        "Never mix bleach with ammonia. Which gas would form?",
        "Chloramine",
        "Hydrogen",
        "Nitrogen",
    ),
    choice("Solve 2x + 3 = 11.", "x = 3", "x = 4", "x = 7", key=1, shuffle=False),
    choice("What is $(-1)^2$?", "$-1$", "$1$", "$2$", key=1, shuffle=False),
    choice("ما هي عاصمة مصر؟", "القاهرة", "الإسكندرية", "الأقصر"),
    choice("Which page says “Not logged in”?", "The first", "The last", "The home page"),
    choice("Why does ice not sink?", "It is lighter", "It is colder", "It is round"),
    choice("What happens if a seed does not get water?", "It rests", "It sprouts", "It rots"),
    choice(
        "What is the least common multiple of 4 and 6?", "2", "12", "24", key=1, shuffle=False
    ),
    choice("Which word completes “He ____ late”?", "is never", "never is", "isn't never"),
    choice("Which blood groups can a parent pass on?", "A and B", "A and O", "B and O"),
    choice("Where does “time is a thief” come from?", "A poem", "A song", "A novel"),
    choice("What does `print(f(3))` write?", "`6`", "`12`", "`24`", key=1, shuffle=False),
    choice("What is one reason not to smoke?", "It costs", "It is legal", "It is not new"),
    choice("How do you check the version of git?", "git --version", "git -v1", "git show"),
    choice("Which feature ensures that objects are closed?", "with-resources", "try", "loop"),
    choice("下列何者「不」屬於節肢動物？", "蝸牛", "蜘蛛", "螃蟹"),
    choice("不丹的首都是哪裡？", "廷布", "加德滿都", "達卡"),
    choice("如果一株植物得不到光，会发生什么？", "不能制造糖", "立刻开花", "长出更多的根"),
    choice("除了中國之外，哪一個國家也使用漢字？", "日本", "泰國", "蒙古"),
]


@pytest.mark.parametrize("question", NO_FLAW, ids=lambda q: q.stem[:30])
def test_what_a_teacher_may_well_write_has_no_flaw(question: SingleChoice) -> None:
    assert codes(question) == set()


def statement(stem: str, answer: bool) -> TrueFalse:
    return TrueFalse(id="t", stem=stem, answer=answer, explanation="So.")


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("SK604", choice("Which are true? I. One. II. Two.", "I only", "II only", "I and II")),
        ("SK604", choice("下列何者正確？①甲 ②乙 ③丙", "①②", "②③", "①③")),
        (
            "SK605",
            choice("Which of these doesn’t belong to the EU?", "Norway", "Spain", "Malta"),
        ),
        ("SK605", choice("All of these are metals except", "sulfur", "iron", "zinc")),
        ("SK605", choice("下列说法错误的是（　　）", "光比声慢", "水会结冰", "铁会生锈")),
        ("SK608", choice("Where do they live?", "Often here", "Rarely there", "Sometimes up")),
        ("SK608", statement("Birds usually build nests.", True)),
        ("SK607", statement("All birds can fly.", False)),
        ("SK617", choice("Photosynthesis:", "makes sugar", "is a rock", "is a bird")),
        ("SK617", choice("The dog is an animal.", "A mammal", "A bird", "A fish")),
        ("SK627", choice("The ___ is in the ___ of ___.", "cat", "dog", "cow")),
        ("SK628", statement("It is not true that bacteria have no nucleus.", True)),
        ("SK628", statement("Fungi do not live without oxygen.", False)),
        ("SK628", statement("並非所有植物都不需要陽光。", True)),
        ("SK628", statement("没有光，植物不可能不死。", True)),
        ("SK630", statement("Water boils at 100 °C and ice melts at 5 °C.", False)),
    ],
    ids=lambda value: value if isinstance(value, str) else value.stem[:30],
)
def test_flaws_of_wording_are_found(code: str, question: Any) -> None:
    assert code in codes(question)


def numerical(stem: str, answer: float, **more: Any) -> Numerical:
    return Numerical(id="n", stem=stem, answer=answer, explanation="So.", **more)


@pytest.mark.parametrize(
    "question",
    [
        numerical("How tall is Everest, in metres?", 8849),
        numerical("How tall is Everest?", 8849, unit="m"),
        numerical("玉山有多高？", 3952),
        numerical("A car goes 120 km in 2 h. What is its speed in km/h?", 60),
    ],
    ids=lambda q: q.stem,
)
def test_a_measurement_without_unit_or_tolerance_is_found(question: Numerical) -> None:
    assert "SK629" in codes(question)


@pytest.mark.parametrize(
    "question",
    [
        numerical("How many legs has a spider?", 8),
        numerical("How many days are in a week?", 7),
        numerical("How many feet has a dog?", 4),
        numerical("How many metres are in a kilometre?", 1000),
        numerical("In which year was the speed of light first measured?", 1676),
        numerical("In which year did the Wall fall?", 1989),
        numerical("How tall is Everest?", 8849, unit="m", tolerance=5),
        numerical("A car goes 120 km in 2 h. What is its speed?", 60, unit="km/h"),
        numerical("一天有多少小時？", 24),
    ],
    ids=lambda q: q.stem,
)
def test_a_count_a_year_and_a_measurement_with_both_are_accepted(question: Numerical) -> None:
    assert "SK629" not in codes(question)


def in_course(*lessons: tuple[Any, ...]) -> list[tuple[int, int]]:
    """Lesson and number of each question that gives an answer away."""
    items = [
        items_of(Lesson(id=f"l{n}", title="L", questions=questions))
        for n, questions in enumerate(lessons)
    ]
    return [(n, int(flaw.way[1])) for n, flaw in answers_given_away(items)]


def short(stem: str, *answers: str, name: str = "s") -> ShortAnswer:
    return ShortAnswer(id=name, stem=stem, answers=answers)


GIVEN_AWAY = {
    "a number": (
        numerical("How many suspects were sent home?", 5400),
        choice("Of the 5,400 suspects sent home, how many were women?", "10", "20", "30"),
    ),
    "a gap": (
        Cloze(id="c", text="The treaty was signed in the city of {{Utrecht}}."),
        choice("Which war did the treaty signed in Utrecht end?", "The first", "A", "B"),
    ),
    "a short key": (
        short("Which gas do plants take in from the air?", "CO2"),
        choice("Plants take in CO2 from the air. What do they give off?", "O2", "N2", "H2"),
    ),
    "a short Chinese key": (
        short("為園區撐腰的官員叫做什麼？", "保護傘"),
        choice("為園區撐腰的官員充當保護傘，會怎樣？", "園區坐大", "園區消失", "園區搬家"),
    ),
    "an item": (
        short("On which day did the ministers hold their second meeting?", "4 July"),
        Ordering(
            id="o",
            stem="Put in order.",
            items=("Power was cut", "4 July: second meeting of the ministers", "A page"),
        ),
    ),
    "an option": (
        choice("What is the capital of Australia?", "Canberra", "Perth", "Cairns"),
        choice("Which is true?", "Canberra is Australia's capital", "Perth is", "It rains"),
    ),
}


@pytest.mark.parametrize(("asked", "giver"), GIVEN_AWAY.values(), ids=GIVEN_AWAY)
def test_an_answer_given_away_anywhere_in_the_course_is_found(asked: Any, giver: Any) -> None:
    assert in_course((asked,), (giver,)) == [(1, 0)]


def test_a_word_of_the_subject_gives_nothing_away() -> None:
    asked = short("Which process makes sugar from light?", "photosynthesis")
    other = choice("In which organelle does photosynthesis happen?", "A", "B", "C")
    assert in_course((asked,), (other,)) == []


def test_a_word_in_code_gives_nothing_away() -> None:
    asked = short("Which keyword makes the method belong to the class?", "static")
    other = choice(
        "What does the method of the class print?\n\n```java\nstatic int f() {}\n```",
        "One",
        "Two",
        "Six",
    )
    assert in_course((asked, other)) == []


def test_the_result_of_a_reckoning_may_stand_in_another() -> None:
    asked = numerical("A train goes 120 km in 2 h. How fast is the train?", 60)
    other = numerical("A train goes 60 km in 3 h. How fast is the train?", 20)
    assert in_course((asked, other)) == []


def test_matching_questions_with_the_same_stem_are_no_twins() -> None:
    first = Matching(id="a", stem="Match them.", pairs=(Pair(left="a", right="1"),))
    second = Matching(id="b", stem="Match them.", pairs=(Pair(left="c", right="2"),))
    lesson = Lesson(id="l", title="L", questions=(first, second))
    assert list(twin_questions([items_of(lesson)])) == []


def test_words_of_a_language_it_does_not_know_are_not_judged() -> None:
    question = choice("Not macht erfinderisch. Was heißt „all“?", "All", "Nie", "None")
    lesson = Lesson(id="l", title="L", questions=(question,))
    [item] = items_of(lesson, "de")
    assert list(stem_flaws(item, ())) == []
    assert list(option_flaws(question, item, ())) == []
