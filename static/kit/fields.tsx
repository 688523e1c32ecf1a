import Select from '@atlaskit/select';
import Textfield from '@atlaskit/textfield';
import { type ReactNode, useId } from 'react';
import './fields.css';
import { selectStyles } from './select-styles';
import { text } from './text/en';

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
}

/** A label above, the control, then a hint or what is wrong, all tied together for screen readers. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { id: string; children: ReactNode }): ReactNode {
  return (
    <div className="n-field">
      <label htmlFor={id} id={`${id}-label`}>
        {label} {optional && text.optional}
      </label>
      {children}
      <Notes id={id} hint={hint} error={error} />
    </div>
  );
}

function Notes({ id, hint, error }: { id: string; hint: ReactNode; error: string | undefined }): ReactNode {
  return (
    <>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="n-field-hint">
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span id={`${id}-error`} className="n-field-error" role="alert">
          {error}
        </span>
      )}
    </>
  );
}

export const describedBy = (id: string, hint: ReactNode, error: string | undefined): string =>
  [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean).join(' ');

interface TextProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'date' | 'search';
  /** Brings up the keyboard for numbers; the text is read by `parseNumber`. */
  numeric?: boolean;
  placeholder?: string;
  unit?: string | undefined;
}

export function TextField({ value, onChange, type = 'text', numeric, placeholder, unit, ...field }: TextProps): ReactNode {
  const id = useId();
  return (
    <Field id={id} {...field}>
      <Textfield
        id={id}
        type={type}
        value={value}
        isInvalid={field.error !== undefined}
        aria-describedby={describedBy(id, field.hint, field.error)}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        {...(numeric ? { inputMode: 'decimal' as const } : {})}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(unit === undefined || unit === '' ? {} : { elemAfterInput: <span className="n-unit">{unit}</span> })}
      />
    </Field>
  );
}

export function AreaField({
  value,
  onChange,
  rows = 3,
  code = false,
  placeholder,
  ...field
}: FieldProps & { value: string; onChange: (value: string) => void; rows?: number; code?: boolean; placeholder?: string }): ReactNode {
  const id = useId();
  return (
    <Field id={id} {...field}>
      <textarea
        id={id}
        className={code ? 'n-area n-area-code' : 'n-area'}
        rows={rows}
        value={value}
        placeholder={placeholder}
        spellCheck={!code}
        aria-invalid={field.error !== undefined}
        aria-describedby={describedBy(id, field.hint, field.error)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

export interface Option<T extends string> {
  value: T;
  label: string;
}

export function SelectField<T extends string>({
  options,
  value,
  onChange,
  placeholder,
  loading = false,
  clearable = false,
  disabled = false,
  ...field
}: FieldProps & {
  options: readonly Option<T>[];
  value: string;
  onChange: (value: T | '') => void;
  placeholder?: string;
  loading?: boolean;
  clearable?: boolean;
  disabled?: boolean;
}): ReactNode {
  const id = useId();
  return (
    <Field id={id} {...field}>
      <Select<Option<T>>
        inputId={id}
        labelId={`${id}-label`}
        options={[...options]}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(chosen) => onChange(chosen?.value ?? '')}
        isLoading={loading}
        isClearable={clearable}
        isDisabled={disabled}
        isInvalid={field.error !== undefined}
        descriptionId={describedBy(id, field.hint, field.error)}
        // Out of the dialog's scrolling body, which would cut the list off.
        menuPortalTarget={document.body}
        menuPosition="fixed"
        styles={selectStyles}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </Field>
  );
}

/** A few choices that are all seen at once. */
export function ChoiceField<T extends string>({
  label,
  hint,
  error,
  options,
  value,
  onChange,
}: FieldProps & { options: readonly Option<T>[]; value: T; onChange: (value: T) => void }): ReactNode {
  const id = useId();
  return (
    <fieldset className="n-field" aria-describedby={describedBy(id, hint, error)}>
      <legend>{label}</legend>
      <div className="n-segments">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      <Notes id={id} hint={hint} error={error} />
    </fieldset>
  );
}

export function CheckField({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="n-field">
      <div className="n-check">
        <input
          id={id}
          type="checkbox"
          checked={checked}
          aria-describedby={describedBy(id, hint, undefined)}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <label htmlFor={id}>{label}</label>
      </div>
      <Notes id={id} hint={hint} error={undefined} />
    </div>
  );
}
