"""Words of the help."""

TEXTS: dict[str, str] = {
    "Help": "說明",
    (
        "Read a section, answer its checks, and go on. Cards come back just before you "
        "would forget them: grade honestly how well you knew the back. What you miss "
        "in a quiz becomes a card."
    ): (
        "讀完一節，回答小測，再往下讀。卡片會在你快要忘記時再出現，請誠實評定自己記得多少。測驗答錯的題目會變成卡片。"
    ),
    (
        "Every word at the bottom and every row can be clicked; so can the keys of the screen "
        "you came from, which stand first here."
    ): "最下方的每個詞和每一列都可以用滑鼠點選；這裡最前面所列、你原來畫面的各項也可以點選。",
    "Looking through a quiz": "逐題檢視",
    "open": "開啟",
    "Everywhere": "各處通用",
    "Lesson": "閱讀",
    "Answering a question": "作答",
    "Flashcards": "卡片",
    "Result of a quiz": "測驗結果",
    "Search": "搜尋",
    "{n} places": "{n} 處",
    "Nothing has all these words.": "找不到同時含有這些詞的內容。",
    "search the whole course": "搜尋整門課程",
    "search all courses": "搜尋所有課程",
    "all courses or this one": "所有課程或只限本課程",
    "search this lesson": "搜尋這一課",
}
