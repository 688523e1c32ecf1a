import { INSISTENCE, insist, type Tried } from '../../src/forge/insist';

async function tell(answers: Tried<string>[]) {
  const waits: number[] = [];
  let asked = 0;
  const answer = insist(
    () => Promise.resolve(answers[asked++] ?? { failed: new Error('gone on') }),
    INSISTENCE,
    (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  );
  return { answer: await answer.catch((error: unknown) => error), waits, asked };
}

const failed = { failed: new Error('no') };

it('asks again while that may help, with waits that grow and are jittered, and no more often than it says', async () => {
  expect(await tell([failed, failed, { done: 'yes' }])).toMatchObject({ answer: 'yes', asked: 3 });
  const { answer, waits } = await tell([]);
  expect(answer).toEqual(new Error('gone on'));
  expect(waits).toHaveLength(INSISTENCE.tries - 1);
  waits.forEach((ms, i) => {
    expect(ms).toBeGreaterThanOrEqual(INSISTENCE.firstWaitMs * 2 ** i);
    expect(ms).toBeLessThanOrEqual(1 + 1.5 * INSISTENCE.firstWaitMs * 2 ** i);
  });
});

it('never comes back before it was asked to, and leaves a long wait to whoever asked', async () => {
  const { waits } = await tell([{ failed: new Error('slow down'), waitMs: 2_000 }, { done: 'yes' }]);
  expect(waits[0]).toBeGreaterThanOrEqual(2_000);
  expect(await tell([{ failed: new Error('in an hour'), waitMs: 3_600_000 }, { done: 'yes' }])).toMatchObject({ answer: new Error('in an hour'), asked: 1, waits: [] });
});
