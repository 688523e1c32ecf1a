import { type ReactNode, useEffect, useState } from 'react';
import type { CallInput } from '../../../src/contract';
import type { OutcomeRecord } from '../../../src/contract/views';
import { call } from '../../kit/call';
import { Dialog } from '../../kit/dialog';
import { AreaField, CheckField, type Option, SelectField, TextField } from '../../kit/fields';
import { tell } from '../../kit/flag';
import { Meanwhile, changesBetween } from '../../kit/meanwhile';
import { PeopleField, PersonField } from '../../kit/person-field';
import { say } from '../../kit/text/say';
import { type Sent, useForm } from '../../kit/use-form';
import { readPages } from '../../kit/use-pages';
import { text } from '../text';

type Values = {
  title: string;
  description: string;
  'period.from': string;
  'period.to': string;
  parentId: string;
  ownerId: string;
  approverIds: string;
  restricted: boolean;
};

const labels = () => ({
  title: text.title,
  description: text.description,
  'period.from': text.from,
  'period.to': text.to,
  parentId: text.parent,
  restricted: text.restricted,
});

function valuesOf(outcome: OutcomeRecord | undefined): Values {
  return {
    title: outcome?.title ?? '',
    description: outcome?.description ?? '',
    'period.from': outcome?.period.from ?? '',
    'period.to': outcome?.period.to ?? '',
    parentId: outcome?.parentId ?? '',
    ownerId: outcome?.ownerId ?? '',
    approverIds: outcome?.approverIds.join(',') ?? '',
    restricted: outcome?.restricted ?? false,
  };
}

const idsOf = (joined: string): string[] => (joined === '' ? [] : joined.split(','));

function periodOf(values: Values): { from?: string; to?: string } {
  const { 'period.from': from, 'period.to': to } = values;
  return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
}

/** Only what was changed in the form, so that saving leaves alone what others changed meanwhile. */
function patchOf(before: Values, values: Values): Omit<CallInput<'outcome.update'>, 'outcomeId' | 'version'> {
  const changed = (field: keyof Values): boolean => before[field] !== values[field];
  return {
    ...(changed('title') ? { title: values.title } : {}),
    ...(changed('description') ? { description: values.description } : {}),
    ...(changed('period.from') || changed('period.to') ? { period: periodOf(values) } : {}),
    ...(changed('parentId') ? { parentId: values.parentId === '' ? null : values.parentId } : {}),
    ...(changed('ownerId') ? { ownerId: values.ownerId } : {}),
    ...(changed('approverIds') ? { approverIds: idsOf(values.approverIds) } : {}),
    ...(changed('restricted') ? { restricted: values.restricted } : {}),
  };
}

/** Creates an outcome, or changes one. */
export function OutcomeForm({
  outcome,
  mayRestrict = true,
  onSend,
  onClose,
  onSaved,
}: {
  outcome?: OutcomeRecord;
  mayRestrict?: boolean;
  /** Shows what is sent before its answer has come, and gives what takes it away again. */
  onSend?: (after: Partial<OutcomeRecord>) => () => void;
  onClose: () => void;
  onSaved: (outcome: OutcomeRecord) => void | Promise<void>;
}): ReactNode {
  const [version, setVersion] = useState(outcome?.version);
  const [saved, setSaved] = useState(() => valuesOf(outcome));
  const [meanwhile, setMeanwhile] = useState<{ label: string; now: string }[]>();

  const form = useForm<Values>(saved, async (values): Promise<Sent<Values>> => {
    // What it is part of shows by its title, which the form does not know. What was not changed is left out, never undefined.
    const takeAway = outcome && onSend?.({ ...patchOf(saved, values), parentId: outcome.parentId } as Partial<OutcomeRecord>);
    const sent = await send(values);
    takeAway?.();
    return sent;
  });
  const send = async (values: Values): Promise<Sent<Values>> => {
    const answer =
      outcome && version !== undefined
        ? await call('outcome.update', { outcomeId: outcome.outcomeId, version, ...patchOf(saved, values) })
        : await call('outcome.create', {
            title: values.title,
            description: values.description,
            period: periodOf(values),
            restricted: values.restricted,
            ...(values.ownerId === '' ? {} : { ownerId: values.ownerId }),
            ...(values.approverIds === '' ? {} : { approverIds: idsOf(values.approverIds) }),
            ...(values.parentId === '' ? {} : { parentId: values.parentId }),
          });
    if (answer.ok) {
      const { title } = answer.data.outcome;
      tell(say(outcome ? text.outcomeSaved : text.outcomeCreated, { title }));
      await onSaved(answer.data.outcome);
      return undefined;
    }
    if (!outcome || answer.trouble.code !== 'changed-meanwhile') return { trouble: answer.trouble };
    const fresh = await call('outcome.read', { outcomeId: outcome.outcomeId });
    if (!fresh.ok) return { trouble: answer.trouble };
    const now = valuesOf(fresh.data.outcome);
    setMeanwhile(changesBetween(saved, now, labels()));
    form.rebase(saved, now);
    setSaved(now);
    setVersion(fresh.data.outcome.version);
    return { errors: {} };
  };
  const { values, set, errors } = form;
  const parents = useParents(outcome?.outcomeId);

  return (
    <Dialog title={outcome ? text.editOutcomeTitle : text.createOutcome} submit={outcome ? text.save : text.create} onClose={onClose} {...form}>
      {meanwhile && <Meanwhile changes={meanwhile} />}
      <TextField label={text.title} hint={text.titleHint} value={values.title} error={errors.title} onChange={(value) => set('title', value)} />
      <AreaField
        label={text.description}
        optional
        value={values.description}
        error={errors.description}
        onChange={(value) => set('description', value)}
      />
      <div className="n-form-row">
        <TextField
          label={text.from}
          type="date"
          optional
          value={values['period.from']}
          error={errors['period.from']}
          onChange={(value) => set('period.from', value)}
        />
        <TextField
          label={text.to}
          type="date"
          optional
          value={values['period.to']}
          error={errors['period.to']}
          onChange={(value) => set('period.to', value)}
        />
      </div>
      <SelectField
        label={text.parent}
        hint={text.parentHint}
        optional
        clearable
        placeholder={text.noParent}
        options={parents ?? []}
        loading={parents === undefined}
        value={values.parentId}
        error={errors.parentId}
        onChange={(value) => set('parentId', value)}
      />
      <PersonField label={text.owner} hint={outcome ? text.ownerHint : text.ownerHintNew} value={values.ownerId} error={errors.ownerId} onChange={(value) => set('ownerId', value)} />
      <PeopleField label={text.approvers} hint={text.approversHint} optional value={values.approverIds} error={errors.approverIds} onChange={(value) => set('approverIds', value)} />
      {mayRestrict && <CheckField label={text.restrictedLabel} hint={text.restrictedHint} checked={values.restricted} onChange={(value) => set('restricted', value)} />}
    </Dialog>
  );
}

/** Outcomes that this one may be part of. Without them the form works all the same. */
function useParents(outcomeId: string | undefined): Option<string>[] | undefined {
  const [parents, setParents] = useState<Option<string>[]>();
  useEffect(() => {
    let gone = false;
    void readPages('outcome.list', {}).then((reading) => {
      if (gone) return;
      const cards = reading.ok ? reading.data.pages.flatMap((page) => page.outcomes) : [];
      setParents(cards.filter((card) => card.outcomeId !== outcomeId).map((card) => ({ value: card.outcomeId, label: card.title })));
    });
    return () => {
      gone = true;
    };
  }, [outcomeId]);
  return parents;
}
