"""What the interface says in Traditional Chinese, as printed in Taiwan; one file a screen."""

from __future__ import annotations

from studykit.language.zh import (
    cards,
    common,
    help,
    home,
    lesson,
    plain,
    plan,
    profile,
    progress,
    quiz,
    settings,
    statistics,
)


def catalogue() -> dict[str, str]:
    """English sentence → Chinese sentence, of all screens."""
    screens = (
        common,
        home,
        lesson,
        cards,
        quiz,
        progress,
        help,
        plain,
        plan,
        profile,
        settings,
        statistics,
    )
    return {english: chinese for screen in screens for english, chinese in screen.TEXTS.items()}
