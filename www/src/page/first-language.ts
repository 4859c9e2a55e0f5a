/** Which language the page begins with: the address's, the one chosen before, or one the browser prefers. */
import { languageOf, speak, type LanguageId } from '../messages/language.ts';
import { Store } from '../take/store.ts';

const KEY = 'language';
const store = new Store('browser');

/** Resolves once the page speaks it. */
export function speakFirst(): Promise<void> {
  const asked = new URL(location.href).searchParams.get('lang');
  const tags = [asked ?? '', store.get(KEY) ?? '', ...navigator.languages];
  return speak(tags.map(languageOf).find((id) => id !== null) ?? 'en');
}

/** Changes to a language, also for the next visit. */
export function rememberLanguage(id: LanguageId): void {
  store.set(KEY, id);
  void speak(id);
}
