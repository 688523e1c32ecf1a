/**
 * A process that writes until it is killed: transactions of a head and a record, each told on its output once it is
 * acknowledged. Started by persistence.test.ts with the database's file.
 */
import { RECORD } from './environment';
import { localStore } from './local';

const store = localStore({ file: process.argv[2] ?? '' });
for (let seq = 1; ; seq += 1) {
  const verdict = store.verdict('transaction', {
    set: [
      { key: 'head', value: seq },
      { key: `r${seq}`, entityName: RECORD, value: { area: 'a', seq } },
    ],
  });
  if (verdict !== '204') throw new Error(verdict);
  process.stdout.write(`${seq}\n`);
}
