/** What the page says of months that are edited one by one, in German. */
import type { Messages } from '../en/page.ts';
import { list } from './words.ts';

export const singleMonths: Messages['singleMonths'] = {
  title: 'Einzelne Monate',
  about:
    'Für Einführungen, Kampagnen und ruhige Monate: so viel Prozent dessen, was Wachstum und Saison sagen. Leer heißt 100 %.',
  noMonths: 'Die Monate erscheinen hier, sobald Sie gesagt haben, was Sie vorhaben.',
  unit: '%',
  percentIn: 'Prozent im ',
  fill: 'Mehrere Monate füllen',
  percent: 'Prozent',
  from: 'Von',
  to: 'Bis',
  apply: 'Füllen',
  reset: 'Alle Monate wie üblich',
  outside: (months) => `Für später behalten, außerhalb des Zeitraums: ${list.format(months)}.`,
  printed: (months) =>
    `Einzelne Monate: ${list.format(months)} dessen, was Wachstum und Saison sagen; andere Monate wie üblich.`,
  month: (month, percent) => `${month} ${percent}`,
};
