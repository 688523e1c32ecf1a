import { useRef, useState } from 'react';
import { tell } from '../kit/flag';
import { text as common } from '../kit/text/en';
import { say } from '../kit/text/say';
import { useAhead } from '../kit/use-ahead';
import { useFormat } from '../kit/viewer';
import { type Change, type Report, makeChanges, withChange } from './changes';
import { type Epic } from './epics';
import { text } from './text';

export interface Changes {
  /** The epics with what is being done to them. */
  shown: readonly Epic[];
  /** Shows a change that is made elsewhere; the function that it gives takes it away again. */
  show: (change: Change) => () => void;
  /** Resolves to what came of it, once the page shows it. */
  run: (changes: readonly Change[]) => Promise<Report>;
  progress: { at: number; of: number } | undefined;
  stop: () => void;
  /** What was not done, until it is put away or the next change begins. */
  report: Report | undefined;
  putAway: () => void;
}

/** Makes changes of links, each of which shows at once, tells of them with a way back, and keeps what was not done. */
export function useChanges(epics: readonly Epic[], reload: () => Promise<unknown>): Changes {
  const format = useFormat();
  const ahead = useAhead(epics);
  const show = (change: Change): (() => void) => ahead.show((before) => withChange(before, change));
  const [progress, setProgress] = useState<{ at: number; of: number }>();
  const [report, setReport] = useState<Report>();
  const stopped = useRef(false);

  const carryOut = async (changes: readonly Change[]): Promise<Report> => {
    stopped.current = false;
    setReport(undefined);
    const takeAway = new Map<Change, () => void>();
    const result = await makeChanges(changes, (at) => {
      setProgress({ at, of: changes.length });
      const change = changes[at];
      if (change && !stopped.current) takeAway.set(change, show(change));
      return !stopped.current;
    });
    for (const { change } of result.failed) takeAway.get(change)?.();
    await reload();
    for (const away of takeAway.values()) away();
    setProgress(undefined);
    if (result.already.length + result.failed.length + result.left.length > 0) setReport(result);
    return result;
  };

  const run = async (changes: readonly Change[]): Promise<Report> => {
    const result = await carryOut(changes);
    const { done, undo } = result;
    if (done.length > 0) tell(doneWords(done, format.number), { undo: { text: common.undo, run: () => void takeBack(undo) } });
    return result;
  };

  const takeBack = async (undo: readonly Change[]): Promise<void> => {
    const { done } = await carryOut(undo);
    if (done.length > 0) tell(text.undone);
  };

  return {
    shown: ahead.shown,
    show,
    run,
    progress,
    stop: () => {
      stopped.current = true;
    },
    report,
    putAway: () => setReport(undefined),
  };
}

function doneWords(done: readonly Change[], number: (n: number) => string): string {
  const [first] = done;
  if (!first) return '';
  const titles = new Set(done.map((change) => change.title));
  const outcome = titles.size === 1 ? first.title : say(text.outcomes, { n: number(titles.size) });
  const epics = new Set(done.map((change) => change.issueId)).size;
  if (epics === 1) return say(first.to ? text.linked : text.unlinked, { key: first.key, outcome });
  return say(first.to ? text.linkedMany : text.unlinkedMany, { n: number(epics), outcome });
}
