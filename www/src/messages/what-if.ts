/** What “What if…” says, in the language the page is shown in. It is loaded later. */
import { w as english, type WhatIf } from './en/what-if.ts';
import { follow, said } from './language.ts';

export let w: WhatIf = english;
follow(() => {
  w = said('questions', english);
});
