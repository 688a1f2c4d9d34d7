"""The help of a command stands in columns, whatever the language."""

from __future__ import annotations

import pytest

from studykit.cli import main
from studykit.text.width import cells


@pytest.mark.parametrize("language", ["en_GB.UTF-8", "zh_TW.UTF-8", "zh_CN.UTF-8"])
def test_no_line_of_a_help_is_wider_than_the_terminal(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", language)
    monkeypatch.setenv("COLUMNS", "62")
    for command in ("open", "review", "import", "profile"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        lines = capsys.readouterr().out.splitlines()
        assert max(map(cells, lines)) <= 62
