/** One question in front of the learner: `studykit/study/answering.py`. */

import { type Grade, withPenalty } from "./grading/marks";
import { grade, namedResponse, type Response, typeOf } from "./grading/types";
import type { Question, Values } from "./model";

export class Asking {
  /** The author's indices in the order shown. */
  readonly order: number[];
  /** For each gap what is offered; empty where it is typed. */
  readonly choices: string[][];
  response: Response;
  touched: boolean;
  /** Set while a judged response stands. */
  grade: Grade | null = null;
  /** Whether the model answer of an open response is shown. */
  revealed = false;
  /** Whether another try could still earn something. */
  hidesSolution = false;

  constructor(
    readonly question: Question,
    seed: string,
    readonly scoring: string | null = null,
    readonly penalty = 0,
    response: Response = null,
    public tries = 0,
    public hints = 0,
  ) {
    const chance = randomFrom(`${seed}:${question.id}`);
    this.order = shownOrder(question, chance);
    this.choices = (question.gaps ?? []).map((gap) => shuffled(gap.choices ?? [], chance));
    const fits = response !== null && typeOf(question).accepts(question, response);
    this.touched = fits;
    this.response = fits ? response : typeOf(question).blank(question, this.order);
  }

  get answered(): boolean {
    return this.touched && typeOf(this.question).answered(this.question, this.response);
  }

  /** Why the response cannot be submitted as it stands; "" where it can. */
  get objection(): string {
    if (this.grade || !this.answered) return "";
    return typeOf(this.question).objection?.(this.question, this.response) ?? "";
  }

  get open(): boolean {
    return this.grade === null;
  }

  edit(response: Response): void {
    if (!this.open) return;
    this.response = response;
    this.touched = true;
  }

  get named(): Response {
    return namedResponse(this.question, this.response);
  }

  get selfMarked(): boolean {
    return this.question.type === "open_response";
  }

  get retryable(): boolean {
    return !typeOf(this.question).noRetry;
  }

  judgement(): { grade: Grade; score: number; tries: number } {
    const judged = grade(this.question, this.response, this.scoring);
    return { grade: judged, score: withPenalty(judged.score, this.tries, this.penalty), tries: this.tries + 1 };
  }

  judge(): void {
    if (this.grade) return;
    this.grade = grade(this.question, this.response, this.scoring);
    this.tries += 1;
  }

  /** Grade a response that was judged before, without counting a try. */
  restoreGrade(): void {
    this.grade = grade(this.question, this.response, this.scoring);
  }

  get score(): number {
    return this.grade ? withPenalty(this.grade.score, this.tries - 1, this.penalty) : 0;
  }
}

/** The numbers that a seed draws for a question; undefined where they do not vary. */
export function valuesFor({ draws, id }: Question, seed: string): Values | undefined {
  return draws?.[Math.floor(randomFrom(`variables:${seed}:${id}`)() * draws.length)]?.values;
}

/** The question with these numbers; undefined where the file does not have it with them. */
export function withValues(question: Question, values: Values | undefined): Question | undefined {
  if (!question.draws || !values) return question;
  const wanted = Object.keys(values);
  const draw = question.draws.find(({ values: own }) => {
    return wanted.length === Object.keys(own).length && wanted.every((name) => own[name] === values[name]);
  });
  return draw && { ...question, ...draw.changed };
}

/** The question with the numbers that a seed draws. */
export function drawn(question: Question, seed: string): Question {
  return withValues(question, valuesFor(question, seed)) ?? question;
}

function shownOrder(question: Question, chance: () => number): number[] {
  const count = typeOf(question).shuffled?.(question) ?? 0;
  const all = [...Array(count).keys()];
  if (question.still) return all;
  const fixed = all.filter((n) => question.options?.[n]?.fixed);
  const free = shuffled(all.filter((n) => !fixed.includes(n)), chance);
  const order = all.map((n) => (fixed.includes(n) ? n : (free.shift() as number)));
  // In the right order there would be nothing to do.
  const solved = question.items && order.every((item, place) => item === place);
  return solved ? order.reverse() : order;
}

export function shuffled<T>(things: readonly T[], chance: () => number): T[] {
  const result = [...things];
  for (let n = result.length - 1; n > 0; n -= 1) {
    const other = Math.floor(chance() * (n + 1));
    [result[n], result[other]] = [result[other] as T, result[n] as T];
  }
  return result;
}

/** Numbers from 0 up to 1, always the same for a seed (mulberry32). */
export function randomFrom(seed: string): () => number {
  let state = 2166136261;
  for (const sign of seed) state = Math.imul(state ^ (sign.codePointAt(0) as number), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class Stopwatch {
  private since = performance.now();

  restart(): void {
    this.since = performance.now();
  }

  upTo(longest: number): number {
    return Math.min(longest, Math.round(performance.now() - this.since) / 1000);
  }

  /** Seconds that count for a card or an answer. */
  get answering(): number {
    return this.upTo(120);
  }

  /** Seconds that count for reading a section. */
  get reading(): number {
    return this.upTo(900);
  }
}
