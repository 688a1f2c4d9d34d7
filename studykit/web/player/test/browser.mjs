// Chromium without a window, and the sources built for it.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";

export const here = join(dirname(fileURLToPath(import.meta.url)), "..");
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function launched() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

export async function bundled(entry) {
  const done = await build({
    entryPoints: [join(here, entry)],
    absWorkingDir: here,
    bundle: true,
    format: "iife",
    target: "es2022",
    write: false,
  });
  return done.outputFiles[0].text;
}
