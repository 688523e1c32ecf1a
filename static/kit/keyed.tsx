import { type ReactNode } from 'react';

/** An issue's key, such as `NSP-214`. Source: Jira, "Edit a project's details": a capital first, then capitals, digits or underscores. */
const KEY = /(\b[A-Z][A-Z0-9_]+-\d+\b)/;

/** Words in which issues' keys stay in one piece where a line ends. */
export function Keyed({ children }: { children: string }): ReactNode {
  return children.split(KEY).map((part, index) =>
    index % 2 === 0 ? part : (
      <span key={`${index}`} className="n-key">
        {part}
      </span>
    ),
  );
}
