import { type LocalPlatform, startPlatform } from '../support/platform';
import { keepsSecrets, plant, survives } from './payloads';

let platform: LocalPlatform;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
}, 60_000);
afterAll(() => platform?.stop());

it('a hundred thousand arbitrary payloads over all calls are each answered by the contract', async () => {
  await survives(platform, 100_000, 7);
}, 3_600_000);

it('in no reply to a hundred thousand payloads stands what is kept from whoever asked', async () => {
  await keepsSecrets(platform, await plant(platform), 100_000, 7);
}, 3_600_000);
