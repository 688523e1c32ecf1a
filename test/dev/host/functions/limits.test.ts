import { timeLimit } from '../../../../dev/host/functions/limits';

const SECOND = 1_000;

// Source: developer.atlassian.com, "Invocation limits".
test.each([
  ['jira:issuePanel', 25],
  ['jira:workflowValidator', 25],
  ['trigger', 25],
  ['webtrigger', 55],
  ['action', 55],
  ['consumer', 55],
  ['scheduledTrigger', 55],
])('a function of a %s without a time of its own may run for %i s', (module, seconds) => {
  expect(timeLimit(module, undefined)).toBe(seconds * SECOND);
});

test.each([
  ['consumer', 900],
  ['scheduledTrigger', 900],
  ['webtrigger', 55],
  ['jira:globalPage', 25],
])('a time that the manifest gives a %s counts up to %i s, and a shorter one as it is', (module, most) => {
  expect(timeLimit(module, 10_000)).toBe(most * SECOND);
  expect(timeLimit(module, 5)).toBe(5 * SECOND);
});
