import type { Edit } from '../edits.ts';

/** A change the visitor made, on its way from a field to the calculator. It never leaves the calculator. */
export class EditEvent extends Event {
  static readonly type = 'credit-edit';
  readonly edit: Edit;

  constructor(edit: Edit) {
    super(EditEvent.type, { bubbles: true, composed: true });
    this.edit = edit;
  }
}
