/** How each type of question is answered: by touch, by mouse and by keys alike. */

import type { Asking } from "./asking";
import { button, freshId, h, rich, textOf } from "./dom";
import { placesOf, sliderNumber } from "./grading/types";
import { partScore, type Verdict, verdict } from "./grading/marks";
import { inContext, percent, words } from "./words";

interface View {
  asking: Asking;
  /** Whether the response can be changed. */
  editable: boolean;
  /** Whether what is right is shown. */
  reveals: boolean;
  /** Whether right and wrong are marked. */
  marks: boolean;
  changed: () => void;
}

type Face = (view: View) => HTMLElement;

const SIGNS: Record<Verdict, () => [string, string]> = {
  right: () => ["✓", words("right")],
  partial: () => ["◐", words("partly right")],
  wrong: () => ["✗", words("wrong")],
};

function mark(judged: Verdict | boolean): HTMLElement {
  const known = typeof judged === "string" ? judged : verdict(Number(judged));
  return h("span", { className: `mark ${known}` }, SIGNS[known]().join(" "));
}

function keyMark(): HTMLElement {
  return h("span", { className: "mark right" }, `← ${words("correct answer")}`);
}

function optionRow(
  view: View,
  input: HTMLInputElement,
  label: HTMLElement | string,
  state: { ticked: boolean; key: boolean; feedback?: string | undefined },
): HTMLElement {
  const id = freshId();
  input.id = id;
  input.disabled = !view.editable;
  const several = input.type === "checkbox";
  const marks = view.marks && state.ticked && (view.reveals || !several) && mark(state.key);
  const points = view.reveals && state.key && !state.ticked && keyMark();
  const feedback = view.marks && (view.reveals || (state.ticked && !several)) ? state.feedback : undefined;
  return h(
    "div",
    { className: `option${state.ticked ? " ticked" : ""}` },
    h("label", { htmlFor: id }, input, h("span", { className: "text" }, label), marks, points),
    rich(feedback, "feedback"),
  );
}

const choices: Face = (view) => {
  const { asking } = view;
  const several = asking.question.type === "multiple_choice";
  const name = freshId();
  const rows = asking.order.map((n) => {
    const option = asking.question.options?.[n];
    const ticked = several ? (asking.response as number[]).includes(n) : asking.response === n;
    const input = h("input", { type: several ? "checkbox" : "radio", name, checked: ticked });
    input.addEventListener("change", () => {
      if (several) {
        const kept = (asking.response as number[]).filter((each) => each !== n);
        asking.edit((input.checked ? [...kept, n] : kept).sort((one, other) => one - other));
      } else asking.edit(n);
      mine(input);
      view.changed();
    });
    return optionRow(view, input, h("span", { html: option?.html }), {
      ticked,
      key: Boolean(option?.correct),
      feedback: asking.grade?.parts[n]?.feedback,
    });
  });
  return group(view, several ? words("Choose all that are right.") : "", rows);
};

/** Show which of the options around an input are ticked. */
function mine(input: HTMLInputElement): void {
  const rows = input.closest("fieldset")?.querySelectorAll(".option") ?? [];
  for (const row of rows) row.classList.toggle("ticked", row.querySelector("input")?.checked ?? false);
}

const trueFalse: Face = (view) => {
  const { asking } = view;
  const name = freshId();
  const rows = [true, false].map((value) => {
    const ticked = asking.response === value;
    const input = h("input", { type: "radio", name, checked: ticked });
    input.addEventListener("change", () => {
      asking.edit(value);
      mine(input);
      view.changed();
    });
    const key = Boolean(asking.question.answer) === value;
    return optionRow(view, input, value ? words("true") : words("false"), { ticked, key });
  });
  return group(view, "", rows);
};

function group(view: View, how: string, rows: HTMLElement[]): HTMLElement {
  const legend = h("legend", { className: "visually-hidden" }, textOf(view.asking.question.stem ?? "") || words("Question"));
  return h("fieldset", { className: "options" }, legend, how && h("p", { className: "how" }, how), rows);
}

const typed: Face = (view) => {
  const { asking } = view;
  const { question } = asking;
  const input = h("input", {
    type: "text",
    value: asking.response as string,
    readOnly: !view.editable,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: false,
    "aria-label": words("your answer"),
    placeholder: words("your answer"),
    enterkeyhint: "done",
  });
  input.addEventListener("input", () => {
    asking.edit(input.value);
    view.changed();
  });
  let how = "";
  if (question.type === "numerical") {
    how = question.unit ? words("Type a number, with its unit: {unit}", { unit: question.unit }) : words("Type a number.");
  }
  const marks = view.marks && asking.grade && mark(verdict(asking.grade.score));
  return h(
    "div",
    { className: "typed" },
    how && h("p", { className: "how" }, how),
    h("div", { className: "line" }, input, marks || undefined),
    solution(view, question.solution),
  );
};

function solution(view: View, text: string | undefined): HTMLElement | undefined {
  const wrong = view.asking.grade && verdict(view.asking.grade.score) !== "right";
  if (!view.reveals || !wrong || !text) return undefined;
  return h("p", { className: "solution" }, `${words("correct answer")}: `, h("strong", {}, text));
}

const slider: Face = (view) => {
  const { asking } = view;
  const { question } = asking;
  const [low, high, step] = question.scale ?? [0, 1, 1];
  const steps = Math.round((high - low) / step);
  const shown = (value: unknown) => (typeof value === "number" ? `${value} ${question.unit ?? ""}`.trim() : "–");
  const index = typeof asking.response === "number" ? Math.round((asking.response - low) / step) : Math.round(steps / 2);
  const input = h("input", {
    type: "range",
    min: "0",
    max: String(steps),
    step: "1",
    disabled: !view.editable,
    "aria-label": words("your answer"),
    "aria-valuetext": shown(asking.response),
  });
  input.value = String(index);
  const output = h("output", {}, shown(asking.response));
  const take = () => {
    asking.edit(sliderNumber(question, Number(input.value)));
    output.textContent = shown(asking.response);
    input.setAttribute("aria-valuetext", shown(asking.response));
    view.changed();
  };
  input.addEventListener("input", take);
  // The middle is shown before anything is chosen; a press on it chooses it.
  input.addEventListener("pointerup", take);
  const marks = view.marks && asking.grade && mark(verdict(asking.grade.score));
  return h(
    "div",
    { className: "slider" },
    h("div", { className: "scale" }, h("span", {}, shown(low)), input, h("span", {}, shown(high))),
    h("p", { className: "line" }, output, marks || undefined),
    solution(view, question.solution),
  );
};

const cloze: Face = (view) => {
  const { asking } = view;
  const { question } = asking;
  const text = h("div", { className: "rich cloze", html: question.text });
  for (const place of text.querySelectorAll<HTMLElement>("[data-gap]")) {
    const n = Number(place.dataset.gap);
    const gap = question.gaps?.[n];
    const offered = asking.choices[n] ?? [];
    const label = [inContext("a gap by its number", "Gap {n}", { n: n + 1 }), gap?.hint].filter(Boolean).join(": ");
    const given = (asking.response as string[])[n] ?? "";
    const write = (value: string) => {
      asking.edit((asking.response as string[]).map((old, other) => (other === n ? value : old)));
      view.changed();
    };
    if (offered.length) {
      const select = h("select", { "aria-label": label, disabled: !view.editable }, h("option", { value: "" }, "…"));
      for (const choice of offered) select.append(h("option", { value: choice }, choice));
      select.value = given;
      select.addEventListener("change", () => write(select.value));
      place.append(select);
    } else {
      const longest = Math.max(4, ...(gap?.answers ?? []).map((answer) => answer.length));
      const input = h("input", {
        type: "text",
        value: given,
        readOnly: !view.editable,
        size: Math.min(30, longest + 2),
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: false,
        "aria-label": label,
        placeholder: gap?.hint ?? "",
      });
      input.addEventListener("input", () => write(input.value));
      place.append(input);
    }
    const part = asking.grade?.parts[n];
    if (view.marks && part) {
      const judged = verdict(partScore(part));
      const [sign, said] = SIGNS[judged]();
      place.append(h("span", { className: `mark ${judged}`, role: "img", "aria-label": said }, sign));
      if (view.reveals && !part.right) place.append(h("strong", { className: "mark right" }, gap?.answers?.[0] ?? ""));
    }
  }
  return text;
};

const ordering: Face = (view) => {
  const { asking } = view;
  const list = h("ol", { className: "ordering" });
  const fill = (focus?: [number, number]) => {
    const order = asking.response as number[];
    list.replaceChildren(
      ...order.map((item, place) => {
        const label = textOf(asking.question.items?.[item] ?? "");
        const move = (by: number, sign: string, name: string) => {
          const to = place + by;
          return button(
            sign,
            () => {
              const moved = [...order];
              moved.splice(to, 0, ...moved.splice(place, 1));
              asking.edit(moved);
              fill([to, by]);
              view.changed();
            },
            "move",
            { "aria-label": `${name}: ${label}`, disabled: to < 0 || to >= order.length },
          );
        };
        const part = asking.grade?.parts[item];
        return h(
          "li",
          {},
          h("span", { className: "text", html: asking.question.items?.[item] }),
          view.editable && h("span", { className: "moves" }, move(-1, "↑", words("up")), move(1, "↓", words("down"))),
          view.marks && view.reveals && part && h("span", { className: "line" }, mark(part.right), !part.right && h("span", { className: "mark right" }, `→ ${placesOf(asking.question, item)}`)),
        );
      }),
    );
    if (focus) {
      const [place, by] = focus;
      const buttons = list.children[place]?.querySelectorAll("button");
      const same = buttons?.[by < 0 ? 0 : 1];
      (same?.disabled ? buttons?.[by < 0 ? 1 : 0] : same)?.focus();
    }
  };
  fill();
  return list;
};

const placing: Face = (view) => {
  const { asking } = view;
  const { question } = asking;
  const matching = question.type === "matching";
  const all = (things: unknown[] | undefined) => [...(things ?? []).keys()];
  const rows = matching ? all(question.parts) : asking.order;
  const places = matching ? asking.order : all(question.places);
  return h(
    "ul",
    { className: "placing" },
    rows.map((row) => {
      const id = freshId();
      const chosen = (asking.response as (number | null)[])[row];
      const select = h("select", { id, disabled: !view.editable }, h("option", { value: "" }, "…"));
      for (const place of places) {
        select.append(h("option", { value: String(place) }, textOf(question.places?.[place] ?? "")));
      }
      select.value = chosen === null || chosen === undefined ? "" : String(chosen);
      select.addEventListener("change", () => {
        const place = select.value === "" ? null : Number(select.value);
        asking.edit((asking.response as (number | null)[]).map((old, n) => (n === row ? place : old)));
        view.changed();
      });
      const part = asking.grade?.parts[row];
      const key = question.places?.[question.key?.[row] ?? -1];
      return h(
        "li",
        {},
        h("label", { htmlFor: id, html: question.parts?.[row] }),
        select,
        view.marks && part && (view.reveals || part.given) && mark(part.right),
        view.reveals && part && !part.right && h("span", { className: "mark right" }, "→ ", h("span", { html: key })),
      );
    }),
  );
};

interface Written {
  text: string;
  ticked: number[];
}

const openResponse: Face = (view) => {
  const { asking } = view;
  const { question } = asking;
  const written = asking.response as Written;
  const area = h("textarea", {
    value: written.text,
    readOnly: !view.editable || asking.revealed,
    rows: 6,
    "aria-label": words("your answer"),
    placeholder: words("your answer"),
  });
  area.addEventListener("input", () => {
    asking.edit({ ...(asking.response as Written), text: area.value });
    view.changed();
  });
  const compares = asking.revealed || view.reveals;
  return h(
    "div",
    { className: "open-response" },
    area,
    compares && h("h3", {}, words("A model answer")),
    compares && rich(question.model_answer, "model"),
    compares && keyPoints(view),
  );
};

function keyPoints(view: View): HTMLElement {
  const { asking } = view;
  return h(
    "fieldset",
    { className: "options" },
    h("legend", {}, words("Which did your answer make?")),
    (asking.question.key_points ?? []).map((point, n) => {
      const id = freshId();
      const { ticked } = asking.response as Written;
      const input = h("input", { type: "checkbox", id, checked: ticked.includes(n), disabled: !view.editable });
      input.addEventListener("change", () => {
        const written = asking.response as Written;
        const kept = written.ticked.filter((each) => each !== n);
        asking.edit({ ...written, ticked: (input.checked ? [...kept, n] : kept).sort((one, other) => one - other) });
        mine(input);
        view.changed();
      });
      return h("div", { className: `option${ticked.includes(n) ? " ticked" : ""}` }, h("label", { htmlFor: id }, input, h("span", { className: "text", html: point })));
    }),
  );
}

const FACES: Record<string, Face> = {
  single_choice: choices,
  multiple_choice: choices,
  true_false: trueFalse,
  short_answer: typed,
  numerical: typed,
  slider,
  cloze,
  ordering,
  matching: placing,
  categorize: placing,
  open_response: openResponse,
};

/** What the question is about, then the question; where there is room, beside each other. */
export function questionView(view: View): HTMLElement {
  const stimulus = view.asking.question.about;
  if (!stimulus) return asked(view);
  return h(
    "div",
    { className: "about" },
    h(
      "details",
      { className: "stimulus", open: true },
      h("summary", {}, h("strong", { html: stimulus.title || words("Text") })),
      rich(stimulus.html),
    ),
    asked(view),
  );
}

/** The stem, the hints shown, and the way to answer; once judged, what is right and why. */
function asked(view: View): HTMLElement {
  const { asking } = view;
  const { question } = asking;
  const hints = (question.hints ?? []).slice(0, asking.hints);
  return h(
    "div",
    { className: "question" },
    rich(question.stem, "stem"),
    FACES[question.type]?.(view),
    hints.map((hint, n) => h("div", { className: "hint" }, h("strong", {}, `${words("Hint")} ${n + 1} `), h("span", { html: hint }))),
    view.marks && asking.grade ? verdictLine(asking) : undefined,
    view.marks && asking.grade?.feedback.map((text) => rich(text, "feedback")),
    view.reveals && rich(question.explanation, "explanation"),
  );
}

function verdictLine(asking: Asking): HTMLElement {
  const score = asking.grade?.score ?? 0;
  const known = verdict(score);
  const said = SIGNS[known]().join(" ");
  return h("p", { className: `verdict ${known}`, role: "status" }, known === "partial" ? `${said} · ${percent(score)}` : said);
}
