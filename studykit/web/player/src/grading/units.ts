/** Numbers with their units: `studykit/questions/units.py`, rule by rule. */

import type { Question } from "../model";
import { words } from "../words";
import { readNumber } from "./numbers";
import { casefold, head, SPACE } from "./texts";

const WORD = /[\p{L}\p{Nl}\p{No}]+/gu;
const PREFIXES = new Set("QRYZEPTGMkhdcmunpfazyrq");
const SYMBOLS = new Set(
  "m g s A K mol cd Hz N Pa J W C V F Ω S Wb T H lm lx Bq Gy Sv kat L l b B bit eV Wh bar t cal VA M".split(" "),
);
const OF_BOTH_CASES = new Set("sSbBhHtTgGaAmM");
const BEHIND_PREFIX = new Set("sSbB");
const BEGINS_A_UNIT = /^(?:[\p{L}\p{Nl}\p{No}]|[%‰°$€£¥₩₹])/u;
const PERCENT = /百分之(.+)/u;
const NOT_IN_UNITS = new RegExp(`${SPACE}|\\^`, "gu");

export interface Quantity {
  value: number | null;
  /** The number as it is written. */
  number?: string;
  rest?: string;
  /** The unit that is written, where it is one of the question's. */
  unit?: string;
}

type Measured = Pick<Question, "unit" | "units" | "decimal_comma">;

function namesOf(asked: Measured): string[] {
  return [...new Set([asked.unit ?? "", ...Object.keys(asked.units ?? {})])].filter(Boolean);
}

function factorOf(asked: Measured, name: string): number {
  return name === asked.unit ? 1 : (asked.units?.[name] ?? 1);
}

export function readQuantity(text: string, asked: Measured): Quantity {
  const names = namesOf(asked);
  const value = readNumber(text, asked.decimal_comma);
  if (value !== null && !(names.includes("%") && PERCENT.test(text))) return { value, number: text };
  const splits = splitsOf(text);
  for (const [number, written] of splits) {
    const name = named(written, names);
    const read = name ? readNumber(number, asked.decimal_comma) : null;
    if (name && read !== null) return { value: read * factorOf(asked, name), number, unit: name };
  }
  const longest = [...splits].sort((one, other) => [...other[0]].length - [...one[0]].length);
  for (const [number, written] of longest) {
    if (BEGINS_A_UNIT.test(written) && readNumber(number, asked.decimal_comma) !== null) {
      return { value: null, number, rest: written };
    }
  }
  return { value: null };
}

/** Why a text cannot be read as a number with its unit; "" where it can. */
export function objection(text: string, asked: Measured): string {
  const { value, number, rest = "" } = readQuantity(text, asked);
  const names = namesOf(asked);
  if (value !== null) return "";
  if (number && names.length) {
    return words("“{rest}” is no unit of this answer. It has: {units}", { rest, units: names.join(" · ") });
  }
  if (number) return words("Write the number alone, without “{rest}”.", { rest });
  return words("This cannot be read as a number. Write it in digits, such as {example}", {
    example: asked.decimal_comma ? "1200,5" : "1200.5",
  });
}

function named(written: string, names: string[]): string {
  for (const same of [spelling, caseFolded]) {
    for (const name of names) {
      if (same(name) === same(written) && isSameUnit(name, written)) return name;
    }
  }
  return "";
}

function splitsOf(written: string): [string, string][] {
  const text = head(written.trim(), 200);
  const splits: [string, string][] = [];
  const percent = /^百分之(.+)$/u.exec(text.normalize("NFKC"));
  if (percent) splits.push([percent[1] ?? "", "%"]);
  const signs = [...text];
  for (let at = 1; at < signs.length; at += 1) {
    const number = signs.slice(0, at).join("").trim();
    const unit = signs.slice(at).join("").trim();
    if (unit) {
      splits.push([number, unit]);
      if (/\p{Sc}/u.test(number)) splits.push([unit, number]);
    }
  }
  return splits;
}

function spelling(unit: string): string {
  return unit.normalize("NFKC").replace(NOT_IN_UNITS, "").replaceAll("·", "⋅").replaceAll("μ", "u");
}

function caseFolded(unit: string): string {
  return casefold(spelling(unit));
}

function isSameUnit(name: string, written: string): boolean {
  const mine = spelling(name).match(WORD) ?? [];
  const theirs = spelling(written).match(WORD) ?? [];
  return mine.every((word, n) => theirs[n] === undefined || isSameWord(word, theirs[n]));
}

function isSameWord(name: string, written: string): boolean {
  if (name === written) return true;
  const mine = [...name];
  const theirs = [...written];
  const [first = "", ...rest] = mine;
  if (mine.length === 1) return !OF_BOTH_CASES.has(name);
  if (mine.length !== theirs.length) return true;
  const symbol = rest.join("");
  if (PREFIXES.has(first) && SYMBOLS.has(symbol)) {
    const prefix = first === theirs[0] || !PREFIXES.has(theirs[0] ?? "");
    return prefix && (symbol === theirs.slice(1).join("") || !BEHIND_PREFIX.has(symbol));
  }
  return true;
}
