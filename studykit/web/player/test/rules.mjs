// Asks the player's rules in Chromium: a JSON document of cases in, one of answers out.
import { readFileSync, writeFileSync } from "node:fs";
import { bundled, launched } from "./browser.mjs";

const [cases, answers] = process.argv.slice(2);
const browser = await launched();
// The histories of the tests are those of learners whose clock shows UTC.
const page = await (await browser.newContext({ timezoneId: "UTC" })).newPage();
await page.addScriptTag({ content: await bundled("src/testing.ts") });
const found = await page.evaluate((given) => {
  const { rules } = globalThis;
  rules.setForms(given.forms ?? []);
  return {
    grades: (given.cases ?? []).map((each) => rules.judged(given.questions, each)),
    numbers: (given.numbers ?? []).map(([text, comma]) => rules.readNumber(text, comma)),
    shortest: (given.shortest ?? []).map(rules.shortest),
    folded: (given.folded ?? []).map(rules.casefold),
    played: (given.scripts ?? []).map((each) => rules.played(each.course, each)),
    dealt: (given.lives ?? []).map((each) => rules.dealt(given.course, each)),
    histories: (given.histories ?? []).map((each) => rules.reviewed(each.card, each.settings, each.reviews)),
  };
}, JSON.parse(readFileSync(cases, "utf8")));
writeFileSync(answers, JSON.stringify(found));
await browser.close();
