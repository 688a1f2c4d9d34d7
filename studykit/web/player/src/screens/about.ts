/** Who wrote the course, and where its facts come from. */

import { h, rich } from "../dom";
import type { Player, Screen } from "../player";
import { words } from "../words";

export function aboutScreen(player: Player): Screen {
  const { data } = player.edition;
  return {
    title: words("About this course"),
    body: h(
      "div",
      {},
      h("h1", { html: data.title }),
      rich(data.description, "lead"),
      data.authors.length > 0 && h("p", {}, data.authors.join(" · ")),
      data.license && h("p", {}, data.license),
      data.sources.length > 0 && h("h2", {}, words("Sources")),
      h("ul", {}, data.sources.map((html) => h("li", { html }))),
      h("p", { className: "muted" }, words("This page is one file. It asks no server for anything and sends nothing to anyone.")),
    ),
  };
}
