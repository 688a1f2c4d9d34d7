/** A section, its checks, and the way on. */

import { Asking, drawn, Stopwatch } from "../asking";
import { button, h } from "../dom";
import { verdict } from "../grading/marks";
import type { Player, Screen } from "../player";
import { questionView } from "../question_view";
import { words } from "../words";
import { submitRow } from "./answering";
import { route } from "./home";

export function readingScreen(player: Player, id: string): Screen | undefined {
  const found = player.edition.sections.get(id);
  if (!found) return undefined;
  const { section, lesson } = found;
  const { learner, edition } = player;
  const watch = new Stopwatch();
  const all = [...edition.sections.values()];
  const at = all.findIndex((each) => each.section.id === id);
  const next = all[at + 1];
  const before = all[at - 1];
  const place = learner.state.place;
  if (place?.section !== id) {
    learner.keep(learner.event("place_kept", { lesson: lesson.id, section: id, scroll: 0 }));
    player.showStorage();
  }
  const read = () => {
    const { day } = learner.now();
    if (learner.state.sections[id]?.day !== day) {
      learner.keep(learner.event("section_read", { section: id, seconds: watch.reading }));
    }
    player.go(next && next.lesson === lesson ? `/read/${encodeURIComponent(next.section.id)}` : "/");
  };
  const checks = section.check
    .flatMap((each) => edition.question(each) ?? [])
    .filter((question) => !question.exam_only)
    .map((question) => check(player, new Asking(drawn(question, String(learner.size)), String(learner.size))));
  const number = lesson.sections.findIndex((each) => each.id === id) + 1;
  const last = !next || next.lesson !== lesson;
  return {
    title: section.title,
    body: h(
      "article",
      {},
      h("p", { className: "crumb" }, h("span", { html: lesson.title }), " · ", words("Section {n} of {total}", { n: number, total: lesson.sections.length })),
      h("h1", { html: section.title }),
      h("div", { className: "rich text", html: section.html }),
      checks,
      h(
        "div",
        { className: "actions" },
        before && h("a", { href: route("read", before.section.id), className: "quiet" }, `← ${words("back")}`),
        button(last ? words("I have read it") : words("I have read it: continue"), read, "primary"),
      ),
    ),
  };
}

/** A question of a section: it earns nothing, so it may be tried any number of times. */
function check(player: Player, asking: Asking): HTMLElement {
  const box = h("section", { className: "check", "aria-label": words("Question") });
  const watch = new Stopwatch();
  const answer = () => {
    const judged = asking.judgement();
    const { learner } = player;
    learner.keep(
      learner.event("question_answered", {
        question: asking.question.id,
        response: asking.response,
        parts: asking.named,
        score: judged.score,
        verdict: verdict(judged.grade.score),
        tries: judged.tries,
        hints: asking.hints,
        certainty: null,
        seconds: watch.answering,
        context: "check",
        attempt: null,
      }),
    );
    watch.restart();
    asking.judge();
    player.showStorage();
    fill(true);
  };
  const fill = (focus = false) => {
    const open = asking.open;
    const right = asking.grade !== null && verdict(asking.grade.score) === "right";
    const retries = !open && !right && asking.retryable && !solved;
    const submit = open ? submitRow(asking, answer, fill, true) : undefined;
    box.replaceChildren(
      questionView({ asking, editable: open, reveals: !open && !retries, marks: !open, changed: () => submit?.update() }),
      h(
        "div",
        { className: "actions" },
        submit?.element,
        retries && button(words("try again"), () => { asking.grade = null; watch.restart(); fill(true); }, "primary"),
        retries && button(words("show the answer"), () => { solved = true; fill(true); }),
      ),
    );
    if (focus) box.querySelector<HTMLElement>(".actions button, input:not([disabled])")?.focus();
  };
  let solved = false;
  fill();
  return box;
}
