import { type WorkRule, applies, queriesOf, rulingOf } from '../../domain/work-rule';
import { change } from '../change';
import { refillAll } from '../history/fill';
import { type Ports, SITE, ref } from '../ports';
import { Refused, changedMeanwhile } from '../refused';
import { SITE_STREAM } from '../streams';
import { type UseCase } from '../use-case';

export const readRules: UseCase<'rules.read'> = async ({ ports }) => {
  const stored = ref('workRules', SITE);
  const found = (await ports.store.read([stored])).get(stored);
  return { ...(found ? { version: found.version } : {}), rules: found?.body.rules ?? [] };
};

const MOST_SAMPLES = 3;

export const tryRules: UseCase<'rules.try'> = async ({ ports, caller, input }) => {
  const { rules } = input;
  const list = ref('histories', SITE);
  const projectIds = (await ports.store.read([list])).get(list)?.body.projectIds ?? [];
  const faults = await ports.user.faultsOf(queriesOf(rules));
  const seen = await ports.user.browsable(caller.accountId, projectIds);
  const issues = await ports.user.newest([...seen], queriesOf(rules).filter((query) => !faults.has(query)));
  const made = { change: 0, run: 0, open: 0 };
  const tried = rules.map((rule) => ({ rule, decided: [] as typeof issues }));
  for (const issue of issues) {
    made[rulingOf(rules, issue)] += 1;
    tried.find(({ rule }) => applies(rule, issue))?.decided.push(issue);
  }
  return {
    looked: issues.length,
    made,
    rules: tried.map(({ rule, decided }) => {
      const fault = rule.field === 'jql' ? faults.get(rule.value) : undefined;
      const samples = decided.slice(0, MOST_SAMPLES).map(({ key, summary, type }) => ({ key, summary, type }));
      return { decides: decided.length, samples, ...(fault === undefined ? {} : { fault }) };
    }),
  };
};

/** What is counted as what changes for the whole past: every history that is kept is read again under the new rules. */
export const setRules: UseCase<'rules.set'> = async ({ ports, caller, input }) => {
  const { rules } = input;
  await refuseUnreadable(ports, rules);
  const stored = ref('workRules', SITE);
  await change(ports, caller, async (tx) => {
    await tx.read(stored);
    if (tx.version(stored) !== input.version) throw changedMeanwhile('list of rules');
    tx.put(stored, { rules });
    tx.record(SITE_STREAM, 'rules.set', { rules: rules.map((rule) => ({ ...rule })) });
  });
  await refillAll(ports);
  return { version: (input.version ?? 0) + 1, rules };
};

async function refuseUnreadable(ports: Ports, rules: readonly WorkRule[]): Promise<void> {
  const faults = await ports.user.faultsOf(queriesOf(rules));
  const at = rules.findIndex(({ field, value }) => field === 'jql' && faults.has(value));
  const fault = faults.get(rules[at]?.value ?? '');
  if (fault !== undefined) throw new Refused('invalid-input', `Jira cannot read this query: ${fault}`, { field: `rules.${at}.value`, remedy: 'Try the query in Jira’s issue search.' });
}
