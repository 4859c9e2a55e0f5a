/** The same for "What if…", which is loaded later. */
export { w } from './en/what-if.ts';
