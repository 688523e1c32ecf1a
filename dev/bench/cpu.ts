/** Processor time of views beside that of a call that does nothing, in the same run. */
import { IMPACT, PANEL, READER } from './places';
import { type BenchPlatform } from './platform';
import { type StageReport } from './report';

/** A process that has just begun compiles what it runs; what it takes then is left out. */
const WARM_UP = 150;
const RUNS = 301;

/** Medians in milliseconds of a function's process. The three take turns, so that whatever else the machine does meets all alike. */
export async function cpuOf(platform: BenchPlatform): Promise<StageReport['cpu']> {
  const works = {
    empty: () => platform.nothing(READER, PANEL),
    panel: () => platform.call(READER, PANEL, 'panel.read', {}),
    page: () => platform.call(READER, IMPACT, 'project.read', {}),
  };
  const taken: Record<keyof typeof works, number[]> = { empty: [], panel: [], page: [] };
  for (let n = 0; n < WARM_UP + RUNS; n += 1) {
    for (const what of ['empty', 'panel', 'page'] as const) {
      const { cpuMs } = await platform.measure(works[what]);
      if (n >= WARM_UP) taken[what].push(cpuMs);
    }
  }
  return { empty: median(taken.empty), panel: median(taken.panel), page: median(taken.page) };
}

function median(of: number[]): number {
  return of.sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
}
