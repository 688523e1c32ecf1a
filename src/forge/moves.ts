/** Where an issue was, as the items of a change tell: a move changes project and key in one entry. */
export function formerPlaces(items: readonly { field: string | null; from?: string | null | undefined; fromString?: string | null | undefined }[]): { projectId: string; number: number }[] {
  const project = items.find(({ field }) => field === 'project')?.from;
  const key = items.find(({ field }) => field === 'Key')?.fromString;
  return project && key ? [{ projectId: project, number: numberOf(key) }] : [];
}

export function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1));
}
