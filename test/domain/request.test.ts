import { type LinkRequest, MAX_OPEN_REQUESTS_PER_ISSUE, isOpen, shownRequests, withDecision, withReopened, withRequest, withoutLapsed } from '../../src/domain/request';

const NOW = '2026-09-28T07:12:00.000Z';
const at = (date: string) => `${date}T09:00:00.000Z`;
const request = (outcomeId: string, more: Partial<LinkRequest> = {}): LinkRequest => ({ outcomeId, fromIssueId: '1', at: at('2026-09-01'), ...more });
const declined = (date: string) => ({ kind: 'declined', at: at(date), reason: 'upkeep' }) as const;

describe('requests of an issue', () => {
  it('are open until decided or half a year old', () => {
    expect(isOpen(request('a'), NOW)).toBe(true);
    expect(isOpen(request('a', { decision: { kind: 'accepted', at: NOW } }), NOW)).toBe(false);
    expect(isOpen(request('a', { at: at('2026-04-01') }), NOW)).toBe(true);
    expect(isOpen(request('a', { at: at('2026-03-31') }), NOW)).toBe(false);
    expect(withoutLapsed([{ issueId: '1', outcomeId: 'a', at: at('2026-03-31') }], NOW)).toEqual([]);
  });

  it('are shown while open, and for a month once declined; accepted ones show as links', () => {
    const requests = [
      request('open'),
      request('lapsed', { at: at('2026-01-01') }),
      request('accepted', { decision: { kind: 'accepted', at: at('2026-09-27') } }),
      request('declined', { decision: declined('2026-08-29') }),
      request('declined long ago', { decision: declined('2026-08-28') }),
    ];
    expect(shownRequests(requests, NOW).map((r) => r.outcomeId)).toEqual(['open', 'declined']);
  });

  it('one for the same outcome takes the place of a decided one, and old decisions are forgotten', () => {
    const again = withRequest([request('a', { decision: declined('2026-09-02') })], request('a', { at: NOW }));
    expect(again).toEqual([request('a', { at: NOW })]);
    const many = Array.from({ length: 15 }, (_, n) => request(`out ${n}`, { decision: declined('2026-09-02') }));
    const kept = withRequest(many, request('new'));
    expect(kept).toHaveLength(MAX_OPEN_REQUESTS_PER_ISSUE + 1);
    expect(kept.map((r) => r.outcomeId)).not.toContain('out 4');
    expect(kept.map((r) => r.outcomeId)).toEqual(expect.arrayContaining(['out 5', 'out 14', 'new']));
  });

  it('are decided once', () => {
    const decided = withDecision([request('a'), request('b')], 'a', declined('2026-09-28'));
    expect(decided).toEqual([request('a', { decision: declined('2026-09-28') }), request('b')]);
    expect(withDecision(decided ?? [], 'a', declined('2026-09-28'))).toBeUndefined();
    expect(withDecision([request('a')], 'c', declined('2026-09-28'))).toBeUndefined();
  });

  it('await a decision again once theirs was taken back, unless they have lapsed', () => {
    const answered = [request('a', { note: 'why', decision: declined('2026-09-28') }), request('b', { decision: { kind: 'accepted', at: NOW } })];
    expect(withReopened(answered, 'a', NOW)).toEqual([request('a', { note: 'why' }), answered[1]]);
    expect(withReopened(answered, 'b', NOW)).toEqual([answered[0], request('b')]);
    expect(withReopened([request('a')], 'a', NOW)).toBeUndefined();
    expect(withReopened([request('a', { at: at('2026-03-31'), decision: declined('2026-09-28') })], 'a', NOW)).toBeUndefined();
  });
});
