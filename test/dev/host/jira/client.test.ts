import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Version3Client } from 'jira.js';
import { line } from './history';
import { openLocal } from './local';

/** An ordinary client over HTTP, with basic authentication as `accountId:`. */
describe('jira.js', () => {
  const local = openLocal([line('A-1', { issuetype: { name: 'Epic' }, summary: 'The epic' })]);
  let server: Server;
  let client: Version3Client;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const [accountId = ''] = Buffer.from((request.headers.authorization ?? '').slice('Basic '.length), 'base64').toString().split(':');
        const reply = local.jira.handle({ method: request.method ?? 'GET', path: request.url ?? '/', headers: {}, body }, { kind: 'user', accountId });
        response.writeHead(reply.status, reply.headers).end(reply.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = new Version3Client({ host: `http://127.0.0.1:${String(port)}`, authentication: { basic: { email: 'engineer', apiToken: '' } } });
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('reads, searches, creates and moves issues', async () => {
    const made = await client.issues.createIssue({ fields: { project: { key: 'A' }, issuetype: { name: 'Task' }, summary: 'By the client', parent: { key: 'A-1' } } });
    expect(made.key).toBe('A-2');
    const found = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({ jql: 'parent = A-1', fields: ['summary', 'parent'] });
    expect(found.issues?.map(({ key, fields }) => [key, fields.summary, fields.parent?.key])).toEqual([['A-2', 'By the client', 'A-1']]);
    const { transitions } = await client.issues.getTransitions({ issueIdOrKey: 'A-2' });
    await client.issues.doTransition({ issueIdOrKey: 'A-2', transition: { id: transitions?.find(({ name }) => name === 'Done')?.id ?? '' } });
    const issue = await client.issues.getIssue({ issueIdOrKey: 'A-2', expand: 'changelog' });
    expect(issue.fields.status.statusCategory?.key).toBe('done');
    expect(issue.changelog?.total).toBe(1);
    await expect(client.issues.getIssue({ issueIdOrKey: 'A-9' })).rejects.toThrow();
  });
});
