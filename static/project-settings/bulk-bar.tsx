import Button from '@atlaskit/button/new';
import { type ReactNode, useEffect, useRef } from 'react';
import { say } from '../kit/text/say';
import { useFormat } from '../kit/viewer';
import { text } from './text';

/** What can be done with several epics at once; stands above them, so that selecting moves nothing. */
export function BulkBar({
  shown,
  chosen,
  linked,
  suggested,
  busy,
  onSelectAll,
  onLink,
  onUnlink,
  onTake,
}: {
  shown: number;
  chosen: number;
  /** Those of the chosen that serve an outcome, and those with a suggestion. */
  linked: number;
  suggested: number;
  busy: boolean;
  onSelectAll: (all: boolean) => void;
  onLink: () => void;
  onUnlink: () => void;
  onTake: () => void;
}): ReactNode {
  const format = useFormat();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = chosen > 0 && chosen < shown;
  }, [chosen, shown]);
  return (
    <div className={chosen > 0 ? 'n-bulk n-bulk-chosen' : 'n-bulk'} role="group" aria-label={text.bulk}>
      <label className="n-bulk-all">
        <input
          ref={box}
          type="checkbox"
          className="n-select"
          checked={chosen > 0 && chosen === shown}
          onChange={(event) => onSelectAll(event.currentTarget.checked)}
        />
        {chosen === 0 ? say(text.selectAll, { count: shown, n: format.number(shown) }) : say(text.selected, { n: format.number(chosen), of: format.number(shown) })}
      </label>
      <div className="n-actions">
        <Button spacing="compact" onClick={onLink} isDisabled={busy || chosen === 0}>
          {text.bulkLink}
        </Button>
        <Button spacing="compact" onClick={onUnlink} isDisabled={busy || linked === 0}>
          {text.bulkUnlink}
        </Button>
        {suggested > 0 && (
          <Button spacing="compact" appearance="primary" onClick={onTake} isDisabled={busy}>
            {say(text.bulkTake, { count: suggested, n: format.number(suggested) })}
          </Button>
        )}
      </div>
    </div>
  );
}
