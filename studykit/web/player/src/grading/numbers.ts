/** Reading numbers as people write them: `studykit/questions/numbers.py`, rule by rule. */

import type { Tolerance } from "../model";
import { casefold, folded, head } from "./texts";

const LONGEST = 100;
const MINUS = /[−‐‑‒–—－﹣]/gu;
const GROUPS: Record<string, string> = {
  ".": "[1-9]\\p{Nd}{0,2}(?<sep>[, '])\\p{Nd}{3}(?:\\k<sep>\\p{Nd}{3})*|[1-9]\\p{Nd}?(?:,\\p{Nd}{2})+,\\p{Nd}{3}|\\p{Nd}+",
  ",": "[1-9]\\p{Nd}{0,2}(?<sep>[. '])\\p{Nd}{3}(?:\\k<sep>\\p{Nd}{3})*|\\p{Nd}+",
};
const PLAIN = new Map(
  Object.entries(GROUPS).map(([sign, groups]): [string, RegExp] => [
    sign,
    new RegExp(`^[-+]?(?:(?:${groups})(?:[${sign}]\\p{Nd}*)?|[${sign}]\\p{Nd}+)(?:e[-+]?\\p{Nd}{1,3})?$`, "u"),
  ]),
);
const POINT = PLAIN.get(".") as RegExp;
const COMMA = PLAIN.get(",") as RegExp;
const THOUSANDS = /^[-+]?[1-9]\p{Nd}{0,2}(?:,\p{Nd}{3})+$/u;
const EITHER = /^[-+]?[1-9]\p{Nd}{0,2}\.\p{Nd}{3}$/u;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const RAISED = new RegExp(`(?<=10)[${SUPERSCRIPTS}]+`, "gu");
const POWER =
  /(?:(?<=[\p{Nd}.])\s*[x×*·⋅∙]\s*|(?<![\p{Nd}.,]))10\s*(?:\^|\*\*)\s*([-+]?\p{Nd}{1,3})$/u;
const FRACTION = /^([-+]?)(?:(\p{Nd}{1,15})\s+)?(\p{Nd}{1,15})\s*\/\s*(\p{Nd}{1,15})$/u;
const CHINESE_FRACTION = /^(.+)分之(.+)$/u;
const CHINESE_DIGITS = new Map<string, number>([
  ...[..."零一二三四五六七八九"].map((sign, n): [string, number] => [sign, n]),
  ...[..."〇壹貳參肆伍陸柒捌玖"].map((sign, n): [string, number] => [sign, n]),
  ["兩", 2], ["两", 2], ["贰", 2], ["叁", 3], ["参", 3], ["陆", 6],
]);
const SMALL = new Map([["十", 10], ["拾", 10], ["百", 100], ["佰", 100], ["千", 1000], ["仟", 1000]]);
const LARGE = new Map([["萬", 1e4], ["万", 1e4], ["億", 1e8], ["亿", 1e8], ["兆", 1e12]]);
const CHINESE_TOKEN = /\p{Nd}+(?:\.\p{Nd}+)?|./gu;
const CHINESE = new RegExp(
  `^[\\p{Nd}.點点${[...CHINESE_DIGITS.keys(), ...SMALL.keys(), ...LARGE.keys()].join("")}]+$`,
  "u",
);
const EXACT = 1e-14;
const DIGIT = /\p{Nd}/gu;
const IS_DIGIT = /^\p{Nd}/u;

/** Digits of every script as 0 to 9: those of a script follow one another. */
export function asciiDigits(text: string): string {
  return text.replace(DIGIT, (digit) => {
    if (digit >= "0" && digit <= "9") return digit;
    const code = digit.codePointAt(0) as number;
    let below = 0;
    while (IS_DIGIT.test(String.fromCodePoint(code - below - 1))) below += 1;
    return String(below % 10);
  });
}

/** Python's `f"{value:.15g}"`. */
export function shortest(value: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "", exponent = "0"] = value.toExponential(14).split("e");
  const power = Number(exponent);
  const bare = (digits: string) => (digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits);
  if (power >= -4 && power < 15) return bare(value.toFixed(14 - power));
  const sign = power < 0 ? "-" : "+";
  return `${bare(mantissa)}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}

export function digitsOf(number: string): string {
  const value = readNumber(number);
  return value === null ? number : shortest(value);
}

export function readNumber(text: string, decimalComma = false): number | null {
  const plain = halfWidth(text);
  for (const read of [readPower, readFraction, readChinese]) {
    const value = read(plain, decimalComma);
    if (value !== null) return Number.isFinite(value) ? value : null;
  }
  return null;
}

function halfWidth(text: string): string {
  let result = head(text, LONGEST).trim();
  result = result.replace(RAISED, (power) => "^" + [...power].map((sign) => "0123456789+-"[SUPERSCRIPTS.indexOf(sign)]).join(""));
  if (new RegExp(`[${SUPERSCRIPTS}]`, "u").test(result)) return "";
  result = result.replace(/(?<=\p{Nd})(?=[¼-¾⅐-⅞↉])/gu, " ");
  result = result.normalize("NFKC").replaceAll("⁄", "/").replaceAll("’", "'");
  return casefold(folded(result)).replace(MINUS, "-");
}

function float(text: string): number {
  return Number(asciiDigits(text));
}

function readPower(text: string, decimalComma: boolean): number | null {
  const power = POWER.exec(text);
  if (power === null) return readPlain(text, decimalComma);
  let front = text.slice(0, power.index);
  if (front.replace(/^[+-]+|[+-]+$/g, "") === "") front += "1";
  return front.includes("e") ? null : readPlain(`${front}e${power[1]}`, decimalComma);
}

function readPlain(text: string, decimalComma: boolean): number | null {
  if (decimalComma) {
    if (EITHER.test(text)) return null;
    if (COMMA.test(text) && !THOUSANDS.test(text)) {
      return float(text.replace(/[. ']/g, "").replace(",", "."));
    }
  }
  return POINT.test(text) ? float(text.replace(/[, ']/g, "")) : null;
}

function readFraction(text: string): number | null {
  const found = FRACTION.exec(text);
  if (found === null || !float(found[4] ?? "0")) return null;
  const value = float(found[2] ?? "0") + float(found[3] ?? "0") / float(found[4] ?? "1");
  return found[1] === "-" ? -value : value;
}

function readChinese(text: string): number | null {
  const negative = /^[負负-]/u.test(text);
  const sign = negative ? -1 : 1;
  const body = negative ? text.slice(1) : text;
  const fraction = CHINESE_FRACTION.exec(body);
  if (fraction) {
    const below = chineseDecimal(fraction[1] ?? "");
    const above = chineseDecimal(fraction[2] ?? "");
    return below && above !== null ? (sign * above) / below : null;
  }
  const value = chineseDecimal(body);
  return value === null ? null : sign * value;
}

function chineseDecimal(written: string): number | null {
  const text = written
    .replace(/(?<=\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu, "")
    .replaceAll("廿", "二十")
    .replaceAll("卅", "三十");
  if (!CHINESE.test(text) || /^[\p{Nd}.]+$/u.test(text)) return null;
  const pointed = text.replaceAll("点", "點");
  const dot = pointed.indexOf("點");
  const whole = dot < 0 ? pointed : pointed.slice(0, dot);
  const decimals = dot < 0 ? "" : pointed.slice(dot + 1);
  let value = chineseWhole(whole);
  if (value === null || (dot >= 0 && !decimals)) return null;
  let place = 0;
  for (const digit of decimals) {
    place += 1;
    const known = CHINESE_DIGITS.get(digit);
    if (known === undefined && !IS_DIGIT.test(digit)) return null;
    value += (known ?? float(digit)) / 10 ** place;
  }
  return value;
}

function chineseWhole(text: string): number | null {
  let total = 0;
  let section = 0;
  let number: number | null = null;
  let lastUnit = 1;
  let lastLarge = 1;
  let seenZero = false;
  for (const token of text.match(CHINESE_TOKEN) ?? []) {
    const digit = CHINESE_DIGITS.get(token);
    const small = SMALL.get(token);
    const large = LARGE.get(token);
    if (IS_DIGIT.test(token)) {
      if (number !== null) return null;
      number = float(token);
    } else if (digit !== undefined) {
      if (number !== null) number = number * 10 + digit;
      else if (digit || !(total || section)) number = digit;
      seenZero = seenZero || !digit;
    } else if (small !== undefined) {
      lastUnit = small;
      section += (number ?? 1) * small;
      number = null;
      seenZero = false;
    } else if (large !== undefined) {
      section += number ?? 0;
      total = large > lastLarge ? (total + section) * large : total + section * large;
      lastUnit = lastLarge = large;
      section = 0;
      number = null;
      seenZero = false;
    } else {
      return null;
    }
  }
  if (number !== null) {
    const spoken = lastUnit >= 100 && !seenZero && number < 10 && Number.isInteger(number);
    section += number * (spoken ? lastUnit / 10 : 1);
  }
  return text ? total + section : null;
}

export function within(value: number, answer: number, tolerance: Tolerance): boolean {
  if (typeof tolerance === "object" && tolerance.geometric !== undefined) {
    const quotient = 1 + Math.abs(tolerance.geometric) + EXACT;
    const bounds = [answer / quotient, answer * quotient];
    return Math.min(...bounds) <= value && value <= Math.max(...bounds);
  }
  const reach =
    typeof tolerance === "object"
      ? Math.abs(answer) * (Math.abs(tolerance.relative ?? 0) + EXACT)
      : Math.abs(tolerance) + EXACT * Math.max(Math.abs(tolerance), Math.abs(answer), EXACT);
  return answer - reach <= value && value <= answer + reach;
}
