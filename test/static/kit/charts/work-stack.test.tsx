import '@testing-library/jest-dom';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { WorkStack } from '../../../../static/kit/charts/work-stack';
import { weeksBetween } from '../../../../src/domain/week';
import { ViewerProvider } from '../../../../static/kit/viewer';
import { axeFaults } from '../../axe';
import { answerWith } from '../../bridge';

const weeks = weeksBetween('2026-03-30', '2026-09-21').map((week, index) => ({ week, done: { change: index < 12 ? 6 : 0, run: 6 + (index % 3) } }));

async function draw(width: number): Promise<Element> {
  const clientWidth = jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
  answerWith({});
  const { container } = render(
    <ViewerProvider>
      <WorkStack name="Issues finished" weeks={weeks} usual={6} alarm="2026-07-20" />
    </ViewerProvider>,
  );
  await screen.findByRole('img');
  clientWidth.mockRestore();
  return container.querySelector('svg') ?? container;
}

it('draws a bar a week, run on change, as high as their counts', async () => {
  const svg = await draw(900);
  const heights = (style: string) => [...svg.querySelectorAll(style)].map((bar) => Number(bar.getAttribute('height')));
  const [change, run] = [heights('.n-c-change'), heights('.n-c-run')];
  expect(change).toHaveLength(weeks.length);
  expect(change[20]).toBe(0);
  expect((change[0] ?? 0) / (run[0] ?? 1)).toBeCloseTo(1, 5);
  expect(svg).toHaveAccessibleName('Issues finished. 26 weeks from Mar 30, 2026 to Sep 21, 2026: 72 of change work and 181 of run work.');
  expect(await axeFaults()).toEqual([]);
});

it('holds the same in numbers', async () => {
  await draw(900);
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }));
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  expect(rows).toHaveLength(weeks.length + 1);
  expect(rows[1]).toHaveTextContent('Mar 30, 202666');
});

it('tells of an outcome its own change work apart from other change work, in bars, words and numbers', async () => {
  const own = weeks.map(({ week, done }, index) => ({ week, done: { ...done, change: 6, own: index < 12 ? 4 : 0 } }));
  const clientWidth = jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  answerWith({});
  const { container } = render(
    <ViewerProvider>
      <WorkStack name="Issues finished" weeks={own} />
    </ViewerProvider>,
  );
  await screen.findByRole('img');
  clientWidth.mockRestore();
  const heights = (style: string) => [...container.querySelectorAll(`svg ${style}`)].map((bar) => Number(bar.getAttribute('height')));
  const [served, other] = [heights('.n-c-change'), heights('.n-c-change-other')];
  expect((served[0] ?? 0) / (other[0] ?? 1)).toBeCloseTo(2, 5);
  expect(served[20]).toBe(0);
  expect(screen.getByText('other change work')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }));
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  expect([rows[0]?.textContent, rows[1]?.textContent]).toEqual(['Week ofchange workchange work for this outcomerun work', 'Mar 30, 2026646']);
});
