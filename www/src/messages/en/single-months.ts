/** What the page says of months that are edited one by one, in English. Arguments arrive formatted. */
import { listed } from './words.ts';

export const singleMonths = {
  title: 'Months one by one',
  about:
    'For launches, campaigns and quiet months: so many percent of what growth and season say. Leave a box empty for 100 %.',
  noMonths: 'The months appear here once you have said what you do.',
  unit: '%',
  percentIn: 'Percent in ',
  fill: 'Fill several months',
  percent: 'Percent',
  from: 'From',
  to: 'To',
  apply: 'Fill',
  reset: 'Every month as usual',
  outside: (months: readonly string[]) => `Kept for later, outside the period: ${listed(months)}.`,
  printed: (months: readonly string[]) =>
    `Single months: ${listed(months)} of what growth and season say; other months as usual.`,
  month: (month: string, percent: string) => `${month} ${percent}`,
};
