import { type CallReply } from '../../contract/index';
import { type Viewer } from '../../domain/access';
import { type KpiSource } from '../../domain/kpi-source';
import { seesKpi } from '../authorise';
import { checkCounts, checkSource } from '../kpi-source/check';
import { startFill } from '../kpi-source/fill';
import { workOut } from '../kpi-source/formula';
import { type KpiReading } from '../kpi-source/ports';
import { forgetReading, setSource } from '../kpi-source/set-source';
import { type Ports, ref } from '../ports';
import { kpiRecord } from '../records';
import { Refused, notFound } from '../refused';
import { type UseCase } from '../use-case';
import { seenKpis } from './preview-kpi';

export const readSource: UseCase<'kpi.source'> = async ({ ports, grant: { kpi, viewer } }) => {
  const source = await told(ports, viewer, kpi.source);
  const reading = await readingOf(ports, kpi.kpiId);
  return { source, ...(reading && source.kind !== 'entered' && source.kind !== 'formula' ? { status: statusOf(reading) } : {}) };
};

export const readChoices: UseCase<'kpi.choices'> = ({ ports }) => ports.jiraKpis.user.choices();

export const setJira: UseCase<'kpi.count'> = async ({ ports, caller, input }) => {
  const { kpiId, version, source, confirmed } = input;
  const stored = ref('kpi', kpiId);
  const kpi = (await ports.store.read([stored])).get(stored)?.body;
  if (!kpi) throw notFound('KPI', 'kpiId');
  await checkSource(ports, source, kpi.cadence);
  await checkCounts(ports, source, confirmed);
  const after = await setSource(ports, caller, { kpiId, version, source });
  await startFill(ports, kpiId, source);
  return { kpi: kpiRecord(after) };
};

export const setFormula: UseCase<'kpi.derive'> = async ({ ports, caller, input, grant }) => {
  const { kpiId, version, source } = input;
  await seenKpis(ports, grant.viewer, source);
  await setSource(ports, caller, { kpiId, version, source, viewer: grant.viewer });
  await forgetReading(ports, kpiId);
  // At once, so that whoever saved it sees its values.
  await workOut(ports, kpiId);
  const stored = ref('kpi', kpiId);
  const after = (await ports.store.read([stored])).get(stored)?.body;
  if (!after) throw notFound('KPI', 'kpiId');
  return { kpi: kpiRecord(after) };
};

export const clearSource: UseCase<'kpi.detach'> = async ({ ports, caller, input }) => {
  const after = await setSource(ports, caller, { ...input, source: undefined });
  await forgetReading(ports, input.kpiId);
  return { kpi: kpiRecord(after) };
};

export const readAgain: UseCase<'kpi.refill'> = async ({ ports, input: { kpiId } }) => {
  const before = await readingOf(ports, kpiId);
  if (!before) throw new Refused('not-found', 'This KPI is not counted in Jira.', { field: 'kpiId', remedy: 'Choose where its values come from first.' });
  if (before.state === 'current') await startFill(ports, kpiId, before.source);
  const after = await readingOf(ports, kpiId);
  return { status: statusOf(after ?? before) };
};

async function readingOf(ports: Ports, kpiId: string): Promise<KpiReading | undefined> {
  const stored = ref('kpiReading', kpiId);
  return (await ports.store.read([stored])).get(stored)?.body;
}

function statusOf({ state, issues, expected, at, through, site, error }: KpiReading): CallReply<'kpi.refill'>['status'] {
  return { state, issues, expected, at, zone: site.zone, ...(through === undefined ? {} : { through }), ...(error === undefined ? {} : { error }) };
}

async function told(ports: Ports, viewer: Viewer, source: KpiSource | undefined): Promise<CallReply<'kpi.source'>['source']> {
  if (!source) return { kind: 'entered' };
  if (source.kind !== 'formula') {
    const { jql, ...rest } = source;
    return viewer.jiraAdmin ? { ...rest, jql } : rest;
  }
  const { kind, operation, percent, leftId, rightId } = source;
  return { kind, operation, percent, left: await named(ports, viewer, leftId), right: await named(ports, viewer, rightId) };
}

async function named(ports: Ports, viewer: Viewer, kpiId: string): Promise<{ kpiId?: string; name?: string }> {
  const stored = ref('kpi', kpiId);
  const kpi = (await ports.store.read([stored])).get(stored)?.body;
  return kpi && (await seesKpi(ports, viewer, kpi)) ? { kpiId, name: kpi.name } : {};
}
