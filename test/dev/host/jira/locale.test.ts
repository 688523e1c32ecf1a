import { openLocal } from './local';

const PATH = '/rest/api/3/mypreferences/locale';

test('each person has their own language, which Jira tells with their account', () => {
  const { ask, jira } = openLocal([]);
  expect(ask('engineer', 'PUT', PATH, { locale: 'de_DE' }).status).toBe(204);
  expect(ask('engineer', 'GET', PATH).json).toEqual({ locale: 'de_DE' });
  expect(ask('engineer', 'GET', '/rest/api/3/myself').json).toMatchObject({ locale: 'de_DE' });
  expect(ask('admin', 'GET', PATH).json).toEqual({ locale: 'en_US' });
  expect(jira.users().find(({ accountId }) => accountId === 'engineer')?.locale).toBe('de-DE');
});

test('what is no locale is refused', () => {
  const { ask } = openLocal([]);
  expect(ask('engineer', 'PUT', PATH, { locale: 'German' }).status).toBe(400);
  expect(ask({ kind: 'anonymous' }, 'PUT', PATH, { locale: 'de_DE' }).status).toBe(401);
});
