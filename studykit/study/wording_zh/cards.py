"""Words of reviewing cards."""

TEXTS: dict[str, str] = {
    "Again": "重來",
    "Hard": "困難",
    "Good": "良好",
    "Easy": "簡單",
}
