import { formOf } from './language';
import { type Message, type NamesOf, type Params } from './message';

type Args<M extends Message> = [NamesOf<M>] extends [never] ? [] : [params: Params<M>];

/** A template with its parameters filled in. */
export function fill(template: string, params: Readonly<Record<string, unknown>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
}

/** The message as plain text. */
export function say<const M extends Message>(message: M, ...[params]: Args<M>): string {
  return fill(formOf(message, params).replace(/<\/?b>/g, ''), params);
}
