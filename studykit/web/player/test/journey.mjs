// A learner with a file: does what a script of steps says and tells what was seen.
//
//   node test/journey.mjs PAGE STEPS ANSWERS
//
// A step is `[name, …]`; what one returns goes into the answers, in order.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launched } from "./browser.mjs";

const [file, script, answers] = process.argv.slice(2);
const { steps, options = {}, storage = "works", profile = "" } = JSON.parse(readFileSync(script, "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await launched();
// The page's own policy lets nobody put a script into it, not even one that looks for barriers.
const bypassCSP = steps.some(([name]) => name === "barriers");
const context = await browser.newContext({ acceptDownloads: true, locale: "en-GB", bypassCSP, ...options });
const requests = [];
const troubles = [];
if (storage === "refused") {
  await context.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
}
if (storage === "full") {
  await context.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (value && key.startsWith("studykit/")) throw new DOMException("full", "QuotaExceededError");
      set.call(this, key, value);
    };
  });
}
const page = await context.newPage();
page.on("pageerror", (error) => troubles.push(String(error)));
page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
page.on("request", (request) => {
  if (!request.url().startsWith("file:") && !request.url().startsWith("blob:")) requests.push(request.url());
});
page.on("dialog", (dialog) => dialog.accept());
// A clock that only the step `pass` moves.
if (steps.some(([name]) => name === "pass")) await page.clock.install();
const address = `file://${file}`;
await page.goto(address);

/** How a learner answers a question that is shown, given the response in the author's order. */
const respond = {
  async choice(indices) {
    const all = page.locator(".question .option label");
    for (const text of indices) await all.filter({ hasText: text }).first().click();
  },
  async type(text) {
    await page.locator(".question input[type=text]").fill(text);
  },
  async gaps(texts) {
    for (const [n, text] of texts.entries()) {
      const place = page.locator(`[data-gap="${n}"]`);
      if (await place.locator("select").count()) await place.locator("select").selectOption(text);
      else await place.locator("input").fill(text);
    }
  },
  async slide(value) {
    await page.locator(".question input[type=range]").evaluate((input, index) => {
      input.value = index;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }, value);
  },
  async order(texts) {
    for (const [place, text] of texts.entries()) {
      for (;;) {
        const items = await page.locator(".ordering .text").allTextContents();
        const at = items.indexOf(text);
        if (at <= place) break;
        await page.locator(".ordering li").nth(at).locator("button").first().press("Enter");
      }
    }
  },
  async place(pairs) {
    for (const [part, place] of Object.entries(pairs)) {
      const row = page.locator(".placing li").filter({ has: page.locator("label", { hasText: part }) });
      await row.locator("select").selectOption({ label: place });
    }
  },
  async write(text) {
    await page.locator("textarea").fill(text);
  },
};

const does = {
  go: (route) => page.evaluate((to) => { location.hash = to; }, route).then(() => page.waitForTimeout(50)),
  click: (name) => page.getByRole("button", { name, exact: true }).first().click(),
  link: (name) => page.getByRole("link", { name }).first().click(),
  press: (key) => page.keyboard.press(key),
  tick: (text) => page.locator(".option label", { hasText: text }).click(),
  sure: (text) => page.locator(".sureness label", { hasText: text }).last().click(),
  respond: (how, what) => respond[how](what),
  language: (label) => page.locator("header select").selectOption({ label }),
  reload: () => page.reload(),
  text: (selector = "main") => page.locator(selector).innerText(),
  count: (selector) => page.locator(selector).count(),
  html: (selector) => page.locator(selector).first().innerHTML(),
  lang: () => page.evaluate(() => document.documentElement.lang),
  focus: () => page.evaluate(() => document.activeElement?.textContent ?? ""),
  pass: (minutes) => page.clock.fastForward(minutes * 60_000),
  async save() {
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save my progress" }).first().click();
    return readFileSync(await (await waiting).path(), "utf8");
  },
  async load() {
    await page.locator("input[type=file]").setInputFiles({
      name: "progress.json",
      mimeType: "application/json",
      buffer: Buffer.from(profile),
    });
    await page.waitForTimeout(200);
  },
  stored: () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("studykit/")).length),
  /** What keeps people from using what is shown: the rules of WCAG 2.2 A and AA. */
  async barriers() {
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate(() =>
      window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
    );
    return found.violations.map((each) => [each.id, ...each.nodes.map((node) => node.html.slice(0, 120))]);
  },
  /** What no reader should see. */
  odd: async () => (await page.locator("body").innerText()).match(/\b(?:null|undefined|NaN)\b|\[object/g) ?? [],
  /** Whether everything fits into the width of the window. */
  overflow: () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  picture: (place) => page.screenshot({ path: place, fullPage: true }),
  small: () =>
    page.evaluate(() =>
      [...document.querySelectorAll("button, select, a.button, .option label")]
        .map((each) => [each.textContent, each.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.height < 24 || box.width < 24))
        .map(([text]) => text),
    ),
};

page.setDefaultTimeout(8000);
const seen = [];
for (const [name, ...rest] of steps) {
  try {
    seen.push((await does[name](...rest)) ?? null);
  } catch (error) {
    if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
    throw new Error(`${JSON.stringify([name, ...rest])}: ${error.message}\n${await page.locator("main").innerText()}`);
  }
}
writeFileSync(answers, JSON.stringify({ seen, troubles, requests }));
await browser.close();
