import '@testing-library/jest-dom';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { BurnUp, type BurnUpProps, burnUpScene } from '../../../../static/kit/charts/burn-up';
import { formatFor } from '../../../../static/kit/format';

/** Twelve were there; five came and two left in the second week, one left in the third. */
const props: BurnUpProps = {
  title: 'Portal move',
  weeks: ['2026-07-06', '2026-07-13', '2026-07-20', '2026-07-27'],
  scope: [12, 15, 14, 14],
  open: [10, 9, 5, 5],
  added: [0, 5, 0, 0],
  removed: [0, 2, 1, 0],
};
const format = formatFor('en', 'UTC');

it('draws from the scope of the week before up by what came, and from there down by what left', () => {
  const { shapes, points } = burnUpScene(props, 640, format);
  const bars = (mark: 'added' | 'removed') => shapes.flatMap((shape) => (shape.kind === 'rect' && shape.mark === mark ? [shape] : []));
  const [up, down] = [bars('added'), bars('removed')];
  expect([up.length, down.length]).toEqual([1, 2]);
  const perIssue = (up[0]?.height ?? 0) / 5;
  expect(down.map(({ height }) => height / perIssue)).toEqual([expect.closeTo(2), expect.closeTo(1)]);
  // The one ends where the other begins, and they stand side by side.
  expect(down[0]?.y).toBeCloseTo(up[0]?.y ?? 0);
  expect(down[0]?.x).toBeCloseTo((up[0]?.x ?? 0) + (up[0]?.width ?? 0));
  expect(points.map(({ words }) => words.split('; ')[1])).toEqual([undefined, '5 added, 2 removed', '0 added, 1 removed', undefined]);
});

it('says what its bars mean, and tells both in its table', async () => {
  render(<BurnUp {...props} />);
  const figure = screen.getByRole('figure');
  expect(figure).toHaveTextContent('Came into scope in the week');
  await userEvent.click(within(figure).getByRole('button', { name: 'Show as table' }));
  const [head, , second] = within(figure).getAllByRole('row');
  expect(within(head as HTMLElement).getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Week of', 'Added', 'Removed', 'In scope', 'Finished']);
  expect(within(second as HTMLElement).getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['5', '2', '15', '6']);
});

it('tells the forecast in its table by both ranges, as it is drawn, and that no end is in sight', async () => {
  const rowsWith = async (finish: NonNullable<BurnUpProps['finish']>): Promise<(string | null)[][]> => {
    const { unmount } = render(<BurnUp {...props} finish={finish} />);
    await userEvent.click(screen.getByRole('button', { name: 'Show as table' }));
    const rows = screen.getAllByRole('row').map((row) => [...row.children].map(({ textContent }) => textContent));
    unmount();
    return [rows[0] ?? [], ...rows.slice(1 + props.weeks.length)];
  };
  const finish = { low: '2026-08-14', median: '2026-08-28', high: '2026-10-02', middle: { low: '2026-08-21', high: '2026-09-04' } };
  expect(await rowsWith(finish)).toEqual([
    ['Week of', 'Added', 'Removed', 'In scope', 'Finished', 'Forecast'],
    ['Aug 14, 2026', '–', '–', '14', '14', '80% range, earliest'],
    ['Aug 21, 2026', '–', '–', '14', '14', '50% range, earliest'],
    ['Aug 28, 2026', '–', '–', '14', '14', 'As likely before as after'],
    ['Sep 4, 2026', '–', '–', '14', '14', '50% range, latest'],
    ['Oct 2, 2026', '–', '–', '14', '14', '80% range, latest'],
  ]);
  const [, ...open] = await rowsWith({ low: '2026-08-14', median: '2026-08-28', high: null });
  expect(open.map(([date, , , , , words]) => `${date}: ${words}`)).toEqual(['Aug 14, 2026: 80% range, earliest', 'Aug 28, 2026: As likely before as after', 'No end in sight: 80% range, latest']);
});

it('lets a course that ends beyond the drawing leave it on its way, and one without an end go no further up', () => {
  const shared = { from: '2026-07-06', to: '2026-08-24', left: 48, gutter: 80 };
  const fan = (finish: NonNullable<BurnUpProps['finish']>): { corners: number[][]; median: number } => {
    const { shapes } = burnUpScene({ ...props, shared, finish }, 640, format);
    const [band] = shapes.flatMap((shape) => (shape.kind === 'path' && shape.mark === 'ahead' ? [shape.d] : []));
    const [median] = shapes.flatMap((shape) => (shape.kind === 'line' && shape.mark === 'ahead-line' ? [shape.y2] : []));
    return { corners: [...(band ?? '').matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]), median: median ?? 0 };
  };
  // Three weeks of the four, and of the eight, that it takes from the end of the last one are drawn.
  const { corners, median } = fan({ low: '2026-08-10', median: '2026-08-31', high: '2026-09-28' });
  const [now, early, edge, late] = corners.map(([, y]) => y ?? 0);
  const rise = (now ?? 0) - (early ?? 0);
  expect(edge).toBe(early);
  expect(((now ?? 0) - median) / rise).toBeCloseTo(3 / 4);
  expect(((now ?? 0) - (late ?? 0)) / rise).toBeCloseTo(3 / 8);
  expect(fan({ low: '2026-08-10', median: '2026-08-31', high: null }).corners.at(-1)?.[1]).toBe(now);
});

it('has no key where nothing came or left', () => {
  render(<BurnUp {...props} scope={[14, 14, 14, 14]} added={[0, 0, 0, 0]} removed={[0, 0, 0, 0]} />);
  expect(screen.getByRole('figure')).not.toHaveTextContent('Came into scope');
});
