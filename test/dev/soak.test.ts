import { existsSync, readFileSync } from 'node:fs';
import { GUARDS } from '../../dev/soak/guards';

it('every guard that the soak takes away stands where it says, has its test, and is in the document', () => {
  const document = readFileSync('docs/faults.md', 'utf8');
  for (const { name, file, edits, shownBy } of GUARDS) {
    const text = readFileSync(file, 'utf8');
    for (const [from] of edits) expect([name, text.includes(from)]).toEqual([name, true]);
    expect([name, existsSync(shownBy.file)]).toEqual([name, true]);
    expect(document).toContain(`| ${name} | \`${file}\` | \`${shownBy.file}\` |`);
  }
});
