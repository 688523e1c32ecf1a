import Button from '@atlaskit/button/new';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type GateDemands } from '../../src/domain/gate';
import { type Trouble, call } from '../kit/call';
import { TextField } from '../kit/fields';
import { missSentence } from '../kit/gates';
import { Notice, Skeleton, TroubleBox } from '../kit/states';
import { say } from '../kit/text/say';
import { useFormat } from '../kit/viewer';
import { text } from './text';

type Reply = CallReply<'gate.preview'>;

export interface PreviewState {
  data: Reply | undefined;
  trouble: Trouble | undefined;
  busy: boolean;
  projectKey: string;
  setProjectKey: (key: string) => void;
  show: (demands: GateDemands) => Promise<void>;
  /**
   * Whether what these very demands would have stopped was shown, for the project that is named. One in which nothing
   * changed shows nothing: then all projects are to be looked at.
   */
  hasShown: (demands: GateDemands) => boolean;
}

export function usePreview(statusId: string | undefined): PreviewState {
  const [data, setData] = useState<Reply>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const [projectKey, setProjectKey] = useState('');
  const shown = useRef('');
  const key = projectKey.trim().toUpperCase();
  const nameOf = ({ rules, baselineValues, leastShare }: GateDemands): string => JSON.stringify([rules, baselineValues, leastShare, key]);
  const show = async (demands: GateDemands): Promise<void> => {
    const { rules, baselineValues, leastShare } = demands;
    setBusy(true);
    const answer = await call('gate.preview', {
      demands: { rules: [...rules], baselineValues, leastShare },
      ...(statusId === undefined ? {} : { statusId }),
      ...(key === '' ? {} : { projectKey: key }),
    });
    setBusy(false);
    setData(answer.ok ? answer.data : undefined);
    setTrouble(answer.ok ? undefined : answer.trouble);
    shown.current = answer.ok && (key === '' || answer.data.looked > 0) ? nameOf(demands) : '';
  };
  return { data, trouble, busy, projectKey, setProjectKey, show, hasShown: (demands) => shown.current === nameOf(demands) };
}

interface Props {
  preview: PreviewState;
  status: string | undefined;
  /** It is to be looked at before the gate may block. */
  isAskedFor: boolean;
  onShow: () => void;
}

/** What the gate would have stopped. */
export function Preview({ preview, status, isAskedFor, onShow }: Props): ReactNode {
  const { trouble } = preview;
  const section = useRef<HTMLElement>(null);
  const isOfProject = trouble?.field === 'projectKey';
  useEffect(() => {
    if (isOfProject) section.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [trouble, isOfProject]);
  return (
    <section ref={section} className="n-card n-stack" aria-labelledby="preview">
      <div className="n-stack-tight">
        <h2 className="n-h2" id="preview">
          {text.preview}
        </h2>
        <p className="n-quiet">
          {text.previewHow} {status !== undefined && say(text.previewTo, { status })}
        </p>
      </div>
      <div className="n-gate-number">
        <TextField
          label={text.project}
          hint={text.projectHint}
          optional
          value={preview.projectKey}
          error={isOfProject ? [trouble.message, trouble.remedy].join(' ') : undefined}
          onChange={preview.setProjectKey}
        />
      </div>
      <div>
        <Button onClick={onShow} isLoading={preview.busy}>
          {text.show}
        </Button>
      </div>
      <div role="status" className="n-stack">
        {isAskedFor && <Notice title={text.modes.block}>{text.previewAsked}</Notice>}
        {preview.busy && !preview.data && <Skeleton heights={[20, 96]} />}
        {preview.data && <Stopped reply={preview.data} isNarrowed={preview.projectKey.trim() !== ''} />}
      </div>
      {trouble && !isOfProject && <TroubleBox trouble={trouble} />}
    </section>
  );
}

function Stopped({ reply: { stopped, looked, days, isCut }, isNarrowed }: { reply: Reply; isNarrowed: boolean }): ReactNode {
  const format = useFormat();
  const [count, of] = [format.number(stopped.length), format.number(looked)];
  const sentence =
    looked === 0
      ? say(isCut ? text.nothingOfNewest : text.nothingLooked, { days: format.number(days) })
      : stopped.length === 0
        ? say(text.wouldStopNone, { of })
        : say(text.wouldStop, { count: stopped.length, n: count, of });
  return (
    <div className="n-stack-tight">
      <p>
        <b>{sentence}</b> {isCut && <span className="n-small n-subtle">{text.cut}</span>}
      </p>
      {looked === 0 && isNarrowed && <p>{text.lookAtAll}</p>}
      {stopped.length > 0 && (
        <table className="n-gate-stopped">
          <thead>
            <tr>
              <th scope="col">{text.issue}</th>
              <th scope="col">{text.when}</th>
              <th scope="col">{text.lacks}</th>
            </tr>
          </thead>
          <tbody>
            {stopped.map(({ issueId, key, summary, at, misses }) => (
              <tr key={`${issueId} ${at}`}>
                <td>
                  <span className="n-key">{key}</span> <span className="n-subtle">{summary}</span>
                </td>
                <td>{format.date(at.slice(0, 10))}</td>
                <td>{misses.map((miss) => missSentence(miss, format)).join(' ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
