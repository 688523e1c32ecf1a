import { z } from 'zod';

/** What replies tell of work in Jira: never of impact. */

export const deliveryCount = z.strictObject({
  total: z.int(),
  done: z.int(),
  /** ISO instant of the count. */
  at: z.string(),
});

/** Work for an outcome. */
export const delivery = z.strictObject({
  epics: z.int(),
  /** Absent while not counted: never a made-up zero. */
  count: deliveryCount.optional(),
});

/** Over so many projects with a link to the outcome, all that the caller may browse. */
export const deliverySeen = delivery.extend({ projects: z.int() });

export type DeliverySeen = z.infer<typeof deliverySeen>;
