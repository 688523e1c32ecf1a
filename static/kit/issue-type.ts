import { languageTag } from './text/language';

/** An issue type's name inside a sentence: `Story` → `story`; abbreviations such as `IT` stay, and so do German nouns. */
export function typeInSentence(type: string): string {
  if (languageTag() === 'de') return type;
  return type.replace(/\p{Lu}\p{Ll}+/gu, (word) => word.toLowerCase());
}
