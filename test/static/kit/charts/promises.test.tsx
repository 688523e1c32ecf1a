import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGNALS } from '../../../../src/domain/signal';
import { plusDays } from '../../../../src/domain/timeline';
import { type AdoptionProps, adoptionScene } from '../../../../static/kit/charts/adoption-curve';
import { burnUpScene } from '../../../../static/kit/charts/burn-up';
import { Gauge } from '../../../../static/kit/charts/gauge';
import { kpiScene, movedBands } from '../../../../static/kit/charts/kpi-scene';
import { chartOf } from '../../../../static/kit/charts/of-measure';
import { quadrantScene } from '../../../../static/kit/charts/quadrant';
import { type Scene, boxOf, overlap } from '../../../../static/kit/charts/scene';
import { stripScene } from '../../../../static/kit/charts/strip';
import { workScene } from '../../../../static/kit/charts/work-stack';
import { type Format, formatFor } from '../../../../static/kit/format';
import { standingOf } from '../../../../static/kit/standing';
import { speak } from '../../../../static/kit/text/language';
import { effect, measure, moved } from '../../fixtures';

const [english, german] = ['en-US', 'de-DE'].map((locale) => formatFor(locale, 'UTC')) as [Format, Format];
const FROM = '1998-01-05';
const datesOf = (count: number): string[] => Array.from({ length: count }, (_, week) => plusDays(FROM, week * 7));
const nowAfter = (dates: readonly string[]): string => `${plusDays(dates.at(-1) ?? FROM, 9)}T10:00:00.000Z`;

/** Every chart with so many points, of figures that any locale writes in its own way. */
const CHARTS: Record<string, (count: number, width: number, format: Format) => Scene> = {
  'a KPI': (count, width, format) => {
    const dates = datesOf(count);
    const launch = dates[Math.floor(count / 2)] ?? FROM;
    const values = dates.map((at, i) => ({ at, value: 1_234.5 + (i % 7) }));
    return kpiScene({ ...{ name: 'Cost', unit: 'EUR', values, now: nowAfter(dates), launch, baseline: 1_236, worse: 'above' as const }, wanted: { levels: [1_100], by: plusDays(nowAfter(dates).slice(0, 10), 60), limit: false } }, width, format);
  },
  'run and change': (count, width, format) => workScene({ name: 'Work', weeks: datesOf(count).map((week, i) => ({ week, done: { change: 1_000 + (i % 5), run: 1_500 } })), usual: 1_002 }, width, format),
  'a burn-up': (count, width, format) => {
    const weeks = datesOf(count);
    const none = weeks.map(() => 0);
    const end = weeks.at(-1) ?? FROM;
    const finish = { low: plusDays(end, 21), median: plusDays(end, 40), high: plusDays(end, 90) };
    return burnUpScene({ title: 'Work', weeks, scope: weeks.map(() => 4_100), open: weeks.map((_, i) => 4_000 - i), added: none, removed: none, finish }, width, format);
  },
  'reported against measured': (count, width, format) => {
    const weeks = datesOf(count);
    const measured = weeks.map((week, i) => ({ week, signal: SIGNALS[i % SIGNALS.length] ?? 'moving' }));
    return stripScene({ measured, reports: [{ at: `${FROM}T10:00:00.000Z`, reported: 'on-track' }], now: nowAfter(weeks) }, width, format);
  },
  'an adoption curve': (count, width, format) => adoptionScene(adoption(count), width, format),
};

function adoption(count: number, level = 1_200): AdoptionProps {
  const dates = datesOf(count);
  return {
    measure: { name: 'Cost', unit: 'EUR', launch: FROM, level, target: 1_000, by: plusDays(dates.at(-1) ?? FROM, 90) },
    values: dates.map((at, i) => ({ at, value: 1_180 - (i % 90) })),
    found: { kind: 'not-in-sight', speed: { value: 1, low: 0.5, high: 1.5 } } as AdoptionProps['found'],
    ahead: [0, 7, 14].map((days) => ({ at: plusDays(dates.at(-1) ?? FROM, days), share: { value: 0.4, low: 0.3, high: 0.5 } })),
    now: nowAfter(dates),
  };
}

/** So many points: one stop for each, and no words on words or outside, with the figures of both locales. */
function standsApart(draw: (typeof CHARTS)[string], count: number): void {
  for (const width of [288, 2_560]) {
    for (const format of [english, german]) {
      const { labels, points, shapes } = draw(count, width, format);
      expect(points.length).toBeGreaterThanOrEqual(count);
      expect(points.every(({ x, words }) => x >= 0 && x <= width && words.length > 8)).toBe(true);
      expect(JSON.stringify(shapes)).not.toMatch(/null|NaN|Infinity/);
      const boxes = labels.map(boxOf);
      expect(boxes.filter((box, i) => box.left < -1 || box.right > width + 1 || boxes.slice(i + 1).some((other) => overlap(box, other)))).toEqual([]);
    }
  }
}

describe.each(Object.entries(CHARTS))('%s', (_, draw) => {
  it.each([1, 1_500])('of %d points has a point for each, and no words on words or outside, at 320 and at 2,560 px, with the figures of both languages', (count) => standsApart(draw, count));

  it('writes numbers and dates as the viewer does', () => {
    const [ours, theirs] = [english, german].map((format) => {
      const { labels, points } = draw(40, 1_144, format);
      return [...labels, ...points].map(({ words }) => words).join('\n');
    }) as [string, string];
    expect(ours).toMatch(/[A-Z][a-z]{2} \d{1,2}, 1998/);
    expect(theirs).toMatch(/\d{1,2}\. [A-Z][a-zä]+\.? 1998/);
    expect(theirs).not.toMatch(/\d,\d{3}\b/);
  });
});

describe('what is not certain', () => {
  const NOW = '2026-09-28T07:12:00.000Z';
  const values = [{ at: '2026-07-27', value: 9.1 }, { at: '2026-09-21', value: 7.2 }];
  const judged = [moved('improved', 'confirmed'), moved('improved', 'tentative'), moved('worsened', 'confirmed', { effect: 2, low: 1.4, high: 2.4, share: -0.625 })];

  it.each(judged)('is drawn as a band and as a range wherever a measure was judged: $kind, $strength', (verdict) => {
    const of = measure({ verdict });
    const { shapes } = kpiScene(chartOf(of, values, undefined, NOW, english), 714, english);
    expect(shapes.filter((shape) => shape.kind !== 'signal' && shape.mark === 'moved')).toHaveLength(1);
    const { container } = render(<Gauge standing={standingOf(of)} />);
    expect(container.querySelector('.n-gauge-range')).toBeInTheDocument();
    expect(screen.getByRole('img')).toHaveAccessibleName(/95% range .* to /);
  });

  const none = { kind: 'no detectable change' as const, planned: 1.6, effect: effect({ effect: -0.2, low: -0.9, high: 0.5, share: 0.06 }), plain: { before: 9.2, after: 9, nBefore: 16, nAfter: 8 } };

  it('is drawn where no change was found, too', () => {
    const chart = chartOf(measure({ verdict: none }), values, undefined, NOW, english);
    expect(chart.moved).toMatchObject({ low: 9.2 - 0.9, high: 9.2 + 0.5 });
    expect(kpiScene(chart, 714, english).shapes.filter((shape) => shape.kind === 'rect' && shape.mark === 'moved')).toHaveLength(1);
  });

  it.each([...judged, none])('is drawn on both sides of a band’s middle, from which the distance is judged: $kind', (verdict) => {
    const chart = chartOf(measure({ direction: 'within', target: { kind: 'band', low: 4, high: 6, by: '2026-12-18' }, verdict }), values, undefined, NOW, english);
    const { low, high } = verdict.kind === 'no detectable change' ? none.effect : verdict.kind === 'improved' || verdict.kind === 'worsened' ? verdict.effect : { low: 0, high: 0 };
    // 4.2 h from the middle before the launch.
    expect(movedBands(chart.moved).map((band) => [band.low, band.high].map((end) => Number(end.toFixed(6))))).toEqual([[9.2 + low, 9.2 + high], [0.8 - high, 0.8 - low]].map((band) => band.map((end) => Number(end.toFixed(6)))));
    expect(kpiScene(chart, 714, english).shapes.filter((shape) => shape.kind === 'rect' && shape.mark === 'moved')).toHaveLength(2);
    expect(chart.moved?.words).toMatch(/ h from the middle \(.* to .*\)$/);
  });

  it('is not claimed where nothing was judged: the newest value is a ring without a range', () => {
    const { container } = render(<Gauge standing={standingOf(measure())} />);
    expect(container.querySelector('.n-gauge-range')).toBeNull();
    expect(container.querySelector('.n-gauge-ring')).toBeInTheDocument();
  });

  it('is around every forecast', () => {
    const ahead = CHARTS['a burn-up']?.(20, 714, english).shapes.filter((shape) => shape.kind === 'path' && shape.mark === 'ahead');
    expect(ahead).toHaveLength(1);
    const band = adoptionScene(adoption(20), 714, english).shapes.filter((shape) => shape.kind === 'path' && shape.mark === 'moved' && shape.d !== '');
    expect(band).toHaveLength(1);
  });
});

describe('what is worse than the baseline lies on its other side', () => {
  it('on a gauge: left of it, on hatch, or as an arrowhead at the end, never at zero', () => {
    const at = (share: number): Element | null => render(<Gauge standing={{ kind: 'way', share, range: undefined }} />).container.querySelector('.n-gauge-ring');
    const [baseline, worse] = [at(0), at(-0.6)].map((dot) => Number.parseFloat(dot?.getAttribute('cx') ?? 'NaN'));
    expect(worse).toBeLessThan(baseline ?? Number.NaN);
    const { container } = render(<Gauge standing={{ kind: 'way', share: -4, range: undefined }} />);
    expect(container.querySelector('.n-gauge-end')).toHaveAttribute('d', expect.stringMatching(/^M-6/));
    expect(screen.getAllByRole('img').at(-1)).toHaveAccessibleName('Way from baseline to target: −400%');
  });

  it.each([['decrease', 'above', 11], ['increase', 'below', 7]] as const)('over time, where it should %s: %s it, on hatch', (direction, side, value) => {
    const of = measure({ direction, target: { kind: 'value', value: direction === 'decrease' ? 6 : 12, by: '2026-12-18' } });
    const chart = chartOf(of, [{ at: '2026-07-27', value: 9.2 }, { at: '2026-09-21', value }], undefined, '2026-09-28T07:12:00.000Z', english);
    const { shapes, points } = kpiScene(chart, 714, english);
    const hatch = shapes.find((shape) => shape.kind === 'rect' && shape.mark === 'worse');
    const baseline = shapes.find((shape) => shape.kind === 'line' && shape.mark === 'baseline');
    if (hatch?.kind !== 'rect' || baseline?.kind !== 'line') throw new Error('No hatch or baseline.');
    expect(chart.worse).toBe(side);
    const dot = points.at(-1)?.y ?? Number.NaN;
    expect(side === 'above' ? dot < baseline.y1 : dot > baseline.y1).toBe(true);
    expect(dot).toBeGreaterThanOrEqual(hatch.y);
    expect(dot).toBeLessThanOrEqual(hatch.y + hatch.height);
  });

  it.each([['above', 9.2, 10], ['below', 0.8, 0.2]] as const)('of a band: further from its middle than the baseline, on either side, on hatch: %s', (_, level, value) => {
    const of = measure({ direction: 'within', baseline: { kind: 'level', level, count: 16 }, target: { kind: 'band', low: 4, high: 6, by: '2026-12-18' } });
    const { shapes, points, labels } = kpiScene(chartOf(of, [{ at: '2026-07-27', value: level }, { at: '2026-08-24', value: 10.2 }, { at: '2026-09-14', value: -0.2 }, { at: '2026-09-21', value }], undefined, '2026-09-28T07:12:00.000Z', english), 714, english);
    const hatches = shapes.flatMap((shape) => (shape.kind === 'rect' && shape.mark === 'worse' ? [shape] : []));
    expect(hatches).toHaveLength(2);
    const isOn = (y: number): boolean => hatches.some((hatch) => y > hatch.y && y < hatch.y + hatch.height);
    expect(points.slice(1).map(({ y }) => isOn(y))).toEqual([true, true, true]);
    // Neither the band nor what lies between it and the baseline.
    for (const target of shapes.flatMap((shape) => (shape.kind === 'line' && shape.mark === 'target' ? [shape.y1] : []))) expect(isOn(target)).toBe(false);
    expect(labels.map(({ words }) => words)).toContain('worse than baseline');
  });

  it('of a band in which the baseline lies: outside of it', () => {
    const of = measure({ direction: 'within', baseline: { kind: 'level', level: 5.2, count: 16 }, target: { kind: 'band', low: 4, high: 6, by: '2026-12-18' } });
    expect(chartOf(of, [], undefined, '2026-09-28T07:12:00.000Z', english).worse).toEqual({ middle: 5, away: 1 });
  });

  it('on an adoption curve: below it, whichever way the KPI counts', () => {
    const { shapes, points } = adoptionScene(adoption(1, 1_100), 714, english);
    const baseline = shapes.find((shape) => shape.kind === 'line' && shape.mark === 'baseline');
    expect(points[0]?.y).toBeGreaterThan(baseline?.kind === 'line' ? baseline.y1 : Number.NaN);
  });
});

describe('colour is never all that tells', () => {
  const css = readFileSync(join(__dirname, '..', '..', '..', '..', 'static', 'kit', 'charts', 'charts.css'), 'utf8');
  /** How a line is drawn, apart from its colour. */
  const look = (mark: string): string => {
    const body = new RegExp(`\\n\\.n-c-${mark}(?:,[^{]*)? \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
    return ['stroke-dasharray', 'stroke-width'].map((name) => new RegExp(`${name}: ([^;]+);`).exec(body)?.[1] ?? '').join('|');
  };

  it.each([
    ['levels', ['baseline', 'baseline-after', 'target', 'former-baseline', 'former-target', 'planned', 'usual']],
    ['days', ['event', 'today', 'alarm', 'target']],
    ['work and its forecast', ['scope', 'done', 'ahead-line']],
  ])('lines of %s differ in their strokes', (_, marks) => {
    expect(new Set(marks.map(look)).size).toBe(marks.length);
  });

  it('run work is hatched beside change work, what came in is filled beside what left, and days before the launch are rings', () => {
    const work = workScene({ name: 'Work', weeks: [{ week: FROM, done: { change: 2, run: 3 } }] }, 714, english).shapes;
    expect(work.flatMap((shape) => (shape.kind === 'rect' ? [[shape.mark, shape.hatched ?? false]] : []))).toEqual([['run', true], ['change', false]]);
    for (const hollow of ['removed', 'before']) expect(css).toMatch(new RegExp(`\\.n-c-${hollow} \\{\\s*fill: var\\(--ds-surface`));
    expect(css).toMatch(/\.n-c-added \{\s*fill: var\(--ds-chart-/);
  });

  it('each signal in the quadrant and in a bar has its own shape; a bar without room for it differs by its height, or by where it hangs', () => {
    const outcomes = SIGNALS.map((signal, i) => ({ outcomeId: `out_${i}`, title: signal, signal, head: { pace: i / 5, way: 0.5 }, trail: [] }));
    const glyphs = (scene: Scene): string[] => scene.shapes.flatMap((shape) => (shape.kind === 'signal' ? [shape.signal] : []));
    expect(glyphs(quadrantScene(outcomes, 714, english)).sort()).toEqual([...SIGNALS].sort());
    const bars = (count: number): string[] => {
      const { shapes } = CHARTS['reported against measured']?.(count, 714, english) ?? { shapes: [] };
      return [...new Set(shapes.flatMap((shape) => (shape.kind === 'rect' && shape.mark.startsWith('tone-') ? [`${shape.mark} ${shape.height} from ${shape.y}`] : [])))];
    };
    expect(glyphs(CHARTS['reported against measured']?.(7, 714, english) ?? { shapes: [], labels: [], points: [] }).sort()).toEqual([...SIGNALS].sort());
    const looksOf = (count: number): Set<string> => new Set(bars(count).map((bar) => bar.replace(/^\S+ /, '')));
    expect(looksOf(7).size).toBe(1);
    expect(bars(700)).toHaveLength(SIGNALS.length);
    expect(looksOf(700).size).toBe(SIGNALS.length);
  });
});

// Last, as English is what they take the place of.
describe.each(['en-XA', 'de-DE'])('in the words of %s', (locale) => {
  beforeAll(() => speak(locale));

  it.each(Object.entries(CHARTS))('%s has a point for each of its values, and no words on words or outside', (_, draw) => {
    for (const count of [1, 1_500]) standsApart(draw, count);
  });
});
