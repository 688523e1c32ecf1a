import type { Refusal } from '../../../src/contract/errors';
import { languageTag } from './language';

/**
 * A refusal in the viewer's language. The function refuses in English, which is what stands in the log and what other
 * callers get; the page knows the German of its sentences, and fetches them when something is refused. A sentence that
 * this version of the page does not know stays in English.
 */
export async function inViewersLanguage(refusal: Refusal): Promise<Refusal> {
  if (languageTag() !== 'de') return refusal;
  const { inGerman } = await import('./refusals.de');
  const { message, remedy, field } = refusal;
  const path = field !== undefined && message.startsWith(`${field}: `) ? `${field}: ` : '';
  const bare = message.slice(path.length);
  return {
    ...refusal,
    message: path + (inGerman(bare) ?? bare),
    ...(remedy === undefined ? {} : { remedy: inGerman(remedy) ?? remedy }),
  };
}
