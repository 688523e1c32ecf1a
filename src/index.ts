export { resolver } from './forge/resolver';
export { hourly } from './forge/schedules';
