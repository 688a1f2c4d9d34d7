/** The buttons under an open question: submit, compare, hint; and what keeps it from being submitted. */

import type { Asking } from "../asking";
import { button, h } from "../dom";
import { words } from "../words";

interface Row {
  element: HTMLElement;
  /** Called when the response changed. */
  update: () => void;
}

/** `again` draws the question once more; `compare` stores that the model answer is shown. */
export function submitRow(
  asking: Asking,
  submit: () => void,
  again: (focus?: boolean) => void,
  hints: boolean,
  compare?: () => void,
): Row {
  const trouble = h("p", { className: "trouble", role: "alert" });
  const compares = asking.selfMarked && !asking.revealed;
  const press = () => {
    // The order as it is shown is an answer once it is submitted.
    if (asking.question.items && !asking.touched) asking.edit([...(asking.response as number[])]);
    trouble.textContent = asking.answered ? asking.objection : words("Not answered.");
    if (trouble.textContent) return;
    if (!compares) {
      submit();
      return;
    }
    if (compare) compare();
    else asking.revealed = true;
    again(true);
  };
  const total = asking.question.hints?.length ?? 0;
  const hint = () => {
    asking.hints += 1;
    again(true);
  };
  const element = h(
    "form",
    {
      className: "submit",
      onsubmit: (event: Event) => {
        event.preventDefault();
        press();
      },
    },
    h("button", { type: "submit", className: "primary" }, compares ? words("Compare with the model answer") : words("Answer")),
    hints && asking.hints < total && button(`${words("Hint")} ${asking.hints + 1}/${total}`, hint),
    trouble,
  );
  return {
    element,
    update() {
      trouble.textContent = "";
    },
  };
}

/** Enter in a field of the question submits it. */
export function submitsByEnter(box: HTMLElement): void {
  box.addEventListener("keydown", (event) => {
    const field = event.target as HTMLElement;
    if (event.key !== "Enter" || !field.matches("input[type=text]")) return;
    event.preventDefault();
    box.querySelector<HTMLButtonElement>("form.submit button[type=submit]")?.click();
  });
}

/** A letter or a digit chooses an option, Enter goes on: what is at hand in a question. */
export function questionKey(body: HTMLElement, key: string): boolean {
  if (key === "Enter") {
    const next = body.querySelector<HTMLElement>("form.submit button[type=submit]") ?? body.querySelector(".actions .primary");
    next?.click();
    return Boolean(next);
  }
  const place = /^[1-9]$/.test(key) ? Number(key) - 1 : /^[a-i]$/.test(key) ? key.charCodeAt(0) - 97 : -1;
  const input = body.querySelectorAll<HTMLInputElement>(".card .options input")[place];
  if (place < 0 || !input || input.disabled) return false;
  input.click();
  input.focus();
  return true;
}
