import { type Outcome } from '../../src/domain/outcome';
import { outcomeSnapshot, sumCounts } from '../../src/domain/snapshot';

const outcome = (epics: Outcome['epics']): Outcome => ({
  ...{ outcomeId: 'out_1', title: 'Faster', description: '', ownerId: 'a', period: {} },
  ...{ restricted: false, state: 'open' as const, revision: 1, kpiIds: [] },
  epics,
});

describe('delivery of an outcome', () => {
  it('is summed per project, as old as its oldest count', () => {
    const view = outcomeSnapshot(
      outcome([
        { issueId: '1', projectId: '10', count: { total: 5, done: 2, at: '2026-02-01' } },
        { issueId: '2', projectId: '10', count: { total: 3, done: 3, at: '2026-01-01' } },
        { issueId: '3', projectId: '11', count: { total: 7, done: 0, at: '2026-03-01' } },
      ]),
      [],
    );
    expect(view.delivery).toEqual({
      '10': { epicIds: ['1', '2'], count: { total: 8, done: 5, at: '2026-01-01' } },
      '11': { epicIds: ['3'], count: { total: 7, done: 0, at: '2026-03-01' } },
    });
  });

  it('has no count while one epic is not counted: a partial sum would be wrong', () => {
    expect(sumCounts([{ total: 5, done: 2, at: '2026-02-01' }, undefined])).toBeUndefined();
    expect(sumCounts([])).toBeUndefined();
  });
});
