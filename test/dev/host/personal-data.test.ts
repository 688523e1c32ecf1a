import Database from 'libsql';
import { PersonalData } from '../../../dev/host/events/personal-data';
import { HostState } from '../../../dev/host/state';

function open(scopes = ['report:personal-data']) {
  let now = Date.parse('2026-03-01T09:00:00.000Z');
  const service = new PersonalData(new HostState(new Database(':memory:')), { now: () => now }, scopes);
  const ask = (...accounts: [string, string][]) => {
    const { status, body } = service.answer({ accounts: accounts.map(([accountId, updatedAt]) => ({ accountId, updatedAt })) });
    return { status, json: body === '' ? undefined : (JSON.parse(body) as unknown) };
  };
  return { service, ask, wait: (ms: number) => (now += ms) };
}

const BEFORE = '2026-02-01T00:00:00.000Z';
const AFTER = '2026-04-01T00:00:00.000Z';

it('answers with what became of the accounts, and with nothing when nothing did', () => {
  const { service, ask } = open();
  expect(ask(['ann', BEFORE], ['bob', BEFORE])).toEqual({ status: 204, json: undefined });
  service.change('ann', 'updated');
  service.change('bob', 'closed');
  expect(ask(['ann', BEFORE], ['bob', AFTER], ['eve', BEFORE])).toEqual({
    status: 200, json: { accounts: [{ accountId: 'ann', status: 'updated' }, { accountId: 'bob', status: 'closed' }] },
  });
  expect(ask(['ann', AFTER])).toEqual({ status: 204, json: undefined });
  expect(Object.keys(service.accounts.reported)).toEqual(['ann', 'bob', 'eve']);
});

it('takes ninety accounts at once, with the scope alone', () => {
  const many = Array.from({ length: 91 }, (_, i): [string, string] => [`a${i}`, BEFORE]);
  expect(open().ask(...many.slice(0, 90)).status).toBe(204);
  expect(open().ask(...many).status).toBe(400);
  expect(open([]).ask(['ann', BEFORE]).status).toBe(403);
});
