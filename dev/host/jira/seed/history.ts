import type { ChangeItem } from '../change-item';
import type { SeedIssue } from './line';
import { fieldIdOf } from './guess';

type History = NonNullable<SeedIssue['changelog']>['histories'][number];

function own(item: Record<string, unknown>, key: string): string | null {
  const value = Object.hasOwn(item, key) ? item[key] : null;
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

/** The items of a change with what exports leave out: field ids, and names of accounts. */
export function itemsOf(history: History, nameOf: (accountId: string) => string): ChangeItem[] {
  return history.items.flatMap((item) => {
    const field = own(item, 'field');
    if (field === null) return [];
    const fieldId = own(item, 'fieldId') ?? fieldIdOf(field);
    const isPerson = fieldId === 'assignee' || fieldId === 'reporter';
    const from = own(item, 'from');
    const to = own(item, 'to');
    return [
      {
        field,
        fieldtype: own(item, 'fieldtype') ?? 'jira',
        ...(fieldId === undefined ? {} : { fieldId }),
        from,
        fromString: own(item, 'fromString') ?? (isPerson && from !== null ? nameOf(from) : null),
        to,
        toString: own(item, 'toString') ?? (isPerson && to !== null ? nameOf(to) : null),
      },
    ];
  });
}

/** Ids that the history tells of names: what `Closed` or `Fixed` was numbered on the site that the seed is from. */
export class KnownIds {
  private readonly ids = new Map<string, number>();

  learn(items: readonly ChangeItem[]): void {
    for (const { fieldId, from, fromString, to, toString } of items) {
      if (fieldId === undefined) continue;
      this.note(fieldId, from, fromString);
      this.note(fieldId, to, toString);
    }
  }

  of(fieldId: string, name: string): number | undefined {
    return this.ids.get(`${fieldId} ${name.toLowerCase()}`);
  }

  private note(fieldId: string, id: string | null, name: string | null): void {
    if (id !== null && name !== null && /^[1-9]\d{0,9}$/.test(id)) this.ids.set(`${fieldId} ${name.toLowerCase()}`, Number(id));
  }
}
