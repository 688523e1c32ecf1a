import { render } from '@testing-library/react';
import fc from 'fast-check';
import { type AdoptionProps, adoptionScene } from '../../../../static/kit/charts/adoption-curve';
import { burnUpScene } from '../../../../static/kit/charts/burn-up';
import { type KpiChart, kpiScene } from '../../../../static/kit/charts/kpi-scene';
import { Quadrant, type QuadrantOutcome, quadrantScene } from '../../../../static/kit/charts/quadrant';
import { type Box, type Scene, boxAround, boxOf, overlap } from '../../../../static/kit/charts/scene';
import { Strip, type StripProps, stripScene } from '../../../../static/kit/charts/strip';
import { workScene } from '../../../../static/kit/charts/work-stack';
import { formatFor } from '../../../../static/kit/format';
import { speak } from '../../../../static/kit/text/language';
import { REPORTED } from '../../../../src/domain/check-in';
import { SIGNALS } from '../../../../src/domain/signal';
import { seeded } from '../../../../src/domain/statistics/random';
import { plusDays } from '../../../../src/domain/timeline';

/** A panel at its narrowest leaves 288 of 320 px. */
const WIDTHS = [288, 480, 714, 1_144, 2_560];
const FORMATS = ['en-US', 'de-DE'].map((locale) => formatFor(locale, 'UTC'));

/** What a reader would see as words on words, on a value, or outside of the drawing. */
function faults({ labels, shapes }: Scene, width: number): string[] {
  const boxes = labels.map((label) => ({ words: label.words, box: boxOf(label) }));
  const dots = shapes.flatMap((shape) => (shape.kind === 'dot' && shape.mark === 'dot' ? [boxAround(shape.x, shape.y, shape.r - 1)] : []));
  return [
    ...boxes.filter(({ box }) => box.left < -1 || box.right > width + 1).map(({ words }) => `outside: ${words}`),
    ...boxes.flatMap(({ words, box }, i) => boxes.slice(i + 1).filter((other) => overlap(box, other.box)).map((other) => `${words} on ${other.words}`)),
    ...boxes.filter(({ box }) => dots.some((dot) => overlap(box, dot))).map(({ words }) => `${words} on a value`),
  ];
}

function linesOf(shapes: Scene['shapes'], mark: string): Box[] {
  return shapes.flatMap((shape) => (shape.kind === 'line' && shape.mark === mark ? [{ left: shape.x1, right: shape.x2 + 1, top: Math.min(shape.y1, shape.y2), bottom: Math.max(shape.y1, shape.y2) + 1 }] : []));
}

function everywhere(draw: (width: number, format: (typeof FORMATS)[number]) => Scene): string[] {
  return WIDTHS.flatMap((width) => FORMATS.flatMap((format) => faults(draw(width, format), width).map((fault) => `${width} ${format.locale}: ${fault}`)));
}

interface Tale {
  seed: number;
  count: number;
  level: number;
  moves: number;
  unit: string;
}

/** KPIs of all sizes: of one value and of 1,500, large and small, with long units, moving a little or far. */
const tale: fc.Arbitrary<Tale> = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  count: fc.constantFrom(1, 2, 9, 26, 140),
  level: fc.constantFrom(0.4, 9.2, 47, 1_250, 1_240_000),
  moves: fc.constantFrom(-0.6, -0.05, 0, 0.3, 2),
  unit: fc.constantFrom('', '%', 'h', 'requests a week'),
});

function kpi({ seed, count, level, moves, unit }: Tale): KpiChart {
  const random = seeded(seed);
  const at = Array.from({ length: count }, (_, week) => plusDays('2024-03-04', week * (count > 200 ? 1 : 7)));
  const launch = at[Math.floor(count / 2)] ?? '';
  const values = at.map((date) => ({ at: date, value: level * (1 + (date >= launch ? moves : 0) + (random() - 0.5) * 0.1) }));
  const target = level * (1 + moves * 1.5);
  const now = `${plusDays(at.at(-1) ?? '', 2)}T10:00:00.000Z`;
  return {
    ...{ name: 'Handling time', unit, values, now, launch, baseline: level, worse: moves < 0 ? 'above' : 'below' },
    limits: { low: level * 0.95, high: level * 1.05 },
    moved: { low: level * (1 + moves * 0.8), high: level * (1 + moves * 1.2), level: level * (1 + moves), from: launch, words: '+1,234.5 requests a week (+1,100 to +1,300)' },
    wanted: { levels: [target], by: plusDays(now.slice(0, 10), 1 + Math.floor(random() * 200)), limit: random() < 0.3 },
    laterLaunches: [plusDays(launch, 8), plusDays(launch, 30)].filter((date) => date <= now),
    turns: [{ at: plusDays(launch, 21), words: 'improved' }],
  };
}

/** Reports and signals of so many weeks; each is another than the one before as often as is said. */
function strip(count: number, seed: number, often: number): StripProps {
  const random = seeded(seed);
  const weeks = Array.from({ length: count }, (_, week) => plusDays('2026-01-05', week * 7));
  const kept = <T,>(kinds: readonly T[]): (() => T) => {
    let last = pick(kinds, random());
    return () => (last = random() < often ? pick(kinds, random()) : last);
  };
  const [signal, reported] = [kept(SIGNALS), kept(REPORTED)];
  return {
    measured: weeks.map((week) => ({ week, signal: signal() })),
    reports: weeks.filter(() => random() < 0.8).map((week) => ({ at: `${plusDays(week, 4)}T15:00:00.000Z`, reported: reported() })),
    gap: { since: weeks[Math.floor(count / 2)] ?? '', weeks: 4 },
    now: `${plusDays(weeks.at(-1) ?? '', 9)}T10:00:00.000Z`,
  };
}

function pick<T>(from: readonly T[], share: number): T {
  const found = from[Math.floor(share * from.length)];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
}

/** Every chart, in the language that is spoken, in so many made-up cases. */
function wordsStandApart(runs: number): void {
  it('in a KPI over time, in full and small', () => {
    fc.assert(
      fc.property(tale, (one) => {
        expect(everywhere((width, format) => kpiScene(kpi(one), width, format))).toEqual([]);
        expect(WIDTHS.slice(0, 2).flatMap((width) => faults(kpiScene({ ...kpi(one), small: true }, width, FORMATS[0] ?? formatFor('en', 'UTC')), width))).toEqual([]);
      }),
      { numRuns: runs, seed: 8 },
    );
  });

  it('in a KPI of 1,500 values', () => {
    const long = kpi({ seed: 3, count: 1_500, level: 9.2, moves: -0.3, unit: 'h' });
    expect(everywhere((width, format) => kpiScene(long, width, format))).toEqual([]);
    expect(kpiScene(long, 320, FORMATS[0] ?? formatFor('en', 'UTC')).points.length).toBeGreaterThanOrEqual(1_500);
    for (const width of WIDTHS) {
      const { labels, points } = kpiScene(long, width, FORMATS[0] ?? formatFor('en', 'UTC'));
      expect([width, labels.filter((label) => points.some(({ x, y }) => overlap(boxOf(label), boxAround(x, y, 1)))).map(({ words }) => words)]).toEqual([width, []]);
    }
  });

  it('in run and change, in the burn-up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 52 }), fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(1, 30, 900), (count, seed, size) => {
        const random = seeded(seed);
        const weeks = Array.from({ length: count }, (_, week) => plusDays('2026-01-05', week * 7));
        const now = `${plusDays(weeks.at(-1) ?? '', 9)}T10:00:00.000Z`;
        const done = weeks.map((week) => ({ week, done: random() < 0.1 ? null : { change: Math.round(random() * size), run: Math.round(random() * size) } }));
        expect(everywhere((width, format) => workScene({ name: 'Work', weeks: done, usual: size / 2, alarm: weeks[Math.floor(random() * count)] }, width, format))).toEqual([]);
        let left = size * 2;
        const open = weeks.map(() => (left = Math.max(0, left - Math.round(random() * size * 0.1))));
        const [added, removed] = [weeks.map(() => Math.round(random() * 3)), weeks.map(() => Math.round(random()))];
        let all = size * 2;
        const scope = weeks.map((_, week) => (all += (added[week] ?? 0) - (removed[week] ?? 0)));
        const finish = { low: plusDays(now.slice(0, 10), 20), median: plusDays(now.slice(0, 10), 50), high: random() < 0.3 ? null : plusDays(now.slice(0, 10), 400) };
        expect(everywhere((width, format) => burnUpScene({ title: 'Work', weeks, scope, open, added, removed, finish, wanted: plusDays(now.slice(0, 10), 60) }, width, format))).toEqual([]);
      }),
      { numRuns: Math.ceil(runs / 2), seed: 8 },
    );
  });

  it('in the strip, calm or crowded, alone or on an axis that charts share', () => {
    const weekly = fc.integer({ min: 2, max: 52 });
    const oftenChanges = fc.constantFrom(0.1, 0.4, 1);
    fc.assert(
      fc.property(weekly, fc.integer({ min: 1, max: 1e6 }), oftenChanges, fc.constantFrom(0, 90, 180), (count, seed, often, ahead) => {
        const props = strip(count, seed, often);
        const shared = { from: props.measured[0]?.week ?? '', to: plusDays(props.now.slice(0, 10), ahead), left: 80, gutter: 132 };
        for (const on of [undefined, shared]) expect(everywhere((width, format) => stripScene({ ...props, shared: on }, width, format))).toEqual([]);
      }),
      { numRuns: runs, seed: 8 },
    );
  });

  it('in the quadrant, of one outcome and of fifty', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 4, 12, 50), fc.integer({ min: 1, max: 1e6 }), (count, seed) => {
        const random = seeded(seed);
        const outcomes = Array.from({ length: count }, (_, index): QuadrantOutcome => {
          const at = { pace: random() * 2, way: random() * 2.2 - 0.8 };
          return {
            outcomeId: `out_${index}`,
            title: ['Faster service requests', 'Off the old portal', 'Ready on day one, in every branch and every country of the group'][index % 3] ?? '',
            signal: SIGNALS[index % SIGNALS.length] ?? 'moving',
            ...(random() < 0.2 ? {} : { head: { ...at, range: [at.way - random(), at.way + random()] as const } }),
            trail: Array.from({ length: 8 }, (_, week) => ({ week: plusDays('2026-07-06', week * 7), pace: random() * 2, way: random() - 0.3 })),
          };
        });
        expect(everywhere((width, format) => quadrantScene(outcomes, width, format))).toEqual([]);
        expect(quadrantScene(outcomes, 714, FORMATS[0] ?? formatFor('en', 'UTC')).labels.length).toBeGreaterThan(8);
      }),
      { numRuns: runs, seed: 8 },
    );
  });

  it('in an adoption curve', () => {
    const ahead = Array.from({ length: 20 }, (_, week) => ({ at: plusDays('2026-09-28', week * 7), share: { value: 0.6 + week / 60, low: 0.5 + week / 90, high: 0.7 + week / 40 } }));
    const props: AdoptionProps = {
      measure: { name: 'Self-service', unit: '%', launch: '2026-06-01', level: 30, target: 45, by: '2027-02-01' },
      values: Array.from({ length: 17 }, (_, week) => ({ at: plusDays('2026-06-01', week * 7), value: 30 + week * 0.5 })),
      found: { kind: 'on-the-way', speed: { value: 0.5, low: 0.4, high: 0.6 }, earliest: '2026-11-01', range: { low: '2026-12-01', high: '2027-04-01' } },
      ...{ ahead, now: '2026-09-28T10:00:00.000Z' },
    };
    expect(everywhere((width, format) => adoptionScene(props, width, format))).toEqual([]);
  });
}

describe('no words stand on words, on a value, or outside', () => {
  wordsStandApart(25);

  it('in a KPI, nor does the line of what is wanted run through the words beside the worse side', () => {
    fc.assert(
      fc.property(tale, fc.constantFrom(-0.3, -0.1, 0.1, 0.3), (one, towards) => {
        const chart = kpi(one);
        const level = one.level * (1 + towards);
        const guardrail = { ...chart, worse: level < one.level ? ('below' as const) : ('above' as const), wanted: { levels: [level], by: plusDays(chart.now.slice(0, 10), 60), limit: true } };
        for (const width of WIDTHS) {
          const { labels, shapes } = kpiScene(guardrail, width, FORMATS[0] ?? formatFor('en', 'UTC'));
          expect(labels.filter(({ words }) => words === 'worse than baseline').filter((label) => linesOf(shapes, 'target').some((at) => overlap(boxOf(label), at)))).toEqual([]);
        }
      }),
      { numRuns: 25, seed: 8 },
    );
  });

  it('in the quadrant, nor do names hide a range where outcomes stand beneath each other', () => {
    const outcome = (title: string, pace: number, way: number, range: readonly [number, number]): QuadrantOutcome => ({ outcomeId: title, title, signal: 'activity-trap', head: { pace, way, range }, trail: [] });
    const outcomes = [outcome('Off the old portal', 0, 0.02, [-0.05, 0.08]), outcome('Customers serve themselves', 1, -0.04, [-0.16, 0.03]), outcome('Faster service requests', 1, 0.6, [0.39, 0.77])];
    for (let width = 440; width <= 760; width += 20) {
      const { labels, shapes } = quadrantScene(outcomes, width, FORMATS[0] ?? formatFor('en', 'UTC'));
      const names = labels.filter(({ words }) => outcomes.some(({ title }) => title === words));
      expect([width, names.filter((label) => linesOf(shapes, 'range').some((at) => overlap(boxOf(label), at))).map(({ words }) => words)]).toEqual([width, []]);
      expect(names).toHaveLength(3);
    }
  });

});

describe('an axis that charts share', () => {
  const format = FORMATS[0] ?? formatFor('en', 'UTC');
  const weeks = Array.from({ length: 26 }, (_, week) => plusDays('2026-06-01', week * 7));
  const shared = { from: '2026-06-01', to: '2027-02-17', left: 80, gutter: 150 };
  const work = (width: number): Scene =>
    workScene({ name: 'Work', weeks: weeks.map((week) => ({ week, done: { change: 3, run: 4 } })), usual: 3, shared }, width, format);
  const values = weeks.map((at, week) => ({ at, value: 9 - week / 10 }));
  const line = (width: number): Scene => kpiScene({ ...kpi({ seed: 1, count: 9, level: 9, moves: -0.3, unit: 'h' }), values, shared }, width, format);
  const [first = '', second = ''] = weeks;
  const stepOf = ({ points }: Scene): number => {
    const [one, other] = [first, second].map((date) => points.find((point) => point.words.includes(format.date(date)))?.x ?? Number.NaN) as [number, number];
    return other - one;
  };

  it('puts the same week at the same place', () => {
    const [steps, bars] = [stepOf(line(714)), stepOf(work(714))];
    expect(steps).toBeGreaterThan(0);
    expect(bars).toBeCloseTo(steps, 5);
  });

  it('gives way where it would leave too little to draw on', () => {
    const { shapes } = work(288);
    const bars = shapes.flatMap((shape) => (shape.kind === 'rect' && shape.mark === 'change' ? [shape.x, shape.x + shape.width] : []));
    expect(Math.max(...bars) - Math.min(...bars)).toBeGreaterThan(288 / 2);
    expect(faults(work(288), 288)).toEqual([]);
    expect(faults(line(288), 288)).toEqual([]);
  });
});

it('draws the half of the finishes inside the four fifths, and says both at a point', () => {
  const finish = { low: '2026-10-02', median: '2026-11-06', high: '2026-12-18', middle: { low: '2026-10-23', high: '2026-11-20' } };
  const weeks = Array.from({ length: 26 }, (_, week) => plusDays('2026-03-30', week * 7));
  const format = FORMATS[0] ?? formatFor('en', 'UTC');
  const scene = burnUpScene({ title: 'Work', weeks, scope: weeks.map(() => 41), open: weeks.map((_, week) => 39 - week), added: weeks.map(() => 0), removed: weeks.map(() => 0), finish, wanted: '2026-12-31' }, 1_144, format);
  const bands = scene.shapes.flatMap((shape) => (shape.kind === 'path' && shape.mark === 'ahead' ? [shape.d.match(/L([\d.]+) [\d.]+L([\d.]+) [\d.]+Z/)?.slice(1).map(Number) ?? []] : []));
  expect(bands).toHaveLength(2);
  const [[from = 0, to = 0] = [], [innerFrom = 0, innerTo = 0] = []] = bands;
  expect(from < innerFrom && innerFrom < innerTo && innerTo < to).toBe(true);
  expect(scene.points.at(-1)?.words).toMatch(/^Forecast: finished Oct 2\s–\sDec 18, 2026 \(80% range\), Oct 23\s–\sNov 20, 2026 \(50% range\)$/);
});

it('draws what got worse on the other side of the baseline, however far it went', () => {
  const scene = quadrantScene([{ outcomeId: 'out_1', title: 'Worse', signal: 'wrong-way', head: { pace: 1, way: -1.4, range: [-2, -0.8] }, trail: [] }], 700, FORMATS[0] ?? formatFor('en', 'UTC'));
  const head = scene.shapes.find((shape) => shape.kind === 'signal');
  const baseline = scene.shapes.find((shape) => shape.kind === 'line' && shape.mark === 'baseline');
  if (head?.kind !== 'signal' || baseline?.kind !== 'line') throw new Error('No head or baseline.');
  expect(head.y).toBeGreaterThan(baseline.y1);
});

it('ends a range with a cap only where it ends', () => {
  const caps = (range: readonly [number, number]): number => {
    const { shapes } = quadrantScene([{ outcomeId: 'out_1', title: 'Wide', signal: 'unproven', head: { pace: 1, way: 0.4, range }, trail: [] }], 700, FORMATS[0] ?? formatFor('en', 'UTC'));
    return shapes.filter((shape) => shape.kind === 'line' && shape.mark === 'range').length - 1;
  };
  expect([caps([0.1, 0.7]), caps([-3, 0.7]), caps([-3, 4])]).toEqual([2, 1, 0]);
});

it('strikes no outcome’s name through with a line where there is room beside it', () => {
  const outcome = { outcomeId: 'out_1', title: 'Customers serve themselves', signal: 'activity-trap', trail: [] } as const;
  for (const way of [-0.02, 0, 0.03, 0.5, 0.97, 1]) {
    const { labels, shapes } = quadrantScene([{ ...outcome, head: { pace: 1, way, range: [way - 0.1, way + 0.1] } }], 714, FORMATS[0] ?? formatFor('en', 'UTC'));
    const name = labels.find(({ words }) => words === outcome.title);
    const kind = labels.find(({ words }) => words === 'Activity trap');
    if (!name || !kind) throw new Error('It has no name.');
    const lines = shapes.flatMap((shape) => (shape.kind === 'line' && shape.mark !== 'grid' ? [{ left: shape.x1, right: shape.x2 + 1, top: Math.min(shape.y1, shape.y2), bottom: Math.max(shape.y1, shape.y2) + 1 }] : []));
    expect([name, kind].map(boxOf).filter((box) => lines.some((line) => overlap(box, line)))).toEqual([]);
  }
});

it('never draws an outcome without a figure at zero', () => {
  const scene = quadrantScene([{ outcomeId: 'out_1', title: 'Ready on day one', signal: 'too-early', trail: [] }], 700, FORMATS[0] ?? formatFor('en', 'UTC'));
  expect(scene.shapes.some((shape) => shape.kind === 'signal')).toBe(false);
  expect(scene.points).toEqual([]);
  expect(scene.labels.map(({ words }) => words)).toContain('No figure yet: Ready on day one');
});

it('says of the quadrant what it leaves out: trails beyond the eight most urgent, and names without room', () => {
  const crowd = (count: number): QuadrantOutcome[] => Array.from({ length: count }, (_, i) => ({ outcomeId: `out_${i}`, title: `Ready on day one, number ${i}`, signal: 'moving', head: { pace: 1 + i / 1_000, way: 0.5 }, trail: [{ week: '2026-09-21', pace: 0.9, way: 0.4 }] }));
  const trails = (count: number): number => quadrantScene(crowd(count), 714, FORMATS[0] ?? formatFor('en', 'UTC')).shapes.filter((shape) => shape.kind === 'path').length;
  expect([trails(8), trails(9)]).toEqual([8, 8]);
  const named = ({ labels }: Scene): number => labels.filter(({ tone }) => tone === 'strong').length;
  const scene = quadrantScene(crowd(30), 714, FORMATS[0] ?? formatFor('en', 'UTC'));
  expect(named(scene)).toBeLessThan(30);
  expect(scene.unnamed).toBe(30 - named(scene));
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(714);
  const captionOf = (count: number): string => render(<Quadrant outcomes={crowd(count)} />).container.querySelector('figcaption')?.textContent ?? '';
  expect(captionOf(1)).not.toMatch(/Trails are drawn|no room/);
  expect(captionOf(30)).toMatch(new RegExp(`Trails are drawn of the 8 most urgent; the table has all\\. ${scene.unnamed} have no room for their names: the pointer, the arrow keys and the table name them\\.$`));
  jest.restoreAllMocks();
});

it('strikes no words of a KPI’s chart through with the line of today where there is room beside it', () => {
  const { labels, shapes } = kpiScene(kpi({ seed: 3, count: 1_500, level: 9.2, moves: -0.3, unit: 'h' }), 1_144, FORMATS[0] ?? formatFor('en', 'UTC'));
  const notes = labels.filter(({ words }) => words === 'worse than baseline' || words === 'planned path');
  expect(notes).toHaveLength(2);
  expect(notes.filter((label) => linesOf(shapes, 'today').some((at) => overlap(boxOf(label), at))).map(({ words }) => words)).toEqual([]);
});

it('says the unit of a KPI somewhere in its drawing, narrow or wide', () => {
  for (const width of WIDTHS) {
    const { labels } = kpiScene(kpi({ seed: 1, count: 26, level: 47, moves: -0.3, unit: 'requests a week' }), width, FORMATS[0] ?? formatFor('en', 'UTC'));
    expect([width, labels.some(({ words }) => words.endsWith('requests a week'))]).toEqual([width, true]);
  }
});

it('leaves no box of the strip empty that has room for a sign, which the caption explains', () => {
  const weeks = Array.from({ length: 26 }, (_, week) => plusDays('2026-03-30', week * 7));
  const props = { measured: weeks.map((week) => ({ week, signal: 'moving' as const })), reports: [{ at: '2026-03-30T10:00:00.000Z', reported: 'on-track' as const }, { at: '2026-05-04T10:00:00.000Z', reported: 'at-risk' as const }], now: '2026-09-28T10:00:00.000Z' };
  const { shapes, labels } = stripScene(props, 288, FORMATS[0] ?? formatFor('en', 'UTC'));
  const boxes = shapes.flatMap((shape) => (shape.kind === 'rect' && shape.mark === 'reported' ? [shape] : []));
  expect(boxes.map((box) => labels.find(({ x, y }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height)?.words)).toEqual(['✓', 'At risk']);
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(288);
  expect(render(<Strip {...props} />).container.querySelector('figcaption')?.textContent).toContain('In short: ✓ On track.');
  jest.restoreAllMocks();
});

// Last, as English is what they take the place of.
describe.each(['en-XA', 'de-DE'])('no words stand on words, on a value, or outside in %s either', (locale) => {
  beforeAll(() => speak(locale));
  wordsStandApart(4);
});

describe('in German', () => {
  const format = FORMATS[1] ?? formatFor('de', 'UTC');
  beforeAll(() => speak('de-DE'));

  it('axes are named as long as they fit, and in short where they do not', () => {
    const words = (width: number): string[] => quadrantScene([], width, format).labels.map((label) => label.words);
    expect(words(430)).toEqual(expect.arrayContaining(['Tätigkeit gegen üblich →', '↑ Wirkung: Weg vom Ausgangswert zum Ziel', 'Ausgangswert']));
    expect(words(714)).toContain('Tätigkeit: Veränderungsarbeit von 4 Wochen gegen das übliche Tempo →');
  });

  it('neither an outcome’s name nor a quadrant’s lies on a line of a level where outcomes stand close to it', () => {
    const step = (week: number, pace: number, way: number) => ({ week: plusDays('2026-11-02', week * 7), pace, way });
    const outcomes: QuadrantOutcome[] = [
      { outcomeId: 'out_1', title: 'Off the old portal', signal: 'silent-stall', head: { pace: 0, way: 0.02, range: [-0.05, 0.08] }, trail: [] },
      { outcomeId: 'out_2', title: 'Customers serve themselves', signal: 'activity-trap', head: { pace: 1, way: -0.04, range: [-0.18, 0.04] }, trail: [step(0, 1.1, -0.065), step(1, 1.12, -0.065), step(2, 1.03, -0.06)] },
      { outcomeId: 'out_3', title: 'Faster service requests', signal: 'moving', head: { pace: 1, way: 0.6, range: [0.39, 0.77] }, trail: [step(0, 1.07, 0.62), step(1, 1.05, 0.56), step(2, 1, 0.57)] },
    ];
    for (let width = 440; width <= 760; width += 20) {
      const { labels, shapes } = quadrantScene(outcomes, width, format);
      const levels = ['baseline', 'target', 'event'].flatMap((mark) => linesOf(shapes, mark)).filter(({ top, bottom }) => bottom - top <= 1);
      expect([width, labels.filter((label) => levels.some((at) => overlap(boxOf(label), at))).map(({ words }) => words)]).toEqual([width, []]);
      expect(labels.filter(({ tone }) => tone === 'strong')).toHaveLength(3);
    }
  });

  it('nothing collides on the axis that an outcome’s charts share', () => {
    const shared = { from: '2024-03-04', to: '2024-12-31', left: 80, gutter: 132 };
    const weeks = Array.from({ length: 26 }, (_, week) => plusDays('2024-03-04', week * 7));
    const now = '2024-09-04T10:00:00.000Z';
    const measured = weeks.map((week, i) => ({ week, signal: SIGNALS[Math.floor(i / 5)] ?? 'moving' }));
    const none = weeks.map(() => 0);
    for (const unit of ['%', 'h', 'Vorgänge']) expect(everywhere((width, of) => kpiScene({ ...kpi({ seed: 1, count: 26, level: 1_250, moves: -0.3, unit }), shared }, width, of))).toEqual([]);
    expect(everywhere((width, of) => stripScene({ measured, reports: [{ at: now, reported: 'off-track' }], now, shared }, width, of))).toEqual([]);
    expect(everywhere((width, of) => workScene({ name: 'Work', weeks: weeks.map((week) => ({ week, done: { change: 3, run: 4 } })), usual: 3, alarm: weeks[20], shared }, width, of))).toEqual([]);
    expect(everywhere((width, of) => burnUpScene({ title: 'Work', weeks, scope: weeks.map(() => 62), open: weeks.map((_, i) => 60 - i), added: none, removed: none, finish: { low: '2024-10-07', median: '2024-11-04', high: '2024-12-16' }, wanted: '2024-12-31', shared }, width, of))).toEqual([]);
  });

  it('a KPI on a shared axis keeps its words beside its values', () => {
    const chart = { ...kpi({ seed: 1, count: 26, level: 1_250, moves: -0.3, unit: 'Vorgänge' }), shared: { from: '2024-03-04', to: '2024-12-31', left: 80, gutter: 132 } };
    expect(kpiScene(chart, 700, format).labels.map(({ words }) => words)).toContain('Ausgang 1.250');
  });
});
