/** Text as it is compared: `studykit/questions/texts.py`, rule by rule. */

import { asciiDigits, digitsOf } from "./numbers";

export const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const SPACES = new RegExp(`${SPACE}+`, "u");
const LONGEST_RESPONSE = 10_000;

const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e001f}\u{e0080}-\u{e0fff}]/gu;
const SIGNS: Record<string, string> = {
  "'": "‘’‚‛ʼʻˈ´`′‵‹›＇",
  '"': "“”„‟″‶〃«»「」『』﹁﹂﹃﹄〝〞〟｢｣＂",
  "-": "‐‑‒–—―−⁃⸺⸻─﹘﹣－",
  "·": "‧•・･∙⋅●⸱⸳ꞏ᛫",
  "~": "〜～∼",
  "/": "⁄∕",
};
const SIGN_OF = new Map(
  Object.entries(SIGNS).flatMap(([one, signs]) => [...signs].map((sign): [string, string] => [sign, one])),
);
const LONG_DASH = /[—―─⸺⸻]+/gu;
const HAN = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u{20000}-\\u{3ffff}]";
const LOOSE_SPACE = new RegExp(
  `(?<=${HAN})${SPACE}+|${SPACE}+(?=${HAN})|(?<=\\p{Nd})${SPACE}+(?=\\P{Nd})|(?<=${SPACE.replace("[", "[^\\p{Nd}")})${SPACE}+(?=\\p{Nd})`,
  "gu",
);
const DIGIT_GROUPS = new RegExp(`\\p{Nd}+(?:${SPACE}+\\p{Nd}+)+`, "gu");
const THOUSANDS = /(?<![\p{Nd},.])\p{Nd}{1,3}(?:,\p{Nd}{3})+(?![\p{Nd},])/gu;
const CHINESE_NUMBER =
  /(?:\p{Nd}+(?:\.\p{Nd}+)?)?[零〇一二兩两三四五六七八九十百千萬万億亿]+[\p{Nd}零〇一二兩两三四五六七八九十百千萬万億亿]*/gu;
const ZERO = /(?<!\p{Nd})0+(?=\p{Nd}[月日號号時时分秒])/gu;
const FULL_STOP = new RegExp(`(?<=${SPACE.replace("[", "[^.。")})${SPACE}*[.。]$`, "u");
const NOT_SPACE = SPACE.replace("[", "[^");
const EMPHASIS = ["\\*\\*", "__", "~~", "`", "\\*", "_"].map(
  (mark) =>
    new RegExp(
      `(?<![A-Za-z0-9\\\\])${mark}(?=${NOT_SPACE})(.+?)(?<=${SPACE.replace("[", "[^\\\\")})${mark}(?![A-Za-z0-9])`,
      "gu",
    ),
);
const STAR = 4;
const ESCAPED = /\\([*_`~\\])/gu;

/** Python's `str.split()`, joined again by one space. */
export function folded(text: string): string {
  return text.split(SPACES).filter(Boolean).join(" ");
}

/** The first characters of a text, counted as Python does. */
export function head(text: string, count: number): string {
  return text.length <= count ? text : [...text].slice(0, count).join("");
}

const FOLD_EXCEPTIONS: Record<string, string> = { ı: "ı", ẞ: "ss" };

/** Python's `str.casefold()`. */
export function casefold(text: string): string {
  let result = "";
  for (const sign of text) {
    result += FOLD_EXCEPTIONS[sign] ?? [...sign.toUpperCase()].map(lower).join("");
  }
  return result;
}

function lower(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  // Cherokee folds to its capitals.
  return (code >= 0x13a0 && code <= 0x13f5) ? sign : sign.toLowerCase();
}

export function normalised(text: string, caseSensitive = false): string {
  const plain = folded(head(text, LONGEST_RESPONSE).normalize("NFKC"));
  return caseSensitive ? plain : casefold(plain).normalize("NFKC");
}

let forms: Map<string, string> = new Map();

/** Take the groups of Chinese characters that are forms of one another. */
export function setForms(groups: string[]): void {
  forms = new Map();
  for (const group of groups) {
    const [first = "", ...others] = [...group];
    for (const form of others) forms.set(form, first);
  }
}

export interface Rule {
  case_sensitive?: boolean | undefined;
  exact?: boolean | undefined;
  variants?: string | undefined;
}

function translated(text: string): string {
  return [...text].map((sign) => SIGN_OF.get(sign) ?? sign).join("");
}

export function fold(text: string, rule: Rule): string {
  let result = head(text, LONGEST_RESPONSE);
  if (!rule.exact) {
    result = result.replace(INVISIBLE, "").normalize("NFC");
    result = translated(result.replace(LONG_DASH, "-"));
  }
  result = normalised(result, rule.case_sensitive);
  if (!rule.exact) {
    result = translated(result.replace(INVISIBLE, "").replace(LONG_DASH, "-"));
    result = tight(result);
  }
  if (rule.variants === "chinese") result = [...result].map((sign) => forms.get(sign) ?? sign).join("");
  return result;
}

/** An answer without its Markdown emphasis; where stars are `wild`, single ones stay. */
export function plain(answer: string, rule: Rule, wild = false): string {
  if (rule.exact) return answer;
  let result = answer;
  EMPHASIS.forEach((emphasis, number) => {
    if (!(wild && number === STAR)) result = result.replace(emphasis, "$1");
  });
  return wild ? result : result.replace(ESCAPED, "$1");
}

export function same(typed: string, answer: string, rule: Rule): boolean {
  const mine = fold(typed, rule);
  return mine !== "" && (mine === fold(answer, rule) || mine === fold(plain(answer, rule), rule));
}

function tight(text: string): string {
  return asciiDigits(text)
    .replace(THOUSANDS, (number) => number.replaceAll(",", ""))
    .replace(LOOSE_SPACE, "")
    .replace(DIGIT_GROUPS, joinedGroups)
    .replace(FULL_STOP, "")
    .replace(CHINESE_NUMBER, digitsOf)
    .replace(ZERO, "");
}

function joinedGroups(groups: string): string {
  const parts = groups.split(SPACES);
  return parts.some((part) => part.length >= 3) ? parts.join("") : parts.join(" ");
}

function wildPieces(wanted: string): string[] {
  return wanted
    .replaceAll("\\*", "\0")
    .split("*")
    .map((piece) => piece.replaceAll("\0", "*"));
}

export function matchesWild(wanted: string, response: string): boolean {
  const [first = "", ...rest] = wildPieces(wanted);
  const last = rest.pop();
  if (last === undefined) return response === first;
  const end = response.length - last.length;
  if (!(response.startsWith(first) && response.endsWith(last)) || end < first.length) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = response.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

export function isWritten(response: unknown): response is string {
  return typeof response === "string" && folded(response) !== "";
}
