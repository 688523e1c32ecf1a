import { render } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Keyed } from '../../../static/kit/keyed';
import { IssueLink } from '../../../static/kit/links';

const css = readFileSync(join(__dirname, '..', '..', '..', 'static', 'kit', 'base.css'), 'utf8');

const keysIn = (container: HTMLElement): (string | null)[] => [...container.querySelectorAll('.n-key')].map((one) => one.textContent);

describe('an issue’s key stays in one piece where a line ends', () => {
  it('by one style', () => {
    expect(css).toMatch(/\.n-key \{\s*white-space: nowrap;\s*\}/);
  });

  it.each([
    ['Change the link of NSP-214', ['NSP-214']],
    ['Stopped before NSP-2, B2B_X-17.', ['NSP-2', 'B2B_X-17']],
    ['NSP-214', ['NSP-214']],
    ['Run-99 of a 95-%-range, UTF-, x-1 and 2026-09-28', []],
  ])('in “%s”', (words, keys) => {
    const { container } = render(<Keyed>{words}</Keyed>);
    expect(container.textContent).toBe(words);
    expect(keysIn(container)).toEqual(keys);
  });

  it('as a link; a link in other words may break', () => {
    expect(keysIn(render(<IssueLink issueKey="NSP-214" />).container)).toEqual(['NSP-214']);
    expect(keysIn(render(<IssueLink issueKey="NSP-214">Old portal</IssueLink>).container)).toEqual([]);
  });
});
