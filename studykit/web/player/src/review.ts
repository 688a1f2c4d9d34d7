/** A review of cards: which come, in which order, and what a grade does. */

import { Asking, drawn, Stopwatch } from "./asking";
import { verdict } from "./grading/marks";
import type { Learner } from "./learner";
import type { Card, Edition } from "./model";
import { type CardState, NEVER, QUESTION_CARD, type State } from "./progress";
import {
  dayNumber,
  laterDay,
  type Memory,
  type Moment,
  type Rating,
  RATINGS,
  recall,
  roundEven,
  Scheduler,
  wait,
} from "./scheduling";

const LEARN_AHEAD = 20 * 60_000;
const LEECH_LAPSES = 8;
const LEECH_AGAIN = 4;

export interface Prompt {
  id: string;
  card?: Card;
  asking?: Asking;
  section: string | undefined;
}

function isThere(edition: Edition, id: string): boolean {
  if (!id.startsWith(QUESTION_CARD)) return edition.cards.has(id);
  const question = edition.question(id.slice(QUESTION_CARD.length));
  return question !== undefined && !question.exam_only;
}

function isHidden(card: CardState, moment: Moment): boolean {
  return Boolean(card.suspended) || card.buried_day === moment.day;
}

function isOnStep(card: CardState): boolean {
  return card.state === "learning" || card.state === "relearning";
}

export interface Tally {
  steps: number;
  due: number;
  fresh: number;
}

export function tally(edition: Edition, learner: Learner): Tally {
  const moment = learner.now();
  const { due, fresh } = deal(edition, learner, moment);
  return { steps: Object.keys(stepsDue(edition, learner, moment)).length, due: due.length, fresh: fresh.length };
}

/** The due cards that are most at stake first, as many as the daily limit leaves and, after a break, as the
 * day has of what piled up; new ones of what was read, else the others. */
function deal(edition: Edition, learner: Learner, moment: Moment): { due: string[]; fresh: string[] } {
  const { cards, days, sections } = learner.state;
  const done = days[moment.day] ?? {};
  const newLeft = Math.max(0, learner.setting("new_per_day", 20) - (done.new ?? 0));
  const reviewsLeft = Math.max(0, learner.setting("reviews_per_day", 200) - (done.reviews ?? 0));
  const decay = new Scheduler(learner.scheduler).decay;
  const due = Object.entries(cards)
    .filter(([id, card]) => card.due_day <= moment.day && !isOnStep(card) && !isHidden(card, moment) && isThere(edition, id))
    .map(([id, card]): [number, string] => [recall(card, moment.day, decay), id])
    .sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1))
    .map(([, id]) => id);
  const portion = ration(days, moment.day, due.length);
  const reviewed = done.reviews ?? 0;
  if (portion !== null && due.length + reviewed > portion && reviewsLeft + reviewed > portion) {
    return { due: due.slice(0, Math.max(0, portion - reviewed)), fresh: [] };
  }
  const ready: string[] = [];
  const later: string[] = [];
  for (const lesson of edition.data.lessons) {
    const begun = lesson.sections.some((section) => section.id in sections);
    for (const card of lesson.cards) {
      const seen = cards[card.id];
      if (seen && (seen.state !== "new" || seen.due_day !== NEVER || isHidden(seen, moment))) continue;
      (card.source ? card.source in sections : begun) ? ready.push(card.id) : later.push(card.id);
    }
  }
  return { due: due.slice(0, reviewsLeft), fresh: (ready.length ? ready : later).slice(0, newLeft) };
}

const LEAST = 40;
const WEEK = 7;
const LOOKED_BACK = 14;

/** How many reviews today has after a break: `studykit/planning/backlog.py`; null without one. */
function ration(days: State["days"], today: string, due: number): number | null {
  const before = Object.keys(days).filter((day) => day < today).sort();
  const [earliest] = before;
  if (earliest === undefined) return null;
  const now = dayNumber(today);
  let missed = false;
  for (let day = Math.max(now - LOOKED_BACK, dayNumber(earliest)); day < now; day += 1) {
    missed ||= !(laterDay(today, day - now) in days);
  }
  if (!missed) return null;
  const counts = before.map((day) => days[day]?.reviews ?? 0).filter(Boolean).slice(-LOOKED_BACK);
  const usual = counts.length ? roundEven(counts.reduce((sum, each) => sum + each, 0) / counts.length) : 0;
  return Math.max(LEAST, 2 * usual, Math.ceil((due + (days[today]?.reviews ?? 0)) / WEEK));
}

function stepsDue(edition: Edition, learner: Learner, moment: Moment): Record<string, string> {
  const now = moment.at.toISOString();
  const found = Object.entries(learner.state.cards).filter(
    ([id, card]) => isOnStep(card) && !isHidden(card, moment) && isThere(edition, id),
  );
  return Object.fromEntries(found.map(([id, card]) => [id, now < (card.last ?? "") ? now : card.due]));
}

/** New cards spread evenly among the others. */
function mixed(due: string[], fresh: string[]): string[] {
  const placed = [
    ...due.map((id, n): [number, string] => [(n + 0.5) / due.length, id]),
    ...fresh.map((id, n): [number, string] => [(n + 0.5) / fresh.length, id]),
  ].sort((one, other) => one[0] - other[0]);
  return placed.map(([, id]) => id);
}

/** A sibling comes once nothing else is left, for its back would give the other away; `seen` came before. */
function siblingsLast(cards: string[], seen: string[]): string[] {
  const met = new Map<string, number>();
  for (const id of seen) met.set(entryOf(id), (met.get(entryOf(id)) ?? 0) + 1);
  const ranked = cards.map((id): [number, string] => {
    const entry = entryOf(id);
    const rank = met.get(entry) ?? 0;
    met.set(entry, rank + 1);
    return [rank, id];
  });
  return ranked.sort((one, other) => one[0] - other[0]).map(([, id]) => id);
}

function entryOf(id: string): string {
  return id.startsWith(QUESTION_CARD) ? id : (id.split("/")[0] as string);
}

export class Review {
  prompt: Prompt | undefined;
  graded = 0;
  becameLeech = false;
  private waiting: string[];
  private readonly scheduler: Scheduler;
  private readonly watch = new Stopwatch();

  constructor(
    readonly edition: Edition,
    private readonly learner: Learner,
  ) {
    this.scheduler = new Scheduler(learner.scheduler);
    const moment = learner.now();
    const { due, fresh } = deal(edition, learner, moment);
    this.waiting = siblingsLast(mixed(due, fresh), Object.keys(stepsDue(edition, learner, moment)));
    this.advance();
  }

  /** The cards of this review in their order, those on learning steps not among them. */
  get cards(): string[] {
    return [...(this.prompt ? [this.prompt.id] : []), ...this.waiting];
  }

  get left(): number {
    const until = new Date(Date.now() + LEARN_AHEAD).toISOString();
    const steps = stepsDue(this.edition, this.learner, this.learner.now());
    const coming = Object.values(steps).filter((due) => due <= until).length;
    return this.waiting.length + coming + Number(this.prompt !== undefined && !(this.prompt.id in steps));
  }

  private advance(): void {
    const next = this.next();
    this.prompt = next === undefined ? undefined : this.promptOf(next);
    this.watch.restart();
  }

  private next(): string | undefined {
    const moment = this.learner.now();
    const steps = Object.entries(stepsDue(this.edition, this.learner, moment)).sort((a, b) => (a[1] < b[1] ? -1 : 1));
    const [step, due] = steps[0] ?? ["", "never"];
    if (due <= moment.at.toISOString()) return step;
    while (this.waiting.length) {
      const id = this.waiting.shift() as string;
      const known = this.learner.state.cards[id];
      if (!known || !isHidden(known, moment)) return id;
    }
    return due <= new Date(moment.at.getTime() + LEARN_AHEAD).toISOString() ? step : undefined;
  }

  private promptOf(id: string): Prompt {
    if (id.startsWith(QUESTION_CARD)) {
      const question = this.edition.question(id.slice(QUESTION_CARD.length));
      if (question) {
        const seed = String(this.learner.state.cards[id]?.reps ?? 0);
        return { id, asking: new Asking(drawn(question, seed), seed), section: question.source };
      }
    }
    const card = this.edition.cards.get(id)?.card;
    return card ? { id, card, section: card.section } : { id, section: undefined };
  }

  /** How long until the card comes back, in milliseconds, for each grade. */
  preview(): Record<Rating, number> {
    const moment = this.learner.now();
    const id = this.prompt?.id ?? "";
    const after = this.scheduler.preview(id, this.memory(id), moment);
    return Object.fromEntries(RATINGS.map((rating) => [rating, wait(after[rating], moment)])) as Record<Rating, number>;
  }

  get ratings(): Rating[] {
    return this.learner.setting("two_buttons", false) ? [1, 3] : RATINGS;
  }

  private memory(id: string): Memory | undefined {
    return this.learner.state.cards[id];
  }

  /** Submit the answer to a question asked as a card; its grade is a step of its own. */
  answer(): void {
    const asking = this.prompt?.asking;
    if (!asking?.open || !asking.answered || asking.objection) return;
    const judged = asking.judgement();
    this.learner.keep(
      this.learner.event("question_answered", {
        question: asking.question.id,
        response: asking.response,
        parts: asking.named,
        score: judged.score,
        verdict: verdict(judged.grade.score),
        tries: judged.tries,
        hints: asking.hints,
        certainty: null,
        seconds: this.watch.answering,
        context: "card",
        attempt: null,
      }),
    );
    this.watch.restart();
    asking.judge();
  }

  get suggested(): Rating {
    const judged = this.prompt?.asking?.grade;
    if (!judged || verdict(judged.score) === "right") return 3;
    return verdict(judged.score) === "partial" && this.ratings.includes(2) ? 2 : 1;
  }

  grade(rating: Rating): void {
    const id = this.prompt?.id;
    if (id === undefined) return;
    const before = this.memory(id);
    // Its instant and the memory's are one.
    const event = this.learner.event("card_reviewed", { card: id, rating, seconds: this.watch.answering });
    const memory = this.scheduler.review(id, before, rating, { at: new Date(event.at), day: event.day });
    event.memory = memory;
    const { lapses } = memory;
    this.becameLeech =
      lapses > (before?.lapses ?? 0) && lapses >= LEECH_LAPSES && (lapses - LEECH_LAPSES) % LEECH_AGAIN === 0;
    const events = [event];
    if (this.becameLeech) {
      const suspended = this.learner.event("card_suspended", { card: id, leech: true });
      events.push({ ...suspended, at: event.at, day: event.day });
    }
    this.learner.keep(...events);
    this.graded += 1;
    this.advance();
  }

  /** Do not show this card or its siblings again today. */
  bury(): void {
    if (!this.prompt) return;
    const entry = entryOf(this.prompt.id);
    const siblings = this.waiting.filter((id) => entryOf(id) === entry);
    for (const card of new Set([...siblings, this.prompt.id])) {
      this.learner.keep(this.learner.event("card_buried", { card }));
    }
    this.advance();
  }

  suspend(): void {
    if (!this.prompt) return;
    this.learner.keep(this.learner.event("card_suspended", { card: this.prompt.id, leech: false }));
    this.advance();
  }

  /** Take the last step back and show its card again; whether there was one. */
  undo(): boolean {
    const id = this.learner.undo();
    if (id === undefined) return false;
    if (this.prompt && this.prompt.id !== id) this.waiting.unshift(this.prompt.id);
    this.waiting = this.waiting.filter((each) => each !== id);
    this.graded = Math.max(0, this.graded - 1);
    this.becameLeech = false;
    if (isThere(this.edition, id)) this.prompt = this.promptOf(id);
    this.watch.restart();
    return true;
  }
}
