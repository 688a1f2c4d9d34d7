/** An attempt at a quiz: what is allowed, what is stored, how it ends. `studykit/study/quiz*.py`. */

import { Asking, randomFrom, shuffled, Stopwatch, valuesFor, withValues } from "./asking";
import { certaintyMark, exactSum, RIGHT_FROM, verdict, withPenalty } from "./grading/marks";
import { grade, located, typeOf } from "./grading/types";
import type { Learner } from "./learner";
import type { Draw, Edition, Question, Quiz } from "./model";
import { type AttemptItem, type AttemptRules, type AttemptState, type Event, type ResponseState, table } from "./progress";

export const AGAIN = "again:";
const MOST_TRIES = 4;
const BEST_MARK = 3;
const PASS_MARGIN = 1e-9;

function poolOf(edition: Edition, line: Draw | null, quiz: Quiz): Question[] {
  const pool = new Set<Question>();
  for (const lesson of edition.data.lessons) {
    if (line?.lessons.length && !line.lessons.includes(lesson.id)) continue;
    for (const question of line?.lessons.length ? edition.askedIn(lesson) : lesson.questions) {
      if (quiz.mode !== "exam" && question.exam_only) continue;
      if (line?.objectives.length && !line.objectives.includes(question.objective ?? "")) continue;
      if (line?.tags.length && !line.tags.some((tag) => question.tags?.includes(tag))) continue;
      if (line?.ids.length && !line.ids.includes(question.id)) continue;
      pool.add(question);
    }
  }
  return [...pool];
}

/**
 * The questions of an attempt, in the order they are asked; linked ones together or not at all,
 * those with one stimulus together, but where no more than some of them find room, these.
 */
export function drawQuestions(edition: Edition, quiz: Quiz, seed: number): string[] {
  const chance = randomFrom(`draw:${seed}`);
  const drawn: string[][] = [];
  const taken = new Set<string>();
  for (const line of quiz.draw.length ? quiz.draw : [null]) {
    const pool = poolOf(edition, line, quiz).filter((question) => !taken.has(question.id));
    const there = new Set(pool.map((question) => question.id));
    const units = new Map<string, string[]>();
    const linked = new Set(quiz.linked);
    for (const { id, stimulus } of pool) {
      const alike = stimulus === undefined ? [id] : pool.filter((each) => each.stimulus === stimulus).map((each) => each.id);
      const unit = quiz.linked.find((group) => group.includes(id)) ?? alike;
      if (unit.every((member) => there.has(member))) units.set(unit.join("\n"), unit);
    }
    let chosen = [...units.values()];
    const wanted = line?.count ?? pool.length;
    if (wanted < pool.length) {
      let room = wanted;
      chosen = shuffled(chosen, chance).filter((unit) => {
        const fits = unit.length <= room;
        if (fits) room -= unit.length;
        return fits;
      });
      const all = new Set(chosen);
      for (const unit of units.values()) {
        if (!room || all.has(unit) || linked.has(unit)) continue;
        chosen.push(unit.slice(0, room));
        room -= Math.min(room, unit.length);
      }
    }
    drawn.push(...chosen);
    for (const id of chosen.flat()) taken.add(id);
  }
  return (quiz.shuffle ? shuffled(drawn, chance) : drawn).flat();
}

function pointValues(edition: Edition, quiz: Quiz, questions: string[]): Map<string, number> {
  const even = new Set<string>();
  for (const line of quiz.draw) {
    const pool = poolOf(edition, line, quiz);
    const some = line.count !== null && line.count < pool.length;
    if (some && new Set(pool.map((question) => question.points ?? 1)).size > 1) {
      for (const question of pool) even.add(question.id);
    }
  }
  return new Map(questions.map((id) => [id, even.has(id) ? 1 : (edition.question(id)?.points ?? 1)]));
}

function hex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function start(
  editions: Edition[],
  learner: Learner,
  quiz: string,
  questions: string[],
  worth: Map<string, number>,
  minutes: number | null,
  mode: string,
  seed: number,
  rules: AttemptRules,
): string {
  const attempt = hex(6);
  const items: AttemptItem[] = questions.map((id) => {
    const question = questionIn(editions, id);
    const values = question && valuesFor(question, String(seed));
    return {
      points: worth.get(id) ?? question?.points ?? 1,
      objective: question?.objective ?? "",
      digest: question?.digest ?? "",
      ...(values && { values }),
    };
  });
  const started = learner.event("quiz_started", { quiz, attempt, questions, seed, mode, items, rules });
  started.deadline =
    minutes === null ? null : new Date(Date.parse(started.at) + minutes * 60_000).toISOString();
  learner.keep(started);
  return attempt;
}

export function questionIn(editions: Edition[], id: string): Question | undefined {
  for (const edition of editions) {
    const question = edition.question(id);
    if (question) return question;
  }
  return undefined;
}

/** Begin an attempt; its id, or undefined where there is no question to ask. */
export function startAttempt(editions: Edition[], quiz: Quiz, learner: Learner): string | undefined {
  const [edition] = editions as [Edition];
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const questions = drawQuestions(edition, quiz, seed);
  if (!questions.length) return undefined;
  return start(
    editions,
    learner,
    quiz.id,
    questions,
    pointValues(edition, quiz, questions),
    quiz.time_limit,
    quiz.mode,
    seed,
    { pass_mark: quiz.pass_mark, certainty: quiz.certainty, penalty: quiz.penalty, scoring: quiz.scoring },
  );
}

export function attemptsLeft(learner: Learner, quiz: Quiz): number | null {
  if (quiz.attempts === null) return null;
  const begun = Object.values(learner.state.attempts).filter((attempt) => attempt.quiz === quiz.id).length;
  return Math.max(0, quiz.attempts - begun);
}

export function bestScore(learner: Learner, quiz: string): number | null {
  const scores = Object.values(learner.state.attempts)
    .filter((attempt) => attempt.quiz === quiz && attempt.submitted && attempt.score !== null)
    .map((attempt) => attempt.score as number);
  return scores.length ? Math.max(...scores) : null;
}

/** The attempt at a quiz that waits to be continued. */
export function openAttempt(learner: Learner, quiz: string): string | undefined {
  const waiting = Object.entries(learner.state.attempts).filter(
    ([, attempt]) => attempt.quiz === quiz && !attempt.submitted && !attempt.abandoned,
  );
  return waiting.at(-1)?.[0];
}

export interface Totals {
  score: number;
  points: number;
  most: number;
  passed: boolean | null;
  byObjective: Record<string, [number, number]>;
  scores: Record<string, number>;
}

export class QuizAttempt {
  readonly questions: string[];
  readonly exam: boolean;
  readonly again: boolean;
  readonly quizId: string;
  readonly quiz: Quiz | undefined;
  readonly items: AttemptItem[];
  readonly rules: AttemptRules;
  index: number;
  private askings = new Map<string, Asking>();
  private readonly watch = new Stopwatch();
  private readonly opened = performance.now();
  private readonly leftAtOpening: number | null;

  constructor(
    private editions: Edition[],
    readonly id: string,
    readonly learner: Learner,
  ) {
    const attempt = this.attempt;
    this.questions = attempt.questions;
    this.exam = attempt.mode === "exam";
    this.again = attempt.quiz.startsWith(AGAIN);
    this.quizId = this.again ? attempt.quiz.slice(AGAIN.length) : attempt.quiz;
    this.quiz = editions.map((edition) => edition.quiz(this.quizId)).find(Boolean);
    this.items =
      attempt.items ??
      attempt.questions.map((id) => {
        const question = questionIn(editions, id);
        return { points: question?.points ?? 1, objective: question?.objective ?? "", digest: "" };
      });
    this.rules = attempt.rules ?? {
      pass_mark: this.again ? null : (this.quiz?.pass_mark ?? null),
      certainty: this.again ? false : (this.quiz?.certainty ?? false),
      penalty: this.quiz?.penalty ?? 1 / 3,
      scoring: this.quiz?.scoring ?? null,
    };
    this.index = Math.max(0, Math.min(attempt.index, this.questions.length - 1));
    this.leftAtOpening = this.storedSecondsLeft;
  }

  get attempt(): AttemptState {
    return this.learner.state.attempts[this.id] as AttemptState;
  }

  get certainty(): boolean {
    return this.rules.certainty;
  }

  get submitted(): boolean {
    return this.attempt.submitted !== null;
  }

  get closed(): boolean {
    return this.submitted || this.attempt.closed !== null;
  }

  get over(): boolean {
    return this.submitted || this.attempt.abandoned !== null;
  }

  /** A clock that was set back gains nothing. */
  private get storedSecondsLeft(): number | null {
    const attempt = this.attempt;
    if (attempt.deadline === null) return null;
    const answers = Object.values(attempt.responses);
    const spent = exactSum(answers.map((answer) => Math.max(0, answer.seconds)));
    const latest = Math.max(
      Date.now(),
      Date.parse(attempt.started) + spent * 1000,
      ...answers.map((answer) => Date.parse(answer.at)),
    );
    return Math.max(0, (Date.parse(attempt.deadline) - latest) / 1000);
  }

  get secondsLeft(): number | null {
    const left = this.storedSecondsLeft;
    if (left === null || this.leftAtOpening === null) return left;
    const passed = Math.max(0, (performance.now() - this.opened) / 1000);
    return Math.max(0, Math.min(left, this.leftAtOpening - passed));
  }

  private get ended(): boolean {
    return this.closed || this.over || this.secondsLeft === 0;
  }

  get questionId(): string {
    return this.questions[this.index] ?? "";
  }

  get asking(): Asking | undefined {
    return this.askingOf(this.questionId);
  }

  /** A question with the numbers that this attempt has drawn. */
  private question(id: string): Question | undefined {
    const values = this.items[this.questions.indexOf(id)]?.values;
    for (const edition of this.editions) {
      const question = edition.question(id);
      const found = question && withValues(question, values);
      if (found) return found;
    }
    return undefined;
  }

  /** Whether the file has the question shown, but not with the numbers of this attempt. */
  get hasOtherNumbers(): boolean {
    return !this.asking && questionIn(this.editions, this.questionId) !== undefined;
  }

  askingOf(id: string): Asking | undefined {
    const known = this.askings.get(id);
    if (known) return known;
    const question = this.question(id);
    if (!question) return undefined;
    const stored = this.response(id);
    const draft = this.attempt.drafts[id];
    const chosen = draft ?? stored;
    const asking = new Asking(
      question,
      String(this.attempt.seed),
      this.rules.scoring,
      this.exam ? 0 : this.rules.penalty,
      chosen ? located(question, chosen.response, chosen.parts) : null,
      stored?.tries ?? 0,
      stored?.hints ?? 0,
    );
    if (this.submitted || (stored && !draft && !this.exam)) asking.restoreGrade();
    if (draft?.solution_shown) asking.revealed = true;
    this.askings.set(id, asking);
    this.cover(asking);
    return asking;
  }

  private cover(asking: Asking): void {
    asking.hidesSolution = !this.ended && this.retryableNow(asking);
  }

  response(id: string): ResponseState | undefined {
    return this.attempt.responses[id];
  }

  certaintyOf(id: string): number | null {
    return this.response(id)?.certainty ?? null;
  }

  get openNow(): boolean {
    return Boolean(this.asking?.open) && !this.ended;
  }

  get hintsAllowed(): boolean {
    return !this.exam && this.openNow;
  }

  get canRetry(): boolean {
    const asking = this.asking;
    return asking !== undefined && !this.ended && this.retryableNow(asking);
  }

  private retryableNow(asking: Asking): boolean {
    if (this.exam || this.certainty || this.response(asking.question.id)?.solution_shown) return false;
    if (!asking.grade || verdict(asking.grade.score) === "right" || !asking.retryable) return false;
    const best = withPenalty(1, asking.tries, this.rules.penalty);
    return asking.tries < MOST_TRIES && best > asking.score + PASS_MARGIN;
  }

  get reveals(): boolean {
    const asking = this.asking;
    if (!asking || asking.open) return false;
    return this.submitted || !(this.exam || this.canRetry);
  }

  private fields(asking: Asking): Record<string, unknown> {
    return { attempt: this.id, question: asking.question.id, response: asking.response, parts: asking.named };
  }

  private answeredEvent(asking: Asking, certainty: number | null): Event {
    const judged = asking.judgement();
    return this.learner.event("quiz_answered", {
      ...this.fields(asking),
      certainty: certainty ?? this.certaintyOf(asking.question.id),
      tries: this.exam ? 1 : judged.tries,
      hints: asking.hints,
      score: judged.score,
      verdict: verdict(judged.grade.score),
      seconds: this.watch.answering,
    });
  }

  /** Submit the response to the question shown. */
  answer(certainty: number | null = null): void {
    const asking = this.asking;
    if (!asking?.answered || !this.openNow || asking.objection) return;
    if (this.exam) {
      this.save(certainty);
      return;
    }
    this.learner.keep(this.answeredEvent(asking, certainty));
    this.watch.restart();
    asking.judge();
    this.cover(asking);
  }

  get unsaved(): boolean {
    const asking = this.asking;
    if (!asking?.touched || !this.openNow) return false;
    const id = asking.question.id;
    const stored = this.attempt.drafts[id] ?? this.response(id);
    if (!stored) return asking.answered;
    return JSON.stringify(asking.response) !== JSON.stringify(stored.response);
  }

  /** Store what is chosen or typed: in an exam it is the answer, in practice a draft. */
  save(certainty: number | null = null): void {
    const asking = this.asking;
    if (!asking || !this.openNow) return;
    if (!this.exam) {
      if (this.unsaved) {
        this.learner.keep(
          this.learner.event("quiz_drafted", { ...this.fields(asking), seconds: this.watch.answering }),
        );
        this.watch.restart();
      }
      return;
    }
    const surer = certainty !== null && certainty !== this.certaintyOf(asking.question.id);
    if (asking.answered && (this.unsaved || surer)) this.learner.keep(this.answeredEvent(asking, certainty));
    else if (this.unsaved) {
      this.learner.keep(
        this.learner.event("quiz_answered", {
          attempt: this.id,
          question: asking.question.id,
          response: null,
          parts: null,
          certainty: null,
          tries: 1,
          hints: 0,
          score: null,
          verdict: null,
          seconds: this.watch.answering,
        }),
      );
    } else return;
    this.watch.restart();
  }

  /** Show the model answer of a written open response; from then on it can only be compared. */
  compare(): void {
    const asking = this.asking;
    if (!asking || this.exam || !asking.selfMarked || asking.revealed || !asking.answered) return;
    this.save();
    this.learner.keep(
      this.learner.event("quiz_solution_shown", { attempt: this.id, question: asking.question.id }),
    );
    asking.revealed = true;
  }

  retry(): void {
    const asking = this.asking;
    if (!asking || !this.canRetry) return;
    asking.grade = null;
    this.watch.restart();
  }

  showSolution(): void {
    const asking = this.asking;
    if (!asking || !this.canRetry) return;
    this.learner.keep(
      this.learner.event("quiz_solution_shown", { attempt: this.id, question: asking.question.id }),
    );
    this.cover(asking);
  }

  go(index: number): void {
    if (index < 0 || index >= this.questions.length) return;
    this.save();
    if (index !== this.index && !this.ended) {
      this.learner.keep(this.learner.event("quiz_moved", { attempt: this.id, index }));
    }
    this.index = index;
    this.watch.restart();
  }

  get flagged(): boolean {
    return this.attempt.flags.includes(this.questionId);
  }

  flag(): void {
    if (this.ended) return;
    this.learner.keep(
      this.learner.event("quiz_flagged", { attempt: this.id, question: this.questionId, on: !this.flagged }),
    );
  }

  get unanswered(): number[] {
    return [...this.questions.keys()].filter((n) => !this.response(this.questions[n] as string));
  }

  /** The number of the question to go on to; undefined when the end is reached. */
  get following(): number | undefined {
    const left = this.unanswered;
    const later = left.find((n) => n > this.index);
    if (later !== undefined) return later;
    return this.exam && !left.length && this.index + 1 < this.questions.length ? this.index + 1 : undefined;
  }

  /** The written open responses of a closed exam that are still to be compared. */
  get toCompare(): number[] {
    if (!this.exam || this.attempt.closed === null || this.over) return [];
    return this.unticked;
  }

  private get unticked(): number[] {
    return [...this.questions.keys()].filter((n) => {
      const response = this.response(this.questions[n] as string);
      const question = questionIn(this.editions, this.questions[n] as string);
      if (!response || response.self_marked || question?.type !== "open_response") return false;
      return !(response.response as { ticked: number[] }).ticked?.length;
    });
  }

  finish(): void {
    if (this.over) return;
    this.save();
    if (this.exam && this.attempt.closed === null && this.unticked.length) {
      this.learner.keep(this.learner.event("quiz_closed", { attempt: this.id }));
      this.askings.clear();
      return;
    }
    this.submit();
  }

  /** Store which key points an open response of a closed exam makes, as ticked. */
  selfMark(number: number): void {
    const asking = this.askingOf(this.questions[number] as string);
    if (!asking || !this.closed || this.over) return;
    const judged = asking.judgement();
    this.learner.keep(
      this.learner.event("quiz_self_marked", {
        attempt: this.id,
        question: asking.question.id,
        response: asking.response,
        score: judged.score,
        verdict: verdict(judged.grade.score),
      }),
    );
  }

  submit(): void {
    if (this.over) return;
    const totals = this.totals();
    const unread = this.questions.filter((id) => !this.response(id) && !this.wasRead(id));
    this.learner.keep(
      this.learner.event("quiz_submitted", {
        attempt: this.id,
        quiz: this.attempt.quiz,
        score: totals.score,
        points: totals.points,
        points_max: totals.most,
        passed: totals.passed,
        by_objective: totals.byObjective,
        results: totals.scores,
        unread,
      }),
    );
    this.askings.clear();
  }

  abandon(): void {
    if (this.over) return;
    this.learner.keep(this.learner.event("quiz_abandoned", { attempt: this.id }));
  }

  private wasRead(id: string): boolean {
    const edition = this.editions.find((each) => each.question(id));
    const source = edition?.question(id)?.source;
    const read = this.learner.state.sections;
    if (source) return source in read;
    return edition?.questions.get(id)?.lesson.sections.some((section) => section.id in read) ?? false;
  }

  totals(): Totals {
    const scores: Record<string, number> = table();
    const worth: Record<string, number> = table();
    const byObjective: Record<string, [number, number]> = table();
    this.questions.forEach((id, n) => {
      const response = this.response(id);
      const score = this.scoreOf(id, response);
      if (score === undefined) return;
      const item = this.items[n] as AttemptItem;
      scores[id] = score;
      worth[id] = item.points;
      if (item.objective) {
        const [points, most] = byObjective[item.objective] ?? [0, 0];
        byObjective[item.objective] = [points + score * item.points, most + item.points];
      }
    });
    const ids = Object.keys(scores);
    const size = exactSum(Object.values(worth));
    const points = this.certainty
      ? exactSum(ids.map((id) => this.markOf(id, scores[id] as number) * (worth[id] as number)))
      : exactSum(ids.map((id) => (scores[id] as number) * (worth[id] as number)));
    const most = this.certainty ? BEST_MARK * size : size;
    const score = most ? Math.min(1, Math.max(0, points / most)) : 0;
    const mark = this.rules.pass_mark;
    const passed = mark === null || !ids.length ? null : score >= mark - PASS_MARGIN;
    return { score, points, most, passed, byObjective, scores };
  }

  private scoreOf(id: string, response: ResponseState | undefined): number | undefined {
    if (!response) return 0;
    if (response.score !== null) return Math.min(1, Math.max(-1, response.score));
    if (!this.exam) return 0;
    const question = this.question(id);
    return question ? grade(question, response.response, this.rules.scoring).score : undefined;
  }

  /** The mark of an answer by how sure the learner was; 0 without one. */
  markOf(id: string, score: number): number {
    const response = this.response(id);
    return response ? certaintyMark(verdict(score) === "right", response.certainty ?? 1) : 0;
  }

  get missed(): string[] {
    const results = this.attempt.results ?? {};
    return this.questions.filter((id) => Object.hasOwn(results, id) && (results[id] as number) < RIGHT_FROM);
  }

  /** Begin to ask again what was missed, in practice; its id, or undefined where nothing is left. */
  startAgain(): string | undefined {
    const questions = this.missed.filter((id) => {
      const question = questionIn(this.editions, id);
      return question && !question.exam_only && typeOf(question);
    });
    if (!questions.length) return undefined;
    const quiz = this.again ? this.attempt.quiz : AGAIN + this.attempt.quiz;
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    return start(this.editions, this.learner, quiz, questions, new Map(), null, "practice", seed, {
      pass_mark: null,
      certainty: false,
      penalty: this.rules.penalty,
      scoring: this.rules.scoring,
    });
  }
}
