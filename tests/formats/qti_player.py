"""Items of QTI played by another program: converted to QTI 3 by `qti-convert`, then shown and
scored by `qti-components` in a browser without a window.

Both are under the GPL and are used by this test alone. `.ci/run` installs them;
`STUDYKIT_QTI_PLAYER` is the path of the player's `index.global.js`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PLAYER = os.environ.get("STUDYKIT_QTI_PLAYER", "")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or ""

_PAGE = """<!doctype html><meta charset="utf-8"><body><script src="player.js"></script>
<div id="place"></div><pre id="scores"></pre><script type="module">
const tries = JSON.parse(document.getElementById('tries').textContent);
// Elements of an XML document are no custom elements: they are built anew.
const built = (node) => {
  if (node.nodeType !== 1) return document.createTextNode(node.nodeValue);
  const made = document.createElement(node.localName);
  for (const each of node.attributes)
    if (!each.name.startsWith('xmlns') && !each.name.includes(':'))
      made.setAttribute(each.name, each.value);
  made.append(...Array.from(node.childNodes, built));
  return made;
};
const scores = {};
for (const [id, {xml, responses}] of Object.entries(tries)) {
  const tree = new DOMParser().parseFromString(xml, 'text/xml').documentElement;
  const item = built(tree);
  document.getElementById('place').replaceChildren(item);
  await item.updateComplete;
  await new Promise((done) => setTimeout(done, 0));
  scores[id] = responses.map((response) => {
    const all = Object.keys(responses[0]);
    for (const name of all) item.updateResponseVariable(name, response[name]);
    item.processResponse();
    const of = (name) => item._context.variables.find((v) => v.identifier === name)?.value;
    return {score: Number(of('SCORE')), feedback: of('FEEDBACK') ?? null};
  });
}
document.getElementById('scores').textContent = JSON.stringify(scores);
document.title = 'done';
</script></body>"""


def missing() -> str:
    """What is not there of all that playing needs; "" when all is."""
    if not BROWSER:
        return "there is no chromium"
    if not PLAYER or not Path(PLAYER).is_file():
        return "STUDYKIT_QTI_PLAYER does not name the player"
    if find_spec("qti_convert") is None:
        return "the extra `players` is not installed"
    return ""


def played(
    package: bytes, responses: dict[str, list[dict[str, Any]]], folder: Path
) -> dict[str, list[dict[str, Any]]]:
    """What the player gives for each response to each item, by the item's identifier.

    A response is a value for each response variable, as QTI writes it.
    """
    from qti_convert.cli import main as convert

    old, new = folder / "old.zip", folder / "new"
    old.write_bytes(package)
    assert not convert(["upgrade", "--quiet", str(old), str(new)])
    tries = {}
    for file in sorted((new / "items").iterdir()):
        xml = file.read_text(encoding="utf-8")
        found = re.search(r'<qti-assessment-item[^>]* identifier="([^"]*)"', xml)
        assert found, file
        item = unescape(found[1])
        if responses.get(item):
            tries[item] = {"xml": xml, "responses": responses[item]}
    shutil.copy(PLAYER, folder / "player.js")
    data = json.dumps(tries).replace("</", "<\\/")
    script = f'<script id="tries" type="application/json">{data}</script>'
    page = _PAGE.replace("<div", f"{script}<div")
    (folder / "page.html").write_text(page, encoding="utf-8")
    shown = subprocess.run(
        [
            *(BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom"),
            *("--virtual-time-budget=600000", f"--user-data-dir={folder / 'browser'}"),
            (folder / "page.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    ).stdout
    scores = re.search(r'<pre id="scores">(.*?)</pre>', shown, re.DOTALL)
    assert scores and scores[1], "the player gave nothing"
    result: dict[str, list[dict[str, Any]]] = json.loads(unescape(scores[1]))
    return result
