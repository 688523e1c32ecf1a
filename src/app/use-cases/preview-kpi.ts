import { type Ports, ref } from '../ports';
import { seesKpi } from '../authorise';
import { type Viewer } from '../../domain/access';
import { checkSource } from '../kpi-source/check';
import { formulaOf } from '../kpi-source/formula';
import { previewJira, tryOut } from '../kpi-source/preview';
import { notFound } from '../refused';
import { type UseCase } from '../use-case';

/** Shows on real data, read as the caller, what a KPI would have said; nothing is kept. */
export const previewKpi: UseCase<'kpi.preview'> = async ({ ports, input, grant }) => {
  const { source } = input;
  if (source.kind === 'formula') {
    await seenKpis(ports, grant.viewer, source);
    const values = await formulaOf(ports, source);
    return { isCut: false, values, ...trialOf(values, input) };
  }
  await checkSource(ports, source, input.cadence);
  const preview = await previewJira(ports, source);
  return { ...preview, ...trialOf(preview.values, input) };
};

function trialOf(values: Parameters<typeof tryOut>[0], input: Parameters<typeof tryOut>[1]) {
  const trial = tryOut(values, input);
  return trial ? { trial } : {};
}

/** The KPIs of a formula; refuses where the viewer may not see one of them. */
export async function seenKpis(ports: Ports, viewer: Viewer, { leftId, rightId }: { leftId: string; rightId: string }): Promise<void> {
  const found = await ports.store.read([ref('kpi', leftId), ref('kpi', rightId)]);
  for (const [field, id] of [['source.leftId', leftId], ['source.rightId', rightId]] as const) {
    const kpi = found.get(ref('kpi', id))?.body;
    if (!kpi || !(await seesKpi(ports, viewer, kpi))) throw notFound('KPI', field);
  }
}
