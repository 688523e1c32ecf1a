import { type LocalPlatform, startPlatform } from '../support/platform';
import { keepsSecrets, plant, survives } from './payloads';

let platform: LocalPlatform;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
}, 60_000);
afterAll(() => platform?.stop());

it('in no reply to a hundred thousand payloads stands what is kept from whoever asked', async () => {
  await keepsSecrets(platform, await plant(platform), 100_000, 7);
}, 3_600_000);

it('a hundred thousand payloads over all calls, arbitrary or almost right, are each answered by the contract, and what is refused has changed nothing', async () => {
  await survives(platform, 100_000, 7);
}, 3_600_000);
