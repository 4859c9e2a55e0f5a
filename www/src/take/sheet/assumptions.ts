/** What was entered, in words, for paper. */
import type { BookView, FeatureView, InputValue, InputView, Usage, UsageLine } from '../../engine/types.ts';
import { date, isOne, type Formats } from '../../format.ts';
import { dayAfter } from '../../geometry.ts';
import { m } from '../../messages/page.ts';

const words = () => m.take.print;

/** `1,200 words, standard` */
export function inputWords({ inputs }: FeatureView, line: UsageLine, formats: Formats): string {
  const said = inputs.flatMap((input) => {
    const value = line.inputs?.[input.id];
    const word = value === undefined ? null : inputWord(input, value, formats);
    return word === null ? [] : [word];
  });
  return said.join(', ');
}

function inputWord({ name, unit, kind }: InputView, value: InputValue, { number }: Formats): string | null {
  if (typeof value === 'boolean') return value ? name : words().not(name);
  if (typeof value === 'object')
    return words().named(name, m.usage.between(number(value.low), number(value.high), unit));
  if ('choice' in kind) {
    return words().named(name, kind.choice.choices.find(({ id }) => id === value)?.name ?? value);
  }
  return words().named(
    name,
    unit === null ? number(value) : `${number(value)} ${isOne(value) ? unit : m.usage.units(unit)}`,
  );
}

/** How often, by whom, and on which days. */
export function oftenWords(line: UsageLine, formats: Formats): string {
  const people = line.people === undefined || line.people === '1' ? null : formats.number(line.people);
  return [
    m.usage.sum(formats.number(line.times), line.per, people),
    ...(line.team === undefined ? [] : [m.take.print.team(line.team)]),
    ...(line.on_days === undefined ? [] : [words().onDays(line.on_days)]),
    ...(line.success === undefined ? [] : [words().success(formats.percent(line.success))]),
  ].join(', ');
}

/** Everything beside the lines: one short sentence each. */
export function otherWords(usage: Usage, book: BookView, formats: Formats): string[] {
  const { growth = '0', season = [], seats, teams, balance = [], slow, new_customer: isNew = true } = usage;
  const kind = (id: string) => book.seats.find((seat) => seat.id === id)?.name ?? id;
  const people = (counts: { [key in string]: string }) =>
    Object.entries(counts).map(([id, count]) => words().named(kind(id), formats.number(count)));
  const months = season.flatMap((factor, at) =>
    factor === '1' ? [] : [words().factor(monthName(at, formats), factor)],
  );
  const single = Object.entries(usage.single_months ?? {}).map(([month, percent]) =>
    m.singleMonths.month(formats.month(`${month}-01`), formats.percent(percent)),
  );
  return [
    ...(growth === '0' ? [] : [words().growth(formats.percent(growth))]),
    ...(months.length === 0 ? [] : [words().season(months)]),
    ...(single.length === 0 ? [] : [m.singleMonths.printed(single)]),
    ...(seats === undefined ? [] : people(seats)),
    ...(teams ?? []).map((team) => words().teamOf(team.id, people(team.seats))),
    isNew ? words().newCustomer : words().oldCustomer,
    ...balance.map(({ type, credits, expires }) =>
      words().has(
        formats.credit(type ?? '').exact(credits),
        expires === undefined ? null : date(dayAfter(expires, -1)),
      ),
    ),
    ...(slow === true ? [words().slow] : []),
  ];
}

function monthName(at: number, formats: Formats): string {
  return formats.monthName(`2026-${String(at + 1).padStart(2, '0')}-01`);
}
