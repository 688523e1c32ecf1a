import { type ReactNode, useState } from 'react';
import type { CallInput } from '../../src/contract';
import type { OutcomeCard } from '../../src/contract/views';
import { type Trouble, call } from '../kit/call';
import { Dialog } from '../kit/dialog';
import { CheckField, ChoiceField, SelectField, TextField } from '../kit/fields';
import { TroubleBox } from '../kit/states';
import { say } from '../kit/text/say';
import { type Sent, useForm } from '../kit/use-form';
import { type Change } from './changes';
import { type Epic, type EpicLink, linkInput } from './epics';
import { type Outcomes } from './outcomes';
import { text } from './text';

type Direction = OutcomeCard['measures'][number]['direction'];

const directions = (): { value: Direction; label: string }[] => [
  { value: 'increase', label: text.up },
  { value: 'decrease', label: text.down },
  { value: 'within', label: text.within },
];

/** A type, not an interface: a form's values are a record. */
type Values = {
  outcomeId: string;
  primary: boolean;
  since: string;
  'hypothesis.kpiId': string;
  'hypothesis.direction': string;
  'hypothesis.by': string;
};

function valuesOf(epic: Epic, link: EpicLink | undefined): Values {
  return {
    outcomeId: link?.outcomeId ?? '',
    primary: link?.primary ?? epic.links.length === 0,
    since: link?.since ?? '',
    'hypothesis.kpiId': link?.hypothesis?.kpiId ?? '',
    'hypothesis.direction': link?.hypothesis?.direction ?? 'increase',
    'hypothesis.by': link?.hypothesis?.by ?? '',
  };
}

function linkTo({ links }: Epic, outcomeId: string): EpicLink | undefined {
  return links.find((link) => link.outcomeId === outcomeId);
}

function inputOf(values: Values, issueId: string, version: number | undefined): CallInput<'link.set'> {
  const kpiId = values['hypothesis.kpiId'];
  return {
    issueId,
    version,
    outcomeId: values.outcomeId,
    primary: values.primary,
    ...(values.since === '' ? {} : { since: values.since }),
    ...(kpiId === ''
      ? {}
      : { hypothesis: { kpiId, direction: values['hypothesis.direction'] as Direction, by: values['hypothesis.by'] } }),
  };
}

function missing(values: Values): { [K in keyof Values]?: string } | undefined {
  if (values.outcomeId === '') return { outcomeId: text.outcomeNeeded };
  if (values['hypothesis.kpiId'] !== '' && values['hypothesis.by'] === '') return { 'hypothesis.by': text.byNeeded };
  return undefined;
}

/** Links an epic to an outcome, or changes a link. */
export function LinkDialog({
  epic,
  link,
  outcomes,
  latest,
  onSend,
  onClose,
  onDone,
}: {
  epic: Epic;
  link: EpicLink | undefined;
  outcomes: Outcomes;
  /** Reads the epic again, when someone else changed it. */
  latest: () => Promise<Epic | undefined>;
  /** Shows the link before its answer has come, and gives what takes it away again. */
  onSend: (change: Change) => () => void;
  onClose: () => void;
  onDone: (message: string, undo: () => Promise<Trouble | undefined>) => Promise<void>;
}): ReactNode {
  const { key, issueId } = epic;
  // As it was read last: since then someone else may have changed it.
  const [known, setKnown] = useState(epic);

  const form = useForm(valuesOf(epic, link), async (values): Promise<Sent<Values>> => {
    const errors = missing(values);
    if (errors) return { errors };
    const to = inputOf(values, issueId, known.version);
    const takeAway = onSend({ issueId, key, version: known.version, outcomeId: to.outcomeId, title: titleOf(to.outcomeId), from: undefined, to });
    const sent = await send(values, to);
    takeAway();
    return sent;
  });
  const send = async (values: Values, to: CallInput<'link.set'>): Promise<Sent<Values>> => {
    const answer = await call('link.set', to);
    if (answer.ok) {
      const outcome = titleOf(values.outcomeId);
      const after = answer.data.version;
      await onDone(say(link ? text.changed : text.linked, { key, outcome }), () => takeBack(after, values.outcomeId, linkTo(known, values.outcomeId)));
      return undefined;
    }
    if (answer.trouble.code !== 'changed-meanwhile') return { trouble: answer.trouble };
    const fresh = await latest();
    if (!fresh) return { trouble: answer.trouble };
    const theirs = link && linkTo(fresh, link.outcomeId);
    // When it was unlinked meanwhile there is nothing to take over.
    if (!link || theirs) form.rebase(valuesOf(known, link && linkTo(known, link.outcomeId)), valuesOf(fresh, theirs));
    setKnown(fresh);
    return { errors: {} };
  };
  const { values, set, errors } = form;
  const measures = outcomes.cards?.find((card) => card.outcomeId === values.outcomeId)?.measures ?? [];

  const titleOf = (outcomeId: string): string =>
    outcomes.cards?.find((card) => card.outcomeId === outcomeId)?.title ?? link?.title ?? '';

  const takeBack = async (
    after: number | undefined,
    outcomeId: string,
    before: EpicLink | undefined,
  ): Promise<Trouble | undefined> => {
    if (after === undefined) return undefined;
    const answer = before
      ? await call('link.set', { issueId, ...linkInput(before), version: after })
      : await call('link.remove', { issueId, version: after, outcomeId });
    return answer.ok ? undefined : answer.trouble;
  };

  const chooseKpi = (kpiId: string): void => {
    set('hypothesis.kpiId', kpiId);
    const measure = measures.find((one) => one.kpiId === kpiId);
    if (!measure) return;
    set('hypothesis.direction', measure.direction);
    if (values['hypothesis.by'] === '') set('hypothesis.by', measure.target.by);
  };

  return (
    <Dialog
      title={say(link ? text.changeTitle : text.linkTitle, { key })}
      submit={link ? text.saveChange : text.save}
      onClose={onClose}
      {...form}
      trouble={form.trouble ?? outcomes.trouble}
    >
      {known !== epic && <Meanwhile epic={known} />}
      {outcomes.cards?.length === 0 && <p role="status">{text.noOutcomes}</p>}
      <SelectField
        label={text.outcome}
        hint={link ? text.outcomeFixed : text.outcomeHint}
        placeholder={text.chooseOutcome}
        options={optionsOf(outcomes.cards ?? [], link)}
        loading={outcomes.cards === undefined && outcomes.trouble === undefined}
        disabled={link !== undefined}
        value={values.outcomeId}
        error={errors.outcomeId}
        onChange={(outcomeId) => {
          set('outcomeId', outcomeId);
          set('hypothesis.kpiId', '');
        }}
      />
      <CheckField label={text.primary} hint={text.primaryHint} checked={values.primary} onChange={(primary) => set('primary', primary)} />
      <TextField
        label={text.sinceLabel}
        hint={text.sinceHint}
        type="date"
        optional
        value={values.since}
        error={errors.since}
        onChange={(since) => set('since', since)}
      />
      <section className="n-stack" aria-label={text.hypothesis}>
        <div>
          <h2 className="n-h3">{text.hypothesis}</h2>
          <p className="n-small n-subtle">{text.hypothesisHint}</p>
        </div>
        <SelectField
          label={text.kpi}
          optional
          clearable
          placeholder={values.outcomeId !== '' && measures.length === 0 ? text.noKpis : text.chooseKpi}
          options={measures.map((measure) => ({ value: measure.kpiId, label: measure.name }))}
          disabled={measures.length === 0}
          value={values['hypothesis.kpiId']}
          error={errors['hypothesis.kpiId']}
          onChange={chooseKpi}
        />
        {values['hypothesis.kpiId'] !== '' && (
          <div className="n-form-row">
            <ChoiceField
              label={text.direction}
              options={directions()}
              value={values['hypothesis.direction'] as Direction}
              error={errors['hypothesis.direction']}
              onChange={(direction) => set('hypothesis.direction', direction)}
            />
            <TextField
              label={text.by}
              type="date"
              value={values['hypothesis.by']}
              error={errors['hypothesis.by']}
              onChange={(by) => set('hypothesis.by', by)}
            />
          </div>
        )}
      </section>
    </Dialog>
  );
}

function Meanwhile({ epic }: { epic: Epic }): ReactNode {
  const outcomes = epic.links.map((link) => link.title).join(', ') || text.meanwhileNone;
  return (
    <TroubleBox
      title={say(text.meanwhile, { key: epic.key })}
      trouble={{ kind: 'refused', code: 'changed-meanwhile', message: say(text.meanwhileNow, { outcomes }) }}
    />
  );
}

/** The link's own outcome stands in the list even when it is archived or no longer listed. */
function optionsOf(cards: readonly OutcomeCard[], link: EpicLink | undefined): { value: string; label: string }[] {
  const options = cards.map(({ outcomeId, title }) => ({ value: outcomeId, label: title }));
  const listed = link === undefined || options.some((option) => option.value === link.outcomeId);
  return listed ? options : [{ value: link.outcomeId, label: link.title }, ...options];
}
