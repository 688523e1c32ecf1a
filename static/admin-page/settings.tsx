import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { call } from '../kit/call';
import { CheckField, TextField } from '../kit/fields';
import { tell } from '../kit/flag';
import { useFollowed, useHold } from '../kit/following';
import { Meanwhile, changesBetween } from '../kit/meanwhile';
import { parseNumber } from '../kit/parse-number';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { useCall } from '../kit/use-call';
import { type Sent, useForm } from '../kit/use-form';
import { text } from './text';

type Stored = CallReply<'settings.read'>;
interface Values extends Record<string, string | boolean> {
  notices: boolean;
  zone: string;
  'delayCost.perDay': string;
  'delayCost.currency': string;
}

/** What holds for the whole site. */
export function Settings(): ReactNode {
  const loaded = useFollowed(useCall('settings.read', {}));
  return (
    <section className="n-card n-stack" aria-labelledby="settings">
      <h2 className="n-h2" id="settings">
        {text.settings}
      </h2>
      <Show loaded={loaded} skeleton={<Skeleton heights={[56, 56]} />}>
        {(stored) => <Editor key={stored.version ?? 0} stored={stored} hold={loaded.hold} reload={async () => void (await loaded.reload())} />}
      </Show>
    </section>
  );
}

function valuesOf({ notices, zone, delayCost }: Stored): Values {
  return { notices, zone: zone ?? '', 'delayCost.perDay': delayCost ? String(delayCost.perDay) : '', 'delayCost.currency': delayCost?.currency ?? '' };
}

/** What else may be said of a field in words; whether owners are told stands in its box. */
const labels = () => ({ zone: text.zone, 'delayCost.perDay': text.delayCost, 'delayCost.currency': text.currency });

function Editor({ stored, hold, reload }: { stored: Stored; hold: (held: boolean) => void; reload: () => Promise<void> }): ReactNode {
  const [known, setKnown] = useState(stored);
  const form = useForm<Values>(valuesOf(stored), async (values): Promise<Sent<Values>> => {
    const cost = costIn(values);
    if ('errors' in cost) return cost;
    const zone = values.zone.trim();
    const version = known.version === undefined ? {} : { version: known.version };
    const answer = await call('settings.set', { ...version, notices: values.notices, ...(zone === '' ? {} : { zone }), ...cost });
    if (answer.ok) {
      tell(text.settingsSaved);
      await reload();
      return undefined;
    }
    const latest = answer.trouble.code === 'changed-meanwhile' ? await call('settings.read', {}) : undefined;
    if (!latest?.ok) return { trouble: answer.trouble };
    form.rebase(valuesOf(known), valuesOf(latest.data));
    setKnown(latest.data);
    return { errors: {} };
  });
  useHold(hold, form.dirty);
  const { values, set, errors } = form;
  return (
    <form ref={form.formRef} className="n-form n-narrow" onSubmit={form.onSubmit} noValidate>
      {form.trouble && <TroubleBox trouble={form.trouble} title={text.notSaved} />}
      {known !== stored && <Meanwhile changes={changesBetween(valuesOf(stored), valuesOf(known), labels())} />}
      <CheckField label={text.notices} hint={text.noticesHow} checked={values.notices} onChange={(on) => set('notices', on)} />
      <TextField label={text.zone} hint={text.zoneHow} optional placeholder="Europe/Berlin" value={values.zone} error={errors.zone} onChange={(zone) => set('zone', zone)} />
      <div className="n-form-row">
        <TextField
          label={text.delayCost}
          hint={text.delayCostHow}
          optional
          numeric
          value={values['delayCost.perDay']}
          error={errors['delayCost.perDay']}
          onChange={(perDay) => set('delayCost.perDay', perDay)}
        />
        <TextField
          label={text.currency}
          optional
          placeholder="EUR"
          value={values['delayCost.currency']}
          error={errors['delayCost.currency']}
          onChange={(currency) => set('delayCost.currency', currency)}
        />
      </div>
      <div>
        <Button type="submit" appearance="primary" isLoading={form.busy} isDisabled={!form.dirty}>
          {text.saveSettings}
        </Button>
      </div>
    </form>
  );
}

/** Both fields, or neither. */
function costIn(values: Values): { errors: Partial<Record<keyof Values, string>> } | Pick<Stored, 'delayCost'> {
  const [amount, currency] = [values['delayCost.perDay'].trim(), values['delayCost.currency'].trim().toUpperCase()];
  if (amount === '' && currency === '') return {};
  const perDay = parseNumber(amount);
  if (!perDay.ok || perDay.value <= 0) return { errors: { 'delayCost.perDay': text.costNeeded } };
  if (!/^[A-Z]{3}$/.test(currency)) return { errors: { 'delayCost.currency': text.currencyNeeded } };
  return { delayCost: { perDay: perDay.value, currency } };
}
