import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from '../../../dev/host/control';

test('the document lists every call below /_host/, and no other', () => {
  const document = readFileSync(join(__dirname, '..', '..', '..', 'dev', 'host', 'README.md'), 'utf8');
  const listed = [...document.matchAll(/`((?:GET|POST) \/_host\/[\w/]+)/g)].map(([, call]) => call);
  expect(listed.sort()).toEqual(Object.keys(ROUTES).sort());
});
