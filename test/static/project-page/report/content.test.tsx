import type { OutcomeCard } from '../../../../src/contract/views';
import { formatFor } from '../../../../static/kit/format';
import { contentOf, markdownOf } from '../../../../static/project-page/report/content';
import { type Row } from '../../../../static/project-page/rows';
import { NOW, card, measure, moved } from '../../fixtures';

const format = formatFor('en-US', 'UTC');
const alarms: NonNullable<OutcomeCard['alarms']> = [
  {
    ...{ alarmId: 'alm_0000000000000001', kind: 'silent-stall', since: '2026-07-06', state: 'awaiting' },
    why: { key: 'signal.silent-stall.why', params: { weeks: 9 } },
    clears: { key: 'signal.silent-stall.clears', params: {} },
  },
];
const row = (n: number, more: Partial<OutcomeCard> = {}): Row => ({
  outcome: card({ outcomeId: `out_000000000000000${n}`, title: `Outcome ${n}`, ...more }),
  delivery: { epics: 2, count: { total: 62, done: 39, at: NOW } },
});
const heads = [{ id: 'out_0000000000000001', seq: 42, hash: 'f'.repeat(64) }];
const told = (rows: Row[], more = false): string => markdownOf(contentOf({ project: { key: 'NSP' }, rows, more, activity: undefined, heads, now: NOW }, format)).replace(/[\u00a0\u2009\u202f]/g, ' ');

it('is the whole report as Markdown: decisions, delivery beside impact, and what to check the records by', () => {
  const moving = row(1, { measures: [measure({ verdict: moved('improved', 'confirmed') })], signal: { ...card().signal, kind: 'moving' }, report: { reported: 'on-track', at: NOW, expired: false, gap: { since: '2026-08-31', weeks: 4 } } });
  expect(told([moving, row(2, { alarms, signal: { ...card().signal, kind: 'silent-stall' } })])).toBe(`# Status report: NSP

As of Sep 28, 2026. **1 of 2 outcomes is moving.**

## Decisions asked for

1. **Outcome 2**: Change work for it has all but stopped for 9 weeks, while run work goes on. Keep time free for it, re-plan, or stop it.

## Delivery and impact, side by side

| Outcome | Delivery | Impact | Reported |
| --- | --- | --- | --- |
| **Outcome 2** (Silent stall) | 39 of 62 | Handling time cannot be judged yet: first verdict about Oct 30, 2026. | nothing |
| **Outcome 1** (Moving) | 39 of 62 | Handling time is 63% of the way to target, confirmed. (95%: 44% – 75%) | On track, the KPI has said otherwise for 4 weeks |

## What remains, and what waiting costs

No work has been read from Jira yet.

## To check the records by

Number and hash of the last record of each outcome and of its main KPI. A history that was cut or rewritten since ends otherwise.

- Outcome 1: 42 records, ${'f'.repeat(64)}
`);
});

it('keeps what people typed from becoming markup, in a table of one line a row', () => {
  const text = told([row(1, { title: '# <b>Bold</b> | `code` [link](x)\nnext' })]);
  expect(text).toContain('| **\\# \\<b\\>Bold\\</b\\> \\| \\`code\\` \\[link\\](x) next** (Unproven) |');
});

it('says how many more there are than two pages hold', () => {
  const many = Array.from({ length: 9 }, (_, n) => row(n + 1, { alarms: [...alarms, ...alarms], measures: [measure(), measure({ kpiId: 'kpi_0000000000000002' }), measure({ kpiId: 'kpi_0000000000000003' })] }));
  const text = told(many);
  expect(text).toContain('5 further outcomes stand on the page itself.');
  expect(text).toContain('3. **Outcome');
  expect(text).not.toContain('4. **Outcome');
  expect(text).toContain('\nAnd 5 more, on the page itself.\n');
  expect(text.match(/<br>And 1 more, on the page itself\./g)).toHaveLength(4);
  expect(told(many, true)).toContain('Further outcomes stand on the page itself.');
});

it('says of what Jira did not answer for that it is left out', () => {
  const source = { project: { key: 'NSP' }, rows: [row(1)], more: true, activity: undefined, heads, now: NOW };
  expect(markdownOf(contentOf({ ...source, unanswered: 'Left out: delivery.' }, format))).toContain('are moving.** Further outcomes stand on the page itself. Left out: delivery.');
});
