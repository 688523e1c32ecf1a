/** The made-up installation that the local platform is: one site, one environment, one installed app. */

/** A site's identity. Constant, so that contexts and stored ids are alike on every machine. */
export const SITE = {
  cloudId: '0c1d2e3f-4a5b-4c6d-8e7f-901a2b3c4d5e',
  environmentId: '1d2e3f40-5b6c-4d7e-9f80-a1b2c3d4e5f6',
  environmentType: 'DEVELOPMENT',
  installationId: '2e3f4051-6c7d-4e8f-8a91-b2c3d4e5f607',
  appVersion: '1.0.0',
} as const;

/** The resource name of the site, as `contextAri` and `installContext`. */
export const SITE_ARI = `ari:cloud:jira::site/${SITE.cloudId}`;

/** The resource name of one module's place, as `localId` in contexts. */
export function localIdOf(appId: string, moduleKey: string): string {
  return `ari:cloud:ecosystem::extension/${appId}/${SITE.environmentId}/static/${moduleKey}`;
}
