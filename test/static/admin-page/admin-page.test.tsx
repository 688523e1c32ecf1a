import { render, screen } from '@testing-library/react';
import { AdminPage } from '../../../static/admin-page/admin-page';
import { axeFaults } from '../axe';
import { answerWith } from '../bridge';
import { access } from '../fixtures';

describe('the admin page', () => {
  it('tells an administrator who may do what', async () => {
    answerWith({ 'access.read': () => access });
    render(<AdminPage />);
    expect(await screen.findByRole('table', { name: 'Who may do what' })).toBeInTheDocument();
    expect(await axeFaults()).toEqual([]);
  });

  it('refuses everybody else', async () => {
    answerWith({ 'access.read': () => ({ ok: true, data: { ...access.data, jiraAdmin: false } }) });
    render(<AdminPage />);
    expect(await screen.findByRole('alert')).toHaveTextContent('This page is for Jira administrators');
    expect(screen.queryByRole('table')).toBeNull();
  });
});
