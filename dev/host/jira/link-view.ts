import type { Bean } from './catalogue';
import type { LinkRow, LinkTypeRow } from './link-store';
import type { Site } from './site';
import type { IssueRow, Viewer } from './viewer';

export function linkTypeBean(site: Site, { id, name, inward, outward }: LinkTypeRow): Bean {
  return { id: String(id), name, inward, outward, self: site.url(`issueLinkType/${String(id)}`) };
}

/** The links of an issue to issues that the viewer may see. */
export function linksOf(site: Site, viewer: Viewer, reference: (issue: IssueRow) => Bean, issueId: number): Bean[] {
  const rows = site.store.all<LinkRow>('SELECT * FROM jira_link WHERE fromId = ?1 OR toId = ?1 ORDER BY id', issueId);
  return rows.flatMap((link) => {
    const outward = link.fromId === issueId;
    const other = site.store.one<IssueRow>('SELECT * FROM jira_issue WHERE id = ?', outward ? link.toId : link.fromId);
    const type = site.store.one<LinkTypeRow>('SELECT * FROM jira_link_type WHERE id = ?', link.typeId);
    if (type === undefined || other === undefined || !viewer.sees(other)) return [];
    return [
      {
        id: String(link.id),
        self: site.url(`issueLink/${String(link.id)}`),
        type: linkTypeBean(site, type),
        [outward ? 'outwardIssue' : 'inwardIssue']: reference(other),
      },
    ];
  });
}
