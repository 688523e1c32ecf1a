import { ONCE } from '../../../src/contract/once';
import { call } from '../../../static/kit/call';
import { answerWith, keysOf } from '../bridge';

const INPUT = { title: 'Fewer outages' };

it('what was not answered is sent again under the same key, what was answered under a new one', async () => {
  answerWith({ 'outcome.create': () => Promise.reject(new Error('lost')) });
  await call('outcome.create', INPUT);
  await call('outcome.create', INPUT);
  await call('outcome.create', { title: 'Another' });
  const [first, second, another] = keysOf('outcome.create');
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(second).toBe(first);
  expect(another).not.toBe(first);
  answerWith({ 'outcome.create': () => ({ ok: false, error: { code: 'busy', message: 'Slow down.' } }) });
  await call('outcome.create', INPUT);
  answerWith({ 'outcome.create': () => ({ ok: false, error: { code: 'forbidden', message: 'No.' } }) });
  await call('outcome.create', INPUT);
  await call('outcome.create', INPUT);
  const [answered, anew] = keysOf('outcome.create');
  expect(answered).toBe(first);
  expect(anew).not.toBe(first);
  expect(ONCE in INPUT).toBe(false);
});
