import { type AdoptionResult } from './adoption-result';

const REASONS: Readonly<Record<string, string>> = {
  'too-few-values': 'There are too few values to draw a curve through.',
  'no-growth': 'Nothing is being taken up yet.',
  'target-not-positive': 'The target must be above 0.',
  'no-curve-fits': 'No curve of adoption fits these values.',
  reached: 'The target is reached.',
  'ceiling below target': 'At this course it levels off below the target.',
  'range not finite': 'When it will be reached, if ever, cannot be told yet.',
};

/** An adoption for reading. A time never stands alone: it is the earliest, or one end of a range. */
export function adoptionReport(result: AdoptionResult, name: string, isDated: boolean): string {
  const { earliest, low, high, speed, ceiling, reason, estimates } = result;
  const lines = [`Adoption of ${name}`];
  if (reason !== null) lines.push(REASONS[reason] ?? reason);
  if (low !== null && high !== null) lines.push(`Target reached between ${time(low)} and ${time(high)} (80 % range).`);
  if (earliest !== null) lines.push(`Earliest plausible: ${time(earliest)}.`);
  if (speed) lines.push(`Speed now: ${range(speed)} ${isDated ? 'a week' : 'per unit of time'}.`);
  if (ceiling) lines.push(`Levels off at: ${range(ceiling)}.`);
  const figures = Object.entries(estimates).map(([key, value]) => `  ${key.padEnd(16)} ${Number(value.toPrecision(6))}`);
  return `${[...lines, ...(figures.length > 0 ? ['', 'How this was worked out', ...figures] : [])].join('\n')}\n`;
}

function time(value: number | string): string {
  return typeof value === 'string' ? value : `${Number(value.toPrecision(4))}`;
}

function range({ value, low, high }: { value: number; low: number; high: number }): string {
  const figure = (x: number) => `${Number(x.toPrecision(3))}`;
  return `${figure(value)} (${figure(low)} to ${figure(high)})`;
}
