import './messages/following.ts';
import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { today } from './clock.ts';
import { Controller } from './controller.ts';
import type { Draft } from './draft.ts';
import { startedAnew } from './edits.ts';
import { WorkerEngine } from './engine/client.ts';
import type { Inquired } from './engine/engine.ts';
import type { BookView, DemandMonth, Fault, Question, Quote, Reply, Usage } from './engine/types.ts';
import { elementStyle } from './element-style.ts';
import { formatsOf } from './format.ts';
import { follow, language, languageOf, override, speak } from './messages/language.ts';
import { locale } from './messages/locale.ts';
import type { Overrides } from './messages/override.ts';
import { m } from './messages/page.ts';
import { stepOf } from './take/step-keys.ts';
import { EditEvent } from './view/edit-event.ts';
import type { AnswerPanel } from './view/answer-panel.ts';
import type { DetailsPanel } from './view/details-panel.ts';
import { varied } from './varied.ts';
import { ShowEvent } from './view/show-event.ts';
import { base, tokens } from './view/theme.ts';
import './view/about-prices.ts';
import './view/answer-panel.ts';
import './view/details-panel.ts';
import './view/fault-list.ts';
import './view/history-bar.ts';
import './view/rules-section.ts';
import './view/summary-bar.ts';
import './view/usage-form.ts';
import './view/what-if.ts';
import type { Situation } from './view/what-if/situation.ts';

export type OpenedDetail = { book: BookView; text: string; warnings: readonly Fault[] };
export type FaultDetail = { what: 'book' | 'usage'; faults: readonly Fault[]; text: string | null };

/**
 * The calculator: usage on one side, the answer on the other.
 *
 * `book` (attribute) is the address of a price book; `bookText` (property) is a price book itself; `usage`
 * (property) is what is entered, and `draft` (property) the same as it was typed. It fires `opened`, `entered` (its
 * detail is the `Draft`), `quote` (its detail is the `Quote`, once it is complete) and `fault`; a listener that shows the
 * faults of a price book itself calls `preventDefault()` on `fault`. What is put into its slot stands below the answer.
 */
@customElement('credit-calculator')
export class CreditCalculator extends LitElement {
  static override styles = [tokens, base, elementStyle];

  @property()
  get book(): string | null {
    return this.#book;
  }

  set book(address: string | null) {
    this.#book = address;
    if (address !== null) void this.#load(address);
  }

  #book: string | null = null;
  readonly #engine = new WorkerEngine();
  readonly #controller = new Controller(
    this.#engine,
    {
      changed: () => {
        this.requestUpdate();
      },
      opened: (book, text, warnings) => {
        this.#showBookFaults = true;
        this.#usedText = text;
        this.#fire('opened', { book, text, warnings } satisfies OpenedDetail);
      },
      bookFaulty: (faults, text) => {
        const shownElsewhere = !this.#fire('fault', { what: 'book', faults, text } satisfies FaultDetail);
        this.#showBookFaults = !shownElsewhere;
        this.requestUpdate();
      },
      usageFaulty: (faults) => {
        this.#fire('fault', { what: 'usage', faults, text: null } satisfies FaultDetail);
      },
      quoted: (quote: Quote) => {
        this.#fire('quote', quote);
      },
      entered: (draft) => {
        this.#fire('entered', draft);
      },
    },
    today(),
  );
  #lastSituation: Situation | null = null;
  #lastLocale = locale;
  #messages: Overrides = {};
  #unfollow: (() => void) | null = null;
  #showBookFaults = true;
  #bookText = '';
  /** the text of the price book in use; a newer one may have faults */
  #usedText = '';
  #fetching: AbortController | null = null;
  #wasTakenOff = false;

  constructor() {
    super();
    this.addEventListener(EditEvent.type, (event) => {
      event.stopPropagation();
      if (event instanceof EditEvent) this.#controller.edit(event.edit);
    });
    this.addEventListener(ShowEvent.type, (event) => {
      event.stopPropagation();
      if (event instanceof ShowEvent) this.#show(event.part);
    });
    this.addEventListener('keydown', (event) => {
      const step = stepOf(event);
      if (step === null) return;
      event.preventDefault();
      event.stopPropagation();
      this[step]();
    });
    // Leaving a box or letting go of a slider ends what undo takes back at once.
    for (const type of ['focusout', 'pointerup']) {
      this.addEventListener(type, () => {
        this.#controller.pause();
      });
    }
  }

  /** Takes the last step of entering back. */
  undo(): void {
    this.#controller.undo();
  }

  redo(): void {
    this.#controller.redo();
  }

  /** Enters the example that was chosen last anew. */
  reset(): void {
    const { book } = this.#controller.state;
    if (book !== null) this.#controller.edit(startedAnew(book, today()));
  }

  get draft(): Draft {
    return this.#controller.state.draft;
  }

  set draft(draft: Draft) {
    this.#controller.setDraft(draft);
  }

  readonly #read = (currency: string) => this.#controller.rules(currency);

  #show(part: ShowEvent['part']): void {
    if (part === 'answer') this.renderRoot.querySelector<AnswerPanel>('credit-answer-panel')?.show();
    else this.renderRoot.querySelector<DetailsPanel>('credit-details-panel')?.show(part);
  }

  get bookText(): string {
    return this.#bookText;
  }

  set bookText(text: string) {
    this.#fetching?.abort();
    this.#fetching = null;
    this.#bookText = text;
    void this.#controller.open(text);
  }

  get usage(): Usage {
    return this.#controller.usage;
  }

  set usage(usage: Usage) {
    this.#controller.setUsage(usage);
  }

  /**
   * Asks a further question about what is entered, once its quote is complete. `onReply` hears what is known before the
   * end. Rejects with an error named `Overtaken` when the entries change, another price book is used or `signal` aborts.
   */
  inquire(question: Question, onReply?: (reply: Reply) => void, signal?: AbortSignal): Promise<Inquired> {
    return this.#controller.inquire(question, onReply, signal);
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'lang' && this.isConnected) this.#speak();
  }

  /** A page's own texts in place of the calculator's: a part of their tree, as docs/words.md says. */
  get messages(): Overrides {
    return this.#messages;
  }

  set messages(messages: Overrides) {
    this.#messages = messages;
    override(messages);
  }

  /** In the nearest language that is said, or in English. */
  #speak(): void {
    const near = this.closest<HTMLElement>('[lang]');
    void speak(languageOf(near?.lang ?? '') ?? 'en');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#speak();
    this.#unfollow ??= follow(() => {
      this.dir = language().locale.direction;
    });
    if (!this.#wasTakenOff) return;
    this.#wasTakenOff = false;
    if (this.#fetching !== null && this.#book !== null) void this.#load(this.#book);
    else this.#controller.resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wasTakenOff = true;
    this.#unfollow?.();
    this.#unfollow = null;
    this.#fetching?.abort();
    this.#engine.stop();
  }

  async #load(address: string): Promise<void> {
    this.#fetching?.abort();
    const { signal } = (this.#fetching = new AbortController());
    this.#controller.expectBook();
    try {
      const response = await fetch(address, { signal });
      if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
      const text = await response.text();
      if (signal.aborted) return;
      this.#fetching = null;
      this.bookText = text;
    } catch (error) {
      if (signal.aborted) return;
      this.#fetching = null;
      this.#controller.notLoaded(error instanceof Error ? error.message : String(error));
    }
  }

  override render() {
    const { book, draft, answered, complete, usageFaults, bookFaults, failure } = this.#controller.state;
    if (book === null) {
      const loading = bookFaults.length === 0 && failure === null;
      return html`<div class="notices">${this.#notices()}</div>
        <p class="soft" ?hidden=${!loading}>${m.page.loading}</p>`;
    }
    const quote = answered?.quote ?? null;
    const formats = formatsOf(book, quote?.book.currency ?? book.currency);
    return html`
      <div class="notices">${this.#notices()}</div>
      <div class="columns">
        <div class="inputs">
          <credit-usage-form
            .book=${book}
            .bookText=${this.#usedText}
            .draft=${draft}
            .months=${quote?.months ?? NO_MONTHS}
            .formats=${formats}
            .faults=${usageFaults}
          >
            <credit-history-bar
              slot="tools"
              ?can-undo=${this.#controller.canUndo}
              ?can-redo=${this.#controller.canRedo}
              .presetName=${book.presets.find(({ id }) => id === draft.preset)?.name ?? null}
              .undo=${() => this.undo()}
              .redo=${() => this.redo()}
              .reset=${() => this.reset()}
            ></credit-history-bar>
          </credit-usage-form>
          <credit-summary-bar .quote=${quote} .formats=${formats} .faults=${usageFaults}></credit-summary-bar>
        </div>
        <div class="answer">
          <credit-answer-panel
            .quote=${quote}
            .complete=${complete}
            ?stopped=${failure !== null}
            .varied=${answered === null ? [] : varied(book, answered.usage)}
            .formats=${formats}
            .faults=${usageFaults}
            ?priced=${book.offers.length > 0}
          ></credit-answer-panel>
          <slot></slot>
        </div>
      </div>
      <credit-what-if .situation=${this.#situation()}></credit-what-if>
      <credit-details-panel
        .book=${book}
        .quote=${quote}
        .complete=${complete}
        ?stopped=${failure !== null}
        .formats=${formats}
      ></credit-details-panel>
      <credit-rules
        .book=${book}
        .formats=${formats}
        .currency=${quote?.book.currency ?? book.currency}
        .read=${this.#read}
      ></credit-rules>
      <credit-about-prices .book=${book} .formats=${formatsOf(book, book.currency)}></credit-about-prices>
    `;
  }

  /** The same object as long as the complete answer is the same, so that nothing is asked twice. */
  #situation(): Situation | null {
    const { book, answered } = this.#controller.state;
    if (book === null || answered === null || isUnused(answered.usage) || book.offers.length === 0)
      return (this.#lastSituation = null);
    const isSame = this.#lastSituation?.book === book && this.#lastLocale === locale;
    const last = isSame ? this.#lastSituation : null;
    if (last?.quote === answered.quote || answered.quote.stage !== 'complete') return last;
    const formats = formatsOf(book, answered.quote.book.currency);
    const { usage } = answered;
    this.#lastLocale = locale;
    const inquire: Situation['inquire'] = (...question) => this.#controller.inquireAbout(usage, ...question);
    return (this.#lastSituation = { book, ...answered, formats, inquire });
  }

  #notices() {
    const { failure, bookFaults } = this.#controller.state;
    const words =
      failure === null ? '' : failure.kind === 'engine' ? m.fault.engine : m.fault.notLoaded(failure.detail);
    return html`
      <p role="alert" class="failure" ?hidden=${words === ''}>${words}</p>
      ${
        bookFaults.length === 0 || !this.#showBookFaults
          ? nothing
          : html`<section>
              <h2>${m.fault.bookTitle}</h2>
              <credit-fault-list .faults=${bookFaults}></credit-fault-list>
            </section>`
      }
    `;
  }

  /** False when a listener prevented the default. */
  #fire(type: string, detail: unknown): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-calculator': CreditCalculator;
  }
}

const NO_MONTHS: readonly DemandMonth[] = [];

function isUnused({ lines, measured }: Usage): boolean {
  return lines.length === 0 && measured === undefined;
}
