/** What is said of the rules of a price book, in the language the page is shown in. It is loaded later. */
import { rules as english, type Rules } from './en/rules.ts';
import { follow, said } from './language.ts';

export let r: Rules = english;
follow(() => {
  r = said('ruleBook', english);
});
