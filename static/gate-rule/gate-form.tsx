import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { MAX_BASELINE_VALUES, gateText } from '../../src/domain/gate-config';
import { GATE_MODES, GATE_RULES, type GateConfig, type GateRule } from '../../src/domain/gate';
import { type Answer, type Trouble, call } from '../kit/call';
import { CheckField, ChoiceField, TextField } from '../kit/fields';
import { parseNumber } from '../kit/parse-number';
import { TroubleBox } from '../kit/states';
import { text as common } from '../kit/text/en';
import { text as gates } from '../kit/text/gates';
import { say } from '../kit/text/say';
import { useConfiguration } from '../kit/workflow-rule';
import { Preview, usePreview } from './preview';
import { text } from './text';

interface Problems {
  rules?: string;
  baselineValues?: string;
  leastShare?: string;
}

/** What a gate asks for. It saves nothing itself: Jira asks for it when its own button is pressed. */
export function GateForm({ initial, status }: { initial: GateConfig; status: { id: string; name: string } | undefined }): ReactNode {
  const [mode, setMode] = useState(initial.mode);
  const [onError, setOnError] = useState(initial.onError);
  const [rules, setRules] = useState<readonly GateRule[]>(initial.rules);
  const [values, setValues] = useState(String(initial.baselineValues));
  const [share, setShare] = useState(String(Math.round(initial.leastShare * 100)));
  const [problems, setProblems] = useState<Problems>({});
  const [mustLook, setMustLook] = useState(false);
  const preview = usePreview(status?.id);
  const [trouble, setTrouble] = useState<Trouble>();
  const id = useId();
  const form = useRef<HTMLDivElement>(null);
  // The button that asked is Jira's, outside this page: what is to be mended takes the focus.
  useEffect(() => {
    const atFault = problems.rules !== undefined ? 'fieldset.n-gate-demand input' : '[aria-invalid="true"]';
    if (Object.keys(problems).length > 0) form.current?.querySelector<HTMLElement>(atFault)?.focus();
  }, [problems]);

  /** What stands in the form; undefined, with words at the fields, while something is to be mended. */
  const read = (): GateConfig | undefined => {
    const [count, part] = [parseNumber(values), parseNumber(share)];
    const isCount = count.ok && Number.isInteger(count.value) && count.value >= 1 && count.value <= MAX_BASELINE_VALUES;
    const isPart = part.ok && part.value >= 0 && part.value <= 100;
    const found: Problems = {
      ...(rules.length === 0 && mode !== 'off' ? { rules: text.noRule } : {}),
      ...(!isCount && rules.includes('hypothesis') ? { baselineValues: say(text.badValues, { most: String(MAX_BASELINE_VALUES) }) } : {}),
      ...(!isPart && rules.includes('share') ? { leastShare: text.badShare } : {}),
    };
    setProblems(found);
    if (Object.keys(found).length > 0) return undefined;
    return {
      ...{ mode, onError, rules },
      baselineValues: isCount ? count.value : initial.baselineValues,
      leastShare: isPart ? part.value / 100 : initial.leastShare,
    };
  };

  useConfiguration(async () => {
    const config = read();
    if (!config) return undefined;
    // Whoever lets it block has seen first what it would have stopped.
    if (config.mode === 'block' && !preview.hasShown(config)) {
      setMustLook(true);
      await preview.show(config);
      return undefined;
    }
    // Jira tells nobody that it has the gate: Needle learns it here, so that issues can be let pass before any was stopped.
    const answer = config.mode === 'block' || initial.mode === 'block' ? await announce(config, initial, status?.id) : undefined;
    // Nothing keeps anybody from taking a gate off; what was thought of it then lapses by itself.
    const isHeld = answer?.ok === false && config.mode === 'block';
    setTrouble(isHeld ? answer.trouble : undefined);
    return isHeld ? undefined : gateText(config);
  });

  const toggle = (rule: GateRule, on: boolean): void => {
    setRules(GATE_RULES.filter((one) => (one === rule ? on : rules.includes(one))));
    setProblems({});
  };
  return (
    <div ref={form} className="n-stack">
      <div className="n-stack-tight">
        <h2 className="n-h2">{text.title}</h2>
        <p className="n-quiet">{text.lead}</p>
        <p className="n-quiet">{text.leavesOut}</p>
      </div>
      <ChoiceField
        label={text.mode}
        hint={text.modesHow[mode]}
        value={mode}
        options={GATE_MODES.map((value) => ({ value, label: text.modes[value] }))}
        onChange={(next) => {
          setMode(next);
          setProblems({});
        }}
      />
      <fieldset className="n-field n-gate-demand" aria-describedby={problems.rules === undefined ? undefined : id}>
        <legend>{text.demands}</legend>
        {GATE_RULES.map((rule) => (
          <div key={rule}>
            <CheckField label={gates.rules[rule]} hint={text.rulesHow[rule]} checked={rules.includes(rule)} onChange={(on) => toggle(rule, on)} />
            {rule === 'hypothesis' && rules.includes(rule) && (
              <div className="n-gate-number">
                <TextField label={text.baselineValues} numeric value={values} error={problems.baselineValues} onChange={setValues} />
              </div>
            )}
            {rule === 'share' && rules.includes(rule) && (
              <div className="n-gate-number">
                <TextField label={text.leastShare} numeric unit="%" value={share} error={problems.leastShare} onChange={setShare} />
              </div>
            )}
          </div>
        ))}
        {problems.rules && (
          <p id={id} role="alert" className="n-field-error">
            {problems.rules}
          </p>
        )}
      </fieldset>
      {mode === 'block' && (
        <ChoiceField
          label={text.onError}
          hint={text.onErrorHow}
          value={onError}
          options={(['pass', 'stop'] as const).map((value) => ({ value, label: text.onErrors[value] }))}
          onChange={setOnError}
        />
      )}
      {trouble && <TroubleBox trouble={trouble} title={common.notSavedFailed} />}
      {rules.length > 0 && (
        <Preview
          preview={preview}
          isAskedFor={mustLook && mode === 'block'}
          status={status?.name}
          onShow={() => {
            const config = read();
            if (config) void preview.show(config);
          }}
        />
      )}
    </div>
  );
}

function announce(config: GateConfig, former: GateConfig, statusId: string | undefined): Promise<Answer<'gate.announce'>> {
  const [now, before] = [config, former].map(({ mode, rules, baselineValues, leastShare }) =>
    mode === 'block' && rules.length > 0 ? { rules: [...rules], baselineValues, leastShare } : undefined,
  );
  return call('gate.announce', { ...(now ? { demands: now } : {}), ...(before ? { former: before } : {}), ...(statusId === undefined ? {} : { statusId }) });
}
