import { render, screen } from '@testing-library/react';
import { KeptMessage } from '../../../static/kit/kept-message';
import { speak } from '../../../static/kit/text/language';

afterEach(() => speak('en-US'));

it.each([
  ['en-US', 'Jira did not answer.', 'Last: Jira did not answer.'],
  ['de-DE', 'Jira did not answer.', 'Last: Jira hat nicht geantwortet.'],
  ['de-DE', 'Something went wrong inside Needle.', 'Last: In Needle ist etwas schiefgegangen.'],
  ['de-DE', 'A message of a later version.', 'Last: A message of a later version.'],
])('in %s, “%s” reads “%s”', async (locale, message, told) => {
  await speak(locale);
  render(<KeptMessage message={message}>{(one) => `Last: ${one}`}</KeptMessage>);
  expect((await screen.findByText(told)).textContent).toBe(told);
});
