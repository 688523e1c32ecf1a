import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Gauge, gaugePoints } from '../../../../static/kit/charts/gauge';
import { formatFor } from '../../../../static/kit/format';
import { MeasureRow } from '../../../../static/kit/measure-row';
import { type Standing, standingOf } from '../../../../static/kit/standing';
import { speak } from '../../../../static/kit/text/language';
import { axeFaults } from '../../axe';
import { NOW, measure, moved } from '../../fixtures';

const format = formatFor('en-US', 'UTC');
const words = (standing: Standing) => gaugePoints(standing, 220, format).map((point) => point.words);
const WAY: Standing = { kind: 'way', share: 0.62, range: [0.44, 0.75] };
const GUARD: Standing = { kind: 'guardrail', holds: true, position: -0.4, limit: -1, range: [-0.6, -0.2] };

beforeEach(() => void jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(220));
afterEach(() => jest.restoreAllMocks());

it('has a point for all that it draws, from left to right; a guardrail is told by its limit', () => {
  expect(words(WAY)).toEqual(['Baseline: 0%', 'End of the 95% range: 44%', 'Since the launch: 62%', 'End of the 95% range: 75%', 'Target: 100%']);
  expect(words({ kind: 'way', share: -4, range: undefined })).toEqual(['Newest value: −400%', 'Baseline: 0%', 'Target: 100%']);
  expect(words(GUARD)).toEqual(['Limit: 100%', 'End of the 95% range: 60%', 'Since the launch: 40%', 'End of the 95% range: 20%', 'Baseline: 0%']);
  expect(words({ kind: 'refused', reason: 'no-baseline' })).toEqual([]);
  // What lies beyond an end is reached at the arrowhead there.
  expect(gaugePoints({ kind: 'way', share: -4, range: undefined }, 220, format)[0]?.x).toBe(0);
});

it('is walked with the arrow keys where a KPI stands in full, and each stop is said', async () => {
  const user = userEvent.setup();
  render(<MeasureRow measure={measure({ verdict: moved('improved', 'confirmed') })} now={NOW} />);
  const walk = screen.getByRole('group', { name: 'Way of Handling time. The arrow keys walk through what it shows.' });
  while (document.activeElement !== walk) await user.tab();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(walk.querySelector('[aria-live]')).toHaveTextContent('End of the 95% range: 44%');
  expect(walk.querySelector('.n-chart-tip')).toHaveTextContent('End of the 95% range: 44%');
  await user.keyboard('{End}');
  expect(walk.querySelector('[aria-live]')).toHaveTextContent('Target: 100%');
  expect(await axeFaults()).toEqual([]);
});

it('is no stop in the rows of a list, where the pointer has it say the same', () => {
  const { container } = render(<Gauge standing={standingOf(measure())} />);
  expect(container.querySelector('[tabindex]')).toBeNull();
  expect(screen.queryByRole('group')).toBeNull();
  const walk = container.querySelector('.n-chart-walk') as HTMLElement;
  fireEvent.mouseEnter(walk.parentElement as HTMLElement);
  fireEvent.mouseMove(walk, { clientX: 100, clientY: 12 });
  expect(walk.querySelector('.n-chart-tip')).toHaveTextContent('Baseline: 0%');
});

it('tells the way to a limit as such', () => {
  render(<Gauge standing={GUARD} />);
  expect(screen.getByRole('img')).toHaveAccessibleName('Way from baseline to limit: 40%, 95% range 20% to 60%');
});

// Last, as English is what they take the place of.
it.each([['en-US', ''], ['de-DE', 'long'], ['en-XA', 'longer']])('has a second line for its words where they are too long side by side: in %s %s', async (locale, how) => {
  await speak(locale);
  const labels = render(<Gauge standing={WAY} labels />).container.querySelector('.n-gauge-labels');
  expect(labels?.className).toBe(how === '' ? 'n-gauge-labels' : `n-gauge-labels n-gauge-labels-${how}`);
});
