import { ONCE } from '../../src/contract/once';
import { MemorySite } from '../support/memory-site';

const ME = 'me';
const KEY = '7f1e6a4e-3d57-4a52-8d8f-3f4c1f4f9f11';

it('a change that a page sends again under the same key is made once, and answered as before; under another key it is another', async () => {
  const site = new MemorySite('2026-03-23T10:00:00.000Z', [ME]);
  const { outcome } = await site.call(ME, 'outcome.create', { title: 'Faster' });
  const { outcomeId } = outcome;
  const sent = (key: string) => ({ outcomeId, reported: 'on-track' as const, note: 'As planned', [ONCE]: key });
  const first = await site.call(ME, 'checkin.record', sent(KEY));
  expect(await site.call(ME, 'checkin.record', sent(KEY))).toEqual(first);
  expect((await site.call(ME, 'checkin.read', { outcomeId })).checkIns).toHaveLength(1);
  await site.call(ME, 'checkin.record', sent(KEY.replace('7', '8')));
  expect((await site.call(ME, 'checkin.read', { outcomeId })).checkIns).toHaveLength(2);
});
