import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isBelowZero, absolute } from '../decimal.ts';
import type { BookView, EventsCredits, EventsMonth, EventsRounding, EventsView } from '../engine/types.ts';
import { exactly } from '../events/exact.ts';
import { isOne, type Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { tables } from './table-style.ts';
import { base } from './theme.ts';

/** More days than these are not listed. */
const MOST_DAYS = 1_000;

/** What a file of events comes to. */
@customElement('credit-events-result')
export class EventsResult extends LitElement {
  static override styles = [
    base,
    tables,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      .total {
        font-size: 1.25rem;
        font-weight: 650;
        line-height: 1.3;
      }
      section {
        display: grid;
        gap: 0.5rem;
      }
      h4 {
        font-size: 1rem;
        font-weight: 650;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) view!: EventsView;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const { result } = m.events;
    const { formats: f, view } = this;
    const { events, first, last, days, is_dated: dated, credits } = view;
    const all = credits.map(({ credit, total }) => this.#amount(credit, total));
    return html`
      <div>
        <p class="total">
          ${result.total(f.number(String(events)), all.length === 0 ? f.credits([], 'exact') : m.list(all))}
        </p>
        <p class="soft small">
          ${dated && first !== null && last !== null ? result.span(f.date(first), f.date(last), days) : result.undated}
          ${this.#plan()}
        </p>
      </div>
      ${credits.map((of) => (of.rounding === null ? nothing : this.#rounding(of, of.rounding)))}
      ${this.#features()}
      <section>
        <h4 id="months">${result.byMonth}</h4>
        ${this.#periods(view.months, result.month, f.month, 'months')}
      </section>
      ${view.by_day === null ? nothing : this.#days(view.by_day)}
    `;
  }

  #amount(credit: string, decimal: string): string {
    const { name, plural } = this.formats.credit(credit);
    return `${exactly(decimal)} ${isOne(decimal) ? name : plural}`;
  }

  #plan(): string {
    const { plan } = this.view;
    if (plan === null) return '';
    if (plan === 'none') return m.events.result.noPlan;
    return m.events.result.plan(this.book.offers.find(({ id }) => id === plan)?.name ?? plan);
  }

  #rounding({ credit }: EventsCredits, rounding: EventsRounding) {
    const { rounding: words } = m.events.result;
    const { formats: f } = this;
    const { plural } = f.credit(credit);
    const { each, together, added, percent, coarser, rounds_each: way } = rounding;
    const does = way === null ? words.mixed(plural) : way ? words.each(plural) : words.together(plural);
    const id = `rounding-${credit}`;
    const row = (name: string, credits: string, more: string | null, share: string | null) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td class="number">${exactly(credits)}</td>
        <td class="number">${more === null ? '' : exactly(more)}</td>
        <td class="number">${share === null ? '' : f.percent(share)}</td>
      </tr>`;
    return html`<section>
      <h4 id=${id}>${words.title}</h4>
      <p>${does} ${this.#adds(credit, rounding)}</p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby=${id}>
        <table>
          <caption>
            ${words.caption(plural)}
          </caption>
          <thead>
            <tr>
              <th scope="col">${words.way}</th>
              <th scope="col" class="number">${words.credits}</th>
              <th scope="col" class="number">${words.added}</th>
              <th scope="col" class="number">${words.percent}</th>
            </tr>
          </thead>
          <tbody>
            ${row(words.ofMonths, together, null, null)} ${row(words.ofEach, each, added, percent)}
            ${coarser.map((up) => row(words.up(f.number(up.step)), up.each, up.added, up.percent))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #adds(credit: string, { added, percent, rounds_each: way }: EventsRounding): string {
    const { rounding: words } = m.events.result;
    const { formats: f } = this;
    if (added === '0') return words.same;
    const credits = this.#amount(credit, absolute(added));
    const share = percent === null ? null : f.percent(absolute(percent));
    if (way === false)
      return isBelowZero(added) ? words.wouldSave(credits, share) : words.would(credits, share);
    return isBelowZero(added) ? words.eachSaves(credits, share) : words.eachAdds(credits, share);
  }

  #features() {
    const { result } = m.events;
    const { formats: f, view } = this;
    return html`<section>
      <h4 id="features">${result.byFeature}</h4>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="features">
        <table>
          <thead>
            <tr>
              <th scope="col">${result.feature}</th>
              <th scope="col" class="number">${result.events}</th>
              <th scope="col" class="number">${result.charged}</th>
              ${view.credits.map(({ credit }) => html`<th scope="col" class="number">${f.credit(credit).plural}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${view.features.map(
              ({ name, events, charged, failed, by_month: byMonth, credits }) =>
                html`<tr>
                  <th scope="row">
                    ${name}
                    ${failed === 0 ? nothing : html`<span class="soft small">${result.failed(f.number(String(failed)))}</span>`}
                    ${byMonth ? html`<span class="soft small">${result.totalled}</span>` : nothing}
                  </th>
                  <td class="number">${f.number(String(events))}</td>
                  <td class="number">${f.number(charged)}</td>
                  ${view.credits.map(
                    ({ credit }) =>
                      html`<td class="number">
                        ${exactly(credits.find((of) => of.credit === credit)?.credits ?? '0')}
                      </td>`,
                  )}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #periods(periods: readonly EventsMonth[], head: string, name: (iso: string) => string, labelledBy: string) {
    const { formats: f, view } = this;
    return html`<div class="scroll" tabindex="0" role="region" aria-labelledby=${labelledBy}>
      <table>
        <thead>
          <tr>
            <th scope="col">${head}</th>
            <th scope="col" class="number">${m.events.result.events}</th>
            ${view.credits.map(({ credit }) => html`<th scope="col" class="number">${f.credit(credit).plural}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${periods.map(
            ({ start, events, credits }) =>
              html`<tr>
                <th scope="row">${name(start)}</th>
                <td class="number">${f.number(String(events))}</td>
                ${credits.map((of) => html`<td class="number">${exactly(of)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #days(days: readonly EventsMonth[]) {
    const { result } = m.events;
    return html`<details>
      <summary id="days">${result.byDay}</summary>
      <p class="soft small">${result.daysRounded}</p>
      ${this.#periods(days.slice(0, MOST_DAYS), result.day, this.formats.date, 'days')}
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-events-result': EventsResult;
  }
}
