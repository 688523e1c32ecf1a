import { type ReactNode, useEffect, useState } from 'react';
import type { CallReply } from '../../../src/contract';
import type { KpiRecord } from '../../../src/contract/views';
import { type KpiTemplate } from '../../../src/domain/kpi-template';
import { call } from '../../kit/call';
import { Dialog } from '../../kit/dialog';
import { CheckField } from '../../kit/fields';
import { tell } from '../../kit/flag';
import { say } from '../../kit/text/say';
import { useCall } from '../../kit/use-call';
import { readPages } from '../../kit/use-pages';
import { type Sent, useForm } from '../../kit/use-form';
import { FeedFields } from './feed-fields';
import { type FeedValues, feedValues, isFormula, sourceFrom } from './feed-input';
import { FeedPreview } from './feed-preview';
import { text } from './text';

export interface FeedDialogProps {
  kpi: KpiRecord;
  /** What is set now. */
  told?: CallReply<'kpi.source'>['source'] | undefined;
  template?: KpiTemplate | undefined;
  begin?: 'jira' | 'formula' | undefined;
  /** Jira administrators may have a KPI counted in Jira. */
  mayCount: boolean;
  now: string;
  onClose: () => void;
  onSaved: () => void;
}

/** The KPIs of which a formula may be made. */
function useOthers(kpiId: string): KpiRecord[] {
  const [others, setOthers] = useState<KpiRecord[]>([]);
  useEffect(() => {
    let left = false;
    void readPages('kpi.list', { state: 'open' }).then((read) => {
      if (read.ok && !left) setOthers(read.data.pages.flatMap(({ kpis }) => kpis).filter((one) => one.kpiId !== kpiId));
    });
    return () => {
      left = true;
    };
  }, [kpiId]);
  return others;
}

/** Says where a KPI's values come from, with a preview on real data. */
export default function FeedDialog({ kpi, told, template, begin, mayCount, now, onClose, onSaved }: FeedDialogProps): ReactNode {
  const choices = useCall('kpi.choices', {}).data;
  const others = useOthers(kpi.kpiId);
  // What Jira shows of one query says nothing of another: each is asked about by itself.
  const [askedFor, setAskedFor] = useState<string>();
  const [confirmedFor, setConfirmedFor] = useState<string>();
  const form = useForm<FeedValues>(feedValues(told, template, kpi.unit, begin === 'formula' || !mayCount), async (values): Promise<Sent<FeedValues>> => {
    const read = sourceFrom(values, choices);
    if ('errors' in read) return read;
    const { source } = read;
    const at = { kpiId: kpi.kpiId, version: kpi.version };
    const answer = source.kind === 'formula' ? await call('kpi.derive', { ...at, source }) : await call('kpi.count', { ...at, source, confirmed: confirmedFor === source.jql });
    if (answer.ok) {
      tell(text.saved);
      onSaved();
      return undefined;
    }
    if (answer.trouble.code === 'confirm' && source.kind !== 'formula') {
      setAskedFor(source.jql);
      const { message } = answer.trouble;
      return { trouble: { kind: 'refused', code: 'confirm', message, remedy: text.confirmFirst } };
    }
    return { trouble: answer.trouble };
  });
  const read = sourceFrom(form.values, choices);
  const source = 'source' in read ? read.source : undefined;
  const query = source && source.kind !== 'formula' ? source.jql : undefined;
  return (
    <Dialog title={say(text.title, { kpi: kpi.name })} submit={text.save} onClose={onClose} wide {...form}>
      {query !== undefined && askedFor === query && (
        <CheckField label={text.confirm} checked={confirmedFor === query} onChange={(isConfirmed) => setConfirmedFor(isConfirmed ? query : undefined)} />
      )}
      <FeedFields form={form} choices={choices} kpis={others} mayCount={mayCount} />
      <FeedPreview key={JSON.stringify(source)} kpi={kpi} source={source} now={now} />
      {!isFormula(form.values.what) && <p className="n-small n-subtle">{text.leftOut}</p>}
    </Dialog>
  );
}
