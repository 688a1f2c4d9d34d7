// A learner with a tab: does what a script of steps says and tells what was seen.
//
//   node tests/serve/tab.mjs LINK STEPS ANSWERS        (from the folder of the player)
//
// A step is `[name, …]`; what one returns goes into the answers, in order.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { launched } = await import(join(process.cwd(), "test/browser.mjs"));
const [link, script, answers] = process.argv.slice(2);
const origin = new URL(link).origin;
const browser = await launched();
const context = await browser.newContext({ viewport: { width: 1000, height: 640 } });
const troubles = [];
const elsewhere = [];

async function opened() {
  const page = await context.newPage();
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("request", (request) => {
    const place = new URL(request.url());
    if (place.protocol !== "data:" && place.origin !== origin) elsewhere.push(request.url());
  });
  await page.goto(link);
  return page;
}

let page = await opened();
const lines = () => page.locator(".xterm-rows > div").allInnerTexts();
const plain = (text) => text.replaceAll("\u00a0", " ");

const does = {
  async see(text) {
    const until = Date.now() + 30_000;
    for (;;) {
      const found = plain((await lines()).join("\n"));
      if (found.includes(text)) return found;
      if (Date.now() > until) throw new Error(`no “${text}” in\n${found}`);
      await page.waitForTimeout(50);
    }
  },
  press: (key) => page.keyboard.press(key),
  /** Presses a key, which may come too soon, until a text is there. */
  async until(text, key) {
    const until = Date.now() + 30_000;
    while (!plain((await lines()).join("")).includes(text)) {
      if (Date.now() > until) throw new Error(`no “${text}”`);
      await page.keyboard.press(key);
      await page.waitForTimeout(1000);
    }
  },
  /** As an input method does. */
  async commit(text) {
    const input = await context.newCDPSession(page);
    await input.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await input.send("Input.insertText", { text });
  },
  async click(text) {
    await does.see(text);
    const rows = (await lines()).map(plain);
    const row = rows.findIndex((line) => line.includes(text));
    const box = await page.locator(".xterm-rows > div").nth(row).boundingBox();
    const screen = await page.locator(".xterm-screen").boundingBox();
    const cell = screen.width / rows[0].length;
    await page.mouse.click(screen.x + (rows[row].indexOf(text) + 1.5) * cell, box.y + box.height / 2);
  },
  resize: (width, height) => page.setViewportSize({ width, height }),
  reload: () => page.reload(),
  async notice() {
    await page.locator("#notice button").waitFor();
    return page.locator("#notice p").innerText();
  },
  async another() {
    page = await opened();
  },
  async first() {
    [page] = context.pages();
  },
  close: () => page.close(),
};

const seen = [];
try {
  for (const [name, ...words] of JSON.parse(readFileSync(script, "utf8"))) seen.push((await does[name](...words)) || null);
} catch (error) {
  await page.screenshot({ path: `${answers}.png` }).catch(() => {});
  throw error;
} finally {
  writeFileSync(answers, JSON.stringify({ seen, troubles, elsewhere }));
  await browser.close();
}
