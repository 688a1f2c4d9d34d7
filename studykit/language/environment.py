"""The languages that the learner's system asks programs for."""

from __future__ import annotations

import os
import sys


def system_languages() -> tuple[str, ...]:
    """Tags such as `zh-TW`, the most wanted first; empty where the system asks for none.

    The first of the variables that is set counts, as for gettext: `LANGUAGE` may list several.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            names = value.split(":") if name == "LANGUAGE" else [value]
            tags = (name.partition(".")[0].partition("@")[0] for name in names)
            return tuple(tag.replace("_", "-") for tag in tags if tag not in ("", "C", "POSIX"))
    return _windows_languages()


def _windows_languages() -> tuple[str, ...]:
    if sys.platform != "win32":
        return ()
    import ctypes
    import locale

    name = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
    return (name.replace("_", "-"),) if name else ()
