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

const files = {
  "player.js": (await bundle("main.ts")).replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--"),
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
