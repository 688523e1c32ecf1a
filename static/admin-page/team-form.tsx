import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallInput, CallReply } from '../../src/contract';
import { call } from '../kit/call';
import { SelectField, TextField } from '../kit/fields';
import { tell } from '../kit/flag';
import { IssueLink } from '../kit/links';
import { Meanwhile, changesBetween } from '../kit/meanwhile';
import { TroubleBox } from '../kit/states';
import { text as common } from '../kit/text/en';
import { say } from '../kit/text/say';
import { type Sent, useForm } from '../kit/use-form';
import { useFormat } from '../kit/viewer';
import { text as admin } from './text';
import { text } from './teams-text';

/** A team as it is stored. */
export type Team = CallReply<'team.read'>['teams'][number];
type Values = { name: string; projectKeys: string; kind: string; 'narrowing.names': string; 'narrowing.query': string };
type Definition = Pick<CallInput<'team.set'>, 'projectKeys' | 'narrowing'>;
type Tried = CallReply<'team.try'>;

const PARTS = ['whole', 'components', 'jql'] as const;

/** What a team takes in; tried on real issues before it is saved. */
export function TeamForm({ team, version, onClose, onSaved }: { team: Team | undefined; version: number | undefined; onClose: () => void; onSaved: () => Promise<void> }): ReactNode {
  const [known, setKnown] = useState({ team, version });
  const [tried, setTried] = useState<Tried>();
  const [trying, setTrying] = useState(false);
  const form = useForm<Values>(valuesOf(team), async (values): Promise<Sent<Values>> => {
    const errors = { ...faultsIn(values), ...(values.name.trim() === '' ? { name: text.nameNeeded } : {}) };
    if (Object.keys(errors).length > 0) return { errors };
    const which = { ...(team ? { teamId: team.teamId } : {}), ...(known.version === undefined ? {} : { version: known.version }) };
    const answer = await call('team.set', { ...which, name: values.name, ...definitionOf(values) });
    if (answer.ok) {
      tell(text.saved);
      await onSaved();
      return undefined;
    }
    const latest = answer.trouble.code === 'changed-meanwhile' ? await call('team.read', {}) : undefined;
    const now = latest?.ok ? latest.data.teams.find(({ teamId }) => teamId === team?.teamId) : undefined;
    if (!latest?.ok || (team && !now)) return { trouble: answer.trouble };
    form.rebase(valuesOf(known.team), valuesOf(now));
    setKnown({ team: now, version: latest.data.version });
    return { errors: {} };
  });
  const { values, errors } = form;
  const set = (field: keyof Values, value: string): void => {
    form.set(field, value);
    setTried(undefined);
  };
  const attempt = async (): Promise<void> => {
    setTrying(true);
    const answer = await call('team.try', definitionOf(values));
    setTrying(false);
    setTried(answer.ok ? answer.data : { looked: 0, found: 0, samples: [], fault: answer.trouble.message });
  };
  return (
    <form ref={form.formRef} className="n-form n-narrow" onSubmit={form.onSubmit} noValidate aria-label={team?.name ?? text.add}>
      {form.trouble && <TroubleBox trouble={form.trouble} title={admin.notSaved} />}
      {known.version !== version && <Meanwhile changes={changesBetween(valuesOf(team), valuesOf(known.team), labels())} />}
      <TextField label={text.name} value={values.name} error={errors.name} onChange={(name) => set('name', name)} />
      <TextField label={text.projects} hint={text.projectsHow} placeholder="ABC, DEF" value={values.projectKeys} error={errors.projectKeys} onChange={(keys) => set('projectKeys', keys)} />
      <SelectField label={text.part} options={PARTS.map((value) => ({ value, label: text.parts[value] }))} value={values.kind} onChange={(kind) => set('kind', kind === '' ? 'whole' : kind)} />
      {values.kind === 'components' && (
        <TextField label={text.componentNames} hint={text.componentsHow} value={values['narrowing.names']} error={errors['narrowing.names']} onChange={(names) => set('narrowing.names', names)} />
      )}
      {values.kind === 'jql' && <TextField label={text.query} value={values['narrowing.query']} error={errors['narrowing.query']} onChange={(query) => set('narrowing.query', query)} />}
      {tried && <Findings tried={tried} />}
      <div className="n-actions">
        <Button isLoading={trying} isDisabled={Object.keys(faultsIn(values)).length > 0} onClick={() => void attempt()}>
          {text.try}
        </Button>
        <Button type="submit" appearance="primary" isLoading={form.busy}>
          {text.save}
        </Button>
        <Button appearance="subtle" onClick={onClose}>
          {common.cancel}
        </Button>
      </div>
      <p className="n-small n-subtle">{text.saveHow}</p>
    </form>
  );
}

const labels = () => ({ name: text.name, projectKeys: text.projects, 'narrowing.names': text.componentNames, 'narrowing.query': text.query });

function Findings({ tried: { looked, found, samples, fault } }: { tried: Tried }): ReactNode {
  const format = useFormat();
  if (fault !== undefined) return <p role="alert">{say(text.fault, { fault })}</p>;
  return (
    <p role="status">
      {say(text.tried, { count: found, n: format.number(found), looked: format.number(looked) })}
      {samples.map(({ key, summary }) => (
        <span key={key} className="n-small n-subtle">
          {' · '}
          <IssueLink issueKey={key} /> {summary}
        </span>
      ))}
    </p>
  );
}

function valuesOf(team: Team | undefined): Values {
  const narrowing = team?.narrowing;
  return {
    name: team?.name ?? '',
    projectKeys: team?.projects.map(({ key }) => key).join(', ') ?? '',
    kind: narrowing?.kind ?? 'whole',
    'narrowing.names': narrowing?.kind === 'components' ? narrowing.names.join(', ') : '',
    'narrowing.query': narrowing?.kind === 'jql' ? narrowing.query : '',
  };
}

function listed(values: string): string[] {
  return values.split(',').map((value) => value.trim()).filter((value) => value !== '');
}

function faultsIn(values: Values): Partial<Record<keyof Values, string>> {
  return {
    ...(listed(values.projectKeys).length === 0 ? { projectKeys: text.projectsNeeded } : {}),
    ...(values.kind === 'components' && listed(values['narrowing.names']).length === 0 ? { 'narrowing.names': text.componentsNeeded } : {}),
    ...(values.kind === 'jql' && values['narrowing.query'].trim() === '' ? { 'narrowing.query': text.queryNeeded } : {}),
  };
}

function definitionOf(values: Values): Definition {
  const projectKeys = listed(values.projectKeys);
  if (values.kind === 'components') return { projectKeys, narrowing: { kind: 'components', names: listed(values['narrowing.names']) } };
  return values.kind === 'jql' ? { projectKeys, narrowing: { kind: 'jql', query: values['narrowing.query'] } } : { projectKeys };
}
