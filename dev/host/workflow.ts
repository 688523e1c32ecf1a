/** Jira with the app's workflow validators: functions that may refuse a transition before it happens. */
import { z } from 'zod';
import type { Functions } from './functions/functions';
import { findModule, titleOf, type Manifest } from './manifest';
import type { PlatformMeter } from './meter';
import { NOT_YET, type Caller, type HttpReply, type HttpRequest, type Jira, type TransitionCheck } from './types';

/** Rounds that one request may need: one for each validator of a transition. More means that a check never repeats. */
const MAX_ROUNDS = 50;

/** What a validator's function returns. Source: manifest reference, jira:workflowValidator. */
const verdictSchema = z.object({ result: z.boolean(), errorMessage: z.string().optional() });

interface Attempt {
  verdicts: Map<string, string | undefined>;
  pending: TransitionCheck[];
}

/**
 * Jira answers at once, a function takes its time. So a request that meets a validator without a verdict is refused
 * inside, the function is run, and the request is made again with its verdict, until none is missing.
 */
export class ValidatedJira {
  private attempt: Attempt | undefined;

  constructor(
    private readonly parts: { jira: Jira; manifest: Manifest; functions: () => Pick<Functions, 'invoke'>; meter: PlatformMeter },
  ) {
    parts.jira.setTransitionGuard?.((check) => this.verdictOn(check));
  }

  /** Answers a request; one that is not `metered` is none of the app's. */
  async handle(request: HttpRequest, caller: Caller, metered: boolean): Promise<HttpReply> {
    const { jira, meter } = this.parts;
    const verdicts = new Map<string, string | undefined>();
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const attempt: Attempt = { verdicts, pending: [] };
      this.attempt = attempt;
      const work = (): HttpReply => jira.handle(request, caller);
      // However many rounds it takes, it is one request.
      const reply = metered && round === 0 ? work() : meter.unmetered(work);
      this.attempt = undefined;
      if (attempt.pending.length === 0) return reply;
      for (const check of attempt.pending) verdicts.set(nameOf(check), await this.validate(check));
    }
    throw new Error(`The validators of ${request.path} never came to an end.`);
  }

  private verdictOn(check: TransitionCheck): string | undefined {
    if (!this.attempt) return undefined;
    const { verdicts } = this.attempt;
    if (verdicts.has(nameOf(check))) return verdicts.get(nameOf(check));
    this.attempt.pending.push(check);
    return NOT_YET;
  }

  private async validate({ moduleKey, accountId, issue, configuration, transition }: TransitionCheck): Promise<string | undefined> {
    const { manifest, functions } = this.parts;
    const module = findModule(manifest, moduleKey);
    if (module?.type !== 'jira:workflowValidator') return `The app has no validator "${moduleKey}".`;
    const result = await functions().invoke({ module, accountId, payload: { issue, configuration: parsed(configuration), transition } });
    const verdict = result.ok ? verdictSchema.safeParse(result.value) : undefined;
    // A validator that fails refuses: it cannot vouch for the transition.
    if (!verdict?.success) return `The validator "${titleOf(manifest, module)}" failed.`;
    return verdict.data.result ? undefined : (verdict.data.errorMessage ?? module.errorMessage ?? 'The transition is not allowed.');
  }
}

/** A configuration is kept as the text that its page gave; a function gets what the text holds. */
function parsed(configuration: unknown): unknown {
  if (typeof configuration !== 'string') return configuration;
  try {
    return JSON.parse(configuration) as unknown;
  } catch {
    return configuration;
  }
}

function nameOf(check: TransitionCheck): string {
  return JSON.stringify(check);
}
