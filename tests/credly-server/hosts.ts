/** Credly keeps two separate worlds: tokens, organizations, templates and badges of one mean nothing in the other. */
export type Environment = 'production' | 'sandbox';

/** What a host name serves: the Web Service API, pictures, or the pages earners and issuers see. */
export type HostRole = 'api' | 'images' | 'web';

/** Every host name the stand-in answers for. */
export const credlyHosts = [
  'api.credly.com',
  'sandbox-api.credly.com',
  'images.credly.com',
  'sandbox-images.youracclaim.com',
  'www.credly.com',
  'sandbox.credly.com',
] as const;

export type CredlyHost = (typeof credlyHosts)[number];

const hostOf: Record<Environment, Record<HostRole, CredlyHost>> = {
  production: { api: 'api.credly.com', images: 'images.credly.com', web: 'www.credly.com' },
  sandbox: {
    api: 'sandbox-api.credly.com',
    images: 'sandbox-images.youracclaim.com',
    web: 'sandbox.credly.com',
  },
};

/** The origin (`https://…`, no slash at the end) that serves a role in an environment. */
export function originOf(environment: Environment, role: HostRole): string {
  return `https://${hostOf[environment][role]}`;
}

/** Tells what a `Host` header (without its port) stands for; `undefined` for a name Credly does not own. */
export function identifyHost(host: string): { environment: Environment; role: HostRole } | undefined {
  for (const environment of ['production', 'sandbox'] as const) {
    for (const role of ['api', 'images', 'web'] as const) {
      if (hostOf[environment][role] === host) return { environment, role };
    }
  }
  return undefined;
}
