import { trailExport } from '../../src/domain/trail-export';
import { sha256, thousand } from '../support/trail';
import { missedDamages } from '../support/trail-damage';

it('finds every byte of 1,000 records that is changed, taken away or put in', async () => {
  expect(await missedDamages(Buffer.from(await trailExport(thousand(), sha256)), 1)).toEqual([]);
}, 900_000);
