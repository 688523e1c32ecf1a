import Button from '@atlaskit/button/new';
import { AsyncSelect } from '@atlaskit/select';
import { type ReactNode, useId, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type Trouble, call } from '../kit/call';
import { Field } from '../kit/fields';
import { tell } from '../kit/flag';
import { useFollowed, useHold } from '../kit/following';
import { Meanwhile } from '../kit/meanwhile';
import { selectStyles } from '../kit/select-styles';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { useCall } from '../kit/use-call';
import { text } from './text';

type Roles = CallReply<'roles.read'>;
type Group = NonNullable<Roles['managersGroup']>;

async function find(query: string): Promise<Group[]> {
  const answer = await call('group.find', { query });
  return answer.ok ? answer.data.groups : [];
}

/** Which group's members manage outcomes. */
export function Managers(): ReactNode {
  const loaded = useFollowed(useCall('roles.read', {}));
  return (
    <section className="n-card n-stack" aria-labelledby="managers">
      <h2 className="n-h2" id="managers">
        {text.managers}
      </h2>
      <p className="n-quiet">{text.managersHow}</p>
      <Show loaded={loaded} skeleton={<Skeleton heights={[56]} />}>
        {(roles) => <GroupChoice key={roles.version ?? 0} roles={roles} hold={loaded.hold} reload={async () => void (await loaded.reload())} />}
      </Show>
    </section>
  );
}

function GroupChoice({ roles, hold, reload }: { roles: Roles; hold: (held: boolean) => void; reload: () => Promise<void> }): ReactNode {
  const id = useId();
  const [known, setKnown] = useState(roles);
  const [chosen, setChosen] = useState<Group | null>(roles.managersGroup ?? null);
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const isChanged = chosen?.groupId !== known.managersGroup?.groupId;
  useHold(hold, isChanged);
  const save = async (): Promise<void> => {
    setBusy(true);
    const answer = await call('roles.set', { groupId: chosen?.groupId ?? null, ...(known.version === undefined ? {} : { version: known.version }) });
    const latest = !answer.ok && answer.trouble.code === 'changed-meanwhile' ? await call('roles.read', {}) : undefined;
    setBusy(false);
    setTrouble(answer.ok || latest?.ok ? undefined : answer.trouble);
    // What was chosen stays, beside what someone else chose.
    if (latest?.ok) setKnown(latest.data);
    if (!answer.ok) return;
    tell(text.rolesSaved);
    await reload();
  };
  return (
    <div className="n-stack-tight n-narrow">
      {trouble && <TroubleBox trouble={trouble} title={text.notSaved} />}
      {known !== roles && <Meanwhile changes={[{ label: text.group, now: known.managersGroup?.name ?? '' }]} />}
      <Field id={id} label={text.group} hint={chosen ? undefined : text.groupNone}>
        <AsyncSelect<Group>
          inputId={id}
          labelId={`${id}-label`}
          cacheOptions
          defaultOptions
          isClearable
          loadOptions={find}
          getOptionLabel={({ name }) => name}
          getOptionValue={({ groupId }) => groupId}
          noOptionsMessage={() => text.noGroups}
          placeholder={text.findGroup}
          value={chosen}
          onChange={setChosen}
          styles={selectStyles}
        />
      </Field>
      <div>
        <Button appearance="primary" isLoading={busy} isDisabled={!isChanged} onClick={() => void save()}>
          {text.save}
        </Button>
      </div>
    </div>
  );
}
