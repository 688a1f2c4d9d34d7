"""Words of reviewing cards."""

TEXTS: dict[str, str] = {
    "Again": "重來",
    "Hard": "困難",
    "Good": "良好",
    "Easy": "簡單",
    "Cram": "衝刺",
    "{n} cards reviewed": "複習了 {n} 張卡片",
    (
        "A leech, suspended: it was forgotten again and again. Read “{section}” again, or reword "
        "the card."
    ): "這張卡片屢次忘記，已暫停。請重讀「{section}」，或改寫卡片。",
    (
        "A leech, suspended: it was forgotten again and again. Reword the card, or make two of "
        "it."
    ): "這張卡片屢次忘記，已暫停。請改寫卡片，或拆成兩張。",
    "A new card: nothing is known of it yet.": "這是新卡，還沒有任何紀錄。",
    "Why this card comes now": "這張卡片為什麼現在出現",
    "Recall now": "目前記得",
    "{recall} (due at {wanted})": "{recall}（降到 {wanted} 時到期）",
    "Stability": "穩定度",
    "{days} d until recall is 90 %": "{days} 天後記得的機率降到 90 %",
    "Difficulty": "難度",
    "{difficulty} of 10": "{difficulty}／10",
    "Reviews": "複習",
    "{reviews}, forgotten {n} times": "{reviews} 次，忘記 {n} 次",
    "Due": "到期",
    "{n} days ago": "{n} 天前",
    "History": "紀錄",
    "started anew": "從頭開始",
    "set by hand": "手動設定",
    "crammed": "衝刺",
    "scroll": "捲動",
    "a screenful on": "往後一頁",
    "a screenful back": "往前一頁",
    "done": "完成",
    "as suggested": "照建議",
    "Cramming: your schedule stays as it is.": "衝刺中：不影響複習排程。",
    "You missed this question in a quiz.": "這是你在測驗中答錯的題目。",
    "Its section is not read yet: g opens it.": "還沒讀過這一節：按 g 開啟。",
    "Nothing to undo.": "沒有可以復原的動作。",
    "Taken back: {what} on “{front}”": "已復原：「{front}」的{what}",
    "Suspended": "暫停",
    "Unsuspended": "取消暫停",
    "Buried": "擱置",
    "Flag": "旗標",
    "Reset": "重新開始",
    "Date": "日期",
    "Answer": "作答",
    "Buried until tomorrow.": "擱置到明天。",
    "Suspended. u takes it back.": "已暫停，按 u 復原。",
    "Flag changed.": "標記已變更。",
    (
        "{n} more are due beyond the daily limit: those most at risk come first, the rest on the "
        "next days."
    ): "超過每日上限，另有 {n} 張到期：先複習最容易忘記的，其餘排在接下來幾天。",
    (
        "Much fell due while you were away. Those most at risk come first; the other {n} are left "
        "for tomorrow, and new cards wait until then."
    ): "中斷期間累積了不少到期卡片。先複習最容易忘記的，其餘 {n} 張留到明天，新卡也等到那時。",
    (
        "Much fell due while you were away. Those most at risk come first; the other {n} are "
        "spread over about {days} days, and new cards wait until then."
    ): "中斷期間累積了不少到期卡片。先複習最容易忘記的，其餘 {n} 張大約分 {days} 天，新卡也等到那時。",
    "{n} cards": "{n} 張",
    (
        "You studied on {last}, but the clock shows {today}: please see whether it is right. "
        "Grades given on a wrong day can be taken back with u."
    ): "你曾在 {last} 讀過，但時鐘顯示 {today}：請確認時鐘是否正確。日期錯誤時給的評分可以按 u 復原。",
    (
        "You studied last on {last}, and the clock shows {today}: please see whether it is right "
        "before you review."
    ): "你上次讀是 {last}，而時鐘顯示 {today}：複習前請先確認時鐘是否正確。",
    "Missed lately": "最近答錯的",
    "Due soon": "即將到期的",
    "Due within {n} days": "{n} 天內到期",
    "One lesson": "某一課",
    "One objective": "某個學習目標",
    "One tag": "某個標籤",
    "What to cram?": "要衝刺什麼？",
    "There is no such card to cram.": "沒有符合的卡片可以衝刺。",
    "cram cards; your schedule stays as it is": "衝刺卡片，不影響複習排程",
    "new": "新卡",
    "Nothing is due now.": "現在沒有到期的卡片。",
    "Read on: cards come with the sections, and what you miss in a quiz comes back here.": (
        "繼續閱讀吧：卡片會隨各節出現，測驗答錯的題目也會回到這裡。"
    ),
    "recalled {share}": "記得 {share}",
    "new {n}": "新卡 {n} 張",
    "time {time}": "用時 {time}",
    "type the back, then enter": "輸入背面，再按 enter",
    "start the card anew": "這張卡從頭學",
    "set when it comes back": "設定何時再出現",
    "take up a suspended card": "恢復暫停的卡片",
    "two grades or four": "兩種或四種評分",
    "Starts anew. u takes it back.": "從頭開始。按 u 可復原。",
    "Set. u takes it back.": "已設定。按 u 可復原。",
    "Comes back in": "多久之後再出現",
    "No card is suspended.": "沒有暫停的卡片。",
    "Taken up again.": "已恢復。",
    "Suspended cards": "暫停的卡片",
}
