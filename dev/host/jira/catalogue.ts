import type { Site } from './site';

/** How a status category reads on Jira. */
export const CATEGORIES = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const;

export type CategoryKey = keyof typeof CATEGORIES;

export function isCategory(key: string): key is CategoryKey {
  return Object.hasOwn(CATEGORIES, key);
}

export function categoryBean(site: Site, key: string): Record<string, unknown> {
  if (!isCategory(key)) throw new Error(`No status category ${key}.`);
  return { self: site.url(`statuscategory/${String(CATEGORIES[key].id)}`), ...CATEGORIES[key] };
}

interface Named {
  id: number;
  name: string;
}

export interface TypeRow extends Named {
  level: number;
}

export interface StatusRow extends Named {
  category: string;
}

export interface PriorityRow extends Named {
  rank: number;
}

export interface VersionRow extends Named {
  projectId: number;
  description: string | null;
  released: number;
  archived: number;
  startDate: string | null;
  releaseDate: string | null;
}

export interface ComponentRow extends Named {
  projectId: number;
}

export type Bean = Record<string, unknown>;

export function typeBean(site: Site, type: TypeRow): Bean {
  return {
    self: site.url(`issuetype/${String(type.id)}`),
    id: String(type.id),
    description: '',
    iconUrl: `${site.baseUrl}/icon/issuetype/${String(type.id)}`,
    name: type.name,
    subtask: type.level < 0,
    hierarchyLevel: type.level,
  };
}

export function statusBean(site: Site, status: StatusRow): Bean {
  return {
    self: site.url(`status/${String(status.id)}`),
    description: '',
    iconUrl: `${site.baseUrl}/icon/status/${String(status.id)}`,
    name: status.name,
    id: String(status.id),
    statusCategory: categoryBean(site, status.category),
  };
}

const COLOURS = ['#d04437', '#f15c75', '#f79232', '#707070', '#999999'];

export function priorityBean(site: Site, priority: PriorityRow): Bean {
  return {
    self: site.url(`priority/${String(priority.id)}`),
    statusColor: COLOURS[Math.min(priority.rank, COLOURS.length) - 1] ?? '#707070',
    description: priority.name,
    iconUrl: `${site.baseUrl}/icon/priority/${String(priority.id)}`,
    name: priority.name,
    id: String(priority.id),
  };
}

export function resolutionBean(site: Site, resolution: Named): Bean {
  return {
    self: site.url(`resolution/${String(resolution.id)}`),
    id: String(resolution.id),
    description: '',
    name: resolution.name,
  };
}

export function componentBean(site: Site, component: ComponentRow): Bean {
  return { self: site.url(`component/${String(component.id)}`), id: String(component.id), name: component.name };
}

export function versionBean(site: Site, version: VersionRow): Bean {
  return {
    self: site.url(`version/${String(version.id)}`),
    id: String(version.id),
    ...(version.description === null ? {} : { description: version.description }),
    name: version.name,
    archived: version.archived === 1,
    released: version.released === 1,
    ...(version.startDate === null ? {} : { startDate: version.startDate }),
    ...(version.releaseDate === null ? {} : { releaseDate: version.releaseDate }),
  };
}

/** The site's small tables, read once for a reply. */
export class Catalogue {
  readonly types: ReadonlyMap<number, TypeRow>;
  readonly statuses: ReadonlyMap<number, StatusRow>;
  readonly priorities: ReadonlyMap<number, PriorityRow>;
  readonly resolutions: ReadonlyMap<number, Named>;

  constructor(readonly site: Site) {
    const read = <T extends Named>(table: string): Map<number, T> =>
      new Map(site.store.all<T>(`SELECT * FROM jira_${table} ORDER BY id`).map((row) => [row.id, row]));
    this.types = read('issuetype');
    this.statuses = read('status');
    this.priorities = read('priority');
    this.resolutions = read('resolution');
  }

  type(id: number): Bean {
    return typeBean(this.site, known(this.types, id));
  }

  status(id: number): Bean {
    return statusBean(this.site, known(this.statuses, id));
  }

  priority(id: number | null): Bean | null {
    return id === null ? null : priorityBean(this.site, known(this.priorities, id));
  }

  resolution(id: number | null): Bean | null {
    return id === null ? null : resolutionBean(this.site, known(this.resolutions, id));
  }
}

function known<T>(rows: ReadonlyMap<number, T>, id: number): T {
  const row = rows.get(id);
  if (row === undefined) throw new Error(`An issue refers to id ${String(id)}, which is gone.`);
  return row;
}
