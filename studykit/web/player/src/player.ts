/** The screens and the ways between them. */

import { button, h, readingsHidden } from "./dom";
import type { Learner } from "./learner";
import type { Data, Edition } from "./model";
import { aboutScreen } from "./screens/about";
import { attemptScreen } from "./screens/attempt";
import { homeScreen } from "./screens/home";
import { progressScreen } from "./screens/progress";
import { quizScreen } from "./screens/quiz";
import { readingScreen } from "./screens/reading";
import { reviewScreen } from "./screens/review";
import { many, setWords, words } from "./words";

export interface Screen {
  title: string;
  body: HTMLElement;
  /** Called once when another screen takes its place. */
  leave?: () => void;
  /** Keys that do something here, beside those of the browser. */
  keys?: (key: string) => boolean;
}

const PREFERENCES = "studykit:";

export class Player {
  private index = 0;
  private current: Screen | undefined;
  private readonly main = h("main", { id: "main" });
  private readonly header = h("header");
  private readonly notice = h("div", { className: "notices", role: "status" });
  private readonly works: boolean;

  constructor(
    readonly data: Data,
    readonly editions: Edition[],
    readonly learner: Learner,
    private readonly root: HTMLElement,
  ) {
    this.works = learner.works;
    const wanted = preference("edition") ?? navigator.language;
    this.index = bestEdition(editions.map((edition) => edition.data.language), wanted);
    this.setTheme(preference("theme") ?? "");
    this.showReadings(preference("readings") !== "hidden");
    this.root.append(this.header, this.notice, this.main);
    addEventListener("hashchange", () => this.show());
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("beforeunload", (event) => {
      // Only what is nowhere else is worth a question.
      if (this.learner.unstored) event.preventDefault();
    });
    this.root.addEventListener("click", (event) => this.follow(event));
  }

  get edition(): Edition {
    return this.editions[this.index] as Edition;
  }

  /** The editions, the one that is read first. */
  get ordered(): Edition[] {
    return [this.edition, ...this.editions.filter((edition) => edition !== this.edition)];
  }

  go(route: string): void {
    if (location.hash === `#${route}`) this.show();
    else location.hash = route;
  }

  private setLanguage(): void {
    const { language } = this.edition.data;
    const tag = interfaceFor(language, Object.keys(this.data.words));
    setWords(tag, this.data.words[tag] ?? {});
    document.documentElement.lang = language === "und" ? tag : language;
  }

  show(): void {
    this.setLanguage();
    this.current?.leave?.();
    const screen = this.screen();
    this.current = screen;
    this.fillHeader();
    this.showStorage();
    this.main.replaceChildren(screen.body);
    document.title = `${screen.title} · ${this.edition.data.name}`;
    scrollTo(0, 0);
    const heading = this.main.querySelector<HTMLElement>("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }

  private screen(): Screen {
    const [name = "", ...rest] = location.hash.replace(/^#\/?/, "").split("/");
    const argument = decode(rest.join("/"));
    switch (name) {
      case "read":
        return readingScreen(this, argument) ?? homeScreen(this);
      case "review":
        return reviewScreen(this);
      case "quiz":
        return quizScreen(this, argument) ?? homeScreen(this);
      case "attempt":
        return attemptScreen(this, argument) ?? homeScreen(this);
      case "progress":
        return progressScreen(this);
      case "about":
        return aboutScreen(this);
      default:
        return homeScreen(this);
    }
  }

  private fillHeader(): void {
    const languages = this.editions.length > 1 && this.languageChoice();
    const home = h("a", { href: "#/", className: "brand", html: this.edition.data.title });
    this.header.replaceChildren(
      h("a", { href: "#main", className: "skip", onclick: (event: Event) => this.skip(event) }, words("Skip to the content")),
      h(
        "nav",
        { "aria-label": words("Course") },
        home,
        h(
          "span",
          { className: "tools" },
          languages,
          this.data.course.readings && this.readingsButton(),
          button("◐", () => this.turnTheme(), "quiet", { "aria-label": words("light or dark"), title: words("light or dark") }),
        ),
      ),
    );
  }

  private skip(event: Event): void {
    event.preventDefault();
    this.main.querySelector<HTMLElement>("h1")?.focus();
  }

  private languageChoice(): HTMLElement {
    const select = h("select", { "aria-label": words("language") });
    this.editions.forEach((edition, n) => {
      select.append(h("option", { value: String(n), selected: n === this.index }, languageName(edition.data.language)));
    });
    select.addEventListener("change", () => {
      this.index = Number(select.value);
      setPreference("edition", this.edition.data.language);
      this.show();
      this.header.querySelector("select")?.focus();
    });
    return select;
  }

  /** Say what is not stored. */
  showStorage(): void {
    const { unstored } = this.learner;
    if (this.works && !unstored) {
      this.notice.replaceChildren();
      return;
    }
    const says = this.works
      ? many(
          unstored,
          "{n} step is in this window only: this browser has no more room for it.",
          "{n} steps are in this window only: this browser has no more room for them.",
        )
      : words("This browser stores nothing for this page: what you do here is lost when you close it.");
    this.notice.replaceChildren(
      h("p", { className: "warning" }, says, " ", button(words("Save my progress"), () => this.save(), "link")),
    );
  }

  /** Write the learner's events into a file. */
  save(): void {
    const url = URL.createObjectURL(new Blob([this.learner.saved(this.data.profile)], { type: "application/json" }));
    const { day } = this.learner.now();
    h("a", { href: url, download: `${this.data.course.id}-${day}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  /** An address of the author's opens only when the reader agrees. */
  private follow(event: MouseEvent): void {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[target=_blank]");
    if (link && !confirm(`${words("Open this address in your browser?")}\n\n${link.href}`)) event.preventDefault();
  }

  private readingsButton(): HTMLElement {
    const says = words("show how characters are read");
    const shown = h("span", { html: "<ruby>文<rt>ㄨㄣˊ</rt></ruby>" });
    return h(
      "button",
      {
        type: "button",
        className: "quiet",
        "aria-label": says,
        title: says,
        "aria-pressed": String(!readingsHidden()),
        onclick: (event: Event) => {
          this.showReadings(readingsHidden());
          setPreference("readings", readingsHidden() ? "hidden" : "shown");
          (event.currentTarget as HTMLElement).setAttribute("aria-pressed", String(!readingsHidden()));
        },
      },
      shown,
    );
  }

  private showReadings(shown: boolean): void {
    document.documentElement.dataset.readings = shown ? "shown" : "hidden";
  }

  private turnTheme(): void {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const shown = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
    const next = shown === "dark" ? "light" : "dark";
    this.setTheme(next);
    setPreference("theme", next);
  }

  private setTheme(theme: string): void {
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const writes = target.matches("input[type=text], textarea, select");
    const presses = event.key === " " ? "button, a, input, summary" : "button, a, summary";
    if (writes || ((event.key === "Enter" || event.key === " ") && target.matches(presses))) return;
    // Arrows choose among options and move a slider.
    if (event.key.startsWith("Arrow") && target.matches("input")) return;
    if (this.current?.keys?.(event.key)) event.preventDefault();
  }
}

function preference(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFERENCES + name) ?? undefined;
  } catch {
    return undefined;
  }
}

function setPreference(name: string, value: string): void {
  try {
    localStorage.setItem(PREFERENCES + name, value);
  } catch {
    // It holds until the page is closed.
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The number of the edition for a reader of `wanted`: the same tag, else the same language. */
function bestEdition(tags: string[], wanted: string): number {
  const folded = tags.map((tag) => tag.toLowerCase());
  const exact = folded.indexOf(wanted.toLowerCase());
  if (exact >= 0) return exact;
  const script = scriptOf(wanted);
  const near = folded.findIndex((tag) => scriptOf(tag) === script);
  const primary = wanted.toLowerCase().split("-")[0];
  return Math.max(0, near >= 0 ? near : folded.findIndex((tag) => tag.split("-")[0] === primary));
}

function scriptOf(tag: string): string {
  const parts = tag.toLowerCase().split("-");
  if (parts[0] !== "zh") return parts[0] ?? "";
  if (parts.includes("hant") || parts.includes("hans")) return parts.includes("hant") ? "zh-hant" : "zh-hans";
  return ["tw", "hk", "mo"].some((region) => parts.includes(region)) ? "zh-hant" : "zh-hans";
}

/** The language of the interface for an edition: its own, else the reader's, else English. */
function interfaceFor(language: string, known: string[]): string {
  for (const wanted of [language, ...navigator.languages]) {
    const found = known.find((tag) => scriptOf(tag) === scriptOf(wanted));
    if (found) return found;
  }
  return "en";
}

function languageName(tag: string): string {
  const own: Record<string, string> = { en: "English", "zh-hant": "繁體中文", "zh-hans": "简体中文" };
  const known = own[scriptOf(tag)];
  if (known) return known;
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
