import { type ReactNode, Suspense, lazy } from 'react';
import type { DialogFrameProps } from './dialog-frame';
import { Skeleton } from './states';

/** Atlaskit's dialog weighs more than most pages' own code, so it comes when the first one is opened. */
const DialogFrame = lazy(() => import('./dialog-frame'));

export function Dialog(props: DialogFrameProps): ReactNode {
  return (
    <Suspense fallback={<Skeleton heights={[]} />}>
      <DialogFrame {...props} />
    </Suspense>
  );
}
