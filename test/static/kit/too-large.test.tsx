import { MAX_REQUEST_BYTES } from '../../../src/contract/bounds';
import { call } from '../../../static/kit/call';
import { speak } from '../../../static/kit/text/language';
import { answerWith, inputsOf } from '../bridge';

const refuse = { ok: false as const, error: { code: 'forbidden' as const, message: 'No.' } };

it('what Forge would not let through is not sent, and the field that holds most of it is told to be shortened', async () => {
  answerWith({ 'outcome.create': () => refuse, 'value.record': () => refuse });
  const long = 'ä'.repeat(MAX_REQUEST_BYTES / 2);
  const trouble = { code: 'invalid-input', kind: 'refused', remedy: 'Shorten it and send it again. Nothing was changed.' };
  expect(await call('outcome.create', { title: 'Fewer outages', description: long })).toEqual({
    ok: false,
    trouble: { ...trouble, field: 'description', message: 'description: is too long to be sent. With it there are 501 KB, and 500 KB fit.' },
  });
  expect(await call('outcome.create', { title: 'Fewer outages', period: { from: long } })).toMatchObject({ trouble: { field: 'period.from' } });
  const values = Array.from({ length: 20_000 }, () => ({ at: '2026-03-01', value: 7.5 }));
  expect(await call('value.record', { kpiId: 'kpi_0000000000000000', values })).toMatchObject({ trouble: { field: 'values' } });
  expect([...inputsOf('outcome.create'), ...inputsOf('value.record')]).toEqual([]);
});

it('what just fits is sent', async () => {
  answerWith({ 'outcome.create': () => refuse });
  expect(await call('outcome.create', { title: 'x', description: 'x'.repeat(MAX_REQUEST_BYTES - 2_000) })).toMatchObject({ trouble: { code: 'forbidden' } });
  expect(inputsOf('outcome.create')).toHaveLength(1);
});

it('it is said in the viewer’s language', async () => {
  answerWith({});
  await speak('de-DE');
  const answer = await call('outcome.create', { title: 'x', description: 'x'.repeat(MAX_REQUEST_BYTES) });
  expect(answer).toMatchObject({ trouble: { message: expect.stringContaining('ist zu lang zum Senden'), remedy: expect.stringContaining('Kürzen Sie es') } });
});
