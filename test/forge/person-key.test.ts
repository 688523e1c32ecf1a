import { pseudonym } from '../../src/forge/person-key';
import { installForgeGlobals } from '../dev/host/kvs/environment';
import { fetchOf, localStore } from '../dev/host/kvs/local';

it('two that find no key of pseudonyms at the same time use the same one, as does everybody after them', async () => {
  installForgeGlobals(fetchOf(localStore().kvs));
  const [one, other] = await Promise.all([pseudonym('somebody'), pseudonym('somebody')]);
  expect(other).toBe(one);
  expect(await pseudonym('somebody')).toBe(one);
  expect(await pseudonym('somebody else')).not.toBe(one);
});
