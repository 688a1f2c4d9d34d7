/** Regular expressions, all ways through them followed at once: see `expressions.py`. */

import type { Part, Step } from "../model";
import { SPACE } from "./texts";

const CATEGORIES: Record<string, RegExp> = {
  d: /^\p{Nd}$/u,
  s: new RegExp(`^${SPACE}$`, "u"),
  w: /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u,
};

export function matchesWhole(steps: Step[], text: string, caseSensitive: boolean): boolean {
  const signs = [...text];
  let at = new Set<number>();
  follow(steps, 0, signs, 0, at);
  signs.forEach((sign, place) => {
    const next = new Set<number>();
    for (const number of at) {
      const step = steps[number];
      if (step?.[0] === "c" && takes(step[1], step[2], sign, caseSensitive)) {
        follow(steps, number + 1, signs, place + 1, next);
      }
    }
    at = next;
  });
  return at.has(steps.length);
}

/** Add the step numbered `first`, and all that it leads to without taking a character. */
function follow(steps: Step[], first: number, signs: string[], place: number, found: Set<number>): void {
  const waiting = [first];
  const seen = new Set<number>();
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (seen.has(number)) continue;
    seen.add(number);
    const step = steps[number];
    if (step === undefined || step[0] === "c") found.add(number);
    else if (step[0] === "/") waiting.push(number + step[1], number + step[2]);
    else if (standsAt(step[1], signs, place)) waiting.push(number + 1);
  }
}

function standsAt(what: string, signs: string[], place: number): boolean {
  if (what === "^") return place === 0;
  if (what === "$") return place === signs.length;
  const before = isOf("w", signs[place - 1] ?? "");
  const boundary = before !== isOf("w", signs[place] ?? "");
  return what === "b" ? boundary : !boundary;
}

function takes(parts: Part[], negated: boolean, sign: string, caseSensitive: boolean): boolean {
  const forms = caseSensitive ? [sign] : [...new Set([sign, sign.toLowerCase(), sign.toUpperCase()])];
  return forms.some((form) => parts.some((part) => isPart(part, form, caseSensitive))) !== negated;
}

function isPart(part: Part, sign: string, caseSensitive: boolean): boolean {
  if (typeof part === "string") {
    return part === sign || (!caseSensitive && part.toLowerCase() === sign.toLowerCase());
  }
  if (part.length === 2) return code(part[0]) <= code(sign) && code(sign) <= code(part[1]) && [...sign].length === 1;
  const name = part[0][1] ?? "";
  return name === name.toLowerCase() ? isOf(name, sign) : !isOf(name.toLowerCase(), sign);
}

function isOf(category: string, sign: string): boolean {
  return CATEGORIES[category]?.test(sign) ?? false;
}

function code(sign: string): number {
  return sign.codePointAt(0) ?? -1;
}
