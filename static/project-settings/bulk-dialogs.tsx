import { type FormEvent, type ReactNode, useState } from 'react';
import { Dialog } from '../kit/dialog';
import { SelectField } from '../kit/fields';
import { say } from '../kit/text/say';
import { useFormat } from '../kit/viewer';
import { type Change, linking, unlinking } from './changes';
import { type Epic } from './epics';
import { type Outcomes } from './outcomes';
import { text } from './text';

interface Props {
  epics: readonly Epic[];
  onClose: () => void;
  onChosen: (changes: readonly Change[]) => void;
}

/** Links several epics to one outcome. */
export function BulkLinkDialog({ epics, outcomes, onClose, onChosen }: Props & { outcomes: Outcomes }): ReactNode {
  const format = useFormat();
  const [outcomeId, setOutcomeId] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const card = outcomes.cards?.find((one) => one.outcomeId === outcomeId);
    if (card) onChosen(epics.map((epic) => linking(epic, card)));
    else setError(text.outcomeNeeded);
  };
  return (
    <Dialog
      title={say(text.bulkLinkTitle, { count: epics.length, n: format.number(epics.length) })}
      submit={text.save}
      onClose={onClose}
      onSubmit={submit}
      trouble={outcomes.trouble}
    >
      <Keys epics={epics} />
      {outcomes.cards?.length === 0 && <p role="status">{text.noOutcomes}</p>}
      <SelectField
        label={text.outcome}
        hint={text.bulkLinkHint}
        placeholder={text.chooseOutcome}
        options={(outcomes.cards ?? []).map((card) => ({ value: card.outcomeId, label: card.title }))}
        loading={outcomes.cards === undefined && outcomes.trouble === undefined}
        value={outcomeId}
        error={error}
        onChange={(chosen) => {
          setOutcomeId(chosen);
          setError(undefined);
        }}
      />
    </Dialog>
  );
}

const EVERY = 'every';

/** Takes links of several epics away: those to one outcome, or all. */
export function BulkUnlinkDialog({ epics, onClose, onChosen }: Props): ReactNode {
  const format = useFormat();
  const linked = epics.filter((epic) => epic.links.length > 0);
  const titles = new Map(linked.flatMap((epic) => epic.links.map((link) => [link.outcomeId, link.title] as const)));
  const [only] = titles.size === 1 ? titles.keys() : [];
  const [from, setFrom] = useState<string>(only ?? EVERY);
  const changes = linked.flatMap((epic) =>
    epic.links.filter((link) => from === EVERY || link.outcomeId === from).map((link) => unlinking(epic, link)),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    onChosen(changes);
  };
  return (
    <Dialog
      title={say(text.bulkUnlinkTitle, { count: linked.length, n: format.number(linked.length) })}
      submit={text.unlink}
      onClose={onClose}
      onSubmit={submit}
    >
      <Keys epics={linked} />
      <SelectField
        label={text.unlinkFrom}
        options={[
          ...(titles.size > 1 ? [{ value: EVERY, label: text.everyOutcome }] : []),
          ...[...titles].map(([value, label]) => ({ value, label })),
        ]}
        value={from}
        onChange={(chosen) => setFrom(chosen || EVERY)}
      />
      <p className="n-small n-subtle" role="status">
        {say(text.linksToRemove, { count: changes.length, n: format.number(changes.length) })}
      </p>
    </Dialog>
  );
}

/** Which epics it is about; of many, the first ones. */
const KEYS_SHOWN = 12;

function Keys({ epics }: { epics: readonly Epic[] }): ReactNode {
  const format = useFormat();
  const rest = epics.length - KEYS_SHOWN;
  const keys = epics.slice(0, KEYS_SHOWN).map((epic) => epic.key).join(', ');
  return (
    <p className="n-wrap">
      {keys}
      {rest > 0 && ` ${say(text.andMore, { n: format.number(rest) })}`}
    </p>
  );
}
