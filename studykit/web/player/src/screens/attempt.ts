/** An attempt at a quiz: its questions, and what it came to. */

import type { Asking } from "../asking";
import { button, freshId, h, textOf } from "../dom";
import { verdict } from "../grading/marks";
import type { Player, Screen } from "../player";
import { questionView } from "../question_view";
import { QUESTION_CARD } from "../progress";
import { QuizAttempt } from "../quiz";
import { many, percent, words } from "../words";
import { questionKey, submitRow, submitsByEnter } from "./answering";
import { route } from "./home";

export function attemptScreen(player: Player, id: string): Screen | undefined {
  const known = player.learner.state.attempts[id];
  if (!known || known.abandoned) return undefined;
  const attempt = new QuizAttempt(player.ordered, id, player.learner);
  if (!attempt.questions.length) return undefined;
  const title = attempt.quiz?.title ?? attempt.quizId;
  const body = h("div", { className: "attempt" });
  const clock = h("span", { className: "clock", role: "timer" });
  let looks = false;
  let confirming = false;
  let timeUp = false;

  const fill = (focus = true) => {
    if (attempt.submitted && !looks) body.replaceChildren(...result());
    else if (attempt.toCompare.length) body.replaceChildren(...comparing());
    else body.replaceChildren(...asked());
    player.showStorage();
    if (focus) {
      const first = body.querySelector<HTMLElement>("[data-first], h1");
      first?.setAttribute("tabindex", "-1");
      first?.focus();
    }
  };

  const heading = (): HTMLElement =>
    h("h1", { className: "small", html: attempt.again ? words("Missed questions again: {title}", { title }) : title });

  const asked = (): HTMLElement[] => {
    const { asking } = attempt;
    const number = words("Question {n} of {total}", { n: attempt.index + 1, total: attempt.questions.length });
    const parts = [
      heading(),
      h("p", { className: "crumb", "data-first": "" }, number, !attempt.closed && attempt.secondsLeft !== null && clock),
      navigator(),
    ];
    if (!asking) {
      const why = attempt.hasOtherNumbers
        ? words("This question has numbers that are not in this file. Answer it where the quiz was begun.")
        : words("The course no longer has this question. It counts as it was answered.");
      parts.push(h("p", {}, why), moves());
      return parts;
    }
    const open = attempt.openNow;
    let certainty: number | null = null;
    const submit = () => {
      attempt.answer(certainty);
      if (attempt.exam && attempt.following !== undefined) attempt.go(attempt.following);
      fill();
    };
    const row = open ? submitRow(asking, submit, fill, attempt.hintsAllowed, attempt.exam ? submit : () => attempt.compare()) : undefined;
    const judged = attempt.submitted || !attempt.exam;
    const view = questionView({
      asking,
      editable: open,
      reveals: attempt.reveals,
      marks: judged && !asking.open,
      changed: () => row?.update(),
    });
    const box = h("div", { className: "card" }, view, open && attempt.certainty && sureness((n) => { certainty = n; }), row?.element);
    submitsByEnter(box);
    parts.push(box, moves());
    return parts;
  };

  const sureness = (chosen: (certainty: number) => void): HTMLElement => {
    const name = freshId();
    const degrees: [number, string, string][] = [
      [1, words("not sure"), "+1/0"],
      [2, words("fairly sure"), "+2/−2"],
      [3, words("certain"), "+3/−6"],
    ];
    const known = attempt.certaintyOf(attempt.questionId) ?? 1;
    chosen(known);
    return h(
      "fieldset",
      { className: "sureness" },
      h("legend", {}, words("How sure are you?")),
      degrees.map(([n, label, marks]) => {
        const id = freshId();
        const input = h("input", { type: "radio", name, id, checked: n === known, onchange: () => chosen(n) });
        return h("label", { htmlFor: id }, input, h("span", {}, label), h("span", { className: "muted" }, marks));
      }),
    );
  };

  const navigator = (): HTMLElement =>
    h(
      "nav",
      { className: "navigator", "aria-label": words("All questions") },
      attempt.questions.map((question, n) => {
        const stored = attempt.response(question);
        const results = attempt.attempt.results;
        const score = results ? results[question] : attempt.exam ? undefined : stored?.score;
        const known = typeof score === "number" && (stored || results) ? verdict(score) : undefined;
        const flagged = attempt.attempt.flags.includes(question);
        const states = { right: words("right"), partial: words("partly right"), wrong: words("wrong") };
        const state = known ? states[known] : stored ? words("answered") : words("not answered");
        return button(
          String(n + 1),
          () => { attempt.go(n); fill(); },
          [n === attempt.index ? "here" : "", stored ? "answered" : "", known ?? "", flagged ? "flagged" : ""].join(" ").trim(),
          { "aria-label": [n + 1, state, flagged && words("flagged")].filter(Boolean).join(", "), "aria-current": n === attempt.index ? "step" : undefined },
        );
      }),
    );

  const moves = (): HTMLElement => {
    const next = attempt.following;
    const after = attempt.index + 1 < attempt.questions.length;
    const row = h(
      "div",
      { className: "actions" },
      attempt.index > 0 && button(`← ${words("back")}`, () => { attempt.go(attempt.index - 1); fill(); }, "quiet"),
      attempt.canRetry && button(words("try again"), () => { attempt.retry(); fill(); }, "primary"),
      attempt.canRetry && button(words("show the answer"), () => { attempt.showSolution(); fill(); }),
      !attempt.closed && button(attempt.flagged ? `⚑ ${words("Flag")}` : `⚐ ${words("Flag")}`, () => { attempt.flag(); fill(false); }, "quiet", { "aria-pressed": String(attempt.flagged) }),
      !attempt.submitted && after && button(`${words("next")} →`, () => { attempt.go(next ?? attempt.index + 1); fill(); }, attempt.openNow || attempt.canRetry ? "" : "primary"),
      attempt.submitted && after && button(`${words("next")} →`, () => { attempt.go(attempt.index + 1); fill(); }, "primary"),
      attempt.submitted && button(words("Score"), () => { looks = false; fill(); }),
    );
    if (!attempt.submitted && !attempt.closed) row.append(ending());
    return row;
  };

  /** Submitting and giving up are asked about once more. */
  const ending = (): HTMLElement => {
    const left = attempt.unanswered.length;
    if (!confirming) {
      const primary = attempt.following === undefined ? "primary" : "";
      return h("span", { className: "ending" }, button(words("submit the quiz"), () => { confirming = true; fill(false); body.querySelector<HTMLElement>(".confirm button")?.focus(); }, primary));
    }
    return h(
      "div",
      { className: "confirm", role: "group", "aria-label": words("Submit?") },
      h("p", {}, left ? many(left, "{n} question is not answered.", "{n} questions are not answered.") : words("All questions are answered.")),
      button(words("submit: this cannot be undone"), () => { confirming = false; attempt.finish(); fill(); }, "primary"),
      button(words("back"), () => { confirming = false; fill(); }),
      button(words("give up: no result is kept"), () => { attempt.abandon(); player.go("/"); }, "quiet"),
    );
  };

  /** The open responses of a closed exam, one after the other. */
  const comparing = (): HTMLElement[] => {
    const [number = 0] = attempt.toCompare;
    const asking = attempt.askingOf(attempt.questions[number] as string);
    if (!asking) return [heading()];
    asking.revealed = true;
    return [
      heading(),
      h("p", { className: "crumb", "data-first": "" }, words("Question {n} of {total}", { n: number + 1, total: attempt.questions.length })),
      h("p", {}, words("Your answers are final. Compare each open one with its model answer.")),
      h("div", { className: "card" }, questionView({ asking, editable: true, reveals: false, marks: false, changed: () => {} })),
      h(
        "div",
        { className: "actions" },
        button(words("continue"), () => {
          attempt.selfMark(number);
          if (!attempt.toCompare.length) attempt.submit();
          fill();
        }, "primary"),
      ),
    ];
  };

  const result = (): HTMLElement[] => {
    const { attempt: known } = attempt;
    const passed = attempt.again ? null : known.passed;
    const { missed } = attempt;
    const objectives = Object.entries(known.by_objective ?? {});
    const round = (points: number | null) => String(Math.round((points ?? 0) * 10) / 10).replace("-", "−");
    return [
      heading(),
      timeUp ? h("p", { className: "warning" }, words("Time is up: what you answered was submitted.")) : h("span"),
      h(
        "p",
        { className: "score", "data-first": "" },
        percent(known.score ?? 0),
        passed !== null && h("span", { className: passed ? "mark right" : "mark wrong" }, passed ? `✓ ${words("passed")}` : `✗ ${words("not passed")}`),
      ),
      h("p", {}, words("{points} of {most} points", { points: round(known.points), most: round(known.points_max) })),
      attempt.again ? h("p", { className: "muted" }, words("A repetition: it changes no score.")) : h("span"),
      ...(objectives.length
        ? [
            h("h2", {}, words("By objective")),
            h(
              "ul",
              { className: "objectives" },
              objectives.map(([objective, [points, most]]) =>
                h(
                  "li",
                  {},
                  h("span", { html: player.edition.data.objectives[objective] ?? "" }),
                  h("meter", { value: Math.max(0, points), max: most || 1, "aria-label": `${round(points)}/${round(most)}` }),
                  h("span", { className: "muted" }, `${round(points)}/${round(most)}`),
                ),
              ),
            ),
          ]
        : []),
      missed.length ? h("h2", {}, words("Worth a look:")) : h("p", {}, `✓ ${words("Nothing missed.")}`),
      h(
        "ul",
        { className: "links" },
        missed.map((question) => {
          const n = attempt.questions.indexOf(question);
          const asking = attempt.askingOf(question);
          const section = asking?.question.source && player.edition.sections.get(asking.question.source);
          return h(
            "li",
            {},
            button(`${n + 1}. ${beginning(asking)}`, () => { looks = true; attempt.index = n; fill(); }, "link"),
            section && h("a", { href: route("read", section.section.id) }, words("read the section that teaches it")),
          );
        }),
      ),
      missed.some((question) => QUESTION_CARD + question in player.learner.state.cards)
        ? h("p", { className: "muted" }, words("They are now among your cards."))
        : h("span"),
      h(
        "div",
        { className: "actions" },
        h("a", { href: "#/", className: "quiet" }, `← ${words("Home")}`),
        button(words("look through all"), () => { looks = true; attempt.index = 0; fill(); }),
        missed.length > 0 && button(words("retry missed questions"), () => {
          const again = attempt.startAgain();
          if (again) player.go(`/attempt/${again}`);
        }, "primary"),
      ),
    ];
  };

  const tick = () => {
    const left = attempt.secondsLeft;
    if (left === null || attempt.closed || attempt.over) return;
    if (left === 0) {
      timeUp = true;
      attempt.finish();
      fill();
      return;
    }
    const seconds = Math.floor(left);
    clock.textContent = ` · ${words("{time} left", { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` })}`;
  };
  const timer = setInterval(tick, 500);
  fill(false);
  tick();
  return {
    title: attempt.quizId,
    body,
    leave() {
      clearInterval(timer);
      attempt.save();
    },
    keys(key) {
      if (key === "ArrowRight" && attempt.index + 1 < attempt.questions.length) attempt.go(attempt.index + 1);
      else if (key === "ArrowLeft" && attempt.index > 0) attempt.go(attempt.index - 1);
      else return questionKey(body, key);
      fill();
      return true;
    },
  };
}

const LONGEST = 90;

/** The first words of a question, by which it is known again. */
function beginning(asking: Asking | undefined): string {
  const html = asking?.question.stem ?? asking?.question.text ?? "";
  const text = textOf(html.replace(/<span class="gap"[^>]*><\/span>/g, "…")).trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
