"""Articles among the formats: plain text, Markdown or saved HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.formats.article.decoding import LARGEST
from studykit.formats.article.importing import Imported, import_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.formats.base import Options, Source


class ArticleFormat:
    """Any text with headings; its sections become lessons."""

    name = "article"
    largest = LARGEST + 1
    """One byte more than an article may have, to tell that it has too many."""

    def recognises(self, source: Source) -> bool:
        """Whatever no other format claims is taken for an article."""
        return True

    def read(self, sources: Sequence[Source], options: Options) -> Imported:
        """Draft a course from the files, a lesson or more from each."""
        return import_article(
            sources,
            options.course_id,
            encoding=options.encoding,
            language=options.language,
            title=options.title,
            fix_variants=options.fix_variants,
            existing=options.existing,
        )
