/**
 * Lets every view be drawn again when the language changes. It is imported before any view is defined: what a class adds
 * after that, the classes made from it do not have.
 */
import { LitElement, type ReactiveController } from 'lit';
import { follow } from './language.ts';

class Following implements ReactiveController {
  readonly #host: LitElement;
  #end: (() => void) | null = null;

  constructor(host: LitElement) {
    this.#host = host;
  }

  hostConnected(): void {
    this.#end ??= follow(() => {
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = null;
  }
}

LitElement.addInitializer((element) => {
  if (element instanceof LitElement) element.addController(new Following(element));
});
