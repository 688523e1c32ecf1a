/**
 * What an app may rely on in Forge's key-value store, told through the unmodified `@forge/kvs` only: documented or
 * measured behaviour, no choices of the local platform. Runs against any store that an environment gives it.
 */
import { entityContract } from './contract/entities';
import { keyContract } from './contract/keys';
import { queryContract } from './contract/queries';
import { severalContract } from './contract/several';
import { installForgeGlobals, type KvsEnvironment } from './environment';

/** Declares the suite's tests. `makeEnvironment` is called once; the entities of SUITE_ENTITIES must be declared. */
export function kvsSuite(
  describeName: string,
  makeEnvironment: () => KvsEnvironment | Promise<KvsEnvironment>,
): void {
  describe(describeName, () => {
    let environment: KvsEnvironment | undefined;

    beforeAll(async () => {
      environment = await makeEnvironment();
      installForgeGlobals(environment.fetch);
    });
    afterAll(() => environment?.close());

    const settle = async (): Promise<void> => environment?.settle();
    keyContract();
    entityContract();
    queryContract(settle);
    severalContract();
  });
}
