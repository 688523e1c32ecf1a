import Button from '@atlaskit/button/new';
import { type FormEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { CallReply } from '../../src/contract';
import type { OutcomeCard } from '../../src/contract/views';
import { suggestOutcomes } from '../../src/domain/suggest';
import { type Trouble, call } from '../kit/call';
import { AreaField, TextField } from '../kit/fields';
import { tell } from '../kit/flag';
import { Keyed } from '../kit/keyed';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { say } from '../kit/text/say';
import { usePages } from '../kit/use-pages';
import { useFormat } from '../kit/viewer';
import './suggest-form.css';
import { text } from './text';

type Linkable = NonNullable<CallReply<'panel.read'>['linkable']>;

/** As many as are looked through at a glance; the search finds the others. */
const CHOICES_SHOWN = 6;

/** Picks an outcome among those that the viewer may see, and asks the project's administrators for the link. */
export default function SuggestForm({
  linkable,
  taken,
  onClose,
  onSuggested,
}: {
  linkable: Linkable;
  /** Outcomes that were suggested already. */
  taken: readonly string[];
  onClose: () => void;
  onSuggested: () => Promise<void>;
}): ReactNode {
  const loaded = usePages('outcome.list', {}, () => false);
  const cards = useMemo(
    () => inOrder(linkable.summary, loaded.data?.flatMap((page) => page.outcomes) ?? []).filter((card) => !taken.includes(card.outcomeId)),
    [linkable.summary, loaded.data, taken],
  );
  const [chosen, setChosen] = useState<OutcomeCard>();
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const there = loaded.data !== undefined;
  useEffect(() => {
    if (there) form.current?.querySelector('input')?.focus();
  }, [there]);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblem(chosen ? undefined : text.choose);
    if (!chosen) form.current?.querySelector<HTMLElement>('input[type="radio"]')?.focus();
    if (!chosen || busy) return;
    setBusy(true);
    const answer = await call('request.make', { outcomeId: chosen.outcomeId, ...(note.trim() === '' ? {} : { note }) });
    setBusy(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) return;
    tell(say(text.sent, { outcome: chosen.title }));
    await onSuggested();
  };

  return (
    <form ref={form} className="n-suggest" aria-label={text.suggest} onSubmit={(event) => void send(event)} noValidate>
      <h2 className="n-h3">
        <Keyed>{say(text.formTitle, { key: linkable.key })}</Keyed>
      </h2>
      <p className="n-small n-subtle">
        <Keyed>{say(text.formLead, { key: linkable.key })}</Keyed>
      </p>
      <Show loaded={{ ...loaded, reload: async () => void (await loaded.reload()) }} skeleton={<Skeleton heights={[40, 96]} />}>
        {() => (cards.length === 0 ? <p className="n-quiet">{text.none}</p> : <Choices {...{ cards, chosen, problem }} onChoose={setChosen} />)}
      </Show>
      {cards.length > 0 && <AreaField label={text.note} hint={text.noteHint} optional rows={2} value={note} onChange={setNote} />}
      {trouble && <TroubleBox title={text.notSent} trouble={trouble} />}
      <div className="n-actions">
        {cards.length > 0 && (
          <Button type="submit" appearance="primary" isLoading={busy}>
            {text.send}
          </Button>
        )}
        <Button appearance="subtle" onClick={onClose}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}

function Choices({
  cards,
  chosen,
  problem,
  onChoose,
}: {
  cards: readonly OutcomeCard[];
  chosen: OutcomeCard | undefined;
  problem: string | undefined;
  onChoose: (card: OutcomeCard) => void;
}): ReactNode {
  const format = useFormat();
  const id = useId();
  const [search, setSearch] = useState('');
  const found = cards.filter((card) => matches(card, search));
  const rest = found.length - CHOICES_SHOWN;
  return (
    <>
      {cards.length > CHOICES_SHOWN && <TextField label={text.search} type="search" value={search} onChange={setSearch} />}
      <fieldset className="n-choices" aria-describedby={problem && !chosen ? `${id}-problem` : undefined}>
        <legend className="n-small n-subtle">{text.choices}</legend>
        {found.slice(0, CHOICES_SHOWN).map((card) => (
          <label key={card.outcomeId}>
            <input type="radio" name={id} checked={card.outcomeId === chosen?.outcomeId} onChange={() => onChoose(card)} />
            <span className="n-wrap">{card.title}</span>
          </label>
        ))}
        <p role="status" className="n-small n-subtle">
          {found.length === 0 ? text.noneFound : rest > 0 ? say(text.more, { count: rest, n: format.number(rest) }) : ''}
        </p>
        {problem && !chosen && (
          <p id={`${id}-problem`} role="alert" className="n-field-error">
            {problem}
          </p>
        )}
      </fieldset>
    </>
  );
}

function matches({ title, measures }: OutcomeCard, search: string): boolean {
  const where = [title, ...measures.map((measure) => measure.name)].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}

/** Those first whose words the work shares. */
function inOrder(summary: string, cards: readonly OutcomeCard[]): OutcomeCard[] {
  const likely = suggestOutcomes(
    summary,
    cards.map(({ outcomeId, title, measures }) => ({ outcomeId, texts: [title, ...measures.map((m) => m.name)], siblings: [] })),
  ).map((suggestion) => suggestion.outcomeId);
  const rank = ({ outcomeId }: OutcomeCard): number => (likely.includes(outcomeId) ? likely.indexOf(outcomeId) : likely.length);
  return [...cards].sort((a, b) => rank(a) - rank(b));
}
