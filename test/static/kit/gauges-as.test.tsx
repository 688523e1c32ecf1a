import '@testing-library/jest-dom';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { MeasureView } from '../../../src/contract/views';
import { GaugesAs } from '../../../static/kit/gauges-as';
import { axeFaults } from '../axe';
import { measure, moved } from '../fixtures';

const measures: MeasureView[] = [
  measure({ kpiId: 'kpi_0000000000000002', name: 'Satisfaction', direction: 'increase', role: 'guardrail', target: { kind: 'value', value: 8, by: '2026-12-18' }, way: { kind: 'share', share: 0.25 } }),
  measure({ verdict: moved('improved', 'confirmed') }),
  measure({ kpiId: 'kpi_0000000000000003', name: 'Cost', role: 'supporting', way: { kind: 'refused', reason: 'no-baseline' }, baseline: { kind: 'refused', reason: 'no-values-in-window' } }),
];
const saved: { name: string; text: Promise<string> }[] = [];

beforeEach(() => {
  saved.length = 0;
  let blob: Blob | undefined;
  Object.assign(URL, { createObjectURL: (made: Blob) => ((blob = made), 'blob:made'), revokeObjectURL: () => undefined });
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const made = blob;
    saved.push({ name: this.download, text: made ? new Promise((resolve) => { const reader = new FileReader(); reader.onload = () => resolve(String(reader.result)); reader.readAsText(made); }) : Promise.resolve('') });
  });
  render(<GaugesAs outcomes={[{ title: 'Faster service requests', measures }]} />);
});

it('holds the gauges of a list in numbers; what is not judged has no range, and a refusal no number', async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }));
  const rows = within(screen.getByRole('table', { name: 'All gauges' })).getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows).toEqual([
    ['KPI', 'Way to the target', 'Way to the limit', 'Range from', 'Range to'],
    ['Faster service requests: Handling time', '63%', '–', '44%', '75%'],
    ['Faster service requests: Cost', '–', '–', '–', '–'],
    ['Faster service requests: Satisfaction', '–', '25%', '–', '–'],
  ]);
  expect(await axeFaults()).toEqual([]);
});

it('gives the same as CSV and as one SVG, and draws nothing twice on the page', async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Download All gauges as CSV' }));
  await userEvent.click(screen.getByRole('button', { name: 'Download All gauges as SVG' }));
  expect(saved.map(({ name }) => name)).toEqual(['all-gauges.csv', 'all-gauges.svg']);
  const [csv, svg] = await Promise.all(saved.map(({ text }) => text));
  expect(csv).toContain('Faster service requests: Handling time,0.625,,0.4375,0.75');
  expect(svg).toContain('<title>All gauges. The ways of 3 KPIs from their baselines to their targets or limits.</title>');
  expect([...(svg ?? '').matchAll(/<text[^>]*>([^<]*)</g)].map(([, words]) => words)).toEqual(['Faster service requests: Handling time', 'Faster service requests: Cost', 'Faster service requests: Satisfaction']);
  expect(svg?.match(/<circle/g)).toHaveLength(2);
  expect(document.querySelector('svg')).toBeNull();
});
