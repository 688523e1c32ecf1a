import { render, screen } from '@testing-library/react';
import { Glance } from '../../../static/issue-context/glance';
import { axeFaults } from '../axe';
import { answerWith } from '../bridge';
import { card, effect, measure, moved, panel, served } from '../fixtures';

const LIMIT = { kind: 'value', value: 9.5, by: '2026-12-18' } as const;

describe('the glance', () => {
  it('names the outcome, where its leading KPI stands, and how sure that is', async () => {
    const measures = [measure({ kpiId: 'kpi_0000000000000002', name: 'Satisfaction', role: 'guardrail', target: LIMIT }), measure({ verdict: moved('improved', 'confirmed') })];
    answerWith({ 'panel.read': () => panel(served(card({ measures })), served(card({ outcomeId: 'out_0000000000000002' }))) });
    render(<Glance />);
    expect(await screen.findByText('Faster service requests')).toBeInTheDocument();
    for (const words of ['Handling time', 'Improved · confirmed', 'Unproven', '7.2 h, 3 days ago', 'and 1 other outcome']) {
      expect(screen.getByText(words)).toBeInTheDocument();
    }
    expect(screen.queryByText('Satisfaction')).toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it('has its gauge as table, CSV and SVG in one short line, which does not say again what stands right above it', async () => {
    answerWith({ 'panel.read': () => panel(served(card({ measures: [measure({ verdict: moved('improved', 'confirmed') })] }))) });
    render(<Glance />);
    const csv = await screen.findByRole('button', { name: 'Download Gauge as CSV' });
    expect(csv.parentElement).toHaveTextContent(/^Show as tableCSVSVG$/);
  });

  it('leads to the outcome, and says how the team’s time was split', async () => {
    const answer = panel(served(card()));
    answerWith({ 'panel.read': () => ({ ...answer, data: { ...answer.data, share: { now: 0.24, before: 0.5 } } }) });
    render(<Glance />);
    expect(await screen.findByRole('link', { name: 'Open outcome Faster service requests' })).toBeInTheDocument();
    expect(screen.getByText('24% change, 76% run')).toBeInTheDocument();
  });

  it('shows what went wrong before all else, whichever outcome it is of', async () => {
    const broken = card({ outcomeId: 'out_0000000000000002', title: 'Quiet nights', measures: [measure({ name: 'Satisfaction', role: 'guardrail' })] });
    answerWith({ 'panel.read': () => panel(served(card()), served(broken, { primary: false })) });
    render(<Glance />);
    expect(await screen.findByText('Quiet nights')).toBeInTheDocument();
    expect(screen.getByText('Beyond its limit')).toBeInTheDocument();
    expect(screen.queryByText('Faster service requests')).toBeNull();
  });

  it('puts an alarm before a KPI that is beyond its limit', async () => {
    const why = { key: 'signal.silent-stall.why', params: { weeks: 4 } };
    const stalled = card({ outcomeId: 'out_0000000000000003', title: 'Off the old portal', signal: { kind: 'silent-stall', since: '2026-08-03', why, clears: why } });
    const broken = card({ outcomeId: 'out_0000000000000002', title: 'Quiet nights', measures: [measure({ role: 'guardrail' })] });
    answerWith({ 'panel.read': () => panel(served(card()), served(broken, { primary: false }), served(stalled, { primary: false })) });
    render(<Glance />);
    expect((await screen.findByRole('link', { name: 'Open outcome Off the old portal' })).parentElement).toHaveTextContent('Silent stall');
    expect(screen.getByText('and 2 other outcomes')).toBeInTheDocument();
  });

  it('says that the newest value alone is shown while nothing is judged, and is bold about nothing that did not change', async () => {
    answerWith({ 'panel.read': () => panel(served(card())) });
    const { unmount } = render(<Glance />);
    expect(await screen.findByText('Where the newest value lies; no verdict yet')).toBeInTheDocument();
    expect(screen.getByText(/^\d+%$/, { selector: 'b' })).toBeInTheDocument();
    unmount();
    const still = { kind: 'no detectable change', planned: 5, effect: effect(), plain: { before: 9.2, after: 7.2, nBefore: 16, nAfter: 8 } } as const;
    answerWith({ 'panel.read': () => panel(served(card({ measures: [measure({ verdict: still })] }))) });
    render(<Glance />);
    expect(await screen.findByText(/^\d+% of the way$/)).toBeInTheDocument();
    expect(screen.queryByText(/^\d+%$/, { selector: 'b' })).toBeNull();
    expect(screen.queryByText('Where the newest value lies; no verdict yet')).toBeNull();
  });

  it('says when all that it serves is archived', async () => {
    answerWith({ 'panel.read': () => panel(served(card({ state: 'archived', measures: [] }))) });
    render(<Glance />);
    expect(await screen.findByText('What it serves is archived.')).toBeInTheDocument();
  });

  it('says in one line that nothing is linked', async () => {
    answerWith({ 'panel.read': () => panel() });
    render(<Glance />);
    expect(await screen.findByText('Serves no outcome yet.')).toBeInTheDocument();
  });
});
