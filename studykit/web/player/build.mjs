// Builds `src/` into `../built/`; with `--check` tells whether that is what it holds already.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "built");

async function bundle(entry, more = {}) {
  const done = await build({
    entryPoints: [join(here, "src", entry)],
    absWorkingDir: here,
    bundle: true,
    minify: true,
    charset: "utf8",
    target: "es2022",
    format: "iife",
    legalComments: "none",
    write: false,
    ...more,
  });
  return done.outputFiles[0].text;
}

/** Every sentence that the sources say, as `sentences.py` reads them. */
async function sentences() {
  const files = (await readdir(join(here, "src"), { recursive: true })).filter((file) => file.endsWith(".ts"));
  const found = new Map();
  const text = '"((?:[^"\\\\]|\\\\.)*)"';
  const calls = [
    [new RegExp(`\\bwords\\(\\s*${text}`, "g"), ([one]) => [one]],
    [new RegExp(`\\bmany\\(\\s*[^"]+?,\\s*${text},\\s*${text}`, "g"), ([one, more]) => [one, more]],
    [new RegExp(`\\binContext\\(\\s*${text},\\s*${text}`, "g"), ([context, one]) => [context, one, 0]],
  ];
  for (const file of files.sort()) {
    const source = await readFile(join(here, "src", file), "utf8");
    for (const [call, entry] of calls) {
      for (const match of source.matchAll(call)) {
        const said = entry(match.slice(1).map((each) => JSON.parse(`"${each}"`)));
        found.set(JSON.stringify(said), said);
      }
    }
  }
  const lines = [...found.keys()].sort();
  return `[\n${lines.join(",\n")}\n]\n`;
}

// Whoever hands the file on hands these on too.
const LICENCES = `/*! studykit, MIT licence, (c) studykit contributors.
Holds ts-fsrs, MIT licence, (c) Open Spaced Repetition, and @noble/hashes, MIT licence, (c) Paul Miller:
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and
this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS
PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT
HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
A table of Chinese characters, where a course needs it, is from OpenCC, under the Apache License 2.0. */
`;

const files = {
  "player.js": LICENCES + (await bundle("main.ts")).replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--"),
  "player.css": await bundle("player.css"),
  "sentences.json": await sentences(),
};
await mkdir(target, { recursive: true });
let stale = 0;
for (const [name, text] of Object.entries(files)) {
  const place = join(target, name);
  if (process.argv.includes("--check")) {
    const there = await readFile(place, "utf8").catch(() => "");
    if (there !== text) {
      stale += 1;
      console.error(`${name} is not what the sources give: run npm run build.`);
    }
  } else await writeFile(place, text);
}
process.exit(stale ? 1 : 0);
