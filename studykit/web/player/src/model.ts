/** The course as `course_data.py` writes it. Texts called `html` are safe; see `rich_text.py`. */

export interface Option {
  html: string;
  correct?: boolean;
  feedback?: string;
  weight?: number;
  fixed?: boolean;
}

export interface Answer {
  text: string;
  weight?: number;
  feedback?: string;
  steps?: Step[];
}

export type Part = string | [string] | [string, string];
export type Step = ["c", Part[], boolean] | ["/", number, number] | ["@", string];

export interface Gap {
  answers?: string[];
  choices?: string[];
  hint?: string;
  /** Every answer, where one is a number or earns only a part. */
  accepted?: { text: string; weight: number; number: number | null; tolerance: Tolerance }[];
}

/** A number that is accepted, and how much of the points it earns. */
export interface NumberAnswer {
  number: number;
  tolerance: Tolerance;
  weight: number;
  feedback?: string;
}

export type Tolerance = number | { relative?: number; geometric?: number };

export interface Question {
  type: string;
  id: string;
  /** The id of what is shown with it; the edition puts the thing itself beside it. */
  stimulus?: string;
  about?: Stimulus;
  stem?: string;
  hints?: string[];
  explanation?: string;
  objective?: string;
  tags?: string[];
  points?: number;
  source?: string;
  exam_only?: boolean;
  digest: string;
  names?: string[];
  rows?: string[];
  feedback?: string;
  options?: Option[];
  still?: boolean;
  scoring?: string;
  answer?: number;
  answers?: Answer[];
  regex?: boolean;
  case_sensitive?: boolean;
  exact?: boolean;
  variants?: string;
  solution?: string;
  /** The answer of a slider. */
  number?: [number, Tolerance];
  numbers?: NumberAnswer[];
  unit?: string;
  units?: Record<string, number>;
  unit_penalty?: number;
  decimal_comma?: boolean;
  scale?: [number, number, number];
  text?: string;
  gaps?: Gap[];
  items?: string[];
  any_order?: number[][];
  parts?: string[];
  places?: string[];
  key?: number[];
  model_answer?: string;
  key_points?: string[];
  /** Where its numbers vary: those of each draw, and what it changes in the question. */
  draws?: { values: Values; changed: Partial<Question> }[];
}

/** The numbers that the variables of a question have. */
export type Values = Record<string, number>;

export interface Section {
  id: string;
  title: string;
  html: string;
  check: string[];
}

export interface Card {
  id: string;
  front: string;
  back: string;
  /** The section that the author names. */
  source?: string;
  /** The section that teaches it, also where the author names none. */
  section?: string;
}

export interface Lesson {
  id: string;
  title: string;
  summary: string;
  objectives: string[];
  sections: Section[];
  cards: Card[];
  questions: Question[];
  /** Ids of questions of other lessons that it asks too. */
  borrowed: string[];
}

/** A text, a table or a picture that several questions are about. */
export interface Stimulus {
  title: string;
  html: string;
}

export interface Draw {
  lessons: string[];
  objectives: string[];
  tags: string[];
  ids: string[];
  count: number | null;
}

export interface Quiz {
  id: string;
  title: string;
  description: string;
  draw: Draw[];
  linked: string[][];
  mode: "practice" | "exam";
  time_limit: number | null;
  pass_mark: number | null;
  attempts: number | null;
  shuffle: boolean;
  scoring: string | null;
  penalty: number;
  certainty: boolean;
}

export interface EditionData {
  language: string;
  title: string;
  name: string;
  description: string;
  authors: string[];
  license: string;
  sources: string[];
  objectives: Record<string, string>;
  stimuli: Record<string, Stimulus>;
  lessons: Lesson[];
  quizzes: Quiz[];
  offered: string[];
}

export interface CourseData {
  /** Whether characters in it have readings. */
  readings?: true;
  id: string;
  editions: EditionData[];
  forms?: string[];
}

export interface Data {
  course: CourseData;
  words: Record<string, Record<string, string | string[]>>;
  profile: { format: string; version: number };
}

/** An edition with its things by id; where two have one id the first one keeps it. */
export class Edition {
  readonly sections = new Map<string, { section: Section; lesson: Lesson }>();
  readonly cards = new Map<string, { card: Card; lesson: Lesson }>();
  readonly questions = new Map<string, { question: Question; lesson: Lesson }>();

  constructor(readonly data: EditionData) {
    for (const lesson of data.lessons) {
      for (const section of lesson.sections) put(this.sections, section.id, { section, lesson });
      for (const card of lesson.cards) put(this.cards, card.id, { card, lesson });
      for (const question of lesson.questions) {
        const about = question.stimulus === undefined ? undefined : data.stimuli[question.stimulus];
        if (about) question.about = about;
        put(this.questions, question.id, { question, lesson });
      }
    }
  }

  quiz(id: string): Quiz | undefined {
    return this.data.quizzes.find((quiz) => quiz.id === id);
  }

  question(id: string): Question | undefined {
    return this.questions.get(id)?.question;
  }

  /** The questions that a lesson asks: its own, then those that it borrows. */
  askedIn(lesson: Lesson): Question[] {
    return [...lesson.questions, ...lesson.borrowed.flatMap((id) => this.question(id) ?? [])];
  }
}

function put<T>(map: Map<string, T>, id: string, value: T): void {
  if (!map.has(id)) map.set(id, value);
}
