/** When a card is due: FSRS-6 by ts-fsrs, counted in study days, as `studykit/scheduling` does. */

import { blake2b } from "@noble/hashes/blake2.js";
import { FSRSAlgorithm, generatorParameters } from "ts-fsrs";

export type CardPhase = "new" | "learning" | "review" | "relearning";
export type Rating = 1 | 2 | 3 | 4;
export const RATINGS: Rating[] = [1, 2, 3, 4];

/** The schedule of a card, as a profile keeps it. */
export interface Memory {
  state: CardPhase;
  step: number | null;
  stability: number;
  difficulty: number;
  due: string;
  due_day: string;
  last: string | null;
  last_day: string | null;
  reps: number;
  lapses: number;
}

/** An instant, and the study day it falls on. */
export interface Moment {
  at: Date;
  day: string;
}

export interface SchedulerSettings {
  retention: number;
  learning_steps: number[];
  relearning_steps: number[];
  max_interval: number;
  fuzz: boolean;
  weights: number[] | null;
}

export const USUAL: SchedulerSettings = {
  retention: 0.9,
  learning_steps: [1, 10],
  relearning_steps: [10],
  max_interval: 36_500,
  fuzz: true,
  weights: null,
};

const MAX_DAYS = 36_500;
const LEAST_STABILITY = 0.001;
const DAY = 86_400_000;
const MINUTE = 60_000;
const DECAY = 0.1542;
/** The published weights of FSRS-6, as the `fsrs` package has them. */
const WEIGHTS = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
  1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, DECAY,
];

export function momentOf(at: Date, rollover: number, zone?: string): Moment {
  const wall = zone ? wallClock(at, zone) : at;
  const day = new Date(wall.getFullYear(), wall.getMonth(), wall.getDate() - (wall.getHours() < rollover ? 1 : 0));
  const two = (number: number) => String(number).padStart(2, "0");
  return { at, day: `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}` };
}

function wallClock(at: Date, zone: string): Date {
  try {
    return new Date(at.toLocaleString("en-US", { timeZone: zone }));
  } catch {
    return at;
  }
}

export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}

export function laterDay(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * DAY).toISOString().slice(0, 10);
}

export function recall(memory: Memory, day: string, decay = DECAY): number {
  if (memory.last_day === null || memory.stability <= 0) return 0;
  const elapsed = Math.max(0, dayNumber(day) - dayNumber(memory.last_day));
  const factor = 0.9 ** (-1 / decay) - 1;
  return (1 + (factor * elapsed) / memory.stability) ** -decay;
}

export function intervalDays(memory: Memory): number {
  if (memory.state !== "review" || memory.last_day === null) return 0;
  return Math.max(0, dayNumber(memory.due_day) - dayNumber(memory.last_day));
}

interface After {
  state: Exclude<CardPhase, "new">;
  step: number | null;
  stability: number;
  difficulty: number;
  /** Days in review, minutes on a step. */
  span: number;
}

export class Scheduler {
  private readonly algorithm: FSRSAlgorithm;
  private readonly weights: number[];

  constructor(private readonly settings: SchedulerSettings = USUAL) {
    this.weights = settings.weights ?? WEIGHTS;
    this.algorithm = new FSRSAlgorithm(
      generatorParameters({ w: this.weights, enable_short_term: true, maximum_interval: settings.max_interval }),
    );
  }

  get decay(): number {
    return this.weights[20] ?? DECAY;
  }

  review(card: string, memory: Memory | undefined, rating: Rating, moment: Moment): Memory {
    return this.preview(card, memory, moment)[rating];
  }

  preview(card: string, memory: Memory | undefined, moment: Moment): Record<Rating, Memory> {
    const after = RATINGS.map((rating) => this.after(memory, rating, moment.day));
    this.spread(card, memory, after);
    const all = RATINGS.map((rating, n) => [rating, this.memory(memory, rating, moment, after[n] as After)]);
    return Object.fromEntries(all) as Record<Rating, Memory>;
  }

  private after(memory: Memory | undefined, rating: Rating, day: string): After {
    const isNew = !memory || memory.state === "new" || memory.last_day === null;
    const { learning_steps, relearning_steps } = this.settings;
    if (isNew) {
      const fresh = this.algorithm.next_state(null, 0, rating);
      return this.onSteps("learning", 0, learning_steps, rating, fresh);
    }
    const elapsed = Math.min(
      Math.max(dayNumber(day) - dayNumber(memory.last_day as string), 0),
      10 * MAX_DAYS,
    );
    const before = {
      stability: Math.max(memory.stability, LEAST_STABILITY),
      difficulty: memory.difficulty,
    };
    // Its own curve is rounded to eight places, which long intervals show.
    const factor = 0.9 ** (-1 / this.decay) - 1;
    const known = (1 + (factor * elapsed) / before.stability) ** -this.decay;
    const next = this.algorithm.next_state(before, elapsed, rating, known);
    if (memory.state === "review") {
      if (rating === 1 && relearning_steps.length) {
        return { ...next, state: "relearning", step: 0, span: relearning_steps[0] as number };
      }
      return { ...next, state: "review", step: null, span: this.days(next.stability) };
    }
    const steps = memory.state === "learning" ? learning_steps : relearning_steps;
    return this.onSteps(memory.state as "learning" | "relearning", memory.step ?? 0, steps, rating, next);
  }

  private onSteps(
    state: "learning" | "relearning",
    step: number,
    steps: number[],
    rating: Rating,
    next: { stability: number; difficulty: number },
  ): After {
    const graduated: After = { ...next, state: "review", step: null, span: this.days(next.stability) };
    if (!steps.length || (step >= steps.length && rating > 1) || rating === 4) return graduated;
    const first = steps[0] as number;
    if (rating === 1) return { ...next, state, step: 0, span: first };
    if (rating === 3) {
      if (step + 1 === steps.length) return graduated;
      return { ...next, state, step: step + 1, span: steps[step + 1] as number };
    }
    let span = steps[step] as number;
    if (step === 0) span = steps.length === 1 ? first * 1.5 : (first + (steps[1] as number)) / 2;
    return { ...next, state, step, span };
  }

  private days(stability: number): number {
    const factor = 0.9 ** (-1 / this.decay) - 1;
    const days = (stability / factor) * (this.settings.retention ** (-1 / this.decay) - 1);
    return Math.min(Math.max(roundEven(days), 1), this.settings.max_interval);
  }

  /** Hard < Good < Easy always holds, and an interval that grows never falls below the last. */
  private spread(card: string, memory: Memory | undefined, after: After[]): void {
    const last = memory ? intervalDays(memory) : 0;
    const fraction = fuzzFraction(card, memory?.reps ?? 0);
    let previous = 0;
    RATINGS.forEach((rating, n) => {
      const each = after[n] as After;
      if (each.state !== "review") return;
      const most = this.settings.max_interval - (4 - rating);
      let days = each.span;
      if (rating === 1) {
        days = Math.min(days, most);
      } else {
        const least = Math.max(previous + 1, days > last ? last + 1 : 1);
        days = this.settings.fuzz ? fuzzed(days, fraction, least, most) : Math.min(Math.max(days, least), most);
      }
      each.span = previous = days;
    });
  }

  private memory(before: Memory | undefined, rating: Rating, moment: Moment, after: After): Memory {
    const inReview = after.state === "review";
    const forgotten = rating === 1 && before?.state === "review";
    return {
      state: after.state,
      step: after.step,
      stability: Math.min(after.stability, MAX_DAYS),
      difficulty: after.difficulty,
      due: new Date(moment.at.getTime() + after.span * (inReview ? DAY : MINUTE)).toISOString(),
      due_day: laterDay(moment.day, inReview ? after.span : Math.floor((after.span * MINUTE) / DAY)),
      last: moment.at.toISOString(),
      last_day: moment.day,
      reps: (before?.reps ?? 0) + 1,
      lapses: (before?.lapses ?? 0) + Number(forgotten),
    };
  }
}

/** Python's `round()`: halves go to the even number. */
export function roundEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 ? below + 1 : below;
}

/** A number from 0 up to 1 that depends on nothing but the two arguments. */
export function fuzzFraction(card: string, reviews: number): number {
  const digest = blake2b(new TextEncoder().encode(`${card}\n${reviews}`), { dkLen: 7 });
  let number = 0n;
  for (const byte of digest) number = (number << 8n) | BigInt(byte);
  return Number(number >> 3n) / 2 ** 53;
}

const SPREAD: [number, number, number][] = [[2.5, 7, 0.15], [7, 20, 0.1], [20, Infinity, 0.05]];

function fuzzed(days: number, fraction: number, least: number, most: number): number {
  let low = days;
  let high = days;
  if (days >= 2.5) {
    const delta = SPREAD.reduce((sum, [start, end, share]) => sum + share * Math.max(0, Math.min(days, end) - start), 1);
    low = Math.max(2, roundEven(days - delta));
    high = roundEven(days + delta);
  }
  low = Math.min(Math.max(low, least), most);
  high = Math.min(Math.max(high, low), most);
  return low + Math.floor(fraction * (high - low + 1));
}

/** How long until a card is due, in milliseconds: whole study days in review. */
export function wait(memory: Memory, moment: Moment): number {
  if (memory.state === "review") return Math.max(0, dayNumber(memory.due_day) - dayNumber(moment.day)) * DAY;
  return Math.max(0, Date.parse(memory.due) - moment.at.getTime());
}
