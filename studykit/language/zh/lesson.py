"""Words of reading a lesson."""

TEXTS: dict[str, str] = {
    "Check {n} of {total}": "小測 {n}／{total}",
    "You have read “{title}”.": "你讀完了「{title}」。",
    "Nothing here yet.": "這裡還沒有內容。",
    "enter: show the answer · r: try again": "enter：看答案 · r：再試一次",
    "enter: next check": "enter：下一題",
    "enter: continue": "enter：繼續",
    "show the answer": "看答案",
    "continue": "繼續",
    "Not in this language: shown in {language}.": "沒有這個語言的內容：以 {language} 顯示。",
    "last time {right} of {total} right": "上次 {total} 題對 {right} 題",
    "Practise this lesson": "練習這一課",
    "check {right}/{total}": "小測 {right}/{total}",
    "After this lesson you can:": "讀完這一課，你將能夠：",
    "Next lesson": "下一課",
}
