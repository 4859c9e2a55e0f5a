/** What the parts of the rules are read from. */
import type { BookView, Offer, RulesView } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { r } from '../messages/rules.ts';

export type Reading = {
  readonly book: BookView;
  readonly rules: RulesView;
  readonly formats: Formats;
  /** offers by their places, each ladder once */
  readonly names: (places: readonly number[]) => string;
  readonly families: (places: readonly number[]) => readonly string[];
};

/** Sentences, and the names of what they are said of. */
export type Said = { readonly names: string; readonly sentences: readonly string[] };

export function readingOf(book: BookView, rules: RulesView, formats: Formats): Reading {
  const families = (places: readonly number[]) => [
    ...new Set(places.flatMap((at) => rules.offers[at]?.family_name ?? [])),
  ];
  return { book, rules, formats, families, names: (places) => r.named(families(places)) };
}

/** More names than this with the same sentences are told together. */
const MOST_NAMES = 4;

/** What is said of each offer; those of which the same is said come together. */
export function together(
  offers: readonly Offer[],
  say: (offer: Offer) => readonly string[],
): readonly Said[] {
  const by = new Map<string, { offers: Offer[]; sentences: readonly string[] }>();
  for (const offer of offers) {
    const sentences = say(offer);
    if (sentences.length === 0) continue;
    const key = JSON.stringify(sentences);
    const same = by.get(key);
    if (same === undefined) by.set(key, { offers: [offer], sentences });
    else same.offers.push(offer);
  }
  return [...by.values()].map(({ offers: alike, sentences }) => ({
    names: several(namesOf(alike, offers)),
    sentences,
  }));
}

/** Their names; a ladder of which no rung is missing has its own. */
function namesOf(alike: readonly Offer[], all: readonly Offer[]): readonly string[] {
  const rungs = (offers: readonly Offer[], family: number) =>
    offers.filter((offer) => offer.family === family).length;
  const isWhole = ({ family }: Offer) => rungs(alike, family) === rungs(all, family);
  return [...new Set(alike.map((offer) => (isWhole(offer) ? offer.family_name : offer.name)))];
}

function several(names: readonly string[]): string {
  const [first] = names;
  const last = names.at(-1);
  if (names.length <= MOST_NAMES || first === undefined || last === undefined) return r.named(names);
  return r.severalNames(first, last, names.length);
}
