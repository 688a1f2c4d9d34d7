"""Words of reading a lesson."""

TEXTS: dict[str, str] = {
    "Check {n} of {total}": "小測 {n}／{total}",
    "You have read “{title}”.": "你讀完了「{title}」。",
    "Nothing here yet.": "這裡還沒有內容。",
    "space: next check": "空白鍵：下一題",
    "n: go on": "n：繼續",
    "last time {right} of {total} right": "上次 {total} 題對 {right} 題",
    "Practise this lesson": "練習這一課",
    "check {right}/{total}": "小測 {right}/{total}",
    "After this lesson you can:": "讀完這一課，你將能夠：",
    "Next lesson": "下一課",
}
