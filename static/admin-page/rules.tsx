import Button from '@atlaskit/button/new';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { RULE_FIELDS, WORK } from '../../src/domain/work-rule';
import { type Trouble, call } from '../kit/call';
import { SelectField, TextField } from '../kit/fields';
import { tell } from '../kit/flag';
import { useFollowed, useHold } from '../kit/following';
import { IssueLink } from '../kit/links';
import { Meanwhile } from '../kit/meanwhile';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { text as common } from '../kit/text/en';
import { say } from '../kit/text/say';
import { useCall } from '../kit/use-call';
import { useFormat } from '../kit/viewer';
import { text } from './text';

type Stored = CallReply<'rules.read'>;
type Rule = Stored['rules'][number];
type Tried = CallReply<'rules.try'>;

const fields = () => RULE_FIELDS.map((value) => ({ value, label: text.ruleFields[value] }));
const kinds = () => WORK.map((value) => ({ value, label: text.ruleWork[value] }));

/** Which work is run and which change, whatever it is linked to; tried on real issues before it is saved. */
export function Rules(): ReactNode {
  const loaded = useFollowed(useCall('rules.read', {}));
  const editing = useRef(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const { hold: holdPart } = loaded;
  const hold = useCallback(
    (held: boolean): void => {
      editing.current = held;
      holdPart(held);
    },
    [holdPart],
  );
  const saved = async (version: number, before: Rule[]): Promise<void> => {
    setTrouble(undefined);
    tell(text.rulesSaved, { undo: { text: common.undo, run: () => void putBack(version, before) } });
    await loaded.reload();
  };
  /** Only while what was saved still stands. What is being edited meanwhile stays, as if somebody else had saved. */
  const putBack = async (version: number, before: Rule[]): Promise<void> => {
    const back = await call('rules.set', { version, rules: before });
    const isOvertaken = !back.ok && back.trouble.code === 'changed-meanwhile';
    setTrouble(isOvertaken ? { kind: 'refused', code: 'changed-meanwhile', message: text.rulesOvertaken } : back.ok ? undefined : back.trouble);
    if (back.ok) tell(text.rulesUndone);
    if (!editing.current) await loaded.reload();
  };
  return (
    <section className="n-card n-stack" aria-labelledby="rules">
      <h2 className="n-h2" id="rules">
        {text.rules}
      </h2>
      <p className="n-quiet">{text.rulesHow}</p>
      {trouble && <TroubleBox trouble={trouble} title={text.undoFailed} />}
      <Show loaded={loaded} skeleton={<Skeleton heights={[56]} />}>
        {(stored) => <Editor key={stored.version ?? 0} stored={stored} hold={hold} onSaved={saved} />}
      </Show>
    </section>
  );
}

interface EditorProps {
  stored: Stored;
  hold: (held: boolean) => void;
  /** With the version that was saved, and the rules before it. */
  onSaved: (version: number, before: Rule[]) => Promise<void>;
}

function Editor({ stored, hold, onSaved }: EditorProps): ReactNode {
  const format = useFormat();
  const [known, setKnown] = useState(stored);
  const [rules, setRules] = useState<Rule[]>(stored.rules);
  const [tried, setTried] = useState<Tried>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState<'try' | 'save'>();
  const [asked, setAsked] = useState(false);
  const isChanged = JSON.stringify(rules) !== JSON.stringify(known.rules);
  useHold(hold, isChanged);
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<number>();
  // The keys go with the rule that was moved up; once it is the first, it cannot go further.
  useEffect(() => {
    if (moved.current !== undefined) list.current?.children[moved.current]?.querySelector<HTMLElement>(moved.current > 0 ? '.n-actions button' : 'fieldset')?.focus();
    moved.current = undefined;
  }, [rules]);
  const moveUp = (at: number): void => {
    moved.current = at - 1;
    edit([...rules.slice(0, at - 1), ...rules.slice(at, at + 1), ...rules.slice(at - 1, at), ...rules.slice(at + 1)]);
  };
  const edit = (next: Rule[]): void => {
    setRules(next);
    setTried(undefined);
  };
  const run = async (what: 'try' | 'save'): Promise<void> => {
    setAsked(true);
    if (rules.some(({ value }) => value.trim() === '')) return;
    setBusy(what);
    if (what === 'try') {
      const answer = await call('rules.try', { rules });
      setTrouble(answer.ok ? undefined : answer.trouble);
      setTried(answer.ok ? answer.data : undefined);
    } else {
      const answer = await call('rules.set', { rules, ...(known.version === undefined ? {} : { version: known.version }) });
      const latest = !answer.ok && answer.trouble.code === 'changed-meanwhile' ? await call('rules.read', {}) : undefined;
      setTrouble(answer.ok || latest?.ok ? undefined : answer.trouble);
      // What was edited stays, beside what someone else saved.
      if (latest?.ok) setKnown(latest.data);
      if (answer.ok) await onSaved(answer.data.version, known.rules);
    }
    setBusy(undefined);
  };
  return (
    <div className="n-stack-tight">
      {trouble && <TroubleBox trouble={trouble} title={text.notSaved} />}
      {known !== stored && <Meanwhile changes={[{ label: text.rules, now: known.rules.map(sayRule).join('; ') }]} />}
      {rules.length === 0 && <p>{text.rulesNone}</p>}
      <ol ref={list} className="n-rules">
        {rules.map((rule, at) => (
          <li key={at}>
            <RuleRow
              rule={rule}
              n={format.number(at + 1)}
              isEmpty={asked && rule.value.trim() === ''}
              tried={tried?.rules[at]}
              onChange={(next) => edit(rules.map((one, i) => (i === at ? next : one)))}
              onRemove={() => edit(rules.filter((_, i) => i !== at))}
              onUp={at > 0 ? () => moveUp(at) : undefined}
            />
          </li>
        ))}
      </ol>
      {tried && <p role="status">{sayTried(tried, format.number)}</p>}
      <div className="n-actions">
        <Button onClick={() => edit([...rules, { field: 'type', value: '', work: 'run' }])}>{text.addRule}</Button>
        <Button isDisabled={rules.length === 0} isLoading={busy === 'try'} onClick={() => void run('try')}>
          {text.try}
        </Button>
        <Button appearance="primary" isDisabled={!isChanged} isLoading={busy === 'save'} onClick={() => void run('save')}>
          {text.saveRules}
        </Button>
      </div>
      <p className="n-small n-subtle">{text.rulesSaveHow}</p>
    </div>
  );
}

function sayRule({ field, value, work }: Rule): string {
  return `${text.ruleFields[field]} ${value}: ${text.ruleWork[work]}`;
}

function sayTried({ looked, made }: Tried, write: (count: number) => string): string {
  return say(text.tried, { count: looked, n: write(looked), change: write(made.change), run: write(made.run), open: write(made.open) });
}

interface RowProps {
  rule: Rule;
  n: string;
  isEmpty: boolean;
  tried: Tried['rules'][number] | undefined;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
  onUp: (() => void) | undefined;
}

function RuleRow({ rule, n, isEmpty, tried, onChange, onRemove, onUp }: RowProps): ReactNode {
  const format = useFormat();
  const fault = isEmpty ? text.ruleEmpty : tried?.fault === undefined ? undefined : say(text.ruleFault, { fault: tried.fault });
  return (
    <fieldset className="n-rule n-focus" tabIndex={-1}>
      <legend className="n-hidden">{say(text.rule, { n })}</legend>
      <div className="n-form-row">
        <SelectField label={text.ruleField} options={fields()} value={rule.field} onChange={(field) => onChange({ ...rule, field: field === '' ? rule.field : field })} />
        <TextField label={text.ruleValue} value={rule.value} error={fault} onChange={(value) => onChange({ ...rule, value })} />
        <SelectField label={text.ruleIs} options={kinds()} value={rule.work} onChange={(work) => onChange({ ...rule, work: work === '' ? rule.work : work })} />
      </div>
      <span className="n-actions">
        {onUp && (
          <Button appearance="subtle" spacing="compact" onClick={onUp} aria-label={say(text.moveUp, { n })}>
            ↑
          </Button>
        )}
        <Button appearance="subtle" spacing="compact" onClick={onRemove} aria-label={say(text.removeRule, { n })}>
          ×
        </Button>
      </span>
      {tried && (
        <p className="n-small n-subtle">
          {say(text.decides, { count: tried.decides, n: format.number(tried.decides) })}
          {tried.samples.map(({ key, summary }) => (
            <span key={key}>
              {' · '}
              <IssueLink issueKey={key} /> {summary}
            </span>
          ))}
        </p>
      )}
    </fieldset>
  );
}
