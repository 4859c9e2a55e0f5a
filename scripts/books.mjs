import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../www/books');

/** The file names of all price books; other files in their folder name no format. */
export function priceBooks() {
  return readdirSync(folder).filter((name) => {
    return (
      name.endsWith('.json') && /"format": *"price-book\//.test(readFileSync(join(folder, name), 'utf8'))
    );
  });
}
