import { host, type ModuleInfo } from '../api';
import { h } from '../dom';
import { Frame } from '../frame';
import { reload } from '../navigation';
import { holds, link, notFound } from '../parts';
import { addresses } from '../routes';
import { heading, projectOf } from './project';
import type { ViewContext } from './view';

interface Validator {
  key: string;
  title: string;
  description: string;
  pages: { create?: string; edit?: string; view?: string };
}

interface Rule {
  id: number;
  moduleKey: string;
  configuration: unknown;
  transitionId?: string;
}

interface Workflow {
  isTeamManaged: boolean;
  transitions: { id: string; name: string }[];
  rules: Rule[];
  validators: Validator[];
}

type HostReply<T> = T & { error?: { message: string } };

/** The workflow editor: each transition with the app's validators on it, for those who administer the site. */
export async function workflowView(context: ViewContext, projectKey: string): Promise<HTMLElement> {
  if (!(await holds(context.user, 'ADMINISTER'))) return notFound('This page');
  const project = await projectOf(context, projectKey);
  const workflow = await ask<Workflow>('/_host/rules', { accountId: context.user.accountId, projectKey: project.key });
  const editor = new Editor(context, project.key, workflow);
  return h(
    'div',
    {},
    await heading(context, project, addresses.workflow(project.key)),
    h('p', { class: 'quiet' }, workflow.isTeamManaged ? 'This project is team-managed.' : 'This project is company-managed. Every status leads to every other one.'),
    ...workflow.transitions.map((transition) => editor.transition(transition)),
    link(addresses.project(project.key), 'Back to the issues'),
  );
}

async function ask<T>(path: string, body: object): Promise<T> {
  const reply = await host<HostReply<T>>('POST', path, body);
  if (reply.error) throw new Error(reply.error.message);
  return reply;
}

class Editor {
  constructor(
    private readonly context: ViewContext,
    private readonly projectKey: string,
    private readonly workflow: Workflow,
  ) {}

  transition({ id, name }: { id: string; name: string }): HTMLElement {
    const { rules, validators } = this.workflow;
    const title = `transition-${id}`;
    const body = h('div', { class: 'inset' });
    const mine = rules.filter((rule) => rule.transitionId === undefined || rule.transitionId === id);
    body.append(
      ...mine.map((rule) => this.rule(rule, id)),
      ...(mine.length === 0 ? [h('p', { class: 'quiet' }, 'No rules.')] : []),
      ...validators.map((validator) =>
        h('button', { type: 'button', on: { click: (event) => this.open(event, validator, id, undefined) } }, `Add rule: ${validator.title}`),
      ),
    );
    return h('section', { 'aria-labelledby': title, class: 'context' }, h('h2', { id: title }, `To ${name}`), body);
  }

  private rule(rule: Rule, transitionId: string): HTMLElement {
    const validator = this.workflow.validators.find(({ key }) => key === rule.moduleKey);
    const message = h('p', { class: 'error', role: 'alert' });
    const remove = async (): Promise<void> => {
      await ask('/_host/rules/remove', { ...this.place, ruleId: rule.id });
      reload();
    };
    return h(
      'div',
      { class: 'rule' },
      h('h3', {}, validator?.title ?? `${rule.moduleKey}, which the app no longer has`),
      validator?.pages.view !== undefined && this.frame(validator, 'view', validator.pages.view, transitionId, rule).element,
      h(
        'div',
        { class: 'buttons' },
        validator?.pages.edit !== undefined && h('button', { type: 'button', on: { click: (event) => this.open(event, validator, transitionId, rule) } }, 'Edit rule'),
        h('button', { type: 'button', on: { click: () => void remove().catch(tellIn(message)) } }, 'Remove rule'),
      ),
      message,
    );
  }

  /** Shows the rule's form in the place of what it changes, or of the button; a rule without a page is added at once. */
  private open(event: Event, validator: Validator, transitionId: string, rule: Rule | undefined): void {
    const message = h('p', { class: 'error', role: 'alert' });
    const page = rule ? validator.pages.edit : validator.pages.create;
    const save = async (configuration: string): Promise<void> => {
      const ruleId = rule === undefined ? {} : { ruleId: rule.id };
      await ask('/_host/rules/save', { ...this.place, ...ruleId, transitionId, moduleKey: validator.key, configuration });
      reload();
    };
    const button = event.currentTarget;
    if (!(button instanceof HTMLElement)) return;
    button.after(message);
    if (page === undefined) return void save('').catch(tellIn(message));
    const frame = this.frame(validator, rule ? 'edit' : 'create', page, transitionId, rule);
    // A page that gives nothing back keeps its form open: something in it is to be mended.
    const submit = async (): Promise<void> => {
      if (!frame.ruleCallback) throw new Error('The page offers no configuration yet.');
      const configuration = await frame.ask(frame.ruleCallback);
      if (typeof configuration === 'string') await save(configuration);
    };
    const form = h(
      'div',
      { class: 'rule' },
      frame.element,
      h(
        'div',
        { class: 'buttons' },
        h('button', { type: 'button', class: 'primary', on: { click: () => void submit().catch(tellIn(message)) } }, rule ? 'Update' : 'Add'),
        h('button', { type: 'button', on: { click: () => reload() } }, 'Cancel'),
      ),
      message,
    );
    (button.closest('.rule') ?? button).replaceWith(form);
  }

  private frame(validator: Validator, entryPoint: 'create' | 'edit' | 'view', src: string, transitionId: string, rule: Rule | undefined): Frame {
    const { user, colorMode } = this.context;
    const module: ModuleInfo = { key: validator.key, type: 'jira:workflowValidator', titles: {}, title: validator.title, resource: '', url: src, displayConditions: {}, pinnedTo: [] };
    const from = this.workflow.transitions.filter(({ id }) => id !== transitionId);
    const to = this.workflow.transitions.find(({ id }) => id === transitionId);
    const extension = {
      ...{ entryPoint, isNewEditor: true, workflowId: `workflow-${this.projectKey}`, transitionContext: { from, to } },
      ...(rule === undefined ? {} : { validatorConfig: rule.configuration }),
    };
    return new Frame({ user, module, place: {}, src, colorMode, title: validator.title, extension });
  }

  private get place(): { accountId: string; projectKey: string } {
    return { accountId: this.context.user.accountId, projectKey: this.projectKey };
  }
}

function tellIn(message: HTMLElement): (error: unknown) => void {
  return (error) => {
    message.textContent = error instanceof Error ? error.message : String(error);
  };
}
