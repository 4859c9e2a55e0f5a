import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { withMeasured } from '../edits.ts';
import type { BookView, EventsName, EventsPreview, EventsView, Fault, Pace } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { EditEvent } from '../view/edit-event.ts';
import '../view/events-choose.ts';
import '../view/events-mapping.ts';
import { pace } from '../view/events-pace.ts';
import '../view/events-result.ts';
import '../view/events-unread.ts';
import { faultText } from '../view/fault-text.ts';
import { base } from '../view/theme.ts';
import '../view/toggle-field.ts';
import { guess } from './guess.ts';
import { mappingOf, type MappingDraft } from './mapping.ts';
import { remember, remembered } from './memory.ts';
import type { EventsProgress } from './protocol.ts';
import { EventsReader, ReadingStopped } from './reader.ts';
import { panelStyle } from './panel-style.ts';

type Chosen = {
  readonly file: Blob;
  readonly name: string;
  readonly preview: EventsPreview;
};

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'mapping' }
  | { readonly kind: 'reading'; readonly progress: EventsProgress | null }
  | { readonly kind: 'result'; readonly view: EventsView; readonly bookText: string; readonly left: boolean };

/** A file of real events: chosen, understood, priced, and made the usage. */
@customElement('credit-events-panel')
export class EventsPanel extends LitElement {
  static override styles = [base, panelStyle];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) bookText = '';
  /** first day of the horizon */
  @property() start = '';
  @property({ attribute: false }) formats!: Formats;

  @state() private step: Step = { kind: 'choose' };
  @state() private chosen: Chosen | null = null;
  @state() private draft: MappingDraft | null = null;
  @state() private faults: readonly Fault[] = [];
  @state() private failure = '';
  @state() private said = '';
  @state() private how: { pace: Pace; days: number } = { pace: 'each_day', days: 1 };
  @state() private beside = false;

  readonly #reader = new EventsReader();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reader.stop();
  }

  override render() {
    const { failure, faults } = this;
    return html`<section aria-labelledby="title">
      <h3 id="title" tabindex="-1">${m.events.title}</h3>
      <p class="status" role="status">${this.said}</p>
      <div role="alert" ?hidden=${failure === '' && faults.length === 0}>
        ${failure === '' ? nothing : html`<p class="fault">${m.events.failed(failure)}</p>`}
        ${
          faults.length === 0
            ? nothing
            : html`<p>${m.events.refused}</p>
                ${faultText(faults)}`
        }
      </div>
      ${this.#stepView()}
    </section>`;
  }

  #stepView() {
    const { step, chosen, draft } = this;
    if (step.kind === 'choose' || chosen === null || draft === null) {
      return html`<credit-events-choose .take=${this.#take}></credit-events-choose>`;
    }
    if (step.kind === 'reading') return this.#reading(chosen, step.progress);
    if (step.kind === 'result') return this.#result(chosen, step);
    const { mapping, choose } = m.events;
    return html`<p class="soft small">${mapping.about(chosen.name)}</p>
      <credit-events-mapping
        .book=${this.book}
        .preview=${chosen.preview}
        .draft=${draft}
        .formats=${this.formats}
        .faults=${this.faults}
        .day=${this.start}
        .change=${(change: Partial<MappingDraft>) => {
          this.draft = { ...draft, ...change };
        }}
        .reread=${(delimiter: string) => void this.#look(chosen.file, chosen.name, delimiter)}
      ></credit-events-mapping>
      <div class="buttons">
        <button class="main" @click=${() => void this.#price()}>${mapping.price}</button>
        <button @click=${this.#startOver}>${choose.other}</button>
      </div>`;
  }

  #reading({ name }: Chosen, progress: EventsProgress | null) {
    const { reading } = m.events;
    const unread = progress === null || progress.unread === 0 ? null : this.#count(progress.unread);
    return html`<h4 id="reading">${reading.title(name)}</h4>
      <progress
        aria-label=${reading.progress}
        max=${progress?.of ?? 1}
        .value=${progress?.bytes ?? 0}
      ></progress>
      <p class="small">${reading.rows(this.#count(progress?.rows ?? 0), unread)}</p>
      <div class="buttons">
        <button
          @click=${() => {
            this.#reader.stop();
          }}
        >
          ${reading.cancel}
        </button>
      </div>`;
  }

  #result({ name }: Chosen, step: Extract<Step, { kind: 'result' }>) {
    const { view, left } = step;
    const { result, choose, mapping } = m.events;
    const stale = step.bookText !== this.bookText;
    const shown = view.events > 0 && (view.unread === 0 || left);
    return html`<h4 class="unseen">${result.title(name)}</h4>
      <p ?hidden=${!stale} class="fault">${m.events.stale}</p>
      ${
        view.unread === 0
          ? nothing
          : html`<credit-events-unread
              .book=${this.book}
              .view=${view}
              .formats=${this.formats}
              ?left=${left}
              .leave=${() => {
                this.step = { ...step, left: true };
              }}
              .again=${this.#again}
            ></credit-events-unread>`
      }
      ${
        shown
          ? html`<credit-events-result
                .book=${this.book}
                .view=${view}
                .formats=${this.formats}
              ></credit-events-result>
              ${stale ? nothing : this.#use(name, view)}`
          : nothing
      }
      <div class="buttons">
        ${stale ? html`<button class="main" @click=${() => void this.#price()}>${mapping.price}</button>` : nothing}
        <button
          @click=${() => {
            this.step = { kind: 'mapping' };
          }}
        >
          ${result.columns}
        </button>
        <button @click=${this.#startOver}>${choose.other}</button>
      </div>`;
  }

  #use(name: string, { measured }: EventsView) {
    if (measured === null) return nothing;
    const { use } = m.events;
    return html`<section class="use" aria-labelledby="use">
      <h4 id="use">${use.title}</h4>
      ${pace(this.how, this.formats, (chosen, days) => {
        this.how = { pace: chosen, days };
      })}
      <credit-toggle-field
        data-input="beside"
        .label=${use.beside}
        .checked=${this.beside}
        .change=${(beside: boolean) => {
          this.beside = beside;
        }}
      ></credit-toggle-field>
      <div class="buttons">
        <button
          class="main"
          @click=${() => {
            const usage = { ...measured, ...this.how, name: name.slice(0, 100) };
            this.dispatchEvent(new EditEvent(withMeasured(this.book, usage, this.beside)));
            this.said = use.used;
          }}
        >
          ${use.button}
        </button>
      </div>
    </section>`;
  }

  #count(count: number): string {
    return this.formats.number(String(count));
  }

  readonly #startOver = () => {
    this.chosen = null;
    this.draft = null;
    this.#become({ kind: 'choose' });
  };

  readonly #take = (file: Blob, name: string) => {
    void this.#look(file, name);
  };

  async #look(file: Blob, name: string, delimiter?: string): Promise<void> {
    this.#become(this.step);
    try {
      const seen = await this.#reader.preview(file, delimiter);
      if (!seen.ok) {
        this.faults = seen.faults;
        return;
      }
      this.chosen = { file, name, preview: seen.preview };
      this.draft = guess(this.book, seen.preview, remembered(this.book.name));
      this.#become({ kind: 'mapping' });
    } catch (error) {
      this.#failed(error);
    }
  }

  readonly #again = (names: readonly EventsName[]) => {
    if (this.draft === null) return;
    this.draft = { ...this.draft, names: [...this.draft.names, ...names] };
    void this.#price();
  };

  async #price(): Promise<void> {
    const { chosen, draft, book, bookText } = this;
    if (chosen === null || draft === null) return;
    this.#become({ kind: 'reading', progress: null });
    try {
      const mapping = mappingOf(book, draft, this.start);
      const finished = await this.#reader.read(chosen.file, bookText, mapping, (progress) => {
        if (this.step.kind === 'reading') this.step = { kind: 'reading', progress };
      });
      if (!finished.ok) {
        this.#become({ kind: 'mapping' });
        this.faults = finished.faults;
        return;
      }
      const names = draft.header ? (chosen.preview.rows[0] ?? []) : [];
      remember(book.name, names, draft);
      this.how = { pace: 'each_day', days: finished.events.days };
      this.#become({ kind: 'result', view: finished.events, bookText, left: false });
      this.said = m.events.result.title(chosen.name);
    } catch (error) {
      this.step = { kind: 'mapping' };
      this.#failed(error);
    }
  }

  #become(step: Step): void {
    const moved = step.kind !== this.step.kind;
    this.step = step;
    this.faults = [];
    this.failure = '';
    this.said = '';
    // What had the focus is gone.
    if (moved)
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#title')?.focus());
  }

  #failed(error: unknown): void {
    if (error instanceof ReadingStopped) this.said = m.events.reading.cancelled;
    else this.failure = error instanceof Error ? error.message : String(error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-events-panel': EventsPanel;
  }
}
