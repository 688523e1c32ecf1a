import { type ReactNode } from 'react';
import { WorkStack, type WorkWeek } from './work-stack';

/** A project's last weeks in the panel; loaded when it is shown. */
export default function SmallWork({ name, weeks, alarm }: { name: string; weeks: readonly WorkWeek[]; alarm: string | undefined }): ReactNode {
  const change = weeks.flatMap(({ week, done }) => (done && (alarm === undefined || week < alarm) ? [done.change] : []));
  const usual = change.length < 4 ? undefined : change.reduce((sum, n) => sum + n, 0) / change.length;
  return <WorkStack name={name} weeks={weeks} usual={usual} alarm={alarm} small />;
}
