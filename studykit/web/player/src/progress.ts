/** Events and what they lead to, as `studykit/progress` has them, for one course. */

import { RIGHT_FROM, type Verdict } from "./grading/marks";
import type { Values } from "./model";
import { intervalDays, type Memory, type Rating } from "./scheduling";

export interface Event {
  id: string;
  at: string;
  day: string;
  kind: string;
  course?: string;
  [field: string]: any;
}

export interface CardState extends Memory {
  suspended?: boolean;
  leech?: boolean;
  buried_day?: string;
  flagged?: boolean;
  missed_day?: string;
}

export interface ResponseState {
  response: unknown;
  parts?: unknown;
  certainty: number | null;
  tries: number;
  hints: number;
  score: number | null;
  verdict: Verdict | null;
  seconds: number;
  at: string;
  solution_shown?: boolean;
  self_marked?: boolean;
}

export interface DraftState {
  response: unknown;
  parts?: unknown;
  solution_shown?: boolean;
}

export interface AttemptItem {
  points: number;
  objective: string;
  digest: string;
  /** The numbers that its variables have in the attempt. */
  values?: Values;
}

export interface AttemptRules {
  pass_mark: number | null;
  certainty: boolean;
  penalty: number;
  scoring: string | null;
}

export interface AttemptState {
  quiz: string;
  started: string;
  questions: string[];
  items: AttemptItem[] | null;
  rules: AttemptRules | null;
  seed: number;
  mode: string;
  deadline: string | null;
  index: number;
  responses: Record<string, ResponseState>;
  drafts: Record<string, DraftState>;
  flags: string[];
  closed: string | null;
  abandoned: string | null;
  submitted: string | null;
  score: number | null;
  points: number | null;
  points_max: number | null;
  passed: boolean | null;
  by_objective: Record<string, [number, number]> | null;
  results: Record<string, number> | null;
}

export interface State {
  sections: Record<string, { read: string; day: string }>;
  cards: Record<string, CardState>;
  attempts: Record<string, AttemptState>;
  place: { lesson: string; section: string; at: string } | null;
  days: Record<string, { new?: number; reviews?: number }>;
  settings: Record<string, any>;
}

export const QUESTION_CARD = "question:";
const LEARNT_DAYS = 21;
/** The due day of a card that has none. */
export const NEVER = "9999-12-31";
const GRACE = 2000;

/** A table by ids of others, in which no id is a name of JavaScript's own. */
export function table<T>(entries: Record<string, T> = {}): Record<string, T> {
  return Object.assign(Object.create(null), entries);
}

export function emptyState(): State {
  return { sections: table(), cards: table(), attempts: table(), place: null, days: table(), settings: table() };
}

function unseen(): CardState {
  return {
    state: "new",
    step: null,
    stability: 0,
    difficulty: 0,
    due: `${NEVER}T00:00:00.000Z`,
    due_day: NEVER,
    last: null,
    last_day: null,
    reps: 0,
    lapses: 0,
  };
}

type Check = (value: any) => boolean;

const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
const isTable: Check = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isInstant: Check = (value) => isText(value) && !Number.isNaN(Date.parse(value));
const isDay: Check = (value) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value) && isInstant(value);
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const orNull = (check: Check): Check => (value) => value === null || check(value);
const isScores: Check = (value) => isTable(value) && Object.values(value).every(isNumber);

function isMemory(value: any): boolean {
  return (
    isTable(value) &&
    isText(value.state) &&
    [value.stability, value.difficulty, value.reps, value.lapses].every(isNumber) &&
    isInstant(value.due) &&
    isDay(value.due_day) &&
    orNull(isInstant)(value.last) &&
    orNull(isDay)(value.last_day)
  );
}

const OF_CARD = { card: isText };
const OF_ATTEMPT = { attempt: isText };
const OF_QUESTION = { ...OF_ATTEMPT, question: isText };

/** What the fields of each kind must be for its event to count. */
const FIELDS: Record<string, Record<string, Check>> = {
  section_read: { section: isText },
  place_kept: { lesson: isText, section: isText },
  card_reviewed: { ...OF_CARD, rating: isNumber, memory: isMemory },
  card_crammed: { ...OF_CARD, rating: isNumber },
  card_suspended: OF_CARD,
  card_unsuspended: OF_CARD,
  card_buried: OF_CARD,
  card_unburied: OF_CARD,
  card_flagged: OF_CARD,
  card_unflagged: OF_CARD,
  card_reset: OF_CARD,
  card_due_set: { ...OF_CARD, due_day: isDay },
  quiz_started: {
    ...OF_ATTEMPT,
    quiz: isText,
    questions: isTexts,
    seed: isNumber,
    mode: isText,
    deadline: orNull(isInstant),
  },
  quiz_answered: {
    ...OF_QUESTION,
    certainty: orNull(isNumber),
    tries: isNumber,
    hints: isNumber,
    score: orNull(isNumber),
    seconds: isNumber,
  },
  quiz_drafted: OF_QUESTION,
  quiz_solution_shown: OF_QUESTION,
  quiz_flagged: { ...OF_QUESTION, on: (value) => typeof value === "boolean" },
  quiz_moved: { ...OF_ATTEMPT, index: isNumber },
  quiz_closed: OF_ATTEMPT,
  quiz_self_marked: { ...OF_QUESTION, score: isNumber },
  quiz_abandoned: OF_ATTEMPT,
  quiz_submitted: {
    ...OF_ATTEMPT,
    score: isNumber,
    points: isNumber,
    points_max: isNumber,
    by_objective: isTable,
    results: isScores,
  },
  setting_changed: { key: isText },
  undo: { undoes: isText },
};

/** Whether an object is an event that this player can take. One of a kind that it does not know is
 * kept and handed on unchanged. */
export function isEvent(value: any): value is Event {
  if (!isTable(value) || !isText(value.id) || !isInstant(value.at) || !isDay(value.day) || !isText(value.kind)) {
    return false;
  }
  const fields = Object.hasOwn(FIELDS, value.kind) ? (FIELDS[value.kind] ?? {}) : {};
  return Object.entries(fields).every(([name, check]) => check(value[name]));
}

/** The state after the events; those that are undone count as if they had never happened. */
export function fold(events: Event[], course: string): State {
  const undone = new Set(events.filter((event) => event.kind === "undo").map((event) => event.undoes));
  const state = emptyState();
  for (const event of events) {
    if (undone.has(event.id) || (event.course !== undefined && event.course !== course)) continue;
    try {
      FOLDS[event.kind]?.(state, event, course);
    } catch {
      // An event of another version, or made up: it changes nothing.
    }
  }
  return state;
}

export function apply(state: State, event: Event, course: string): void {
  FOLDS[event.kind]?.(state, event, course);
}

type Fold = (state: State, event: Event, course: string) => void;

/** A day of study, and what is counted on it. */
function count(state: State, day: string, name?: "new" | "reviews"): void {
  const counts = (state.days[day] ??= {});
  if (name) counts[name] = (counts[name] ?? 0) + 1;
}

function mark(state: State, event: Event, marks: Partial<CardState>): void {
  const card = { ...(state.cards[event.card] ?? unseen()), ...marks };
  for (const [name, value] of Object.entries(marks)) if (value === undefined) delete (card as any)[name];
  state.cards[event.card] = card;
}

function makeDue(state: State, event: Event, question: string): void {
  const card = QUESTION_CARD + question;
  state.cards[card] = { ...(state.cards[card] ?? unseen()), due: event.at, due_day: event.day };
}

function open(state: State, event: Event): AttemptState | undefined {
  const attempt = state.attempts[event.attempt];
  return attempt && !attempt.submitted && !attempt.abandoned ? attempt : undefined;
}

const FOLDS: Record<string, Fold> = {
  section_read(state, event) {
    state.sections[event.section] = { read: event.at, day: event.day };
    count(state, event.day);
  },
  place_kept(state, event) {
    state.place = { lesson: event.lesson, section: event.section, at: event.at };
  },
  card_reviewed(state, event) {
    const old = state.cards[event.card] ?? unseen();
    const again = (event.rating as Rating) === 1;
    const card: CardState = {
      ...old,
      ...(event.memory as Memory),
      reps: old.reps + 1,
      lapses: old.lapses + Number(again && old.state === "review"),
    };
    if (again) card.missed_day = event.day;
    const question = event.card.startsWith(QUESTION_CARD);
    if (question && intervalDays(card) >= LEARNT_DAYS) delete state.cards[event.card];
    else state.cards[event.card] = card;
    count(state, event.day);
    if (old.state === "new" && !question) count(state, event.day, "new");
    if (old.state === "review") count(state, event.day, "reviews");
  },
  question_answered: (state, event) => count(state, event.day),
  card_crammed(state, event) {
    count(state, event.day);
    if (event.rating === 1 && !event.card.startsWith(QUESTION_CARD)) mark(state, event, { missed_day: event.day });
  },
  card_suspended: (state, event) => mark(state, event, { suspended: true, leech: event.leech || undefined }),
  card_unsuspended: (state, event) => mark(state, event, { suspended: undefined, leech: undefined }),
  card_buried: (state, event) => mark(state, event, { buried_day: event.day }),
  card_unburied: (state, event) => mark(state, event, { buried_day: undefined }),
  card_flagged: (state, event) => mark(state, event, { flagged: true }),
  card_unflagged: (state, event) => mark(state, event, { flagged: undefined }),
  card_reset(state, event) {
    const old = state.cards[event.card];
    if (!old) return;
    const fresh = unseen();
    if (old.flagged) fresh.flagged = true;
    if (event.card.startsWith(QUESTION_CARD)) state.cards[event.card] = { ...fresh, due: event.at, due_day: event.day };
    else if (old.flagged) state.cards[event.card] = fresh;
    else delete state.cards[event.card];
  },
  card_due_set: (state, event) =>
    mark(state, event, { due: `${event.due_day}T00:00:00.000Z`, due_day: event.due_day }),
  quiz_started(state, event) {
    state.attempts[event.attempt] = {
      quiz: event.quiz,
      started: event.at,
      questions: event.questions,
      items: event.items ?? null,
      rules: event.rules ?? null,
      seed: event.seed,
      mode: event.mode,
      deadline: event.deadline,
      index: 0,
      responses: table(),
      drafts: table(),
      flags: [],
      closed: null,
      abandoned: null,
      submitted: null,
      score: null,
      points: null,
      points_max: null,
      passed: null,
      by_objective: null,
      results: null,
    };
  },
  quiz_answered(state, event) {
    const attempt = open(state, event);
    if (!attempt || attempt.closed || isLate(event, attempt)) return;
    count(state, event.day);
    delete attempt.drafts[event.question];
    if (event.response === null) {
      delete attempt.responses[event.question];
      return;
    }
    const before = attempt.responses[event.question]?.seconds ?? 0;
    attempt.responses[event.question] = {
      response: event.response,
      parts: event.parts,
      certainty: event.certainty,
      tries: event.tries,
      hints: event.hints,
      score: event.score,
      verdict: event.verdict,
      seconds: before + event.seconds,
      at: event.at,
    };
    if (attempt.mode !== "exam" && event.score !== null && event.score < RIGHT_FROM) {
      makeDue(state, event, event.question);
    }
  },
  quiz_drafted(state, event) {
    const attempt = open(state, event);
    if (!attempt || attempt.closed) return;
    count(state, event.day);
    const shown = attempt.drafts[event.question]?.solution_shown;
    attempt.drafts[event.question] = { response: event.response, parts: event.parts };
    if (shown) (attempt.drafts[event.question] as DraftState).solution_shown = true;
  },
  quiz_solution_shown(state, event) {
    const attempt = open(state, event);
    const entry = attempt?.drafts[event.question] ?? attempt?.responses[event.question];
    if (entry) entry.solution_shown = true;
  },
  quiz_flagged(state, event) {
    const attempt = open(state, event);
    if (!attempt) return;
    attempt.flags = attempt.flags.filter((question) => question !== event.question);
    if (event.on) attempt.flags.push(event.question);
  },
  quiz_moved(state, event) {
    const attempt = open(state, event);
    if (attempt) attempt.index = event.index;
  },
  quiz_closed(state, event) {
    const attempt = open(state, event);
    if (attempt) attempt.closed = event.at;
  },
  quiz_self_marked(state, event) {
    const response = open(state, event)?.responses[event.question];
    if (response) {
      Object.assign(response, {
        response: event.response,
        score: event.score,
        verdict: event.verdict,
        self_marked: true,
      });
    }
  },
  quiz_abandoned(state, event) {
    const attempt = open(state, event);
    if (attempt) attempt.abandoned = event.at;
  },
  quiz_submitted(state, event) {
    const attempt = open(state, event);
    if (!attempt) return;
    Object.assign(attempt, {
      submitted: event.at,
      score: event.score,
      points: event.points,
      points_max: event.points_max,
      passed: event.passed,
      by_objective: event.by_objective,
      results: event.results,
    });
    for (const [question, score] of Object.entries(event.results as Record<string, number>)) {
      const answer = attempt.responses[question];
      if (attempt.mode !== "exam" && answer && answer.score !== null) continue;
      if (answer) count(state, event.day);
      if (score < RIGHT_FROM && !(!answer && (event.unread ?? []).includes(question))) {
        makeDue(state, event, question);
      }
    }
  },
  setting_changed(state, event) {
    if (event.value === null) delete state.settings[event.key];
    else state.settings[event.key] = event.value;
  },
  baseline(state, event, course) {
    Object.assign(state.settings, event.settings);
    const lost = event.courses?.[course];
    if (!lost) return;
    Object.assign(state.sections, lost.sections);
    Object.assign(state.cards, lost.cards);
    for (const [id, attempt] of Object.entries<Partial<AttemptState>>(lost.attempts ?? {})) {
      const more = Object.assign({ items: null, rules: null, drafts: {}, closed: null, abandoned: null }, attempt) as AttemptState;
      state.attempts[id] = {
        ...more,
        // Of attempts from before this was frozen only the result is known here.
        abandoned: more.submitted ? null : (more.abandoned ?? event.at),
        drafts: table(more.drafts),
        responses: table(more.responses),
      };
    }
    Object.assign(state.days, lost.days);
  },
};

function isLate(event: Event, attempt: AttemptState): boolean {
  return (
    attempt.mode === "exam" &&
    attempt.deadline !== null &&
    Date.parse(event.at) - Date.parse(attempt.deadline) > GRACE
  );
}
