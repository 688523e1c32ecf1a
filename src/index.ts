export { resolver } from './forge/resolver';
export { hourly } from './forge/schedules';
export { push } from './forge/push';
