/** What the page says about files of real events, in English. Arguments arrive formatted. */
import type { MeasuredIn, Pace, TimeForm } from '../../engine/types.ts';
import { list } from './words.ts';

const PACES: Record<Pace, string> = {
  each_day: 'every day like an average day of the file',
  each_month: 'the whole file once a month',
};

function events(count: string): string {
  return count === '1' ? '1 event' : `${count} events`;
}

function rows(count: string): string {
  return count === '1' ? '1 row' : `${count} rows`;
}

export const words = {
  open: 'Use a file of real events',
  about: 'A CSV of what was really done, one event a row. It is read on this device and sent nowhere.',
  title: 'Real events from a file',
  close: 'Close',
  failed: (detail: string) => `The file could not be read: ${detail} Nothing you entered is lost; try again.`,
  refused: 'This cannot be read so:',
  stale: 'The price book has changed since this file was priced.',
  choose: {
    drop: 'Drop a CSV here, or',
    pick: 'choose a file',
    paste: 'Or paste the rows',
    pasteAbout: 'With their heading, as they come from a spreadsheet or a log.',
    look: 'Look at these rows',
    pasted: 'Pasted rows',
    other: 'Another file',
  },
  mapping: {
    title: 'What the columns say',
    about: (name: string) => `The first rows of ${name}. Say what each column is; the rest is left out.`,
    column: (number: string) => `Column ${number}`,
    says: (column: string) => `${column} says`,
    nothing: 'Not used',
    time: 'Time',
    feature: 'Feature',
    success: 'Whether it succeeded',
    inputs: 'Inputs',
    input: (name: string, unit: string | null) => (unit === null ? name : `${name} (${unit})`),
    factor: (column: string) => `${column}, times`,
    factors: [
      ['1', '× 1'],
      ['0.001', '× 0.001 (ms to s)'],
      ['0.000001', '× 0.000001 (to millions)'],
      ['1000', '× 1,000'],
      ['1000000', '× 1,000,000'],
      ['60', '× 60 (min to s)'],
      ['1/60', '÷ 60 (s to min)'],
      ['3600', '× 3,600 (h to s)'],
      ['1/3600', '÷ 3,600 (s to h)'],
    ] as readonly (readonly [factor: string, label: string])[],
    otherFactor: (factor: string) => `× ${factor}`,
    header: 'The first row names the columns',
    separator: 'Between cells',
    separators: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': '|' } as Readonly<Record<string, string>>,
    decimalComma: 'Decimals are written 1,5',
    timeForm: 'Times are written',
    timeForms: {
      iso: '2026-11-01',
      day_first: 'day.month.year',
      month_first: 'month/day/year',
      seconds: 'seconds since 1970',
      milliseconds: 'milliseconds since 1970',
    } as Record<TimeForm, string>,
    oneFeature: 'All events are',
    noTime: (day: string) => `No column says when: every event is priced at the rates of ${day}.`,
    defaults: (names: readonly string[]) =>
      `No column says these inputs, so features that have them are priced with the price book’s defaults: ${list.format(names)}.`,
    leftInputs: 'The same for every event',
    price: 'Price these events',
    scroll: 'First rows of the file',
  },
  reading: {
    title: (name: string) => `Pricing ${name}`,
    progress: 'Progress',
    rows: (count: string, unread: string | null) =>
      `${rows(count)} read${unread === null ? '' : `, ${unread} of them not understood`}`,
    cancel: 'Cancel',
    cancelled: 'Stopped. Nothing was changed.',
  },
  unread: {
    title: (count: string, of: string) => `${rows(count)} of ${of} cannot be read`,
    about: 'They are in no sum. Change what the columns say, mend the file, or leave them out.',
    first: (count: string) => `The first ${count}`,
    line: (line: string, column: string | null) =>
      column === null ? `Line ${line}` : `Line ${line}, ${column}`,
    leave: (count: string) => `Leave ${rows(count)} out`,
    left: (count: string) => `${rows(count)} left out.`,
    names: 'Names the price book does not know',
    named: (name: string, count: string) => `${name} (${rows(count)})`,
    means: 'Not said',
    again: 'Price again with these names',
    none: 'No row of this file can be read.',
  },
  result: {
    title: (name: string) => `What ${name} costs`,
    total: (count: string, credits: string) => `${events(count)}: ${credits}`,
    span: (first: string, last: string, days: number) =>
      first === last ? `All on ${first}.` : `From ${first} to ${last}, ${days} days.`,
    undated: 'No column says when they were; they count as one day.',
    plan: (name: string) => `Priced for customers on ${name}; usage knows the price on every plan.`,
    noPlan: 'Priced for customers without a plan; usage knows the price on every plan.',
    rounding: {
      title: 'What rounding costs',
      each: (plural: string) => `The price book rounds the ${plural} of each event.`,
      together: (plural: string) =>
        `The price book rounds the ${plural} of each month's total, not of each event.`,
      mixed: (plural: string) =>
        `The price book rounds the ${plural} of some features for each event, of others by the month.`,
      eachAdds: (credits: string, percent: string | null) =>
        `Rounding each event adds ${credits}${percent === null ? '' : `, ${percent}`}, compared with rounding the month's total.`,
      eachSaves: (credits: string, percent: string | null) =>
        `Rounding each event takes ${credits} off${percent === null ? '' : `, ${percent}`}, compared with rounding the month's total.`,
      would: (credits: string, percent: string | null) =>
        `Rounding each event instead would add ${credits}${percent === null ? '' : `, ${percent}`}.`,
      wouldSave: (credits: string, percent: string | null) =>
        `Rounding each event instead would take ${credits} off${percent === null ? '' : `, ${percent}`}.`,
      same: 'Rounding each event or the month’s total comes to exactly the same here.',
      caption: (plural: string) =>
        `The same events in ${plural}, rounded in other ways; as finely as the price book counts, or up to coarser steps`,
      way: 'Rounding',
      ofMonths: 'Month’s total',
      ofEach: 'Each event',
      up: (step: string) => `Each event, up to ${step}`,
      credits: 'In all',
      added: 'Added',
      percent: 'In percent',
    },
    byFeature: 'By feature',
    byMonth: 'By month',
    byDay: 'By day',
    feature: 'Feature',
    events: 'Events',
    charged: 'Charged',
    failed: (count: string) => `${count} failed and cost nothing`,
    totalled: 'rated by the month’s total',
    month: 'Month',
    day: 'Day',
    sum: 'In all',
    daysRounded: 'Days are rounded for reading; the months are what is charged.',
    columns: 'Change what the columns say',
  },
  use: {
    title: 'Plan with these events',
    pace: 'Months ahead',
    paces: {
      each_day: 'By its average day',
      each_month: 'Whole file monthly',
    } as Record<Pace, string>,
    days: 'The file covers',
    dayUnit: 'days',
    rule: {
      each_day: (days: string) =>
        days === '1'
          ? 'Each day of a month has the file’s events once. Growth and season come on top; an event costs what it did on average.'
          : `A month of 30 days has the file’s events 30 ÷ ${days} times, one of 31 days 31 ÷ ${days} times. Growth and season come on top; an event costs what it did on average.`,
      each_month: () =>
        'Each month has the file’s events once. Growth and season come on top; an event costs what it did on average.',
    } as Record<Pace, (days: string) => string>,
    beside: 'Keep what I entered',
    button: 'Use this as my usage',
    used: 'These events are your usage now.',
  },
  measured: {
    title: 'Measured usage',
    about: (name: string, counts: readonly string[]) => `${name}: ${list.format(counts)}.`,
    of: (count: string, feature: string) => `${count} × ${feature}`,
    span: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
    remove: 'Remove measured usage',
  },
  measuredLine: (count: string, { pace, days }: MeasuredIn) =>
    `${events(count)} in ${days === 1 ? 'a day' : `${days} days`}, measured; ${PACES[pace]}`,
};

export { words as events };
