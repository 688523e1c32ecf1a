import { type ReactNode } from 'react';
import { text } from './text';

/** What the marks of both columns mean. */
export function Legend(): ReactNode {
  return (
    <ul className="n-legend">
      <li>
        <Glyph>
          <rect x="2" y="3" width="10" height="10" fill="var(--ds-chart-purple-bolder, #964ac0)" />
        </Glyph>
        {text.legendDelivery}
      </li>
      <li>
        <Glyph>
          <circle cx="7" cy="8" r="5" fill="var(--ds-chart-blue-boldest, #1558bc)" />
        </Glyph>
        {text.legendImpact}
      </li>
      <li>
        <Glyph>
          <circle cx="7" cy="8" r="4" fill="none" stroke="var(--ds-chart-blue-boldest, #1558bc)" strokeWidth="2" />
        </Glyph>
        {text.legendNewest}
      </li>
      <li>
        <Glyph>
          <path d="M7 1v14" stroke="var(--ds-chart-gray-boldest, #505258)" strokeWidth="2" />
        </Glyph>
        {text.legendBaseline}
      </li>
      <li>
        <Glyph>
          <path d="M3 15V2h9L9.6 5 12 8H3" fill="var(--ds-chart-success-bold, #5b7f24)" stroke="var(--ds-chart-success-bold, #5b7f24)" />
        </Glyph>
        {text.legendTarget}
      </li>
      <li>
        <Glyph>
          <path d="M1 9l5-5M1 13 10 4M5 13l8-8M9 13l4-4" stroke="var(--ds-chart-gray-bold, #8c8f97)" />
        </Glyph>
        {text.legendWorse}
      </li>
    </ul>
  );
}

function Glyph({ children }: { children: ReactNode }): ReactNode {
  return (
    <svg width="14" height="16" viewBox="0 0 14 16" aria-hidden="true">
      {children}
    </svg>
  );
}
