import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AtlaskitStyles } from '../../../static/kit/atlaskit';
import { Table } from '../../../static/kit/table';

/** Stands where a browser's constructed style sheet does, which jsdom lacks: it throws at what it cannot parse. */
class ConstructedSheet {
  cssRules: string[] = [];

  insertRule(rule: string): void {
    if (rule.includes('-moz-') || rule.includes(':hovered')) throw new DOMException('Failed to parse the rule.', 'SyntaxError');
    this.cssRules.push(rule);
  }
}

const sheets: ConstructedSheet[] = [];

beforeAll(() => {
  Object.defineProperty(globalThis, 'CSSStyleSheet', { value: ConstructedSheet, configurable: true });
  Object.defineProperty(document, 'adoptedStyleSheets', {
    configurable: true,
    get: () => sheets,
    set: (next: ConstructedSheet[]) => sheets.splice(0, sheets.length, ...next),
  });
});

it('draws a table of several pages although Atlaskit styles its pages with rules for other browsers', async () => {
  const rows = Array.from({ length: 30 }, (_, index) => ({ key: `${index}`, cells: { name: { content: `Row ${index + 1}.` } } }));
  render(
    <AtlaskitStyles>
      <Table label="Rows" columns={[{ key: 'name', title: 'Name' }]} rows={rows} rowsPerPage={25} />
    </AtlaskitStyles>,
  );
  expect(screen.getByText('Row 25.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /^page 2/i }));
  expect(screen.getByText('Row 30.')).toBeInTheDocument();
  expect(sheets[0]?.cssRules.length).toBeGreaterThan(0);
});
