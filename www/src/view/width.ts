import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How wide a component is, in whole pixels; it is drawn anew when that changes. 0 until it is known. */
export class Width implements ReactiveController {
  px = 0;
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer = new ResizeObserver(([entry]) => {
    const px = Math.round(entry?.contentRect.width ?? 0);
    if (px === this.px) return;
    this.px = px;
    this.#host.requestUpdate();
  });

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
