import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { today } from '../clock.ts';
import { date, formatsOf } from '../format.ts';
import { m } from '../messages/page.ts';
import { controls } from '../view/field-style.ts';
import { fileButton } from '../view/file-button-style.ts';
import { base } from '../view/theme.ts';
import { download, fileName } from './download.ts';
import { LONGEST_NAME, read, written, type Scenario } from './scenario.ts';
import { Scenarios, type Change } from './scenarios.ts';
import { scenariosStyle } from './scenarios-style.ts';
import type { Shared } from './link/link.ts';

const words = () => m.take.scenarios;
/** So many places of a faulty file are named. */
const MOST_FAULTS = 5;

/** Calculations under names: kept in this browser, and as a file. */
@customElement('credit-scenarios-dialog')
export class ScenariosDialog extends LitElement {
  static override styles = [base, controls, fileButton, scenariosStyle];

  /** what is on the page, to be saved */
  @property({ attribute: false }) current: () => Promise<Shared | null> = () => Promise.resolve(null);
  @property({ attribute: false }) openScenario: (shared: Shared) => void = () => undefined;
  @state() private said: readonly string[] = [];
  @state() private undo: (() => Change) | null = null;
  @state() private renaming: string | null = null;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  readonly #scenarios = new Scenarios();

  show(): void {
    this.said = [];
    this.undo = null;
    this.requestUpdate();
    this.dialog.showModal();
  }

  override render() {
    const { all } = this.#scenarios;
    return html`<dialog aria-labelledby="title" @click=${this.#outside}>
      <div class="inside">
        <header>
          <h2 id="title">${words().title}</h2>
          <button class="plain" @click=${() => this.dialog.close()}>${m.take.close}</button>
        </header>
        <p class="soft">${words().about}</p>
        <form class="row" @submit=${this.#save}>
          <div class="grow">
            <label for="name">${words().name}</label>
            <input id="name" name="name" maxlength=${LONGEST_NAME} required autocomplete="off" />
          </div>
          <button>${words().save}</button>
        </form>
        <div role="status">
          ${this.said.map((sentence) => html`<p class="said">${sentence}</p>`)}
          ${this.undo === null ? nothing : html`<button @click=${this.#takeBack}>${m.take.undo}</button>`}
        </div>
        ${
          all.length === 0
            ? html`<p class="soft">${words().none}</p>`
            : html`<ul>
                ${repeat(
                  all,
                  ({ name }) => name,
                  (scenario) => this.#item(scenario),
                )}
              </ul>`
        }
        <footer>
          <button ?disabled=${all.length === 0} @click=${this.#export}>${words().export}</button>
          <label class="button">
            ${words().import}
            <input type="file" accept=".json,application/json" @change=${this.#import} />
          </label>
        </footer>
      </div>
    </dialog>`;
  }

  #item(scenario: Scenario) {
    const { name, shared } = scenario;
    if (this.renaming === name) {
      return html`<li>
        <form class="row" @submit=${(event: SubmitEvent) => this.#rename(event, name)}>
          <input
            class="grow"
            name="name"
            aria-label=${words().newName(name)}
            maxlength=${LONGEST_NAME}
            required
            .value=${name}
          />
          <button>${words().rename}</button>
          <button type="button" class="plain" @click=${() => (this.renaming = null)}>
            ${words().cancel}
          </button>
        </form>
      </li>`;
    }
    return html`<li class="row">
      <button class="plain name grow" @click=${() => this.#open(shared)}>
        <span>${name}</span>
        <span class="soft small">${about(shared)}</span>
      </button>
      <button class="plain" aria-label=${words().renameThis(name)} @click=${() => this.#startRenaming(name)}>
        ${words().rename}
      </button>
      <button
        class="plain"
        aria-label=${words().removeThis(name)}
        @click=${() => this.#changed(this.#scenarios.remove(name), words().removed(name))}
      >
        ${words().remove}
      </button>
    </li>`;
  }

  readonly #outside = (event: MouseEvent) => {
    if (event.target === this.dialog) this.dialog.close();
  };

  #open(shared: Shared): void {
    this.dialog.close();
    this.openScenario(shared);
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = nameIn(form);
    const shared = await this.current();
    if (shared === null || name === '') return;
    const isTaken = this.#scenarios.all.some((each) => each.name === name);
    this.#changed(
      this.#scenarios.save({ name, shared }),
      isTaken ? words().replaced(name) : words().saved(name),
    );
    form.reset();
  };

  #startRenaming(name: string): void {
    this.renaming = name;
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLInputElement>('li input')?.select();
    });
  }

  #rename(event: SubmitEvent, from: string): void {
    event.preventDefault();
    const to = nameIn(event.target as HTMLFormElement);
    this.renaming = null;
    if (to !== '' && to !== from) this.#changed(this.#scenarios.rename(from, to), words().renamed(from, to));
  }

  readonly #takeBack = () => {
    const change = this.undo?.();
    if (change !== undefined) this.#changed(change, words().takenBack);
    this.undo = null;
  };

  readonly #export = () => {
    const name = fileName(words().fileName, m.take.download.fileKinds.scenarios, today(), 'json');
    download({ name, type: 'application/json', text: written(this.#scenarios.all) });
    this.said = [m.take.download.done(name)];
    this.undo = null;
  };

  readonly #import = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file === undefined) return;
    const { scenarios, misfits, fault } = read(await file.text());
    // Cleared, so that picking the same file again, corrected, is a change too.
    input.value = '';
    const places = misfits.slice(0, MOST_FAULTS).map(({ path, wanted }) => m.take.misfit(path, wanted));
    const more = misfits.length - places.length;
    const faults = [
      ...(fault === null ? [] : [words().fault(fault)]),
      ...places,
      ...(more > 0 ? [words().moreFaults(more)] : []),
    ];
    if (scenarios.length === 0) {
      this.undo = null;
      this.said = faults.length === 0 ? [words().fileEmpty] : faults;
      return;
    }
    this.#changed(this.#scenarios.add(scenarios), words().added(scenarios.length));
    this.said = [...this.said, ...faults];
  };

  #changed(change: Change, done: string): void {
    this.undo = change.undo;
    this.said = change.kept ? [done] : [done, words().notKept];
    this.requestUpdate();
  }
}

function nameIn(form: HTMLFormElement): string {
  const name = new FormData(form).get('name');
  return typeof name === 'string' ? name.trim() : '';
}

/** `Acme Studio · $61.68 · 25 Nov 2026` */
function about({ pin, shown, made }: Shared): string {
  const money =
    shown === null ? [] : [formatsOf({ currencies: [], credits: [] }, shown.currency).money(shown.cost)];
  return [pin.name, ...money, date(made)].join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-scenarios-dialog': ScenariosDialog;
  }
}
