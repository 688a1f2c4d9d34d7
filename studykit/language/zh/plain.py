"""Words of line mode."""

TEXTS: dict[str, str] = {
    # Asking
    "Answer (? helps)": "作答（? 看說明）",
    "Gap {n} (? helps)": "第 {n} 格（? 看說明）",
    "Next line": "下一行",
    "True": "對",
    "False": "錯",
    "Hint: {text}": "提示：{text}",
    "show one hint more": "再看一個提示",
    "There are no more hints.": "沒有其他提示了。",
    "Your answer: {text}": "你的答案：{text}",
    "Type the letter of one option.": "輸入一個選項的字母。",
    "Type the letters of all right options, such as: a c": (
        "輸入所有正確選項的字母，例如：a c"
    ),
    "Type t for true or f for false.": "輸入 a（對）或 b（錯）。",
    "Type a number, with its unit: {unit}": "輸入數字與單位：{unit}",
    "Type a number.": "輸入數字。",
    "Type what belongs in each gap, or the letter in front of it.": (
        "逐格輸入答案，或輸入答案前的字母。"
    ),
    "Type all the numbers in the right order, such as: 2 1 3": (
        "依正確順序輸入所有編號，例如：2 1 3"
    ),
    "Type one letter for each number, in order; - leaves one out.": (
        "依編號順序各輸入一個字母；- 表示略過。"
    ),
    "Type the category's letter for each number; - leaves one out.": (
        "依編號順序輸入各項的類別字母；- 表示略過。"
    ),
    "Write as many lines as you like; an empty line ends the answer.": (
        "可寫多行；輸入空行結束作答。"
    ),
    "Type a word or a phrase; after = even h or q is an answer.": (
        "輸入字詞；在 = 之後，連 h 或 q 也算答案。"
    ),
    "Model answer: {text}": "參考答案：{text}",
    "Key points:": "要點：",
    "Which did your answer make?": "你的答案提到哪幾點？",
    "Type the numbers of the key points you made, or 0 for none of them.": (
        "輸入你提到的要點編號；都沒提到就輸入 0。"
    ),
    "quit; what was answered is kept": "離開；已作答的都會保留",
    "Type the number in front of it.": "輸入前面的編號。",
    # Feedback
    "✓ Right.": "✓ 答對了。",
    "◐ Partly right: {percent}.": "◐ 部分正確：{percent}。",
    "✗ Not right.": "✗ 答錯了。",
    "✗ Not the same.": "✗ 不一樣。",
    "Yours: {text}": "你的：{text}",
    "After {n} tries it earns {percent}.": "作答 {n} 次，得 {percent}。",
    "Solution: {text}": "解答：{text}",
    "Solution:": "解答：",
    "try again": "再試一次",
    "Enter shows the solution, t tries again": "按 Enter 看解答，t 再試一次",
    # Quiz
    "Going on with: {title}": "繼續：{title}",
    "What was answered is kept; the next time it goes on.": "已作答的都保留，下次會接著做。",
    "{n} questions": "{n} 題",
    "Question {n} of {total}": "第 {n} 題，共 {total} 題",
    "{time} left": "剩下 {time}",
    "flagged": "已標記",
    "leave it for later": "先跳過",
    "go back one question": "回上一題",
    "flag it, or take the flag off": "標記或取消標記",
    "list the questions": "列出所有題目",
    "answered": "已作答",
    "not answered": "未作答",
    "Kept.": "已保留。",
    "A number goes to that question.": "輸入題號可到該題。",
    "The time is up.": "時間到。",
    "Passed.": "及格。",
    "Not passed.": "不及格。",
    "Not answered.": "未作答。",
    "Read again: {lesson}, {section}": "再讀：{lesson}，{section}",
    # Cards
    "No cards are due.": "沒有到期的卡片。",
    "All grades are kept.": "所有評分都已保留。",
    "new card": "新卡片",
    "card being learnt": "學習中的卡片",
    "card to review": "複習卡片",
    "{n} cards left": "剩下 {n} 張",
    "take the last step back": "復原上一步",
    "not again today": "今天不再出現",
    "not again until taken up again": "暫停，直到重新啟用",
    "why this card comes now": "這張卡片為什麼現在出現",
    "Enter shows the back (? helps)": "按 Enter 看背面（? 看說明）",
    "Enter shows the back; what you type before is compared with it.": (
        "按 Enter 看背面；先輸入答案就會與背面比對。"
    ),
    "{keys} grade; Enter grades {grade}.": "輸入 {keys} 評分；按 Enter 評為「{grade}」。",
    "Its section is not read yet: “read” shows it.": "還沒讀過這一節：輸入 read 來讀。",
    "read the section that teaches it": "讀教這張卡片的一節",
    "No section is known to teach it.": "沒有對應的一節。",
    "In how many days?": "幾天之後？",
    "Type a number of days, 1 to {most}.": "輸入天數，1 到 {most}。",
    "Which card?": "哪一張？",
    "Type the number in front of it; Enter leaves all as they are.": (
        "輸入前面的編號；按 Enter 則不變。"
    ),
    "Enter ends, u takes the last step back": "按 Enter 結束，u 復原上一步",
    "That was the last card. Enter ends, u takes the grade back": (
        "這是最後一張。按 Enter 結束，u 復原評分"
    ),
    "There is nothing to take back.": "沒有可復原的步驟。",
    "Taken back.": "已復原。",
    "Flagged.": "已標記。",
    "No longer flagged.": "已取消標記。",
    "{n} cards graded in {time}.": "{time}內評了 {n} 張卡片。",
    # Reading
    "Section {n} of {total}": "第 {n} 節，共 {total} 節",
    "Enter: I have read it (? helps)": "讀完按 Enter（? 看說明）",
    "Enter: the next section (? helps)": "按 Enter 讀下一節（? 看說明）",
    "go back one section": "回上一節",
    "go back to the menu": "回選單",
    "pass it over": "略過這題",
    "That was the last section of this lesson.": "這一課讀完了。",
    # Menu
    "There are no courses here.": "這裡沒有課程。",
    "Which course?": "哪一門課程？",
    "Which lesson?": "哪一課？",
    "Which quiz?": "哪一個測驗？",
    "What now? (? helps)": "要做什麼？（? 看說明）",
    "Type a word, its first letter or the number; Enter does what is next.": (
        "輸入英文字、首字母或編號；按 Enter 做接下來該做的事。"
    ),
    "read the next section": "讀下一節",
    "choose a lesson to read": "選一課來讀",
    "review the cards": "複習卡片",
    "take a quiz": "做測驗",
    "choose another course": "換課程",
    "There is no quiz to take.": "沒有可做的測驗。",
    "To read: {title}": "接著讀：{title}",
    "Everything is read.": "全部讀完了。",
    "{due} cards due, {new} new": "{due} 張卡片到期，{new} 張新卡片",
    "Quiz: {title}": "測驗：{title}",
    "Quiz, begun: {title}": "測驗（做到一半）：{title}",
    "Quiz: {title}, best {best}": "測驗：{title}，最佳成績 {best}",
    "ask again what was missed": "再問答錯的題目",
    "This is an exam: nothing is revealed until you submit.": "這是考試：交卷前不會顯示對錯。",
    "Enter submits this answer.": "按 Enter 送出這個答案。",
    "Enter goes on": "按 Enter 繼續",
    "submit the quiz": "交卷",
    "Enter submits. This cannot be undone.": "按 Enter 交卷。交了就不能更改。",
    "Enter goes to the first open question, s submits.": (
        "按 Enter 前往第一道還沒作答的題目，按 s 交卷。"
    ),
    "The attempt is given up; it has no result.": "已放棄這次作答，不留成績。",
    "How sure are you, 1 to 3? Enter: not sure (? helps)": (
        "你有多確定，1 到 3？Enter：不確定（? 看說明）"
    ),
    "Enter goes back, m asks again what was missed": "按 Enter 返回，按 m 重做錯題",
    "Score: {score} ({points})": "成績：{score}（{points}）",
    "{name}: {right} of {said} right": "{name}：{said} 題中答對 {right} 題",
}
