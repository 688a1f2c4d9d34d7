"""Words that several screens share: lengths of time and dates."""

TEXTS: dict[str, str] = {
    "now": "現在",
    "{n} s": "{n} 秒",
    "{n} min": "{n} 分",
    "{n} h": "{n} 小時",
    "{n} d": "{n} 天",
    "{n} mo": "{n} 個月",
    "{n} y": "{n} 年",
    "{h} h {m} min": "{h} 小時 {m} 分",
    "{m} min {s} s": "{m} 分 {s} 秒",
    "today": "今天",
    "tomorrow": "明天",
    "yesterday": "昨天",
}
