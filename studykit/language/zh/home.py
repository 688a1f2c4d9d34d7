"""Words of the home screen."""

TEXTS: dict[str, str] = {
    (
        "Welcome. Here you read short sections, answer a question or two after each, "
        "keep what you learnt with flashcards, and take quizzes."
    ): (
        "歡迎。在這裡，你會閱讀短短的小節，每節之後回答一兩個問題，用卡片記住所學，並且接受測驗。"
    ),
    (
        "Press Enter to begin. The keys that work stand at the bottom; ? explains them "
        "all. Everything is saved at once: leave whenever you like."
    ): (
        "按 Enter 開始。可用的按鍵列在最下方，按 ? 可看全部說明。一切都會立即存檔，隨時可以離開。"
    ),
    "about {n} min": "約 {n} 分鐘",
    "mastery {share}": "掌握度 {share}",
    "streak of {n} days": "連續 {n} 天",
    "Today": "今天",
    "Go on reading": "繼續閱讀",
    "Begin to read": "開始閱讀",
    "best {share}": "最佳 {share}",
    "pass {share}": "及格 {share}",
    "Lessons": "各課",
    "Quizzes": "測驗",
    "goes on": "進行中",
    "exam": "考試",
    "The whole course": "整門課程",
    "Courses": "課程",
    "{n} due": "待複習 {n} 張",
    "{n} new": "新卡 {n} 張",
    "Weak: ": "偏弱：",
    "and {n} more": "另有 {n} 個",
    "Read {title} again": "重讀「{title}」",
    "What is weak": "偏弱之處",
    "Nothing is weak.": "沒有偏弱之處。",
    "work on what is weak": "加強偏弱之處",
    "Go on with the quiz": "繼續測驗",
    "Review": "複習",
    "Quiz": "測驗",
    "All done for today.": "今天的都完成了。",
    "Come back tomorrow.": "明天再來。",
    "Reading the course …": "正在讀取課程……",
    "Reading the course … {done} / {of} lessons": "正在讀取課程…… {done} / {of} 課",
    "Reading the courses … {done} / {of}": "正在讀取各門課程…… {done} / {of}",
    "This course has no lesson that can be opened.": "這門課程沒有可以開啟的課。",
    "Cram: your schedule stays as it is": "衝刺：不影響複習排程",
}
