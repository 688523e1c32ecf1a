import { render, screen } from '@testing-library/react';
import { FreshnessMark } from '../../../static/kit/freshness';

it.each([
  ['2026-01-19T10:00:00.000Z', undefined],
  ['2026-01-20T10:00:00.000Z', 'late'],
  ['2026-01-27T10:00:00.000Z', 'stale'],
])('a weekly value of 5 January is marked at %s: %s', (now, mark) => {
  const { container } = render(<FreshnessMark newest="2026-01-05" cadence="week" now={now} />);
  if (mark === undefined) expect(container.textContent).toBe('');
  else expect(screen.getByText(mark).title).not.toBe('');
});
