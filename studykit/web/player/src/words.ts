/** The sentences of the interface: the English sentence is the key of its translations. */

type Values = Record<string, string | number>;

let sentences: Record<string, string | string[]> = {};
let language = "en";

export function setWords(tag: string, translated: Record<string, string | string[]>): void {
  language = tag;
  sentences = translated;
}

export function interfaceLanguage(): string {
  return language;
}

function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function words(sentence: string, values: Values = {}): string {
  const text = sentences[sentence];
  return filled(typeof text === "string" ? text : sentence, values);
}

export function inContext(context: string, sentence: string, values: Values = {}): string {
  const text = sentences[`${context}\x04${sentence}`];
  return filled(typeof text === "string" ? text : sentence, values);
}

export function many(n: number, one: string, more: string, values: Values = {}): string {
  const forms = sentences[more];
  const [single, several] = Array.isArray(forms) ? forms : [one, more];
  return filled((n === 1 ? single : several) ?? more, { n, ...values });
}

export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}%`;
}
