/** The learner: what was done, where it is stored, and what of it is not stored. */

import { apply, emptyState, type Event, fold, isEvent, QUESTION_CARD, type State } from "./progress";
import { type Moment, momentOf, type SchedulerSettings, USUAL } from "./scheduling";

const OF_ALL_COURSES = new Set(["setting_changed", "undo", "baseline"]);

export class Learner {
  state: State = emptyState();
  private events: Event[] = [];
  /** Events that are in this window alone, because the browser did not store them. */
  private waiting: Event[] = [];
  private readonly prefix: string;

  constructor(readonly course: string) {
    this.prefix = `studykit/${course}/`;
    this.load();
    // What another window of the same file does counts here too, from the next step on.
    addEventListener("storage", (change) => {
      if (change.key?.startsWith(this.prefix)) this.load();
    });
  }

  /** How many steps the browser did not store. */
  get unstored(): number {
    return this.waiting.length;
  }

  private load(): void {
    const known = new Map(this.events.map((event) => [event.id, event]));
    try {
      for (let n = 0; n < localStorage.length; n += 1) {
        const key = localStorage.key(n);
        if (!key?.startsWith(this.prefix)) continue;
        const event = parsed(localStorage.getItem(key));
        if (isEvent(event)) known.set(event.id, event);
      }
    } catch {
      // The browser refuses storage: `works` says so.
    }
    this.events = [...known.values()].sort(inOrder);
    this.state = fold(this.events, this.course);
  }

  /** Whether the browser stores anything for this page. */
  get works(): boolean {
    try {
      localStorage.setItem(`${this.prefix}?`, "");
      localStorage.removeItem(`${this.prefix}?`);
      return true;
    } catch {
      return false;
    }
  }

  now(): Moment {
    return momentOf(new Date(Date.now()), Number(this.setting("rollover_hour", 4)), String(this.setting("zone", "")));
  }

  setting<T>(key: string, usual: T): T {
    const { settings } = this.state;
    const value = settings[`${key}@${this.course}`] ?? settings[key];
    return typeof value === typeof usual ? (value as T) : usual;
  }

  get scheduler(): SchedulerSettings {
    const bounded = (key: "retention" | "max_interval", low: number, high: number) => {
      const value = this.setting(key, USUAL[key]);
      return value >= low && value <= high ? value : USUAL[key];
    };
    const numbers = (key: string, usual: number[] | null, size?: number): number[] | null => {
      const { settings } = this.state;
      const value = settings[`${key}@${this.course}`] ?? settings[key];
      const fits = Array.isArray(value) && value.every(Number.isFinite) && (size === undefined || value.length === size);
      return fits ? value : usual;
    };
    return {
      retention: bounded("retention", 0.7, 0.99),
      max_interval: bounded("max_interval", 7, 36_500),
      fuzz: this.setting("fuzz", true),
      learning_steps: numbers("learning_steps", USUAL.learning_steps) ?? [],
      relearning_steps: numbers("relearning_steps", USUAL.relearning_steps) ?? [],
      weights: numbers("weights", null, 21),
    };
  }

  /** A new event of this course; it counts once it is kept. */
  event(kind: string, fields: Record<string, unknown>): Event {
    const { at, day } = this.now();
    const id = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0"));
    return { id: id.join(""), at: this.after(at).toISOString(), day, kind, course: this.course, ...fields };
  }

  /** An instant that is later than that of the last event: they are ordered by it. */
  private after(at: Date): Date {
    const last = this.events.at(-1);
    const next = last ? Date.parse(last.at) + 1 : 0;
    return at.getTime() < next && next - at.getTime() < 1000 ? new Date(next) : at;
  }

  /** Store events, then let them count. What the browser does not store counts in this window and
   * is said to be unstored. */
  keep(...events: Event[]): void {
    this.store(...events);
    for (const event of events) {
      this.events.push(event);
      if (event.kind === "undo") this.state = fold(this.events, this.course);
      else apply(this.state, event, this.course);
    }
  }

  /** Store events, and those that could not be stored before. */
  private store(...events: Event[]): void {
    this.waiting = [...this.waiting, ...events].filter((event) => {
      try {
        localStorage.setItem(this.prefix + event.id, JSON.stringify(event));
        return false;
      } catch {
        return true;
      }
    });
  }

  /** Undo the last grade of a card; the card, or undefined where there is none. */
  undo(): string | undefined {
    const undone = new Set(this.events.filter((each) => each.kind === "undo").map((each) => each.undoes));
    const last = this.events.findLast(
      (each) => each.kind.startsWith("card_") && each.course === this.course && !undone.has(each.id),
    );
    if (!last) return undefined;
    const ids = [last.id];
    let place = this.events.indexOf(last) - 1;
    const before = () => this.events[place];
    if (last.leech && before()?.kind === "card_reviewed" && before()?.card === last.card) {
      ids.push((before() as Event).id);
      place -= 1;
    }
    // A grade is one step with the answer that it graded.
    const answer = before();
    const graded = last.kind === "card_reviewed" || ids.length > 1;
    if (graded && answer?.context === "card" && QUESTION_CARD + answer.question === last.card) {
      ids.push(answer.id);
    }
    for (const id of ids) {
      const { course: _, ...event } = this.event("undo", { undoes: id });
      this.keep(event as Event);
    }
    return last.card;
  }

  get canUndo(): boolean {
    const undone = new Set(this.events.filter((each) => each.kind === "undo").map((each) => each.undoes));
    return this.events.some((each) => each.kind === "card_reviewed" && !undone.has(each.id));
  }

  /** How many events there are of this course. */
  get size(): number {
    return this.events.length;
  }

  /** The document that `studykit profile merge` takes. */
  saved(profile: { format: string; version: number }): string {
    const document = { ...profile, state: { settings: {}, courses: {} }, events: this.events };
    return JSON.stringify(document, null, 1);
  }

  /** Take the events of a saved or exported profile that concern this course.
   *
   * Returns how many are new here; undefined where the text is no such file. */
  take(text: string, profile: { format: string; version: number }): number | undefined {
    const document = parsed(text) as any;
    if (document?.format !== profile.format || !Array.isArray(document.events)) return undefined;
    if (!(document.version <= profile.version)) return undefined;
    const known = new Set(this.events.map((event) => event.id));
    const fresh = (document.events as unknown[]).filter(
      (event): event is Event =>
        isEvent(event) &&
        !known.has(event.id) &&
        (event.course === this.course || (event.course === undefined && OF_ALL_COURSES.has(event.kind))),
    );
    this.store(...fresh);
    this.events = [...this.events, ...fresh].sort(inOrder);
    this.state = fold(this.events, this.course);
    return fresh.length;
  }

  /** Remove all that this page stored of the course on this device. */
  forget(): void {
    try {
      for (const event of this.events) localStorage.removeItem(this.prefix + event.id);
    } catch {
      // Nothing was stored.
    }
    this.events = [];
    this.waiting = [];
    this.state = emptyState();
  }
}

/** The order of what happens in one instant, as in `history_merge.py`; "" stands for all else. */
const AT_ONCE = [
  "quiz_started",
  "",
  "quiz_solution_shown",
  "quiz_closed",
  "quiz_self_marked",
  "quiz_submitted",
  "quiz_abandoned",
  "undo",
];

function atOnce(event: Event): number {
  return AT_ONCE.includes(event.kind) ? AT_ONCE.indexOf(event.kind) : AT_ONCE.indexOf("");
}

function inOrder(one: Event, other: Event): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  if (atOnce(one) !== atOnce(other)) return atOnce(one) - atOnce(other);
  return one.id < other.id ? -1 : 1;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
