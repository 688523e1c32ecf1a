import { jira } from '../api';
import { h } from '../dom';
import { deed, foldedForm } from '../forms';
import type { Issue } from '../model';
import { link, lozenge, table } from '../parts';
import { addresses } from '../routes';
import type { ViewContext } from './view';

interface LinkType {
  name: string;
  inward: string;
  outward: string;
}

interface IssueLink {
  id: string;
  type: LinkType;
  inwardIssue?: Issue;
  outwardIssue?: Issue;
}

/** The issue's links to others, as far as the viewer sees these; they are made and taken away. */
export async function issueLinks({ user }: ViewContext, { key, fields }: Issue): Promise<HTMLElement> {
  const { issueLinkTypes } = await jira<{ issueLinkTypes: LinkType[] }>(user, 'GET', '/rest/api/3/issueLinkType');
  const rows = ((fields.issuelinks ?? []) as IssueLink[]).flatMap(({ id, type, inwardIssue, outwardIssue }) => {
    const other = outwardIssue ?? inwardIssue;
    if (!other) return [];
    const remove = deed('Remove', () => jira(user, 'DELETE', `/rest/api/3/issueLink/${id}`), `Remove the link to ${other.key}`);
    return [[outwardIssue ? type.outward : type.inward, link(addresses.issue(other.key), other.key), other.fields.summary ?? '', lozenge(other), remove]];
  });
  // Jira's words: what stands inward does to what stands outward.
  const kinds = issueLinkTypes.flatMap((type) => [
    { value: `out:${type.name}`, label: type.outward },
    ...(type.inward === type.outward ? [] : [{ value: `in:${type.name}`, label: type.inward }]),
  ]);
  const add = foldedForm(
    'Link to another issue',
    'Link',
    [{ name: 'kind', label: 'How', type: 'choice', options: kinds, required: true }, { name: 'other', label: 'Key of the other issue', required: true }],
    ({ kind = '', other = '' }) => {
      const [way, ...name] = kind.split(':');
      const [inwardIssue, outwardIssue] = way === 'out' ? [{ key }, { key: other }] : [{ key: other }, { key }];
      return jira(user, 'POST', '/rest/api/3/issueLink', { type: { name: name.join(':') }, inwardIssue, outwardIssue });
    },
  );
  return h('section', {}, h('h2', {}, 'Linked issues'), rows.length > 0 && table('Linked issues', ['How', 'Key', 'Summary', 'Status', 'Actions'], rows), h('div', { class: 'actions' }, add));
}
