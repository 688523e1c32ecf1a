import { type Ports } from '../ports';
import { refreshActivities } from './refresh-activities';
import { refreshGlances } from './refresh-glances';

/**
 * Takes a restricted outcome out of what everybody is told, the sums of projects and the marks beside glances, or puts an
 * opened one in. All projects, as links high in the hierarchy reach beyond their own. What fails is made up for by the hour.
 */
export async function retell(ports: Ports): Promise<void> {
  await refreshGlances(ports);
  await refreshActivities(ports);
}
