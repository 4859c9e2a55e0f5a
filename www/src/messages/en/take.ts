/** What the page says of taking a calculation away and of keeping it, in English. Arguments arrive formatted. */
import type { Wanted } from '../../take/check.ts';
import type { Refusal } from '../../take/link/link.ts';
import { counted, listed, tax } from './words.ts';

const WANTED: Record<Wanted, string> = {
  text: 'a short text',
  id: 'an id: small letters, digits, “.”, “_” and “-”',
  count: 'a whole number',
  flag: 'true or false',
  list: 'a list',
  object: 'an object',
  word: 'one of the words allowed here',
};

const REFUSALS: Record<Refusal, string> = {
  newer: 'This link was made by a newer version of this page. Reload the page and open the link again.',
  forged: 'This link was not made by this page, so nothing of it is used.',
  too_long: 'This link is longer than any this page makes, so nothing of it is used.',
  unreadable: 'This link is damaged: nothing of it could be read. Ask for it again, as a whole.',
};

export const take = {
  undo: 'Undo',
  redo: 'Redo',
  reset: 'Reset',
  resetTo: (preset: string) => `Everything as “${preset}” has it`,
  resetAll: 'Everything as it was at first',
  bar: 'Take this along',
  close: 'Close',
  link: {
    copy: 'Copy link',
    copied: (letters: string) => `Link copied (${letters} characters). Whoever opens it gets a copy.`,
    onlyHere: 'Link copied. It opens this file, so it works on this computer only.',
    byHand: 'Copy this link:',
    bookLeftOut:
      'The price book is too large to travel in the link: send its file along. The link restores the usage when that file is opened.',
    refused: (why: Refusal) => REFUSALS[why],
    copyOf: (made: string) =>
      `You see a copy of a calculation shared on ${made}. What you change stays with you; the link stays as it is.`,
    changed: (from: string, to: string) => `The price book has changed since: from ${from} to ${to}.`,
    edition: (version: string | null, date: string) =>
      version === null ? `prices as of ${date}` : `${version} (prices as of ${date})`,
    changedSame: 'The price book has changed since, though its version and date are the same.',
    engineChanged: 'The price book is the same; the calculator has changed since.',
    cost: (then: string, thenProved: boolean, now: string, nowProved: boolean) =>
      `Then it came to ${then}${thenProved ? ', proved cheapest' : ''}; now it comes to ${now}${nowProved ? ', proved cheapest' : ''}`,
    dearer: (money: string) => `: ${money} more.`,
    cheaper: (money: string) => `: ${money} less.`,
    sameCost: (money: string) => `It comes to ${money}, as it did then.`,
    costWhole: (then: string) => `As a whole it came to ${then} then.`,
    costThen: (then: string) => `Then it came to ${then}; now there is no way to buy it.`,
    lostLines: (lost: number, of: number) =>
      `The link is damaged: ${lost} of ${counted(of, 'line', 'lines')} of usage could not be read. The rest is here.`,
    lostSettings:
      'The link is damaged: period, growth, people and balance could not be read and are as they are at first.',
    lostUnknown:
      'The link holds something that this version of the page does not know, so it was left out. Reload the page and open the link again.',
    lostBook: 'The price book in the link is damaged.',
    bookMissing: (name: string) =>
      `The price book “${name}” did not come with the link. Open its file, and what was entered appears.`,
    featuresGone: (names: readonly string[]) =>
      `The price book has these no more, so they were left out: ${listed(names)}.`,
  },
  print: {
    button: 'Print or PDF',
    fileTitle: (book: string, day: string) => `${book}, quote of ${day}`,
    title: (book: string) => `${book}: credits and what they cost`,
    made: (day: string) => `Quote of ${day}`,
    period: (months: number, from: string, to: string) =>
      `${counted(months, 'month', 'months')}, ${from} to ${to}`,
    prices: (day: string, version: string | null) =>
      version === null ? `Prices as of ${day}` : `Prices as of ${day}, ${version}`,
    proved: 'Proved cheapest: no way to buy from this price book costs less.',
    noWay: 'This price book has no way to buy them.',
    buy: 'What to buy',
    when: 'When',
    times: (count: number, first: string, last: string) => `${count} times, ${first} to ${last}`,
    usage: 'What it is for',
    work: 'Work',
    often: 'How often',
    working: 'Credits for one',
    inAll: 'Credits in all',
    not: (name: string) => `${name}: no`,
    named: (name: string, value: string) => `${name}: ${value}`,
    team: (id: string) => `team ${id}`,
    teamOf: (id: string, people: readonly string[]) => `Team ${id}: ${listed(people)}.`,
    onDays: (days: number) => `on ${counted(days, 'day', 'days')} a month`,
    success: (percent: string) => `${percent} succeed`,
    growth: (percent: string) => `Growth: ${percent} a month.`,
    season: (factors: readonly string[]) => `Season: ${listed(factors)}; other months as usual.`,
    factor: (month: string, factor: string) => `${month} × ${factor}`,
    newCustomer: 'A new customer.',
    oldCustomer: 'Not a new customer.',
    has: (credits: string, until: string | null) =>
      until === null ? `There already: ${credits}.` : `There already: ${credits}, usable until ${until}.`,
    slow: 'A slow or free mode is good enough.',
    other: (way: string, cost: string) => `${way}: ${cost}.`,
    until: 'Until when',
    more: (count: number) => `and ${counted(count, 'more', 'more')}`,
    pricesFrom: (book: string, day: string, version: string | null, isTaxIn: boolean) =>
      `Prices: ${book}, as of ${day}${version === null ? '' : `, ${version}`}, ${tax(isTaxIn)}.`,
    again: 'Open and change this calculation:',
    file: 'the calculator’s file',
  },
  download: {
    menu: 'Download',
    quote: 'Quote as a table (CSV)',
    statement: 'Statement day by day (CSV)',
    json: 'Everything (JSON)',
    calendar: 'Last usable days (calendar)',
    done: (name: string) => `Saved as ${name}.`,
    nothing: 'There is no answer to save yet.',
    noDays: 'No credits end on a day, so there is nothing for a calendar.',
    fileKinds: {
      quote: 'quote',
      statement: 'statement',
      json: 'quote',
      calendar: 'last-days',
      scenarios: 'scenarios',
    },
  },
  table: {
    section: 'Section',
    sections: {
      usage: 'Usage',
      need: 'Credits needed',
      buy: 'Buy',
      expires: 'Expires unused',
      left: 'Left at the end',
    },
    day: 'Day',
    what: 'What',
    detail: 'Detail',
    quantity: 'Quantity',
    amount: 'Amount',
    currency: 'Currency',
    lastUsable: 'Last usable day',
    total: 'Total',
    fee: (amount: string) => `including a fee of ${amount}`,
    type: 'Credit type',
    source: 'From',
    credits: 'Credits',
    balance: 'Balance',
    had: 'Credits you have',
    events: { grant: 'Received', loss: 'Expired' },
    used: 'Used in the month',
    charged: 'Charged beyond in the month',
    leftAtEnd: 'Left at month end',
  },
  calendar: {
    name: (book: string) => `Credits: ${book}`,
    summary: (credits: string, source: string) => `Last day for ${credits} (${source})`,
    had: 'credits you have',
    unused: (credits: string, worth: string | null) =>
      `As planned, ${credits} of them expire unused${worth === null ? '' : `, worth ${worth}`}.`,
    left: (credits: string) => `As planned, ${credits} of them are still there at the end of the period.`,
    used: 'As planned, all of them are used by then.',
    about: (book: string, asOf: string, made: string) =>
      `${book}, prices as of ${asOf}; computed on ${made}.`,
  },
  scenarios: {
    open: 'Scenarios',
    title: 'Scenarios',
    about: 'Calculations under a name. They stay in this browser; a file takes them along.',
    name: 'Save what is on the page as',
    save: 'Save',
    none: 'There are none yet.',
    rename: 'Rename',
    renameThis: (name: string) => `Rename ${name}`,
    newName: (name: string) => `New name of ${name}`,
    cancel: 'Cancel',
    remove: 'Delete',
    removeThis: (name: string) => `Delete ${name}`,
    saved: (name: string) => `Saved as “${name}”.`,
    replaced: (name: string) => `“${name}” was replaced.`,
    renamed: (from: string, to: string) => `“${from}” is now “${to}”.`,
    removed: (name: string) => `“${name}” was deleted.`,
    takenBack: 'It is as it was before.',
    added: (count: number) => `${counted(count, 'scenario', 'scenarios')} added.`,
    export: 'Export as a file',
    import: 'Import a file…',
    fileName: 'credit',
    opened: (made: string) => `This scenario was saved on ${made}.`,
    fileEmpty: 'There are no scenarios in this file.',
    fault: (fault: { kind: 'json'; detail: string } | { kind: 'format' | 'size' }) =>
      fault.kind === 'json'
        ? `This file is damaged or no scenario file: ${fault.detail}.`
        : fault.kind === 'format'
          ? 'This is no scenario file: it does not begin with "format": "credit-scenarios/1".'
          : 'This file is too large to be a scenario file.',
    moreFaults: (count: number) => `And ${counted(count, 'more place', 'more places')}.`,
    notKept:
      'Your browser’s storage is full or closed, so it is here only until this tab is closed. Export it as a file to keep it.',
  },
  offline: {
    newer: 'There is a newer version of this page. Everything you entered is kept when you change to it.',
    reload: 'Change to it now',
  },
  otherHost:
    'A price book of another host is not fetched: this page asks no other host for anything. Download the file and open it here.',
  kept: {
    notKept:
      'Your browser keeps nothing for this page: closing the tab loses what you entered. A copied link or an exported file keeps it.',
    restored: 'This is what you entered last time.',
    startAnew: 'Start anew',
  },
  misfit: (path: string, wanted: Wanted) => `${path === '' ? 'The file' : path}: expected ${WANTED[wanted]}.`,
};
