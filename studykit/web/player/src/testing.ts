/** What the tests ask of the rules, without a screen. */

import { casefold, setForms } from "./grading/texts";
import { verdict } from "./grading/marks";
import { readNumber, shortest } from "./grading/numbers";
import { grade, located, namedResponse, typeOf } from "./grading/types";
import { Review } from "./review";
import { type Memory, type Rating, Scheduler, type SchedulerSettings } from "./scheduling";
import { Learner } from "./learner";
import { type CourseData, Edition, type EditionData, type Question, type Quiz } from "./model";
import { QuizAttempt, startAttempt } from "./quiz";

interface Case {
  question: number;
  response: unknown;
  scoring: string | null;
}

/** The score, the verdict, what is right in it, what it names, and whether it fits. */
function judged(questions: Question[], each: Case): unknown[] {
  const question = questions[each.question] as Question;
  const type = typeOf(question);
  const { score, parts, feedback } = grade(question, each.response, each.scoring);
  const fits = type.accepts(question, each.response);
  return [
    score,
    verdict(score),
    parts.map((part) => part.right),
    feedback,
    fits ? namedResponse(question, each.response) : null,
    fits,
    fits && type.answered(question, each.response),
    fits && Boolean(type.objection?.(question, each.response)),
  ];
}

/** The memory after each review of a history: `[rating, at, day]`. */
function reviewed(card: string, settings: SchedulerSettings, history: [Rating, string, string][]): Memory[] {
  const scheduler = new Scheduler(settings);
  let memory: Memory | undefined;
  return history.map(([rating, at, day]) => {
    memory = scheduler.review(card, memory, rating, { at: new Date(at), day });
    return memory;
  });
}

Object.assign(globalThis, { rules: { setForms, judged, reviewed, casefold, readNumber, shortest, located } });

interface Verb {
  name: string;
  what: any;
  certainty: number | null;
}

/** A clock that only the script moves. */
let clock = 0;

/** What a learner stores who plays a script of `tests/faces`. */
function played(course: CourseData, script: { quiz: string; language: string; verbs: Verb[] }): unknown {
  clock = Date.parse("2026-05-01T08:00:00Z");
  Date.now = () => clock;
  performance.now = () => clock;
  const known = course.editions.map((edition) => new Edition(edition));
  const inOrder = (language: string) =>
    [...known].sort((one) => (one.data.language === language ? -1 : 1));
  const learner = new Learner(course.id);
  let editions = inOrder(script.language);
  const quiz = editions.map((edition) => edition.quiz(script.quiz)).find(Boolean) as Quiz;
  let attempt = new QuizAttempt(editions, startAttempt(editions, quiz, learner) as string, learner);
  const onward = () => {
    const next = attempt.following;
    if (next !== undefined) attempt.go(next);
  };
  const answer = ({ what, certainty }: Verb) => {
    const { asking } = attempt;
    if (!asking) return;
    if (asking.selfMarked) {
      asking.edit({ text: what.text, ticked: [] });
      attempt.compare();
      if (!attempt.exam) asking.edit(what);
    } else asking.edit(what);
    attempt.answer(certainty);
    if (!attempt.canRetry) onward();
  };
  const does: Record<string, (verb: Verb) => void> = {
    answer,
    retry: () => attempt.retry(),
    solution: () => {
      attempt.showSolution();
      onward();
    },
    hint: () => {
      if (attempt.hintsAllowed && attempt.asking) attempt.asking.hints += 1;
    },
    flag: () => attempt.flag(),
    next: () => attempt.go(attempt.index + 1),
    previous: () => attempt.go(attempt.index - 1),
    first: () => attempt.go(attempt.unanswered[0] ?? 0),
    submit: () => attempt.finish(),
    abandon: () => attempt.abandon(),
    again: () => {
      attempt = new QuizAttempt(editions, attempt.startAgain() as string, learner);
    },
    leave: () => attempt.save(),
    kill: () => {},
    tick: ({ what }) => {
      const [number = 0] = attempt.toCompare;
      const asking = attempt.askingOf(attempt.questions[number] as string);
      asking?.edit({ ...(asking.response as object), ticked: what });
      attempt.selfMark(number);
      if (!attempt.toCompare.length) attempt.submit();
    },
    wait: ({ what }) => {
      clock += what * 1000;
      if (attempt.secondsLeft === 0) attempt.finish();
    },
    reopen: ({ what }) => {
      editions = inOrder(what);
      const waiting = Object.entries(learner.state.attempts).findLast(([, each]) => !each.submitted && !each.abandoned);
      attempt = new QuizAttempt(editions, waiting?.[0] ?? attempt.id, learner);
      if (attempt.secondsLeft === 0) attempt.finish();
    },
  };
  for (const verb of script.verbs) does[verb.name]?.(verb);
  return JSON.parse(learner.saved({ format: "", version: 0 })).events;
}

/** The cards of a review at an instant, after a history. */
function dealt(course: CourseData, each: { events: unknown[]; at: string }): string[] {
  Date.now = () => Date.parse(each.at);
  const learner = new Learner(course.id);
  learner.take(JSON.stringify({ format: "", version: 0, events: each.events }), { format: "", version: 0 });
  return new Review(new Edition(course.editions[0] as EditionData), learner).cards;
}

Object.assign((globalThis as any).rules, { played, dealt });
