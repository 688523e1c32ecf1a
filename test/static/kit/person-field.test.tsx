import '@testing-library/jest-dom';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { PeopleField, PersonField } from '../../../static/kit/person-field';
import { PeopleNames } from '../../../static/kit/person-name';
import { axeFaults } from '../axe';
import { answerWith, inputsOf } from '../bridge';

const user = userEvent.setup();
const ADA = { accountId: 'ada', name: 'Ada Quist' };
const MAYA = { accountId: 'maya', name: 'Maya Thornton' };
const site = {
  'person.find': ({ query }: { query: string }) => ({ ok: true as const, data: { people: [ADA, MAYA].filter(({ name }) => name.includes(query)) } }),
  'person.names': ({ accountIds }: { accountIds: string[] }) => ({ ok: true as const, data: { people: [ADA, MAYA].filter(({ accountId }) => accountIds.includes(accountId)) } }),
};

function Form({ first, several }: { first: string; several: boolean }) {
  const [value, setValue] = useState(first);
  const Fields = several ? PeopleField : PersonField;
  return (
    <>
      <Fields label="Owner" value={value} onChange={setValue} />
      <output>{value}</output>
    </>
  );
}

it('finds people by name and keeps the account id', async () => {
  answerWith(site);
  render(<Form first="ada" several={false} />);
  expect(await screen.findByText('Ada Quist')).toBeInTheDocument();
  await user.type(screen.getByLabelText('Owner'), 'Maya');
  await user.click(await screen.findByText('Maya Thornton'));
  await waitFor(() => expect(document.querySelector('output')).toHaveTextContent('maya'));
  expect(inputsOf('person.names')).toEqual([{ accountIds: ['ada'] }]);
  expect(await axeFaults()).toEqual([]);
});

it('takes several', async () => {
  answerWith(site);
  render(<Form first="ada" several />);
  await screen.findByText('Ada Quist');
  await user.type(screen.getByLabelText('Owner'), 'Maya');
  await user.click(await screen.findByText('Maya Thornton'));
  await waitFor(() => expect(document.querySelector('output')).toHaveTextContent('ada,maya'));
});

it('says so where Jira does not show who it is, and marks the viewer', async () => {
  answerWith(site);
  render(<PeopleNames accountIds={['gone', 'maya']} viewerId="maya" />);
  expect(await screen.findByText('Someone whom Jira does not show you, Maya Thornton (you)')).toBeInTheDocument();
});

it('calls nobody unknown before Jira was asked', async () => {
  answerWith(site);
  render(<PeopleNames accountIds={['maya']} viewerId="ada" />);
  expect(screen.getByText('…')).toBeInTheDocument();
  expect(await screen.findByText('Maya Thornton')).toBeInTheDocument();
});
