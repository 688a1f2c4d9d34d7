"""The built player is what its sources give."""

from __future__ import annotations

import pytest

from tests.web.node import needs_node, node

pytestmark = pytest.mark.long


@needs_node
def test_the_built_files_are_those_of_the_sources() -> None:
    node("build.mjs", "--check")


@needs_node
def test_the_sources_have_no_wrong_type() -> None:
    node("node_modules/typescript/bin/tsc", "--noEmit")
