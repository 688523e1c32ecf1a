import { render } from '@testing-library/react';
import '@testing-library/jest-dom';
import { LineChart } from '../../../../static/kit/charts/kpi-line';

/** What a letter of 12 px takes at the least. */
const LETTER = 6;

it.each([320, 700, 1200])('keeps its labels within a width of %d, however long unit and numbers are', (width) => {
  const clientWidth = jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
  const { container } = render(
    <LineChart
      name="Requests"
      unit="requests a week"
      values={[
        { at: '2026-06-01', value: 1_250_431 },
        { at: '2026-09-21', value: 1_100_000 },
      ]}
      now="2026-09-28T07:12:00.000Z"
      baseline={1_240_000}
      wanted={{ levels: [500_000], by: '2026-12-18', limit: false }}
    />,
  );
  const labels = [...container.querySelectorAll('text')].filter((label) => label.getAttribute('text-anchor') !== 'middle');
  expect(labels.length).toBeGreaterThan(4);
  for (const label of labels) {
    const x = Number(label.getAttribute('x'));
    const long = (label.textContent ?? '').length * LETTER;
    const toTheLeft = label.getAttribute('text-anchor') === 'end';
    expect(toTheLeft ? x - long : width - x - long).toBeGreaterThanOrEqual(0);
  }
  clientWidth.mockRestore();
});
