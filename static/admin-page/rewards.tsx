import Button from '@atlaskit/button/new';
import { type ReactNode, useEffect, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type Trouble, call } from '../kit/call';
import { SelectField, TextField } from '../kit/fields';
import { tell } from '../kit/flag';
import { TroubleBox } from '../kit/states';
import { text as common } from '../kit/text/en';
import { say } from '../kit/text/say';
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

type Kpis = readonly { value: string; label: string }[];

function RewardForm({ team: { teamId, name }, onDone }: { team: Team; onDone: () => Promise<void> }): ReactNode {
  const [kpis, setKpis] = useState<Kpis>();
  const [kpiId, setKpiId] = useState('');
  const [since, setSince] = useState('');
  const [asked, setAsked] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => {
    void allKpis().then(setKpis);
  }, []);
  const save = async (): Promise<void> => {
    setAsked(true);
    if (kpiId === '') return;
    const answer = await call('incentive.set', { teamId, kpiId, ...(since === '' ? {} : { since }) });
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) return;
    tell(say(text.recorded, { team: name }));
    await onDone();
  };
  return (
    <>
      {trouble && <TroubleBox trouble={trouble} title={admin.notSaved} />}
      <div className="n-form-row">
        <SelectField label={text.kpi} options={kpis ?? []} loading={kpis === undefined} value={kpiId} error={asked && kpiId === '' ? text.kpiNeeded : undefined} onChange={setKpiId} />
        <TextField label={text.from} optional type="date" value={since} onChange={setSince} />
        <Button appearance="primary" onClick={() => void save()}>
          {text.reward}
        </Button>
      </div>
      <p className="n-small n-subtle">{text.rewardedHow}</p>
    </>
  );
}

/** All of the site's KPIs, page by page. */
async function allKpis(): Promise<Kpis> {
  const kpis: { value: string; label: string }[] = [];
  let cursor: string | undefined;
  do {
    const answer = await call('kpi.list', cursor === undefined ? {} : { cursor });
    if (!answer.ok) break;
    kpis.push(...answer.data.kpis.map((kpi) => ({ value: kpi.kpiId, label: kpi.name })));
    ({ cursor } = answer.data);
  } while (cursor !== undefined);
  return kpis;
}
