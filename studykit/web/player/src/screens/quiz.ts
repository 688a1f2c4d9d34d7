/** What a learner should know of a quiz before it starts. */

import { button, h, rich } from "../dom";
import type { Player, Screen } from "../player";
import { attemptsLeft, bestScore, drawQuestions, openAttempt, startAttempt } from "../quiz";
import { many, percent, words } from "../words";
import { route } from "./home";

export function quizScreen(player: Player, id: string): Screen | undefined {
  const { edition, learner } = player;
  const quiz = edition.quiz(id);
  if (!quiz) return undefined;
  const left = attemptsLeft(learner, quiz);
  const best = bestScore(learner, id);
  const waiting = openAttempt(learner, id);
  const facts = [
    many(drawQuestions(edition, quiz, 0).length, "{n} question", "{n} questions"),
    quiz.time_limit !== null && many(Math.round(quiz.time_limit), "{n} minute", "{n} minutes"),
    quiz.pass_mark !== null && words("pass {share}", { share: percent(quiz.pass_mark) }),
    left === 0 && words("no attempt left"),
    left !== null && left > 0 && words("attempt {n} of {total}", { n: (quiz.attempts ?? 0) - left + 1, total: quiz.attempts ?? 0 }),
    best !== null && words("best {share}", { share: percent(best) }),
  ].filter(Boolean);
  const begin = () => {
    const attempt = startAttempt(player.ordered, quiz, learner);
    if (attempt) player.go(`/attempt/${attempt}`);
  };
  const past = Object.entries(learner.state.attempts)
    .filter(([, attempt]) => attempt.quiz === id && attempt.submitted)
    .reverse();
  return {
    title: quiz.title,
    body: h(
      "div",
      {},
      h("p", { className: "crumb" }, quiz.mode === "exam" ? words("exam") : words("practice")),
      h("h1", { html: quiz.title }),
      rich(quiz.description, "lead"),
      h("p", {}, facts.join(" · ")),
      rules(player, id).map((rule) => h("p", {}, rule)),
      h(
        "div",
        { className: "actions" },
        h("a", { href: "#/", className: "quiet" }, `← ${words("Home")}`),
        waiting
          ? h("a", { href: route("attempt", waiting), className: "button primary" }, words("Continue the quiz"))
          : button(words("Start"), begin, "primary", { disabled: left === 0 }),
      ),
      past.length > 0 && h("h2", {}, words("Attempts")),
      h(
        "ul",
        { className: "links" },
        past.map(([attempt, { submitted, score }]) =>
          h(
            "li",
            {},
            h(
              "a",
              { href: route("attempt", attempt) },
              new Date(submitted as string).toLocaleString(document.documentElement.lang),
              h("span", { className: "muted" }, percent(score ?? 0)),
            ),
          ),
        ),
      ),
    ),
  };
}

function rules(player: Player, id: string): string[] {
  const quiz = player.edition.quiz(id);
  if (!quiz) return [];
  const says: string[] = [];
  if (quiz.mode === "exam") {
    says.push(
      words("Nothing is revealed until you submit. You can go back, change answers and flag questions."),
      words("The correct answers are in this file, and whoever looks into it finds them: use the exam to see what you know, not to prove it to others."),
    );
  } else if (quiz.certainty) {
    says.push(words("You see after each answer whether it was right; there is no second try."));
  } else {
    says.push(words("You see after each answer whether it was right."));
    if (quiz.penalty >= 1) says.push(words("A second try earns nothing."));
    else if (quiz.penalty <= 0) says.push(words("You can try again without losing points."));
    else says.push(words("You can try again; each wrong try costs {share} of the question’s points.", { share: fraction(quiz.penalty) }));
  }
  says.push(
    quiz.time_limit !== null
      ? words("The clock starts when you start. Leaving does not stop it; when the time is up, what you answered is submitted.")
      : words("No clock: leave whenever you like and continue later."),
  );
  if (quiz.attempts !== null) says.push(words("An attempt counts once it is started, also if you give it up."));
  if (quiz.certainty) {
    const scale = [`${words("not sure")} +1/0`, `${words("fairly sure")} +2/−2`, `${words("certain")} +3/−6`].join(" · ");
    says.push(words("With each answer you say how sure you are. The surer you are, the more a right answer earns and a wrong one costs: {scale}.", { scale }));
  }
  return says;
}

/** A share as a simple fraction where it is one, else in percent. */
function fraction(share: number): string {
  for (let below = 2; below <= 10; below += 1) {
    const above = Math.round(share * below);
    if (above > 0 && above < below && Math.abs(above / below - share) < 1e-6) return `${above}/${below}`;
  }
  return percent(share);
}
