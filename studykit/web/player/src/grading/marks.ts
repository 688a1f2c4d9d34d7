/** Scores and what they add up to: `studykit/questions/marks.py`. */

export type Verdict = "right" | "partial" | "wrong";

export interface GradePart {
  right: boolean;
  given: boolean;
  feedback?: string;
  /** The fraction that a part earns which is not right, and not quite wrong. */
  share?: number;
}

export interface Grade {
  score: number;
  parts: GradePart[];
  /** The author's words on the response as a whole, in safe HTML. */
  feedback: string[];
}

export const RIGHT_FROM = 0.999999;

export function verdict(score: number): Verdict {
  if (score >= RIGHT_FROM) return "right";
  return score < 0.000001 ? "wrong" : "partial";
}

export function graded(score: number, parts: GradePart[], feedback?: string): Grade {
  return { score, parts, feedback: feedback && verdict(score) !== "right" ? [feedback] : [] };
}

/** The fraction of a part that was earned. */
export function partScore(part: GradePart): number {
  return part.right ? 1 : (part.share ?? 0);
}

export function share(parts: GradePart[]): number {
  return parts.length ? exactSum(parts.map(partScore)) / parts.length : 0;
}

export function withPenalty(score: number, wrongTries: number, penalty: number): number {
  return score <= 0 ? score : Math.max(0, score - wrongTries * penalty);
}

const CERTAINTY_MARKS: Record<number, [number, number]> = { 1: [1, 0], 2: [2, -2], 3: [3, -6] };

export function certaintyMark(right: boolean, certainty: number): number {
  const [forRight, forWrong] = CERTAINTY_MARKS[certainty] ?? [1, 0];
  return right ? forRight : forWrong;
}

/** The sum, rounded once (Shewchuk), as Python's `math.fsum`. */
export function exactSum(numbers: number[]): number {
  const partials: number[] = [];
  for (const number of numbers) {
    let high = number;
    let count = 0;
    for (let small of partials) {
      if (Math.abs(high) < Math.abs(small)) [high, small] = [small, high];
      const sum = high + small;
      const rest = small - (sum - high);
      if (rest) partials[count++] = rest;
      high = sum;
    }
    partials.length = count;
    partials.push(high);
  }
  let sum = partials.pop() ?? 0;
  let rest = 0;
  while (partials.length) {
    const big = sum;
    const small = partials.pop() as number;
    sum = big + small;
    rest = small - (sum - big);
    if (rest) break;
  }
  const next = partials.at(-1);
  if (next !== undefined && ((rest < 0 && next < 0) || (rest > 0 && next > 0))) {
    const twice = rest * 2;
    const moved = sum + twice;
    if (twice === moved - sum) sum = moved;
  }
  return sum;
}
