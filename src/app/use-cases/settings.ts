import { type CallReply } from '../../contract/index';
import { DEFAULT_SETTINGS, type SiteSettings } from '../../domain/settings';
import { change } from '../change';
import { refillAll } from '../history/fill';
import { lockAllMeasures } from '../jobs/lock-measures';
import { refillKpis } from '../kpi-source/fill';
import { SITE, ref } from '../ports';
import { changedMeanwhile } from '../refused';
import { SITE_STREAM } from '../streams';
import { type UseCase } from '../use-case';

const stored = ref('settings', SITE);

export const readSettings: UseCase<'settings.read'> = async ({ ports }) => {
  const found = (await ports.store.read([stored])).get(stored);
  return reply(found?.body ?? DEFAULT_SETTINGS, found?.version);
};

/** Weeks that begin at another hour are other weeks, in the past too: their histories are read again. */
export const setSettings: UseCase<'settings.set'> = async ({ ports, caller, input }) => {
  const { version, ...settings } = input;
  // What was launched by the clock as it was is locked by it.
  await lockAllMeasures({ ...ports, receipt: undefined });
  const before = await change(ports, caller, async (tx) => {
    await tx.read(stored);
    if (tx.version(stored) !== version) throw changedMeanwhile('set of settings');
    const earlier = tx.get(stored);
    tx.put(stored, settings);
    const { notices, zone = null, delayCost = null } = settings;
    tx.record(SITE_STREAM, 'settings.set', { notices, zone, delayCost: delayCost && { ...delayCost } });
    return earlier;
  });
  if (before?.zone !== settings.zone) {
    await refillAll(ports);
    await refillKpis(ports);
  }
  return reply(settings, (version ?? 0) + 1);
};

function reply({ notices, zone, delayCost }: SiteSettings, version: number | undefined): CallReply<'settings.read'> {
  return { ...(version === undefined ? {} : { version }), notices, ...(zone === undefined ? {} : { zone }), ...(delayCost ? { delayCost } : {}) };
}
