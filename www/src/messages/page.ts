/** What the page says, in the language it is shown in. */
import { m as english, type Messages } from './en/page.ts';
import { follow, said } from './language.ts';

export let m: Messages = english;
follow(() => {
  m = said('page', english);
});
