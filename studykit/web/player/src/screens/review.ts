/** Cards, one after the other. */

import { button, h, rich } from "../dom";
import type { Player, Screen } from "../player";
import { questionView } from "../question_view";
import { Review } from "../review";
import { type Rating } from "../scheduling";
import { many, words } from "../words";
import { questionKey, submitRow, submitsByEnter } from "./answering";
import { route } from "./home";

const DAY = 86_400;

/** A span in one short unit. */
export function interval(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const days = seconds / DAY;
  const short = (number: number) => String(Number(number.toFixed(1)));
  if (seconds < 1) return words("now");
  if (Math.round(seconds) < 60) return words("{n} s", { n: Math.round(seconds) });
  if (Math.round(seconds / 60) < 60) return words("{n} min", { n: Math.round(seconds / 60) });
  if (Math.round(seconds / 3600) < 24) return words("{n} h", { n: Math.round(seconds / 3600) });
  if (Math.round(days) < 31) return words("{n} d", { n: Math.round(days) });
  if (days < 365.25) return words("{n} mo", { n: short(days / 30.4375) });
  return words("{n} y", { n: short(days / 365.25) });
}

export function reviewScreen(player: Player): Screen {
  const review = new Review(player.edition, player.learner);
  const body = h("div", { className: "review" });
  const live = h("p", { className: "visually-hidden", role: "status" });
  let shown = false;

  const fill = (focus = true) => {
    const { prompt } = review;
    body.replaceChildren(
      h("p", { className: "crumb" }, words("Review"), prompt ? ` · ${many(review.left, "{n} card left", "{n} cards left")}` : ""),
      h("h1", { className: "visually-hidden" }, words("Review")),
      ...(prompt ? content() : end()),
      live,
    );
    player.showStorage();
    if (focus) body.querySelector<HTMLElement>("[data-first]")?.focus();
  };

  const content = (): HTMLElement[] => {
    const { prompt } = review;
    const leech = review.becameLeech && h("p", { className: "warning" }, words("You have forgotten this card again and again, so it has been suspended (a “leech”). Reword the card, or split it in two."));
    const asking = prompt?.asking;
    const parts: HTMLElement[] = leech ? [leech] : [];
    if (asking) {
      const open = asking.open;
      const submit = open ? submitRow(asking, () => { review.answer(); fill(); }, () => fill(), true) : undefined;
      const box = h("div", { className: "card" }, questionView({ asking, editable: open, reveals: !open, marks: !open, changed: () => submit?.update() }));
      if (submit) box.append(submit.element);
      submitsByEnter(box);
      parts.push(box);
      if (!open) parts.push(grades(review.suggested));
    } else {
      const { card } = prompt ?? {};
      parts.push(
        h(
          "div",
          { className: "card" },
          rich(card?.front, "front"),
          shown && h("hr"),
          shown && h("div", { role: "status" }, rich(card?.back, "back") ?? ""),
        ),
      );
      parts.push(shown ? grades(3) : h("div", { className: "actions" }, button(words("show the answer"), turn, "primary", { "data-first": "" })));
    }
    const section = prompt?.section && player.edition.sections.get(prompt.section);
    parts.push(
      h(
        "div",
        { className: "actions minor" },
        player.learner.canUndo && button(words("undo"), undo),
        button(words("not again today"), () => put(() => review.bury())),
        button(words("suspend"), () => put(() => review.suspend())),
        section && (shown || asking?.grade) ? h("a", { href: route("read", section.section.id), className: "quiet" }, words("read the section that teaches it")) : undefined,
      ),
    );
    return parts;
  };

  const grades = (suggested: Rating): HTMLElement => {
    const names: Record<Rating, string> = { 1: words("Again"), 2: words("Hard"), 3: words("Good"), 4: words("Easy") };
    const after = review.preview();
    return h(
      "div",
      { className: "grades", role: "group", "aria-label": words("Grades") },
      review.ratings.map((rating) =>
        h(
          "button",
          {
            type: "button",
            className: rating === suggested ? "primary" : "",
            "data-first": rating === suggested,
            onclick: () => give(rating),
          },
          h("span", {}, names[rating]),
          h("span", { className: "span" }, interval(after[rating])),
        ),
      ),
    );
  };

  const end = (): HTMLElement[] => [
    h("p", { className: "lead" }, review.graded ? words("All done for today.") : words("Nothing is due now.")),
    h("p", {}, many(review.graded, "{n} card reviewed", "{n} cards reviewed")),
    h(
      "div",
      { className: "actions" },
      player.learner.canUndo && button(words("undo"), undo),
      h("a", { href: "#/", className: "button primary", "data-first": "" }, words("Home")),
    ),
  ];

  const turn = () => {
    shown = true;
    fill();
  };
  const give = (rating: Rating) => {
    shown = false;
    review.grade(rating);
    live.textContent = "";
    fill();
  };
  const put = (away: () => void) => {
    shown = false;
    away();
    fill();
  };
  const undo = () => {
    shown = false;
    live.textContent = review.undo() ? words("Undone.") : words("Nothing to undo.");
    fill();
  };

  fill(false);
  return {
    title: words("Review"),
    body,
    keys(key) {
      const card = review.prompt?.card;
      const graded = shown || Boolean(review.prompt?.asking?.grade);
      if (card && !shown && (key === " " || key === "Enter")) turn();
      else if (graded && "1234".includes(key) && review.ratings.includes(Number(key) as Rating)) give(Number(key) as Rating);
      else if (key === "u") undo();
      else return !graded && !card && questionKey(body, key);
      return true;
    },
  };
}
