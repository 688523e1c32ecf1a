import { type ReactNode, useEffect, useId, useState } from 'react';
import type { SourceRecord } from '../../../src/contract/calls/source';
import { type Trouble, call } from '../../kit/call';
import { Dialog } from '../../kit/dialog';
import { CheckField, ChoiceField, TextField } from '../../kit/fields';
import { TroubleBox } from '../../kit/states';
import { say } from '../../kit/text/say';
import { useForm } from '../../kit/use-form';
import { readPages } from '../../kit/use-pages';
import { type Told } from './secret-card';
import { text } from './text';

interface Closing {
  onClose: () => void;
}

export function CreateSource({ onClose, onDone }: Closing & { onDone: (told: Told) => void }): ReactNode {
  const id = useId();
  const { kpis, trouble } = useKpis();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const form = useForm({ name: '', kpiIds: '' }, async ({ name }) => {
    if (chosen.size === 0) return { errors: { kpiIds: text.kpisNeeded } };
    const answer = await call('source.create', { name, kpiIds: [...chosen] });
    if (!answer.ok) return answer;
    onDone(answer.data);
    return undefined;
  });
  const choose = (kpiId: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(kpiId);
    else next.delete(kpiId);
    setChosen(next);
    form.set('kpiIds', [...next].join(' '));
  };
  return (
    <Dialog title={text.create} submit={text.create} {...dialogOf(form)} onClose={onClose}>
      <TextField label={text.name} hint={text.nameHint} value={form.values.name} error={form.errors.name} onChange={(name) => form.set('name', name)} />
      {trouble && <TroubleBox trouble={trouble} />}
      <fieldset className="n-field" aria-describedby={form.errors.kpiIds === undefined ? undefined : id}>
        <legend>{text.kpis}</legend>
        {kpis?.length === 0 && <p className="n-subtle">{text.noKpis}</p>}
        {kpis?.map(({ kpiId, name }) => (
          <CheckField key={kpiId} label={name} checked={chosen.has(kpiId)} onChange={(on) => choose(kpiId, on)} />
        ))}
        {form.errors.kpiIds !== undefined && <p id={id} role="alert">{form.errors.kpiIds}</p>}
      </fieldset>
    </Dialog>
  );
}

const overlaps = () => (['0', '24', '168'] as const).map((value) => ({ value, label: text.overlaps[value] }));

export function RotateSource({ source, onClose, onDone }: Closing & { source: SourceRecord; onDone: (told: Told) => void }): ReactNode {
  const form = useForm({ overlapHours: '24' }, async ({ overlapHours }) => {
    const answer = await call('source.rotate', { sourceId: source.sourceId, version: source.version, overlapHours: Number(overlapHours) });
    if (!answer.ok) return answer;
    onDone(answer.data);
    return undefined;
  });
  return (
    <Dialog title={say(text.rotateTitle, { name: source.name })} submit={text.rotate} {...dialogOf(form)} onClose={onClose}>
      <ChoiceField label={text.overlap} options={overlaps()} value={form.values.overlapHours as '24'} onChange={(hours) => form.set('overlapHours', hours)} />
    </Dialog>
  );
}

export function RevokeSource({ source, onClose, onDone }: Closing & { source: SourceRecord; onDone: () => void }): ReactNode {
  const form = useForm({}, async () => {
    const answer = await call('source.revoke', { sourceId: source.sourceId, version: source.version });
    if (!answer.ok) return answer;
    onDone();
    return undefined;
  });
  return (
    <Dialog title={say(text.revokeTitle, { name: source.name })} submit={text.revoke} {...dialogOf(form)} onClose={onClose}>
      <p>{text.revokeHow}</p>
    </Dialog>
  );
}

type Held = Pick<ReturnType<typeof useForm>, 'onSubmit' | 'formRef' | 'busy' | 'dirty' | 'trouble'>;

export function dialogOf({ onSubmit, formRef, busy, dirty, trouble }: Held): Held {
  return { onSubmit, formRef, busy, dirty, trouble };
}

/** All open KPIs of whoever looks, by name. */
export function useKpis(): { kpis: { kpiId: string; name: string }[] | undefined; trouble: Trouble | undefined } {
  const [state, setState] = useState<ReturnType<typeof useKpis>>({ kpis: undefined, trouble: undefined });
  useEffect(() => {
    let gone = false;
    void readPages('kpi.list', { state: 'open' }).then((read) => {
      if (gone) return;
      if (read.ok) setState({ kpis: read.data.pages.flatMap((page) => page.kpis), trouble: undefined });
      else setState({ kpis: undefined, trouble: read.trouble });
    });
    return () => {
      gone = true;
    };
  }, []);
  return state;
}
