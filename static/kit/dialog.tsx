import { type ReactNode, Suspense } from 'react';
import type { DialogFrameProps } from './dialog-frame';
import { later } from './later';
import { Skeleton } from './states';

/** Atlaskit's dialog weighs more than most pages' own code, so it comes when the first one is opened. */
const DialogFrame = later(() => import('./dialog-frame'));

export function Dialog(props: DialogFrameProps): ReactNode {
  return (
    <Suspense fallback={<Skeleton heights={[]} />}>
      <DialogFrame {...props} />
    </Suspense>
  );
}
