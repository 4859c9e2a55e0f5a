/** The language the page is shown in: one at a time, chosen while it runs. What is said follows it. */
import { overridden, type Overrides } from './override.ts';
import { locale as english } from './en/locale.ts';
import type { Messages } from './en/page.ts';
import type { Rules } from './en/rules.ts';
import type { WhatIf } from './en/what-if.ts';

/** How numbers and dates are written in a language, and which way it runs. */
export type Locale = {
  readonly numbers: string;
  readonly dates: string;
  readonly direction: 'ltr' | 'rtl';
};

/** Everything said in one language. */
export type Words = {
  readonly page: Messages;
  /** “What if…” */
  readonly questions: WhatIf;
  /** a price book's rules read aloud */
  readonly ruleBook: Rules;
};

/** The languages there are, by their own names. English is built in; another one is fetched when it is chosen. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const satisfies Record<string, string>;
export type LanguageId = keyof typeof LANGUAGES;

type Language = { readonly id: string; readonly locale: Locale; readonly words: Words | null };

const LOADERS: Record<LanguageId, () => Promise<Omit<Language, 'id'>>> = {
  en: () => Promise.resolve({ locale: english, words: null }),
  de: () => import('./de/index.ts'),
};

let spoken: Language = { id: 'en', locale: english, words: null };
let wanted = 'en';
let overrides: Overrides = {};
const followers = new Set<() => void>();

export function language(): Pick<Language, 'id' | 'locale'> {
  return spoken;
}

/** The language of a tag as in `lang`, such as `de-AT`; null when there is none of it. */
export function languageOf(tag: string): LanguageId | null {
  const [id = ''] = tag.toLowerCase().split('-');
  return Object.hasOwn(LANGUAGES, id) ? (id as LanguageId) : null;
}

/** Calls back at once and whenever the language or the vendor's words change; returns what ends that. */
export function follow(changed: () => void): () => void {
  changed();
  followers.add(changed);
  return () => followers.delete(changed);
}

function tell(): void {
  for (const changed of followers) changed();
}

/** Shows everything in a language. Where it cannot be fetched, the one before stays. */
export async function speak(id: LanguageId): Promise<void> {
  wanted = id;
  if (id === spoken.id) return;
  try {
    const loaded = await LOADERS[id]();
    if (wanted !== id) return;
    spoken = { id, ...loaded };
    tell();
  } catch {
    if (wanted === id) wanted = spoken.id;
  }
}

/** A vendor's own words, over those of whichever language is shown. */
export function override(words: Overrides): void {
  overrides = words;
  tell();
}

/** The words of one part as they are now; `builtIn` are the English ones. */
export function said<P extends keyof Words>(part: P, builtIn: Words[P]): Words[P] {
  const words = spoken.words?.[part] ?? builtIn;
  const { questions, ruleBook, ...page } = overrides;
  const own = { page, questions, ruleBook }[part];
  return own === undefined ? words : overridden(words, own, spoken.locale, part === 'page' ? '' : part);
}
