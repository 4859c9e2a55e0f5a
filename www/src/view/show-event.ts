import type { Part } from './details-panel.ts';

/** The visitor asks to see the answer or one part behind it. It never leaves the calculator. */
export class ShowEvent extends Event {
  static readonly type = 'credit-show';
  readonly part: Part | 'answer';

  constructor(part: Part | 'answer') {
    super(ShowEvent.type, { bubbles: true, composed: true });
    this.part = part;
  }
}
