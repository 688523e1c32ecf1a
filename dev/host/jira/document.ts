import { z } from 'zod';
import { JiraError } from './error';

const document = z.looseObject({ type: z.literal('doc'), version: z.literal(1), content: z.array(z.unknown()) });

/** A text in Atlassian's document format as it is stored; a 400 for plain text, which version 3 of the API refuses. */
export function storedDocument(field: string, value: unknown): string {
  if (!document.safeParse(value).success) throw JiraError.field(field, 'Operation value must be an Atlassian Document (see the Atlassian Document Format)');
  return JSON.stringify(value);
}

const node = z.looseObject({ text: z.string().optional(), content: z.array(z.unknown()).optional() });

/** The words of a stored document, for the search and for histories. */
export function plainText(stored: string | null): string {
  if (stored === null) return '';
  const words: string[] = [];
  const walk = (value: unknown): void => {
    const parsed = node.safeParse(value);
    if (!parsed.success) return;
    if (parsed.data.text !== undefined) words.push(parsed.data.text);
    parsed.data.content?.forEach(walk);
  };
  walk(JSON.parse(stored));
  return words.join(' ');
}
