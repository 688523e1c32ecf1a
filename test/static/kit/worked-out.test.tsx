import { render, screen } from '@testing-library/react';
import type { MeasureView } from '../../../src/contract/views';
import { WorkedOut } from '../../../static/kit/worked-out';

const effect = { effect: -2, low: -3, high: -1, p: 0.004, rho: 0.31, sigma: 0.4, scale: 'none' as const, outliers: [3], trendShare: 0.2 };
const plain = { before: 9, after: 7, nBefore: 14, nAfter: 12 };
const measure = (verdict: MeasureView['verdict']) => ({ verdict }) as MeasureView;

describe('How is this worked out?', () => {
  it('says on how many values, how sure, and what was set aside', () => {
    render(<WorkedOut measure={measure({ kind: 'improved', strength: 'confirmed', effect, plain })} />);
    expect(screen.queryAllByText('How is this worked out?')).toHaveLength(1);
    expect(screen.queryAllByText(/14 values before the launch are compared with 12/)).toHaveLength(1);
    expect(screen.queryAllByText(/fewer than 1 in 100/)).toHaveLength(1);
    expect(screen.queryAllByText(/20% of the plain movement/)).toHaveLength(1);
    expect(screen.queryAllByText(/1 value stood far/)).toHaveLength(1);
    expect(screen.queryAllByText(/moved after the launch, not why/)).toHaveLength(1);
  });

  it('is not offered where there is nothing to explain', () => {
    const { container } = render(<WorkedOut measure={measure({ kind: 'refused', reason: 'no-launch', plain })} />);
    expect(container.textContent).toBe('');
  });
});
