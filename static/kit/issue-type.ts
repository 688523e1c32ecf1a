/** An issue type's name inside a sentence: `Story` → `story`; abbreviations such as `IT` stay as they are. */
export function typeInSentence(type: string): string {
  return type.replace(/\p{Lu}\p{Ll}+/gu, (word) => word.toLowerCase());
}
