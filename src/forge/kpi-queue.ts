import { type KpiQueue, type KpiTask } from '../app/kpi-source/ports';
import { queueOf } from './queue';

/** The queue of the consumer of KPIs' tasks; tasks of one KPI follow each other. */
export const kpiQueue: KpiQueue = queueOf<KpiTask>('kpis', ({ kpiId }) => kpiId);
