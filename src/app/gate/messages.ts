import { type GateMiss } from '../../domain/gate';
import { type Issue } from '../ports';

/**
 * What Jira shows to whoever moves the issue: what is missing and where to mend it. They may be one who does not see the
 * outcome, so no message names an outcome, a KPI or a value of one. Jira tells a validator no language.
 */
export function gateMessage({ key, projectKey }: Pick<Issue, 'key' | 'projectKey'>, misses: readonly GateMiss[]): string {
  const where = `the settings of project ${projectKey}, Needle`;
  const parts = misses.map((miss) => messageOf(miss, key, where));
  return [...parts, `If it must move regardless, someone with the right can let it pass on the Needle panel of ${key}.`].join(' ');
}

function messageOf({ rule, lacks, has = 0, needs = 0 }: GateMiss, key: string, where: string): string {
  switch (lacks) {
    case 'link':
      return `${key} serves no outcome yet. A project administrator can link its epic in ${where}.`;
    case 'open':
      return `What ${key} serves is archived. A project administrator can link its epic to an open outcome in ${where}.`;
    case 'hypothesis':
      return `It is not said what ${key} is expected to move. A project administrator can add the hypothesis to its link in ${where}.`;
    case 'baseline':
      if (rule === 'measured') return 'What this work should move has no baseline yet. Whoever answers for the outcome can set it under Apps, Needle.';
      return `What this work should move needs a baseline of at least ${needs} values. Whoever answers for the outcome can complete it under Apps, Needle.`;
    case 'measure':
      return 'What this work serves has no primary measure yet. Whoever answers for the outcome can add one under Apps, Needle.';
    case 'value':
      return 'What this work should move has no value yet. Whoever answers for the KPI can record one under Apps, Needle.';
    case 'fresh-value':
      return 'The newest value of what this work should move is too old. Whoever answers for the KPI can record one under Apps, Needle.';
    case 'guardrail':
      return 'Something that must not get worse is confirmed worse since this change. Whoever answers for the outcome decides under Apps, Needle.';
    case 'share':
      return `${percent(has)} of the team's work of the last weeks was change work, and ${percent(needs)} are asked for. The project's Impact page shows by what.`;
  }
}

/** Rounded down, so that a share which is too low never reads as the one that is asked for. */
function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
