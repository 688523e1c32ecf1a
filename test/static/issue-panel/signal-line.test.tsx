import { render, screen } from '@testing-library/react';
import { Panel } from '../../../static/issue-panel/panel';
import { answerWith } from '../bridge';
import { card, panel, served } from '../fixtures';

describe('the panel’s signal', () => {
  it('says which signal the outcome shows, and why', async () => {
    const why = { key: 'signal.silent-stall.why', params: { weeks: 4 } };
    answerWith({ 'panel.read': () => panel(served(card({ signal: { kind: 'silent-stall', since: '2026-08-03', why, clears: why } }))) });
    render(<Panel />);
    expect((await screen.findByText('Silent stall')).parentElement).toHaveTextContent('Silent stall since Aug 3, 2026 Change work for it has all but stopped for 4 weeks, while run work goes on.');
  });

  it('says since when once, where the reason tells it', async () => {
    const why = { key: 'signal.silent-stall.why.stopped', params: { week: '2026-08-03' } };
    answerWith({ 'panel.read': () => panel(served(card({ signal: { kind: 'silent-stall', since: '2026-08-03', why, clears: why } }))) });
    render(<Panel />);
    expect((await screen.findByText('Silent stall')).parentElement).toHaveTextContent(/^Silent stall No change work was finished for it since the week of Aug 3, 2026/);
  });

  it('says at the top that something is wrong with another outcome that it serves', async () => {
    const why = { key: 'signal.silent-stall.why', params: { weeks: 4 } };
    const stalled = card({ outcomeId: 'out_0000000000000002', title: 'Off the old portal', signal: { kind: 'silent-stall', since: '2026-08-03', why, clears: why } });
    answerWith({ 'panel.read': () => panel(served(card()), served(stalled, { primary: false })) });
    render(<Panel />);
    const [first] = await screen.findAllByText('Silent stall');
    expect(first?.parentElement).toHaveTextContent('Silent stall Off the old portal, which it serves too: Change work for it has all but stopped for 4 weeks, while run work goes on.');
  });
});
