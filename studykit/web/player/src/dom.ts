/** Building elements. */

type Child = Node | string | undefined | null | false | Child[];
type Properties = Record<string, unknown>;

const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** An element with its properties (`on…` listens, `html` is safe HTML) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value as EventListener);
    else if (name === "html") {
      element.innerHTML = value as string;
      if (FROM_RIGHT.test(value as string)) element.dir = "auto";
    }
    else if (name in element && !name.includes("-") && name !== "list" && name !== "form") (element as any)[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element: HTMLElement, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child !== undefined && child !== null && child !== false) element.append(child);
  }
}

/** What safe HTML shows, as a text; with how characters are read unless that is hidden. */
export function textOf(html: string): string {
  const shown = h("span", { html });
  if (readingsHidden()) for (const reading of shown.querySelectorAll("rp, rt")) reading.remove();
  return shown.textContent ?? "";
}

export function readingsHidden(): boolean {
  return document.documentElement.dataset.readings === "hidden";
}

/** A heading or a text that may be one line or several blocks. */
export function rich(html: string | undefined, className = ""): HTMLElement | undefined {
  return html ? h("div", { html, className: `rich ${className}`.trim() }) : undefined;
}

let counter = 0;

export function freshId(): string {
  counter += 1;
  return `i${counter}`;
}

export function button(label: string, onclick: () => void, className = "", more: Properties = {}): HTMLButtonElement {
  return h("button", { type: "button", className, onclick, ...more }, label);
}
