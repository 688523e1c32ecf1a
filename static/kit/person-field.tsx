import { AsyncSelect } from '@atlaskit/select';
import { type ReactNode, useId, useState } from 'react';
import { call } from './call';
import { Field, type FieldProps, describedBy } from './fields';
import { selectStyles } from './select-styles';
import { text } from './text/people';
import { usePeople } from './use-people';

interface Choice {
  value: string;
  label: string;
}

interface Props extends FieldProps {
  /** Account ids, joined by commas; empty for nobody. */
  value: string;
  onChange: (value: string) => void;
}

async function find(query: string): Promise<Choice[]> {
  const answer = await call('person.find', { query });
  return answer.ok ? answer.data.people.map(({ accountId, name }) => ({ value: accountId, label: name })) : [];
}

/** People chosen by name. What is stored are account ids; names come from Jira as the viewer may see them. */
function usePicked(value: string): { picked: Choice[]; learn: (choices: readonly Choice[]) => void } {
  const [learned, setLearned] = useState<ReadonlyMap<string, string>>(new Map());
  const ids = value === '' ? [] : value.split(',');
  const names = usePeople(ids.filter((id) => !learned.has(id)));
  return {
    picked: ids.map((id) => ({ value: id, label: learned.get(id) ?? names.get(id) ?? text.unknown })),
    learn: (choices) => setLearned((before) => new Map([...before, ...choices.map((one) => [one.value, one.label] as const)])),
  };
}

const COMMON = {
  cacheOptions: true,
  defaultOptions: true,
  loadOptions: find,
  noOptionsMessage: () => text.nobodyFound,
  // Out of the dialog's scrolling body, which would cut the list off.
  menuPortalTarget: typeof document === 'undefined' ? null : document.body,
  menuPosition: 'fixed',
  styles: selectStyles,
} as const;

export function PersonField({ value, onChange, ...field }: Props): ReactNode {
  const id = useId();
  const { picked, learn } = usePicked(value);
  return (
    <Field id={id} {...field}>
      <AsyncSelect<Choice>
        {...COMMON}
        inputId={id}
        labelId={`${id}-label`}
        descriptionId={describedBy(id, field.hint, field.error)}
        isInvalid={field.error !== undefined}
        value={picked[0] ?? null}
        placeholder={text.find}
        onChange={(chosen) => {
          if (chosen) learn([chosen]);
          onChange(chosen?.value ?? '');
        }}
      />
    </Field>
  );
}

export function PeopleField({ value, onChange, ...field }: Props): ReactNode {
  const id = useId();
  const { picked, learn } = usePicked(value);
  return (
    <Field id={id} {...field}>
      <AsyncSelect<Choice, true>
        {...COMMON}
        isMulti
        inputId={id}
        labelId={`${id}-label`}
        descriptionId={describedBy(id, field.hint, field.error)}
        isInvalid={field.error !== undefined}
        value={picked}
        placeholder={text.find}
        onChange={(chosen) => {
          learn(chosen);
          onChange(chosen.map((one) => one.value).join(','));
        }}
      />
    </Field>
  );
}
