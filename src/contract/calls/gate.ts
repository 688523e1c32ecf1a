import { z } from 'zod';
import { GATE_FAILURES, GATE_RULES } from '../../domain/gate';
import { call } from '../call';
import * as f from '../fields';
import { gateDemands, gateMiss } from '../gate';

const statusId = z.string().regex(/^\d{1,19}$/, 'is not the id of a status');

const someDemands = gateDemands.extend({ rules: gateDemands.shape.rules.min(1, 'names no rule') });

export const gateCalls = {
  'gate.preview': call({
    summary: 'Which changes of status of the last 30 days a gate would have stopped, judged by what is known today.',
    permission: 'administer-jira',
    modules: ['gate'],
    input: z.strictObject({
      demands: gateDemands,
      /** The status that the transition leads to; any when left out. */
      statusId: statusId.optional(),
      /** Only this project. */
      projectKey: f.projectKey.optional(),
    }),
    reply: z.strictObject({
      days: z.int(),
      /** Changes of status that were looked at; `isCut` when there were more. */
      looked: z.int(),
      isCut: z.boolean(),
      /** The newest first. */
      stopped: z.array(z.strictObject({ issueId: f.issueId, key: z.string(), summary: z.string(), at: z.string(), misses: z.array(gateMiss) })),
    }),
  }),
  'gate.announce': call({
    summary: 'Keeps that Jira’s workflow editor is given a gate that blocks, or no longer does, so that those with the right may let issues pass beforehand.',
    permission: 'administer-jira',
    modules: ['gate'],
    input: z.strictObject({
      /** Absent when the gate blocks no longer. */
      demands: someDemands.optional(),
      /** What the same gate asked for until now, where it blocked. */
      former: someDemands.optional(),
      /** The status that the transition leads to, where the editor tells. */
      statusId: statusId.optional(),
    }),
    reply: z.strictObject({}),
  }),
  'gate.override': call({
    summary: 'Lets the issue pass one rule of a gate, for 24 hours or until its status next changes.',
    permission: 'override-gate',
    modules: ['issue-panel'],
    input: z.strictObject({ rule: z.enum(GATE_RULES), reason: f.note }),
    /** ISO instant. */
    reply: z.strictObject({ rule: z.enum(GATE_RULES), until: z.string() }),
  }),
  'gate.log': call({
    summary: 'What gates did last: observed, stopped, let pass by an override, or could not check.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({}),
    reply: z.strictObject({
      entries: z.array(
        z.strictObject({
          at: z.string(),
          outcome: z.enum(['observed', 'stopped', 'overridden', 'failed']),
          /** Absent where it is not known or no longer there. */
          issueKey: z.string().optional(),
          rules: z.array(z.enum(GATE_RULES)),
          failure: z.strictObject({ code: z.enum(GATE_FAILURES), passed: z.boolean() }).optional(),
        }),
      ),
    }),
  }),
};
