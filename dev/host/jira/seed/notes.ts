import { meansCancelled } from './guess';

const LISTED = 10;

function list(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).join(', ');
  return names.length > LISTED ? `${shown} and ${String(names.length - LISTED)} more` : shown;
}

const COUNTED = {
  summary: (count: number) => `${String(count)} issues had no summary; it was made from type and key.`,
  history: (count: number) => `${String(count)} issues came without any change in their history.`,
  projectName: (count: number) => `${String(count)} projects had no name; the key was taken.`,
  personName: (count: number) => `${String(count)} people had no name; one was made up.`,
  link: (count: number) => `${String(count)} links lead to issues that are not in the file; they were left out.`,
};

interface UnknownStatus {
  id: number;
  name: string;
  resolved: number;
  all: number;
}

/** Collects what a seed lacked or what could not be mapped, to be told in sentences. */
export class Notes {
  private readonly counts = new Map<keyof typeof COUNTED, number>();
  private readonly resolutions = new Map<string, number>();
  private readonly statuses = new Map<number, UnknownStatus>();
  private readonly missing: string[] = [];
  private readonly others: string[] = [];

  count(what: keyof typeof COUNTED): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  resolution(name: string): void {
    this.resolutions.set(name, (this.resolutions.get(name) ?? 0) + 1);
  }

  missingParent(key: string): void {
    this.missing.push(key);
  }

  unknownStatus(id: number, name: string, resolved: boolean | undefined): void {
    const seen = this.statuses.get(id) ?? { id, name, resolved: 0, all: 0 };
    this.statuses.set(id, { ...seen, resolved: seen.resolved + (resolved === true ? 1 : 0), all: seen.all + (resolved === undefined ? 0 : 1) });
  }

  unknownStatuses(): UnknownStatus[] {
    return [...this.statuses.values()];
  }

  guessedCategory(status: string, category: string): void {
    this.others.push(`The category of status '${status}' is not in the file; it was taken to be '${category}'.`);
  }

  subtasksOfEpics(rows: readonly { key: string; parent: string }[]): void {
    if (rows.length === 0) return;
    const parents = [...new Set(rows.map(({ parent }) => parent))];
    this.others.push(`${String(rows.length)} sub-tasks stand directly under an epic (${list(parents)}); they were accepted as they are.`);
  }

  sentences(): string[] {
    const counted = [...this.counts].map(([what, count]) => COUNTED[what](count));
    const cancelled = [...this.resolutions].filter(([name]) => meansCancelled(name));
    return [
      ...counted,
      ...(this.missing.length === 0 ? [] : [`${String(this.missing.length)} issues name a parent that is not in the file (${list([...new Set(this.missing)])}); they were loaded without a parent.`]),
      ...(cancelled.length === 0 ? [] : [`Resolved without delivery: ${cancelled.map(([name, count]) => `${String(count)} ${name}`).join(', ')}.`]),
      ...this.others,
    ];
  }
}
