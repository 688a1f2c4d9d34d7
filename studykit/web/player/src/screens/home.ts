/** What there is to do, and the whole course. */

import { h, rich } from "../dom";
import type { Player, Screen } from "../player";
import { bestScore, openAttempt } from "../quiz";
import { tally } from "../review";
import { many, percent, words } from "../words";

export function route(name: string, id = ""): string {
  return `#/${name}${id && `/${encodeURIComponent(id)}`}`;
}

export function homeScreen(player: Player): Screen {
  const { edition, learner } = player;
  const { data } = edition;
  return {
    title: words("Home"),
    body: h(
      "div",
      {},
      h("h1", { html: data.title }),
      rich(data.description, "lead"),
      h("h2", {}, words("Today")),
      h("ul", { className: "links today" }, continueReading(player), reviewLink(player)),
      h("h2", {}, words("Lessons")),
      h(
        "ol",
        { className: "lessons" },
        data.lessons.map((lesson) => {
          const read = lesson.sections.filter((section) => section.id in learner.state.sections).length;
          return h(
            "li",
            {},
            h(
              "details",
              {},
              h(
                "summary",
                {},
                h("span", { html: lesson.title }),
                h("span", { className: "count" }, `${read}/${lesson.sections.length}`),
              ),
              rich(lesson.summary, "muted"),
              h(
                "ul",
                { className: "sections" },
                lesson.sections.map((section) => {
                  const done = section.id in learner.state.sections;
                  return h(
                    "li",
                    {},
                    h("span", { className: "tick", role: "img", "aria-label": done ? words("read") : words("unread") }, done ? "✓" : "○"),
                    h("a", { href: route("read", section.id), html: section.title }),
                  );
                }),
              ),
            ),
          );
        }),
      ),
      data.offered.length > 0 && h("h2", {}, words("Quizzes")),
      h("ul", { className: "links" }, data.offered.map((id) => quizLink(player, id))),
      h(
        "ul",
        { className: "links plain" },
        h("li", {}, h("a", { href: "#/progress" }, words("My progress"))),
        h("li", {}, h("a", { href: "#/about" }, words("About this course"))),
      ),
    ),
  };
}

function continueReading(player: Player): HTMLElement | undefined {
  const { edition, learner } = player;
  const { sections, place } = learner.state;
  const all = [...edition.sections.values()];
  const stopped = place && edition.sections.get(place.section);
  const next = stopped && !(stopped.section.id in sections) ? stopped : all.find(({ section }) => !(section.id in sections));
  if (!next) return all.length ? h("li", { className: "muted" }, words("Everything is read.")) : undefined;
  const begun = Object.keys(sections).length > 0 || place;
  return h(
    "li",
    {},
    h(
      "a",
      { href: route("read", next.section.id), className: "big" },
      begun ? words("Continue reading") : words("Start reading"),
      h("span", { className: "muted", html: next.section.title }),
    ),
  );
}

function reviewLink(player: Player): HTMLElement | undefined {
  if (!player.edition.cards.size) return undefined;
  const { steps, due, fresh } = tally(player.edition, player.learner);
  const facts = words("{due} cards due, {new} new", { due: steps + due, new: fresh });
  if (!(steps + due + fresh)) return h("li", { className: "muted" }, words("No cards are due."));
  return h("li", {}, h("a", { href: "#/review", className: "big" }, words("Review"), h("span", { className: "muted" }, facts)));
}

function quizLink(player: Player, id: string): HTMLElement | undefined {
  const quiz = player.edition.quiz(id);
  if (!quiz) return undefined;
  const waiting = openAttempt(player.learner, id);
  const best = bestScore(player.learner, id);
  const facts = [
    quiz.mode === "exam" && words("exam"),
    quiz.time_limit !== null && many(Math.round(quiz.time_limit), "{n} minute", "{n} minutes"),
    waiting && words("in progress"),
    best !== null && words("best {share}", { share: percent(best) }),
  ].filter(Boolean);
  return h(
    "li",
    {},
    h(
      "a",
      { href: waiting ? route("attempt", waiting) : route("quiz", id) },
      h("span", { html: quiz.title }),
      h("span", { className: "muted" }, facts.join(" · ")),
    ),
  );
}
