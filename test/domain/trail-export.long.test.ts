import { exportOf, thousand } from '../support/trail';
import { missedDamages } from '../support/trail-damage';

it('finds every byte of 1,000 records that is changed, swapped with the next, taken away or put in', async () => {
  expect(await missedDamages(Buffer.from(await exportOf(thousand())), 1)).toEqual([]);
}, 900_000);
