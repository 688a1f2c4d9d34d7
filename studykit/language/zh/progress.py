"""Words of the progress screen."""

TEXTS: dict[str, str] = {
    "Progress": "進度",
    (
        "Mastery is the mean over an objective's cards (how likely you recall each today) and "
        "questions (your last score, fading with time); what was never answered counts 0. From "
        "{mastered} it is mastered. It is weak where what you did answer comes to less than {weak}: "
        "read it again."
    ): "掌握度是該目標所有卡片（今天記得的機率）與題目（最近得分，隨時間遞減）的平均；還沒作答的算 0。{mastered} 以上為已掌握。作答過的部分平均低於 {weak} 則為偏弱，請重讀。",
    "{n} still to learn": "還有 {n} 項待學",
    "{n} attempts": "作答 {n} 次",
    "best {best}, last {last}": "最佳 {best}，最近 {last}",
    "{n} of {total} objectives mastered": "{total} 個目標中已掌握 {n} 個",
    "No quiz was handed in yet. z on the home screen offers them.": "還沒有交過卷。在首頁按 z 可以選擇測驗。",
    "The last is {n} points above the first.": "最近一次比第一次高 {n} 分。",
}
