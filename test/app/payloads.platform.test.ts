import { type LocalPlatform, startPlatform } from '../support/platform';
import { keepsSecrets, plant, survives } from './payloads';

let platform: LocalPlatform;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
}, 60_000);
afterAll(() => platform?.stop());

it('in no reply to a thousand payloads stands what is kept from whoever asked', async () => {
  await keepsSecrets(platform, await plant(platform), 1_000, 20_260_320);
}, 180_000);

it('a thousand payloads over all calls, arbitrary or almost right, are each answered by the contract, and what is refused has changed nothing', async () => {
  await survives(platform, 1_000, 20_260_320);
}, 180_000);

it('a payload of megabytes is refused before it reaches a function', async () => {
  const payload = { title: 'x'.repeat(2_000_000) };
  const answer = await platform.invoke('admin', { moduleKey: 'global-page', functionKey: 'outcome.create', payload });
  expect(answer.ok).toBe(false);
});
