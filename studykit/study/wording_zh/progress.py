"""Words of the progress screen."""

TEXTS: dict[str, str] = {
    "Scores of your quizzes in the order you took them, in percent.": "依作答先後排列的測驗成績，單位為百分比。",
    "Progress": "進度",
    "{n} attempts": "作答 {n} 次",
    "best {best}, last {last}": "最佳 {best}，最近 {last}",
    "{n} of {total} objectives mastered": "{total} 個目標中已掌握 {n} 個",
    "No quiz was handed in yet. z on the home screen offers them.": "還沒有交過卷。在首頁按 z 可以選擇測驗。",
    "The last is {n} points above the first.": "最近一次比第一次高 {n} 分。",
}
