import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { type Trouble } from './call';

/** What stands in a form's fields, by the path of the call's input that each belongs to, such as `target.by`. */
export type FormValues = Record<string, string | boolean>;
type Errors<V> = { [K in keyof V]?: string };

export interface Form<V extends FormValues> {
  values: V;
  set: <K extends keyof V>(field: K, value: V[K]) => void;
  /** Takes over what someone else saved meanwhile, in every field that was not typed into here. */
  rebase: (before: V, now: V) => void;
  errors: Errors<V>;
  /** What cannot be shown at a field. */
  trouble: Trouble | undefined;
  busy: boolean;
  dirty: boolean;
  formRef: React.RefObject<HTMLFormElement>;
  onSubmit: (event: FormEvent) => void;
}

/** What came of sending a form: nothing when it went well, field errors, or trouble (whose field is looked up). */
export type Sent<V> = { errors: Errors<V> } | { trouble: Trouble } | undefined;

/** Holds a form. What was typed stays until the form goes away, whatever the answer to sending it. */
export function useForm<V extends FormValues>(initial: V, send: (values: V) => Promise<Sent<V>>): Form<V> {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors<V>>({});
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const formRef = useRef<HTMLFormElement>(null);
  const first = useRef(initial);
  const sending = useRef(false);
  const answered = useRef(false);

  const set = useCallback(<K extends keyof V>(field: K, value: V[K]): void => {
    setValues((before) => ({ ...before, [field]: value }));
    setErrors((before) => ({ ...before, [field]: undefined }));
  }, []);

  const rebase = useCallback((before: V, now: V): void => {
    first.current = now;
    setValues((typed) => {
      const untouched = Object.keys(typed).filter((field: keyof V) => typed[field] === before[field]);
      return { ...typed, ...Object.fromEntries(untouched.map((field) => [field, now[field]])) };
    });
  }, []);

  const submit = async (): Promise<void> => {
    // A second click before the button is drawn as busy must not send twice.
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    const sent = await send(values);
    sending.current = false;
    setBusy(false);
    answered.current = true;
    setErrors(sent && 'errors' in sent ? sent.errors : {});
    setTrouble(undefined);
    if (!sent || 'errors' in sent) return;
    const field = fieldIn(values, sent.trouble.field);
    if (field === undefined) setTrouble(sent.trouble);
    else setErrors({ [field]: problemOf(sent.trouble) } as Errors<V>);
  };

  useEffect(() => {
    // Only after sending: mending one of several fields must not take the focus to the next.
    if (answered.current && Object.values(errors).some((error) => error !== undefined)) {
      formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      answered.current = false;
    }
  }, [errors]);

  return {
    values,
    set,
    rebase,
    errors,
    trouble,
    busy,
    dirty: Object.keys(values).some((field) => values[field] !== first.current[field]),
    formRef,
    onSubmit: (event) => {
      event.preventDefault();
      // A form inside a dialog is, to React, also inside the page's.
      event.stopPropagation();
      void submit();
    },
  };
}

/** The form's field that a path of the reply belongs to: itself, or the nearest one above or below it. */
function fieldIn<V extends FormValues>(values: V, path: string | undefined): (keyof V & string) | undefined {
  if (path === undefined) return undefined;
  const fields = Object.keys(values);
  return (
    fields.find((field) => field === path) ??
    fields.find((field) => path.startsWith(`${field}.`)) ??
    fields.find((field) => field.startsWith(`${path}.`))
  );
}

/** The refusal's words without the path, which the label already says. */
function problemOf({ field, message, remedy }: Trouble): string {
  const bare = message.startsWith(`${field}: `) ? message.slice(`${field}: `.length) : message;
  return [bare.charAt(0).toUpperCase() + bare.slice(1), remedy].filter(Boolean).join(' ');
}
