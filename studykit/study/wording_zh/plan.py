"""The plan to the exam, in Chinese."""

TEXTS = {
    "Exam on {day}: with {minutes} min a day you can expect to recall {recall} (wanted {wanted}).": "考試在{day}：每天 {minutes} 分鐘，預計當天記得 {recall}（目標 {wanted}）。",
    "The goal is within reach.": "目標達得到。",
    "There is no time for {sections} sections and {cards} cards.": "有 {sections} 節、{cards} 張卡片來不及學。",
    "About {n} min a day would reach it.": "每天大約 {n} 分鐘就達得到。",
    "No number of minutes reaches it by then: a later day or a lower goal would.": "到那天為止，再多時間也達不到：要延後考試，或降低目標。",
    "read {n} sections": "讀 {n} 節",
    "{n} new cards": "新卡 {n} 張",
    "mock exam": "模擬考",
    "free": "休息",
    "Plan": "計畫",
    "plan": "計畫",
    "Recall to expect on the day, by objective": "考試當天各目標預計記得的比例",
    "Day by day": "每天做什麼",
    "No exam is set for this course. Type its date (such as {day}), then enter.": "這門課還沒有設定考試日期。輸入日期（例如 {day}）再按 enter。",
    "The exam date": "考試日期",
    "then {n} days more": "之後還有 {n} 天",
}
