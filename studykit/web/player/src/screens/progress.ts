/** What was done so far, and the ways to take it along. */

import { button, freshId, h } from "../dom";
import type { Player, Screen } from "../player";
import { many, words } from "../words";

export function progressScreen(player: Player): Screen {
  const { learner, edition } = player;
  const says = h("p", { role: "status" });
  const id = freshId();
  const file = h("input", { type: "file", id, accept: ".json,application/json", className: "visually-hidden" });
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    const taken = learner.take(await chosen.text(), player.data.profile);
    says.textContent =
      taken === undefined
        ? words("This is no file of progress that this player can read.")
        : many(taken, "{n} new step was taken in.", "{n} new steps were taken in.");
    file.value = "";
    player.showStorage();
    counts.replaceWith((counts = facts()));
  });
  const facts = (): HTMLElement => {
    const { sections, cards, attempts } = learner.state;
    const read = [...edition.sections.keys()].filter((section) => section in sections).length;
    const seen = Object.values(cards).filter((card) => card.reps > 0).length;
    const done = Object.values(attempts).filter((attempt) => attempt.submitted).length;
    return h(
      "ul",
      {},
      h("li", {}, words("{n} of {total} sections read", { n: read, total: edition.sections.size })),
      h("li", {}, many(seen, "{n} card reviewed", "{n} cards reviewed")),
      h("li", {}, many(done, "{n} quiz submitted", "{n} quizzes submitted")),
    );
  };
  let counts = facts();
  let sure = false;
  const forget = h("div", { className: "actions" });
  const fillForget = () => {
    forget.replaceChildren(
      ...(sure
        ? [
            button(words("delete it: this cannot be undone"), () => {
              learner.forget();
              player.show();
            }, "danger"),
            button(words("back"), () => { sure = false; fillForget(); }),
          ]
        : [button(words("Delete my progress on this device"), () => { sure = true; fillForget(); }, "quiet")]),
    );
  };
  fillForget();
  return {
    title: words("My progress"),
    body: h(
      "div",
      {},
      h("h1", {}, words("My progress")),
      counts,
      h("p", {}, learner.works
        ? words("Your progress is in this browser, on this device. Browsers delete such data when they clear their storage: save it from time to time.")
        : words("This browser stores nothing for this page: what you do here is lost when you close it.")),
      h("h2", {}, words("Save")),
      h("p", {}, words("The file holds your answers. studykit in a terminal takes it by “{command}”, and this page on another device below.", { command: "studykit profile merge FILE" })),
      h("div", { className: "actions" }, button(words("Save my progress"), () => player.save(), "primary")),
      h("h2", {}, words("Take in what was studied elsewhere")),
      h("p", {}, words("A file saved here, or one that “{command}” writes.", { command: "studykit profile export" })),
      h("div", { className: "actions" }, file, h("label", { htmlFor: id, className: "button" }, words("Choose a file"))),
      says,
      h("h2", {}, words("Delete")),
      forget,
    ),
  };
}
