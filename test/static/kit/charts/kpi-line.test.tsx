import '@testing-library/jest-dom';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ChartCaption } from '../../../../static/kit/charts/chart';
import { type KpiChart, KpiLine } from '../../../../static/kit/charts/kpi-line';
import { type Scene } from '../../../../static/kit/charts/scene';
import * as files from '../../../../static/kit/download';
import { axeFaults } from '../../axe';

const chart: KpiChart = {
  ...{ name: 'Handling time', unit: 'h', now: '2026-09-28T07:12:00.000Z', baseline: 9.2, launch: '2026-08-03', worse: 'above' },
  values: [
    { at: '2026-07-27', value: 9.1 },
    { at: '2026-08-10', value: 8 },
    { at: '2026-09-21', value: 7.2 },
  ],
  moved: { low: 6.8, high: 7.8, level: 7.2, from: '2026-08-03', words: '−2 h (−2.4 to −1.4)' },
  wanted: { levels: [6], by: '2026-12-18', limit: false },
  turns: [{ at: '2026-09-07', words: 'improved' }],
};

function draw(of: KpiChart, width = 700, caption: ChartCaption = 'Dots are values.'): HTMLElement {
  const clientWidth = jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
  const { container } = render(<KpiLine of={of} caption={caption} />);
  clientWidth.mockRestore();
  return container;
}

it('says in words what it shows', async () => {
  draw(chart);
  expect(screen.getByRole('img')).toHaveAccessibleName(/^Values of Handling time\. 3 values from Jul 27, 2026 to Sep 21, 2026\. Newest: 7\.2.h\. Lowest 7\.2.h, highest 9\.1.h\.$/);
  expect(screen.getByText('Dots are values.')).toBeVisible();
  expect(await axeFaults()).toEqual([]);
});

it('draws the uncertainty, the usual range, the launch, today, the target with its flag and the way planned', () => {
  const svg = draw({ ...chart, limits: { low: 8.6, high: 9.8 } }).querySelector('svg');
  const count = (mark: string): number => svg?.querySelectorAll(`.n-c-${mark}`).length ?? 0;
  expect(['moved', 'limits', 'event', 'today', 'planned', 'worse', 'turn'].map(count)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(svg?.querySelectorAll('path.n-c-target')).toHaveLength(1);
  expect(svg).toHaveTextContent(/Launch Aug 3.*Today.*Due Dec 18/);
});

it('draws a dot for each value as long as they stand apart, and beyond that the line and the newest, and says so', () => {
  const daily = (count: number): KpiChart => ({ ...chart, values: Array.from({ length: count }, (_, day) => ({ at: new Date(Date.UTC(2026, 8, 22 - count + day)).toISOString().slice(0, 10), value: 8 + (day % 5) })) });
  const caption = (scene: Scene | undefined): string => (scene?.joined ? 'A line joins them.' : 'Dots are values.');
  const drawn = (count: number): [number, string | undefined] => {
    const container = draw(daily(count), 700, caption);
    return [container.querySelectorAll('circle').length, container.querySelector('figcaption')?.textContent?.replace(/^.*\. (?=[AD])/, '')];
  };
  expect(drawn(30)).toEqual([30, 'Dots are values.']);
  expect(drawn(1_500)).toEqual([1, 'A line joins them.']);
});

it('is walked with the arrow keys, and each stop is said', async () => {
  draw(chart);
  const user = userEvent.setup();
  await user.tab();
  const walk = screen.getByRole('group', { name: /The arrow keys walk/ });
  expect(walk).toHaveFocus();
  const said = (): string | null => walk.querySelector('[aria-live]')?.textContent?.replaceAll('\u00a0', ' ') ?? null;
  await user.keyboard('{ArrowRight}');
  expect(said()).toBe('Jul 27, 2026, before the launch: 9.1 h');
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(said()).toBe('Sep 7, 2026: verdict improved');
  await user.keyboard('{End}');
  expect(said()).toBe('Sep 21, 2026: 7.2 h');
  await user.keyboard('{ArrowRight}');
  expect(said()).toBe('Sep 21, 2026: 7.2 h');
  await user.keyboard('{Home}{Escape}');
  expect(said()).toBe('');
});

it('tells what lies under the pointer', () => {
  draw(chart);
  const walk = screen.getByRole('group');
  const dot = walk.querySelector('circle.n-c-dot');
  fireEvent.mouseMove(walk, { clientX: Number(dot?.getAttribute('cx')), clientY: Number(dot?.getAttribute('cy')) });
  expect(walk.querySelector('.n-chart-tip')).toHaveTextContent('Aug 10, 2026: 8 h');
  fireEvent.mouseLeave(walk);
  expect(walk.querySelector('.n-chart-tip')).toBeNull();
});

it('shows the same as a table, the newest first, with what the values are judged against and the uncertainty', async () => {
  draw(chart);
  expect(screen.queryByRole('table')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }));
  const rows = within(screen.getByRole('table', { name: 'Values of Handling time' })).getAllByRole('row');
  expect(rows.map((row) => [...row.children].map((cell) => cell.textContent).join('|').replaceAll('\u00a0', ' '))).toEqual([
    'Date|Value (h)|Baseline|Target|Since the launch from (95%)|Since the launch to (95%)',
    'Sep 21, 2026|7.2 h|9.2 h|6 h|6.8 h|7.8 h',
    'Aug 10, 2026|8 h|9.2 h|6 h|6.8 h|7.8 h',
    'Jul 27, 2026|9.1 h|9.2 h|6 h|–|–',
  ]);
  expect(await axeFaults()).toEqual([]);
});

it('tells a band by both of its ends, and what was usual before the launch where there is no verdict yet', async () => {
  draw({ ...chart, moved: undefined, limits: { low: 8.6, high: 9.8 }, wanted: { levels: [6, 7], by: '2026-12-18', limit: true } });
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }));
  const [head, newest, , oldest] = within(screen.getByRole('table')).getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent?.replaceAll('\u00a0', ' ')));
  expect(head?.slice(3)).toEqual(['Limit from', 'Limit to', 'Usual before the launch from', 'Usual before the launch to']);
  expect(newest?.slice(3)).toEqual(['6 h', '7 h', '–', '–']);
  expect(oldest?.slice(3)).toEqual(['6 h', '7 h', '8.6 h', '9.8 h']);
});

it('is downloaded as CSV, in which no text runs as a formula, and as SVG with its colours', async () => {
  const saved = jest.spyOn(files, 'download').mockImplementation(() => undefined);
  draw({ ...chart, unit: '=1+1' });
  await userEvent.click(screen.getByRole('button', { name: 'Download Values of Handling time as CSV' }));
  await userEvent.click(screen.getByRole('button', { name: 'Download Values of Handling time as SVG' }));
  const [[csvName, csv], [svgName, svg]] = saved.mock.calls as unknown as [[string, string], [string, string]];
  expect([csvName, svgName]).toEqual(['values-of-handling-time.csv', 'values-of-handling-time.svg']);
  expect(csv).toBe('\uFEFFDate,Value (=1+1),Baseline,Target,Since the launch from (95%),Since the launch to (95%)\r\n2026-09-21,7.2,9.2,6,6.8,7.8\r\n2026-08-10,8,9.2,6,6.8,7.8\r\n2026-07-27,9.1,9.2,6,,\r\n');
  expect(svg).toMatch(/^<svg .*xmlns="http:\/\/www.w3.org\/2000\/svg".*<title>Values of Handling time\. 3 values/s);
  expect(svg).toMatch(/<circle[^>]* color="/);
  // The content policy permits no styles in line.
  expect(svg).not.toContain('style=');
  saved.mockRestore();
});
