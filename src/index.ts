export { validate } from './forge/gate';
export { gateNote } from './forge/gate-notes';
export { historyTask, issueChanged } from './forge/history-events';
export { kpiTask } from './forge/kpi-tasks';
export { resolver } from './forge/resolver';
export { hourly } from './forge/schedules';
export { push } from './forge/push';
export { importTask } from './forge/import-task';
