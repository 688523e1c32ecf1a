import { view } from '@forge/bridge';
import { workflowRules } from '@forge/jira-bridge';
import { useEffect, useRef, useState } from 'react';

/** Where a page for a workflow rule stands: which of the rule's pages it is, what was configured, and where the transition leads. */
export interface RulePlace {
  entryPoint: 'create' | 'edit' | 'view';
  configuration?: string;
  status?: { id: string; name: string };
}

const ENTRY_POINTS = ['create', 'edit', 'view'] as const;

/** Undefined until Jira has told. Older workflow editors tell of no transition. */
export function useRulePlace(): RulePlace | undefined {
  const [place, setPlace] = useState<RulePlace>();
  useEffect(() => {
    void view.getContext().then(({ extension }) => setPlace(placeOf(extension)));
  }, []);
  return place;
}

function placeOf(extension: Record<string, unknown>): RulePlace {
  const { entryPoint, validatorConfig, transitionContext } = extension;
  const to = fieldOf(transitionContext, 'to');
  const [id, name] = [fieldOf(to, 'id'), fieldOf(to, 'name')];
  return {
    entryPoint: ENTRY_POINTS.find((one) => one === entryPoint) ?? 'create',
    ...(typeof validatorConfig === 'string' ? { configuration: validatorConfig } : {}),
    ...(typeof id === 'string' && typeof name === 'string' ? { status: { id, name } } : {}),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** Gives Jira the configuration when it asks, as it stands then; undefined keeps Jira's form open. */
export function useConfiguration(give: () => Promise<string | undefined>): void {
  const newest = useRef(give);
  newest.current = give;
  useEffect(() => {
    // Jira takes undefined for "not yet", which the package's types do not say.
    void workflowRules.onConfigure(() => newest.current() as Promise<string>);
  }, []);
}
