import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ChangesView } from '../../../static/project-settings/changes-view';
import { type Change } from '../../../static/project-settings/changes';
import { ViewerProvider } from '../../../static/kit/viewer';
import { axeFaults } from '../axe';
import { answerWith } from '../bridge';

const change = (key: string): Change => ({ issueId: key, key, version: 1, outcomeId: 'out_0000000000000001', title: 'Berths', from: {}, to: undefined });
const trouble = { kind: 'failed', code: 'internal', message: 'Needle could not be reached.', remedy: 'Give the details to your Jira administrator.', details: 'link.remove: no answer' } as const;

it('of changes that failed it names each, and offers the details that it asks to hand on', async () => {
  answerWith({});
  const user = userEvent.setup();
  const failed = ['NSP-1', 'NSP-2'].map((key) => ({ change: change(key), trouble }));
  const nothing = { shown: [], show: () => () => undefined, run: () => Promise.reject(new Error('not run')), progress: undefined, stop: () => undefined };
  render(
    <ViewerProvider>
      <ChangesView {...nothing} report={{ done: [], undo: [], already: [], failed, left: [] }} putAway={() => undefined} />
    </ViewerProvider>,
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(/NSP-1.*NSP-2/);
  await user.click(screen.getByRole('button', { name: 'Copy details' }));
  // Of two failures for the same reason once.
  expect(await navigator.clipboard.readText()).toBe('link.remove: no answer');
  expect(await axeFaults()).toEqual([]);
});
