"""Words of reviewing cards."""

TEXTS: dict[str, str] = {
    "Again": "重來",
    "Hard": "困難",
    "Good": "良好",
    "Easy": "簡單",
    "{n} cards are waiting. The {today} most at risk come today, the rest within {days} days.": (
        "有 {n} 張卡片待複習。今天先複習最可能遺忘的 {today} 張，其餘在 {days} 天內陸續安排。"
    ),
}
