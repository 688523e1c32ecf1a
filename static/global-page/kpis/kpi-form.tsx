import { type ReactNode, useState } from 'react';
import type { KpiRecord } from '../../../src/contract/views';
import { call } from '../../kit/call';
import { Dialog } from '../../kit/dialog';
import { ChoiceField, SelectField, TextField } from '../../kit/fields';
import { tell } from '../../kit/flag';
import { Meanwhile, changesBetween } from '../../kit/meanwhile';
import { PersonField } from '../../kit/person-field';
import { say } from '../../kit/text/say';
import { type Sent, useForm } from '../../kit/use-form';
import { text as feedText } from '../feed/text';
import { text } from '../text';
import { cadences, KpiFields, type KpiValues, templateOf } from './kpi-fields';

/** With the owner's account id; empty for whoever creates it. */
type Values = KpiValues & { ownerId: string; feed: string };

/** Where the values of a new KPI come from, and the common KPI that it began as. */
export interface Begun {
  feed: 'entered' | 'jira' | 'formula';
  template: string;
}

const labels = () => ({ name: text.name, unit: text.unit, cadence: text.cadence });

function valuesOf(kpi: KpiRecord | undefined): Values {
  return {
    name: kpi?.name ?? '',
    unit: kpi?.unit ?? '',
    direction: kpi?.direction ?? 'decrease',
    cadence: kpi?.cadence ?? 'week',
    ownerId: kpi?.ownerId ?? '',
    template: '',
    guardrail: false,
    feed: '',
  };
}

/** As chosen, else as suits the common KPI. */
function feedOf({ feed, template }: Values, mayCount: boolean): Begun['feed'] {
  if (feed === 'entered' || feed === 'jira' || feed === 'formula') return feed;
  const begins = templateOf(template)?.begins;
  if (begins === undefined) return 'entered';
  if (begins === 'ratio') return 'formula';
  return mayCount ? 'jira' : 'entered';
}

/** Creates a KPI, or changes one. Its direction stays: every target and limit was set by it. */
export function KpiForm({
  kpi,
  mayCount = false,
  onClose,
  onSaved,
}: {
  kpi?: KpiRecord;
  /** Jira administrators may have a KPI counted in Jira. */
  mayCount?: boolean;
  onClose: () => void;
  onSaved: (kpi: KpiRecord, begun: Begun) => void;
}): ReactNode {
  const [version, setVersion] = useState(kpi?.version);
  const [saved, setSaved] = useState(() => valuesOf(kpi));
  const [meanwhile, setMeanwhile] = useState<{ label: string; now: string }[]>();

  const form = useForm<Values>(saved, async (values): Promise<Sent<Values>> => {
    const cadence = values.cadence as KpiRecord['cadence'];
    const answer =
      kpi && version !== undefined
        ? await call('kpi.update', {
            kpiId: kpi.kpiId,
            version,
            ...(values.name === saved.name ? {} : { name: values.name }),
            ...(values.unit === saved.unit ? {} : { unit: values.unit }),
            ...(values.cadence === saved.cadence ? {} : { cadence }),
            ...(values.ownerId === saved.ownerId ? {} : { ownerId: values.ownerId }),
          })
        : await call('kpi.create', {
            name: values.name,
            unit: values.unit,
            direction: values.direction as KpiRecord['direction'],
            cadence,
            ...(values.ownerId === '' ? {} : { ownerId: values.ownerId }),
          });
    if (answer.ok) {
      if (values.guardrail) await createGuardrail(values.template);
      tell(say(kpi ? text.kpiSaved : text.kpiCreated, { name: answer.data.kpi.name }));
      onSaved(answer.data.kpi, { feed: feedOf(values, mayCount), template: values.template });
      return undefined;
    }
    if (!kpi || answer.trouble.code !== 'changed-meanwhile') return { trouble: answer.trouble };
    const fresh = await call('kpi.read', { kpiId: kpi.kpiId });
    if (!fresh.ok) return { trouble: answer.trouble };
    const now = valuesOf(fresh.data.kpi);
    setMeanwhile(changesBetween(saved, now, labels()));
    form.rebase(saved, now);
    setSaved(now);
    setVersion(fresh.data.kpi.version);
    return { errors: {} };
  });
  const { values, set, errors } = form;

  return (
    <Dialog title={kpi ? text.editKpiTitle : text.createKpi} submit={kpi ? text.save : text.create} onClose={onClose} {...form}>
      {meanwhile && <Meanwhile changes={meanwhile} />}
      {kpi ? (
        <>
          <div className="n-form-row">
            <TextField label={text.name} value={values.name} error={errors.name} onChange={(name) => set('name', name)} />
            {kpi.count === 0 && <TextField label={text.unit} hint={text.unitHint} value={values.unit} error={errors.unit} onChange={(unit) => set('unit', unit)} />}
          </div>
          {kpi.count > 0 && <p className="n-small n-subtle">{say(text.unitFixed, { unit: kpi.unit })}</p>}
          <ChoiceField
            label={text.cadence}
            options={cadences()}
            value={values.cadence}
            error={errors.cadence}
            onChange={(cadence) => set('cadence', cadence)}
          />
        </>
      ) : (
        <>
          <KpiFields form={form} offer={text.guardrailToo} />
          <SelectField
            label={feedText.heading}
            hint={feedText.kindHint}
            options={(mayCount ? (['entered', 'jira', 'formula'] as const) : (['entered', 'formula'] as const)).map((one) => ({ value: one, label: feedText.kinds[one] }))}
            value={feedOf(values, mayCount)}
            onChange={(feed) => set('feed', feed)}
          />
        </>
      )}
      <PersonField label={text.owner} hint={kpi ? text.kpiOwnerHint : text.ownerHintNew} value={values.ownerId} error={errors.ownerId} onChange={(value) => set('ownerId', value)} />
    </Dialog>
  );
}

/** Creates the guardrail that goes with a common KPI. That it went wrong is told; the KPI itself is there by then. */
async function createGuardrail(template: string): Promise<void> {
  const key = templateOf(template)?.guardrail;
  const guardrail = key && templateOf(key);
  if (!guardrail) return;
  const { unit, direction, cadence } = guardrail;
  const answer = await call('kpi.create', { name: text.templates[guardrail.key], unit, direction, cadence });
  tell(answer.ok ? say(text.kpiCreated, { name: answer.data.kpi.name }) : say(text.guardrailFailed, { name: text.templates[guardrail.key] }));
}
