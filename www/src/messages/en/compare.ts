/** What "Compare" says, in English. Arguments arrive formatted. */
import type { Unlike } from '../../compare/figures.ts';
import { listed } from './words.ts';

export const compare = {
  title: 'Compare',
  about: 'Up to four scenarios or price books side by side, with the difference in money and words.',
  loading: 'Loading…',
  notLoaded: 'This part could not be loaded. Close it and open it again to try once more.',
  add: 'Add to the comparison',
  addThis: 'Add',
  choose: 'Choose…',
  now: 'Entered now',
  scenarios: 'Saved scenarios',
  books: 'Price books, same usage',
  openFile: 'Open a price book…',
  full: 'Four are compared at most. Remove one to add another.',
  remove: 'Remove',
  removeThis: (name: string) => `Remove ${name} from the comparison`,
  sameUsage: 'The same usage',
  scenarioOf: (book: string, date: string) => `${book}, saved on ${date}`,
  what: 'What to buy',
  cost: 'Cost in all',
  monthly: 'Cost a month',
  certainty: 'How certain',
  difference: 'Against the first',
  expires: 'Expires unused',
  left: 'Left at the end',
  none: 'Nothing',
  first: 'This is the first',
  notSubtracted: 'Not subtracted',
  noDifference: 'None',
  worth: (credits: string, money: string) => `${credits}, worth ${money}`,
  more: (money: string, percent: string | null) =>
    percent === null ? `+${money}` : `+${money} (+${percent})`,
  less: (money: string, percent: string | null) =>
    percent === null ? `−${money}` : `−${money} (−${percent})`,
  cheapest: { certain: 'Cheapest', found: 'Cheapest found', some: 'Cheapest of those comparable' },
  sentence: {
    first: 'The others are measured against this one.',
    alone: (first: string) => `There is no cost of “${first}” to measure it against.`,
    same: (first: string) => `Costs the same as “${first}”.`,
    more: (first: string, money: string, percent: string | null) =>
      `Costs ${money}${percent === null ? '' : ` (${percent})`} more than “${first}”.`,
    less: (first: string, money: string, percent: string | null) =>
      `Costs ${money}${percent === null ? '' : ` (${percent})`} less than “${first}”.`,
    unlike: {
      currency: (first: string) =>
        `Its cost is in another currency than that of “${first}”, so they are not subtracted.`,
      period: (first: string) =>
        `It covers another number of months than “${first}”, so the costs in all are not subtracted; look at the cost a month.`,
      tax: (first: string) =>
        `One cost includes tax and that of “${first}” does not, or the other way round, so they are not subtracted.`,
    } satisfies Record<Unlike, (first: string) => string>,
    partly: 'Part of the usage is not in this cost.',
    blocked: (credits: string) => `Use of ${credits} would be refused.`,
    owed: (credits: string) => `${credits} would be owed at the end.`,
  },
  notes: {
    lines: (names: readonly string[]) => `Not in this price book, so left out: ${listed(names)}.`,
    inputs: (feature: string, names: readonly string[]) =>
      `${feature}: not asked for there: ${listed(names)}.`,
    assumed: (feature: string, names: readonly string[]) =>
      `${feature}: taken as the price book has it: ${listed(names)}.`,
    choice: (feature: string, input: string, choice: string) =>
      `${feature}: ${input} has no “${choice}” there.`,
    unit: (feature: string, input: string) => `${feature}: ${input} is counted in another unit there.`,
    seats: (names: readonly string[]) => `These people have no place in this price book: ${listed(names)}.`,
    balance: 'The credits you have already are not usable there, so they are left out.',
    measured: 'Real events from a file are priced by one price book only, so they are left out.',
    plan: 'The plan that was chosen is not sold there; any may be bought.',
    currency: (code: string) => `Nothing is sold in ${code} there.`,
  },
  waiting: 'Being worked out…',
  waitsForUsage: 'What is entered has a fault. The last answer without faults is compared.',
  nothingAlike: 'Nothing of the usage has a counterpart in this price book, so there is no cost to compare.',
  impossible: 'What is sold in this price book cannot cover this usage.',
  ranOut: 'No way to buy was found within the search limit.',
  bookFaulty: (fault: string) => `The price book has faults: ${fault}`,
  usageFaulty: (fault: string) => `The price book cannot answer for this usage: ${fault}`,
  noBook: 'The price book of this scenario is not here. Open its file, then save the scenario again.',
  gone: 'This scenario is not kept in the browser any more.',
  failed: 'It could not be worked out. Change any value to try again.',
  one: (name: string, cost: string) => `${name}: ${cost}`,
  done: (all: readonly string[], cheapest: readonly string[]) =>
    `Compared. ${all.join('; ')}.${cheapest.length === 0 ? '' : ` Cheapest: ${listed(cheapest)}.`}`,
};
