import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { absolute, compare, isBelowZero } from '../../decimal.ts';
import type { ExpiryPolicyView, Rule, RuleLine } from '../../engine/types.ts';
import type { Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';
import { tables } from '../table-style.ts';
import { base } from '../theme.ts';
import { Asking } from './asking.ts';
import { costWords, differenceWords, lossWords, outcomeOf } from './best-words.ts';
import type { Situation } from './situation.ts';
import { status } from './status.ts';
import { whatIfStyle } from './style.ts';

function ruleName(rule: Rule): string {
  return 'bought' in rule ? w.lives.bought(rule.bought.months) : w.lives.plans(rule.plans.further_months);
}

/** The same usage if the book's credits lived longer or shorter. */
@customElement('credit-other-lives')
export class OtherLives extends LitElement {
  static override styles = [base, tables, whatIfStyle];

  @property({ attribute: false }) situation!: Situation;
  readonly #asking = new Asking(this, 'expiry_policy');
  #told: Situation | null = null;

  override willUpdate(): void {
    if (this.situation === this.#told) return;
    const keep = this.situation.book === this.#told?.book;
    this.#told = this.situation;
    void this.#asking.ask(this.situation, { expiry_policy: {} }, keep);
  }

  override render() {
    const { shown } = this.#asking;
    if (shown === null) return status(this.#asking);
    const { situation, view } = shown;
    const known = view.rules.filter(({ best }) => best !== null).length;
    return html`${status(this.#asking, w.status.workingOf(known, view.rules.length))}
      <div class="part ${this.#asking.stale ? 'stale' : ''}">
        ${
          view.rules.length === 0
            ? html`<p>${w.lives.none}</p>`
            : html`${view.done ? this.#sentences(view, situation.formats) : nothing}
              ${this.#table(view, situation.formats)}`
        }
      </div>`;
  }

  #sentences({ rules }: ExpiryPolicyView, f: Formats) {
    const differing = (better: boolean) =>
      rules
        .flatMap((line) => {
          const { difference } = line;
          return difference === null || difference === '0' || isBelowZero(difference) !== better
            ? []
            : [{ line, by: absolute(difference) }];
        })
        .reduce<{ line: RuleLine; by: string } | null>(
          (most, each) => (most === null || compare(each.by, most.by) > 0 ? each : most),
          null,
        );
    const [best, worst] = [differing(true), differing(false)];
    return html`<p class="big">
        ${best === null ? w.lives.noneHelps : w.lives.best(ruleName(best.line.rule), f.money(best.by))}
      </p>
      ${worst === null ? nothing : html`<p>${w.lives.worst(ruleName(worst.line.rule), f.money(worst.by))}</p>`}`;
  }

  #table({ published, rules, done }: ExpiryPolicyView, f: Formats) {
    const open = done && rules.some(({ proved, difference }) => !proved && difference !== null);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${w.lives.title}>
        <table>
          <caption class="unseen">
            ${w.lives.title}
          </caption>
          <thead>
            <tr>
              <th scope="col">${w.lives.rule}</th>
              <th scope="col" class="number">${w.lives.cost}</th>
              <th scope="col" class="number">${w.lives.difference}</th>
              <th scope="col" class="number">${w.lives.expires}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">${w.lives.published}</th>
              <td class="number">${costWords(published, f)}</td>
              <td></td>
              <td class="number">${lossWords(outcomeOf(published), f)}</td>
            </tr>
            ${rules.map((line) => this.#row(line, f))}
          </tbody>
        </table>
      </div>
      ${open ? html`<p class="soft small">${w.lives.notProved}</p>` : nothing}`;
  }

  #row({ rule, as_published, best, difference, difference_percent, proved }: RuleLine, f: Formats) {
    const gain = difference !== null && isBelowZero(difference);
    return html`<tr>
      <th scope="row">
        ${ruleName(rule)}
        ${as_published ? html`<span class="badge plain">${w.lives.asPublished}</span>` : nothing}
      </th>
      <td class="number">${costWords(best, f)}</td>
      <td class="number ${gain ? 'gain' : difference === '0' ? 'soft' : 'loss'}">
        ${differenceWords(difference, difference_percent, proved, f)}
      </td>
      <td class="number">${lossWords(outcomeOf(best), f)}</td>
    </tr>`;
  }
}
