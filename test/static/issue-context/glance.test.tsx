import { render, screen } from '@testing-library/react';
import { Glance } from '../../../static/issue-context/glance';
import { axeFaults } from '../axe';
import { answerWith } from '../bridge';
import { card, measure, moved, panel, served } from '../fixtures';

describe('the glance', () => {
  it('names the outcome, where its leading KPI stands, and how sure that is', async () => {
    const measures = [measure({ kpiId: 'kpi_0000000000000002', name: 'Satisfaction', role: 'guardrail' }), measure({ verdict: moved('improved', 'confirmed') })];
    answerWith({ 'panel.read': () => panel(served(card({ measures })), served(card({ outcomeId: 'out_0000000000000002' }))) });
    render(<Glance />);
    expect(await screen.findByText('Faster service requests')).toBeInTheDocument();
    for (const words of ['Handling time', 'Improved · confirmed', '7.2 h, 3 days ago', 'and 1 other KPI', 'and 1 other outcome']) {
      expect(screen.getByText(words)).toBeInTheDocument();
    }
    expect(await axeFaults()).toEqual([]);
  });

  it('says in one line that nothing is linked', async () => {
    answerWith({ 'panel.read': () => panel() });
    render(<Glance />);
    expect(await screen.findByText('Serves no outcome yet.')).toBeInTheDocument();
  });
});
