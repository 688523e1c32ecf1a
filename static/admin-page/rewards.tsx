import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type Trouble, call } from '../kit/call';
import { SelectField, TextField } from '../kit/fields';
import { tell } from '../kit/flag';
import { TroubleBox } from '../kit/states';
import { text as common } from '../kit/text/en';
import { say } from '../kit/text/say';
import { useForm } from '../kit/use-form';
import { usePages } from '../kit/use-pages';
import { useFormat } from '../kit/viewer';
import { text as admin } from './text';
import { text } from './teams-text';

type Team = Pick<CallReply<'team.read'>['teams'][number], 'teamId' | 'name'>;
type Incentive = CallReply<'incentive.read'>['teams'][number]['incentives'][number];

/** The KPIs that a team is rewarded by, each with the day since which it is. */
export function Rewards({ team, incentives, reload }: { team: Team; incentives: readonly Incentive[]; reload: () => Promise<void> }): ReactNode {
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const remove = async ({ kpiId, name, since }: Incentive): Promise<void> => {
    const answer = await call('incentive.remove', { teamId: team.teamId, kpiId });
    setTrouble(answer.ok ? undefined : answer.trouble);
    await reload();
    if (!answer.ok) return;
    const putBack = async (): Promise<void> => {
      const back = await call('incentive.set', { teamId: team.teamId, kpiId, since });
      setTrouble(back.ok ? undefined : back.trouble);
      await reload();
    };
    tell(say(text.noLongerRewarded, { team: team.name, kpi: name }), { undo: { text: common.undo, run: () => void putBack() } });
  };
  return (
    <div className="n-stack-tight">
      <p className="n-small n-subtle">
        {text.rewarded}: {incentives.length === 0 && text.rewardedNone}
      </p>
      {trouble && <TroubleBox trouble={trouble} title={admin.notSaved} />}
      {incentives.length > 0 && (
        <ul className="n-points">
          {incentives.map((incentive) => (
            <li key={incentive.kpiId}>
              {say(text.since, { kpi: incentive.name, date: format.date(incentive.since) })}{' '}
              <Button spacing="compact" appearance="subtle" aria-label={say(text.noLonger, { kpi: incentive.name })} onClick={() => void remove(incentive)}>
                {text.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <RewardForm
          team={team}
          onClose={() => setAdding(false)}
          onDone={async () => {
            setAdding(false);
            await reload();
          }}
        />
      ) : (
        <div>
          <Button spacing="compact" aria-label={say(text.rewardOf, { team: team.name })} onClick={() => setAdding(true)}>
            {text.addReward}
          </Button>
        </div>
      )}
    </div>
  );
}

function RewardForm({ team: { teamId, name }, onClose, onDone }: { team: Team; onClose: () => void; onDone: () => Promise<void> }): ReactNode {
  const listed = usePages('kpi.list', {}, () => false);
  const form = useForm({ kpiId: '', since: '' }, async ({ kpiId, since }) => {
    if (kpiId === '') return { errors: { kpiId: text.kpiNeeded } };
    const answer = await call('incentive.set', { teamId, kpiId, ...(since === '' ? {} : { since }) });
    if (!answer.ok) return answer;
    tell(say(text.recorded, { team: name }));
    await onDone();
    return undefined;
  });
  const { values, errors, set } = form;
  const kpis = listed.data?.flatMap((page) => page.kpis).map(({ kpiId, name: label }) => ({ value: kpiId, label }));
  return (
    <form ref={form.formRef} className="n-stack-tight" onSubmit={form.onSubmit} noValidate aria-label={say(text.rewardOf, { team: name })}>
      {listed.trouble && <TroubleBox trouble={listed.trouble} onRetry={() => void listed.reload()} />}
      {form.trouble && <TroubleBox trouble={form.trouble} title={admin.notSaved} />}
      <div className="n-form-row">
        <SelectField label={text.kpi} options={kpis ?? []} loading={!kpis && listed.loading} value={values.kpiId} error={errors.kpiId} onChange={(kpiId) => set('kpiId', kpiId)} />
        <TextField label={text.from} optional type="date" value={values.since} error={errors.since} onChange={(since) => set('since', since)} />
      </div>
      <div className="n-actions">
        <Button type="submit" appearance="primary" isLoading={form.busy}>
          {text.reward}
        </Button>
        <Button appearance="subtle" onClick={onClose}>
          {common.cancel}
        </Button>
      </div>
      <p className="n-small n-subtle">{text.rewardedHow}</p>
    </form>
  );
}
