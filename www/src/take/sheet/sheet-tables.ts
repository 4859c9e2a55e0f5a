/** The longer tables of an answer on paper. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Found, LeftLine, LossLine } from '../../engine/types.ts';
import { date, type Formats } from '../../format.ts';
import { m } from '../../messages/page.ts';
import { inputWords, oftenWords, otherWords } from './assumptions.ts';
import type { Printed } from './quote-sheet.ts';

const words = () => m.take.print;
/** So many credits that end are listed; the calendar and the tables have all. */
const MOST_ENDINGS = 14;

/** Each line with its working in short. */
export function usageTable({ book, quote, usage }: Printed, f: Formats): TemplateResult {
  return html`<section>
    <h2>${words().usage}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${words().work}</th>
          <th scope="col">${words().often}</th>
          <th scope="col">${words().working}</th>
          <th scope="col" class="number">${words().inAll}</th>
        </tr>
      </thead>
      <tbody>
        ${quote.lines.map((line, at) => {
          const asked = usage.lines[at];
          const feature = book.features.find(({ id }) => id === line.feature);
          const isAsked = asked !== undefined && feature !== undefined && asked.feature === line.feature;
          return html`<tr>
            <th scope="row">
              ${line.name}
              ${isAsked ? html`<div class="soft small">${inputWords(feature, asked, f)}</div>` : nothing}
            </th>
            <td>${isAsked ? oftenWords(asked, f) : nothing}</td>
            <td>${line.costs.map((cost) => html`<div><code>${cost.line}</code></div>`)}</td>
            <td class="number">
              ${line.costs.map(
                ({ credit, credits_total: total }) => html`<div>${f.credit(credit).exact(total)}</div>`,
              )}
            </td>
          </tr>`;
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="3">${m.working.total}</th>
          <td class="number">${f.credits(quote.credits_total, 'exact')}</td>
        </tr>
      </tfoot>
    </table>
    <p class="soft small facts">${otherWords(usage, book, f).map((each) => html`<span>${each}</span>`)}</p>
  </section>`;
}

/** One table of what expires and what is left. */
export function expiryTable({ expiry }: Found, f: Formats): TemplateResult | typeof nothing {
  const { losses, left, left_credits, left_value, expired_credits, expired_value } = expiry;
  if (losses.length === 0 && left.length === 0) return nothing;
  const about = (line: LossLine | LeftLine) =>
    'cause' in line
      ? m.expiry.gone(date(line.last_usable), line.cause)
      : m.expiry.usable(line.last_usable === null ? null : date(line.last_usable));
  const row = (line: LossLine | LeftLine) =>
    html`<tr>
      <th scope="row">${m.expiry.fromOn(line.name, date(line.granted))}</th>
      <td>${about(line)}</td>
      <td class="number ${'cause' in line ? 'loss' : ''}">${f.credit(line.credit).round(line.credits)}</td>
      <td class="number">${f.money(line.value)}</td>
    </tr>`;
  const part = (
    title: string,
    lines: readonly (LossLine | LeftLine)[],
    credits: readonly string[],
    value: string,
  ) =>
    lines.length === 0
      ? nothing
      : html`<tbody>
          <tr>
            <th scope="rowgroup" colspan="2">${title}</th>
            <th class="number">${f.credits(credits)}</th>
            <th class="number">${f.money(value)}</th>
          </tr>
          ${lines.slice(0, MOST_ENDINGS).map(row)}
          ${
            lines.length > MOST_ENDINGS
              ? html`<tr>
                  <td colspan="4">${words().more(lines.length - MOST_ENDINGS)}</td>
                </tr>`
              : nothing
          }
        </tbody>`;
  return html`<section>
    <h2>${m.expiry.title}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${m.expiry.from}</th>
          <th scope="col">${words().until}</th>
          <th scope="col" class="number">${m.expiry.credits}</th>
          <th scope="col" class="number">${m.expiry.value}</th>
        </tr>
      </thead>
      ${part(m.expiry.lossesCaption, losses, expired_credits, expired_value)}
      ${part(m.expiry.leftCaption, left, left_credits, left_value)}
    </table>
  </section>`;
}
