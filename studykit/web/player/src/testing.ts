/** What the tests ask of the rules, without a screen. */

import { casefold, setForms } from "./grading/texts";
import { verdict } from "./grading/marks";
import { readNumber, shortest } from "./grading/numbers";
import { grade, located, namedResponse, typeOf } from "./grading/types";
import { type Memory, type Rating, Scheduler, type SchedulerSettings } from "./scheduling";
import type { Question } from "./model";

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
