import { z } from 'zod';
import { NOTHING, ok, parseBody, type Answer, type Call, type Route } from '../route';

/** As Java writes it, `de_DE`; any well-formed one, so that pages can be tried in a language that Jira does not have. */
const locale = z.strictObject({ locale: z.string().regex(/^[a-z]{2}_[A-Z]{2}$/, 'is no locale such as en_US') });

function getLocale(call: Call): Answer {
  return ok({ locale: call.site.localeOf(call.viewer.account()) });
}

function setLocale(call: Call): Answer {
  const accountId = call.viewer.account();
  call.site.setLocale(accountId, parseBody(call, locale).locale);
  return NOTHING;
}

/** A person's own language. */
export const preferenceRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/mypreferences/locale', scopes: ['manage:jira-configuration'], handle: getLocale },
  { method: 'PUT', path: '/rest/api/3/mypreferences/locale', scopes: ['manage:jira-configuration'], handle: setLocale },
];
