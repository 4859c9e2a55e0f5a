/** Everything said in German. */
import type { Words } from '../language.ts';
import { m as page } from './page.ts';
import { rules as ruleBook } from './rules.ts';
import { w as questions } from './what-if.ts';

export { locale } from './locale.ts';
export const words: Words = { page, questions, ruleBook };
