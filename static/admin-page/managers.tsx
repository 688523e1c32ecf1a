import Button from '@atlaskit/button/new';
import { AsyncSelect } from '@atlaskit/select';
import { type ReactNode, useId, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type Trouble, call } from '../kit/call';
import { Field } from '../kit/fields';
import { tell } from '../kit/flag';
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
  const loaded = useCall('roles.read', {});
  return (
    <section className="n-card n-stack" aria-labelledby="managers">
      <h2 className="n-h2" id="managers">
        {text.managers}
      </h2>
      <p className="n-quiet">{text.managersHow}</p>
      <Show loaded={loaded} skeleton={<Skeleton heights={[56]} />}>
        {(roles) => <GroupChoice key={roles.version ?? 0} roles={roles} reload={async () => void (await loaded.reload())} />}
      </Show>
    </section>
  );
}

function GroupChoice({ roles, reload }: { roles: Roles; reload: () => Promise<void> }): ReactNode {
  const id = useId();
  const [chosen, setChosen] = useState<Group | null>(roles.managersGroup ?? null);
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const answer = await call('roles.set', { groupId: chosen?.groupId ?? null, ...(roles.version === undefined ? {} : { version: roles.version }) });
    setBusy(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) tell(text.rolesSaved);
    if (answer.ok || answer.trouble.code === 'changed-meanwhile') await reload();
  };
  return (
    <div className="n-stack-tight n-narrow">
      {trouble && <TroubleBox trouble={trouble} title={text.notSaved} />}
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
        />
      </Field>
      <div>
        <Button appearance="primary" isLoading={busy} isDisabled={chosen?.groupId === roles.managersGroup?.groupId} onClick={() => void save()}>
          {text.save}
        </Button>
      </div>
    </div>
  );
}
