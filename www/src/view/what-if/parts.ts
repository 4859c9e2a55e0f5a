/** Everything that is loaded when the first question is opened. */
import './for-a-budget.ts';
import './other-amounts.ts';
import './other-lives.ts';
import './other-sizes.ts';
import './other-usage.ts';
