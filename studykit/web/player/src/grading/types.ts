/** Each type of question: what a response is, and how it is graded, as in `studykit/questions`. */

import type { Gap, NumberAnswer, Option, Question } from "../model";
import { matchesWhole } from "./automaton";
import { type Grade, type GradePart, exactSum, graded, share } from "./marks";
import { readNumber, within } from "./numbers";
import { fold, isWritten, matchesWild, normalised, plain, same } from "./texts";
import { objection, readQuantity } from "./units";

export type Response = unknown;

interface QuestionType {
  judge(question: Question, response: Response, scoring: string | null): Grade;
  accepts(question: Question, response: Response): boolean;
  answered(question: Question, response: Response): boolean;
  blank(question: Question, order: number[]): Response;
  objection?(question: Question, response: Response): string;
  /** The response with the digest of the text in place of every index. */
  named?(question: Question, response: Response): Response;
  noRetry?: boolean;
  /** How many things are shown in an order of their own. */
  shuffled?(question: Question): number;
}

function isIndex(value: unknown, count: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < count;
}

function areIndices(value: unknown, count: number): value is number[] {
  return Array.isArray(value) && value.every((one) => isIndex(one, count)) && new Set(value).size === value.length;
}

function indices(value: unknown, count: number): number[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((one) => isIndex(one, count)) as number[])].sort((a, b) => a - b);
}

const fraction = (weight: number) => Math.min(1, Math.max(0, weight));

const isEmpty = (response: Response) => response === null || response === undefined;

function optionParts(question: Question, ticked: number[]): GradePart[] {
  return (question.options ?? []).map((option, n) => {
    const given = ticked.includes(n);
    const part: GradePart = { right: Boolean(option.correct) === given, given };
    if (option.feedback && (given || option.correct)) part.feedback = option.feedback;
    return part;
  });
}

const byName = (question: Question, index: number) => question.names?.[index] ?? index;

const singleChoice: QuestionType = {
  judge(question, response) {
    const options = question.options ?? [];
    if (!isIndex(response, options.length)) return { score: 0, parts: optionParts(question, []), feedback: [] };
    const option = options[response] as Option;
    const score = option.weight ?? Number(Boolean(option.correct));
    return { score, parts: optionParts(question, [response]), feedback: [] };
  },
  accepts: (question, response) => isIndex(response, question.options?.length ?? 0),
  answered: (_, response) => !isEmpty(response),
  blank: () => null,
  named: (question, response) => byName(question, response as number),
  shuffled: (question) => question.options?.length ?? 0,
};

const ROUNDED = 0.001 + 1e-9;

const CHOICE_POLICIES: Record<string, (options: Option[], ticked: number[]) => number> = {
  all_or_nothing: (options, ticked) =>
    Number(options.every((option, n) => Boolean(option.correct) === ticked.includes(n))),
  net_correct(options, ticked) {
    const right = ticked.filter((n) => options[n]?.correct).length;
    const keys = options.filter((option) => option.correct).length;
    return keys ? Math.max(0, (2 * right - ticked.length) / keys) : 0;
  },
  each_option: (options, ticked) =>
    options.filter((option, n) => Boolean(option.correct) === ticked.includes(n)).length / options.length,
  weights(options, ticked) {
    const total = exactSum(ticked.map((n) => options[n]?.weight ?? 0));
    return total >= 1 - ROUNDED ? 1 : Math.max(0, total);
  },
};

const multipleChoice: QuestionType = {
  judge(question, response, scoring) {
    const options = question.options ?? [];
    const ticked = indices(response, options.length);
    const policy = CHOICE_POLICIES[question.scoring ?? scoring ?? "all_or_nothing"];
    return {
      score: ticked.length && policy ? policy(options, ticked) : 0,
      parts: optionParts(question, ticked),
      feedback: [],
    };
  },
  accepts: (question, response) => areIndices(response, question.options?.length ?? 0),
  answered: (_, response) => Array.isArray(response) && response.length > 0,
  blank: () => [],
  named: (question, response) => (response as number[]).map((n) => byName(question, n)),
  shuffled: (question) => question.options?.length ?? 0,
};

const trueFalse: QuestionType = {
  judge(question, response) {
    const right = typeof response === "boolean" && response === Boolean(question.answer);
    return graded(Number(right), [], question.feedback);
  },
  accepts: (_, response) => typeof response === "boolean",
  answered: (_, response) => !isEmpty(response),
  blank: () => null,
  noRetry: true,
};

const shortAnswer: QuestionType = {
  judge(question, response) {
    const typed = typeof response === "string" ? response : "";
    const answers = (question.answers ?? [])
      .map((answer) => ({ ...answer, weight: answer.weight ?? 1 }))
      .sort((one, other) => other.weight - one.weight);
    const best = isWritten(typed) ? answers.find((answer) => isAnswer(question, answer, typed)) : undefined;
    const score = best ? fraction(best.weight) : 0;
    return {
      score,
      parts: [{ right: score >= 1, given: isWritten(typed) }],
      feedback: best?.feedback ? [best.feedback] : [],
    };
  },
  accepts: (_, response) => typeof response === "string",
  answered: (_, response) => isWritten(response),
  blank: () => "",
};

function isAnswer(question: Question, answer: { text: string; steps?: any }, typed: string): boolean {
  if (question.regex) {
    return matchesWhole(answer.steps ?? [], normalised(typed, true), Boolean(question.case_sensitive));
  }
  const mine = fold(typed, question);
  const forms = [fold(answer.text, question), fold(plain(answer.text, question, true), question)];
  return mine !== "" && forms.some((form) => matchesWild(form, mine));
}

/** The numbers that a response may stand for, each with the share of the score that its unit leaves. */
function readings(question: Question, typed: string): [number, number][] {
  const { value, number = "", unit } = readQuantity(typed, question);
  if (question.unit_penalty === undefined) return value === null ? [] : [[value, 1]];
  const written = readNumber(number, question.decimal_comma);
  const found: [number, number][] = value !== null && unit ? [[value, 1]] : [];
  if (written !== null) found.push([written, 1 - fraction(question.unit_penalty)]);
  return found;
}

const numerical: QuestionType = {
  judge(question, response) {
    const typed = typeof response === "string" || typeof response === "number" ? String(response) : "";
    let best: NumberAnswer | undefined;
    let score = 0;
    for (const [value, left] of readings(question, typed)) {
      for (const answer of question.numbers ?? []) {
        const earned = fraction(answer.weight) * left;
        if ((!best || earned > score) && within(value, answer.number, answer.tolerance)) {
          best = answer;
          score = earned;
        }
      }
    }
    const parts = [{ right: score >= 1, given: typed !== "" }];
    return best?.feedback ? { score, parts, feedback: [best.feedback] } : graded(score, parts, question.feedback);
  },
  accepts: (_, response) => typeof response === "string",
  answered: (_, response) => isWritten(response),
  blank: () => "",
  objection(question, response) {
    if (!isWritten(response)) return "";
    const counts = question.unit_penalty !== undefined && readings(question, response).length;
    return counts ? "" : objection(response, question);
  },
};

const slider: QuestionType = {
  judge(question, response) {
    const [answer, tolerance] = question.number ?? [0, 0];
    const given = typeof response === "number" && Number.isFinite(response);
    const right = given && within(response as number, answer, tolerance);
    return graded(Number(right), [{ right, given }], question.feedback);
  },
  accepts: (question, response) => typeof response === "number" && sliderIndex(question, response) !== null,
  answered: (_, response) => typeof response === "number" && Number.isFinite(response),
  blank: () => null,
};

function sliderIndex(question: Question, number: number): number | null {
  const [low, high, step] = question.scale ?? [0, 0, 1];
  const place = (number - low) / step;
  const index = Math.round(place);
  return Math.abs(place - index) <= 1e-6 && index >= 0 && index <= Math.round((high - low) / step) ? index : null;
}

/** The number `index` steps above the low end. */
export function sliderNumber(question: Question, index: number): number {
  const [low, , step] = question.scale ?? [0, 0, 1];
  return Number((low + index * step).toPrecision(12));
}

const CHOSEN = { case_sensitive: true, exact: true };

const isNumber = (value: unknown): value is number => typeof value === "number";

function earnedInGap(gap: Gap, typed: string, question: Question): number {
  const rule = gap.choices ? CHOSEN : { exact: question.exact, variants: question.variants };
  if (!gap.accepted) return Number((gap.answers ?? []).some((answer) => same(typed, answer, rule)));
  const value = readNumber(typed, question.decimal_comma);
  const weights = gap.accepted
    .filter(({ text, number, tolerance }) =>
      isNumber(number) ? value !== null && within(value, number, tolerance) : same(typed, text, rule),
    )
    .map(({ weight }) => weight);
  return Math.max(0, ...weights);
}

const cloze: QuestionType = {
  judge(question, response) {
    const given = Array.isArray(response) ? response : [];
    const parts = (question.gaps ?? []).map((gap, n) => {
      const typed = typeof given[n] === "string" ? (given[n] as string) : "";
      const earned = earnedInGap(gap, typed, question);
      return { right: earned >= 1, given: isWritten(typed), share: earned };
    });
    return graded(share(parts), parts, question.feedback);
  },
  accepts: (question, response) =>
    Array.isArray(response) &&
    response.length === (question.gaps?.length ?? 0) &&
    response.every((text) => typeof text === "string"),
  answered: (_, response) => Array.isArray(response) && response.some(isWritten),
  blank: (question) => (question.gaps ?? []).map(() => ""),
  objection(question, response) {
    for (const [n, gap] of (question.gaps ?? []).entries()) {
      const typed = (response as string[])[n];
      const numeric = gap.accepted?.every((one) => isNumber(one.number)) && !gap.choices;
      const found = numeric && isWritten(typed) ? objection(typed as string, question) : "";
      if (found) return found;
    }
    return "";
  },
  named: (question) => question.rows ?? [],
};

const ORDER_POLICIES: Record<string, (order: number[]) => number> = {
  all_or_nothing: (order) => Number(order.every((item, place) => item === place)),
  position: (order) => order.filter((item, place) => item === place).length / order.length,
  adjacent(order) {
    if (order.length < 2) return Number(order.every((item, place) => item === place));
    const pairs = order.slice(1).filter((after, n) => after === (order[n] as number) + 1).length;
    return pairs / (order.length - 1);
  },
  longest_ordered(order) {
    const ends: number[] = [];
    for (const item of order) {
      const at = ends.findIndex((end) => end >= item);
      ends[at < 0 ? ends.length : at] = item;
    }
    return ends.length > 1 || order.length === 1 ? ends.length / order.length : 0;
  },
};

/** The order with the items of a group exchanged so that they stand as their author wrote them. */
function rankedInGroups(question: Question, order: number[]): number[] {
  const ranked = [...order];
  for (const group of question.any_order ?? []) {
    const places = order.flatMap((item, place) => (group.includes(item) ? [place] : []));
    places.forEach((place, n) => {
      ranked[place] = group[n] as number;
    });
  }
  return ranked;
}

/** The order with the items of a group exchanged so that whichever stands in one of the group's places is the one whose
 * place it is. */
function placedInGroups(question: Question, order: number[]): number[] {
  const placed = [...order];
  for (const group of question.any_order ?? []) {
    const places = order.flatMap((item, place) => (group.includes(item) ? [place] : []));
    const rest = group.filter((item) => !places.includes(item));
    for (const place of places) placed[place] = group.includes(place) ? place : (rest.shift() as number);
  }
  return placed;
}

/** Where an item may stand, from 1: `2`, or `2–3` for one of a group. */
export function placesOf(question: Question, item: number): string {
  const group = question.any_order?.find((one) => one.includes(item)) ?? [item];
  const [first, last] = [group[0] as number, group.at(-1) as number];
  return first === last ? `${first + 1}` : `${first + 1}–${last + 1}`;
}

const ordering: QuestionType = {
  judge(question, response) {
    const items = question.items ?? [];
    const order = this.accepts(question, response) ? (response as number[]) : [];
    const placed = placedInGroups(question, order);
    const parts = items.map((_, n) => {
      const place = order.indexOf(n);
      return { right: place >= 0 && placed[place] === place, given: order.length > 0 };
    });
    const policy = ORDER_POLICIES[question.scoring ?? "all_or_nothing"];
    return graded(order.length && policy ? policy(question.scoring === "position" ? placed : rankedInGroups(question, order)) : 0, parts, question.feedback);
  },
  accepts: (question, response) =>
    areIndices(response, question.items?.length ?? 0) && (response as number[]).length === question.items?.length,
  answered: (_, response) => Array.isArray(response) && response.length > 0,
  blank: (_, order) => [...order],
  named: (question, response) => (response as number[]).map((n) => byName(question, n)),
  shuffled: (question) => question.items?.length ?? 0,
};

const placing: QuestionType = {
  judge(question, response) {
    const given = Array.isArray(response) ? response : [];
    const places = question.places?.length ?? 0;
    const parts = (question.key ?? []).map((key, n) => ({
      right: given[n] === key,
      given: isIndex(given[n], places),
    }));
    return graded(share(parts), parts, question.feedback);
  },
  accepts: (question, response) =>
    Array.isArray(response) &&
    response.length === (question.parts?.length ?? 0) &&
    response.every((one) => one === null || isIndex(one, question.places?.length ?? 0)),
  answered: (_, response) => Array.isArray(response) && response.some((one) => !isEmpty(one)),
  blank: (question) => (question.parts ?? []).map(() => null),
  named: (question, response) =>
    (response as (number | null)[]).map((place, n) =>
      place === null ? null : `${question.rows?.[n]}>${question.names?.[place]}`,
    ),
  shuffled: (question) => (question.type === "matching" ? question.places : question.parts)?.length ?? 0,
};

interface Written {
  text: string;
  ticked: number[];
}

const openResponse: QuestionType = {
  judge(question, response) {
    const points = question.key_points ?? [];
    const ticked = indices((response as Written | null)?.ticked, points.length);
    const parts = points.map((_, n) => ({ right: ticked.includes(n), given: ticked.includes(n) }));
    return { score: share(parts), parts, feedback: [] };
  },
  accepts: (question, response) =>
    typeof (response as Written | null)?.text === "string" &&
    areIndices((response as Written).ticked, question.key_points?.length ?? 0),
  answered: (_, response) =>
    isWritten((response as Written | null)?.text) || Boolean((response as Written | null)?.ticked?.length),
  blank: () => ({ text: "", ticked: [] }),
  named: (question, response) => {
    const { text, ticked } = response as Written;
    return { text, ticked: ticked.map((n) => byName(question, n)) };
  },
  noRetry: true,
};

const TYPES: Record<string, QuestionType> = {
  single_choice: singleChoice,
  multiple_choice: multipleChoice,
  true_false: trueFalse,
  short_answer: shortAnswer,
  numerical,
  slider,
  cloze,
  ordering,
  matching: placing,
  categorize: placing,
  open_response: openResponse,
};

export function typeOf(question: Question): QuestionType {
  return TYPES[question.type] as QuestionType;
}

export function grade(question: Question, response: Response, scoring: string | null = null): Grade {
  return typeOf(question).judge(question, response, scoring);
}

export function namedResponse(question: Question, response: Response): Response {
  const type = typeOf(question);
  return type.named && type.accepts(question, response) ? type.named(question, response) : response;
}

/** The response that `parts`, once named from it, is to the question as it is now: what an author
 * has put into another order is found by its text. Null where it is no response any more. */
export function located(question: Question, response: Response, parts: Response): Response {
  const names = question.names ?? [];
  const at = (name: unknown, old: unknown) => {
    const found = typeof name === "string" ? names.indexOf(name) : -1;
    return found < 0 ? old : found;
  };
  let result = response;
  if (question.type === "single_choice") result = at(parts, response);
  else if (question.type === "multiple_choice" || question.type === "ordering") {
    if (Array.isArray(response) && Array.isArray(parts) && parts.length === response.length) {
      result = response.map((old, n) => at(parts[n], old));
    }
  } else if (question.places && Array.isArray(response) && Array.isArray(parts)) {
    const placed: unknown[] = (question.parts ?? []).map(() => null);
    response.forEach((old, n) => {
      const [row = "", place = ""] = typeof parts[n] === "string" ? parts[n].split(">") : [];
      const found = question.rows?.indexOf(row) ?? -1;
      if (parts[n] !== null) placed[found < 0 ? n : found] = at(place, old);
    });
    result = placed;
  }
  return typeOf(question).accepts(question, result) ? result : null;
}
