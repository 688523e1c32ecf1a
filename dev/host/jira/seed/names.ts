const FIRST = [
  'Amara', 'Anders', 'Beatriz', 'Callum', 'Chiara', 'Daniel', 'Divya', 'Elif', 'Emil', 'Farah', 'Gareth', 'Hana', 'Ines', 'Ivan', 'Jonas',
  'Keiko', 'Laila', 'Lukas', 'Maren', 'Mateo', 'Nadia', 'Noah', 'Oksana', 'Pablo', 'Priya', 'Ravi', 'Rosa', 'Samuel', 'Tariq', 'Yara',
];
const LAST = [
  'Adeyemi', 'Baker', 'Castillo', 'Dahl', 'Egger', 'Ferrari', 'Gupta', 'Hansen', 'Ibrahim', 'Jansen', 'Kovacs', 'Larsen', 'Moreau', 'Novak',
  'Okafor', 'Petrov', 'Quinn', 'Rossi', 'Sato', 'Tanaka', 'Ueda', 'Varga', 'Weber', 'Xu', 'Yilmaz', 'Zeller', 'Brandt', 'Costa', 'Duarte', 'Eriksen',
];

/** A made-up name for an account, the same every time. */
export function madeUpName(accountId: string): string {
  const hash = [...accountId].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
  return `${FIRST[hash % FIRST.length] ?? ''} ${LAST[Math.floor(hash / FIRST.length) % LAST.length] ?? ''}`;
}

/** People one can be, besides the accounts of the seed. */
export const CAST = [
  { accountId: 'admin', displayName: 'Ada Quist (site admin)' },
  { accountId: 'project-admin', displayName: 'Petra Lindholm (project admin)' },
  { accountId: 'engineer', displayName: 'Enzo Marchetti (engineer)' },
  { accountId: 'manager', displayName: 'Maya Thornton (manager)' },
  { accountId: 'outsider', displayName: 'Otto Falk (no access)' },
] as const;
