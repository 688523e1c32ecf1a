import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio';
import type { PagePermissions } from '../manifest';

/** Where a page's browser reports a violation on the local platform, in place of Atlassian's collector. */
export const REPORT_PATH = '/__csp-report';

const silent = { info: (): void => undefined };

/**
 * The content policy that Forge serves a page with, made by Atlassian's own package. Only the address of the reports
 * differs, so that nothing leaves this machine.
 * @param hostname the site that frames the page
 */
export function pagePolicy(html: string, permissions: PagePermissions, hostname: string): string {
  const processing = new CSPProcessingService(silent, load);
  // The manifest's own validator has checked these; the package's type is the checked form.
  const details = processing.getCspDetails(html, permissions as Parameters<CSPProcessingService['getCspDetails']>[1]);
  return new CSPInjectionService()
    .getInjectableCSP({ existingCSPDetails: details, microsEnv: 'prod', hostname })
    .map((directive) => (directive.startsWith('report-uri ') ? `report-uri ${REPORT_PATH}` : directive))
    .join('; ');
}
