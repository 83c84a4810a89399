/** Credly's two separate worlds. Tokens, organizations, templates and badges of one never work in the other. */
export const environments = ['production', 'sandbox'] as const;
export type Environment = (typeof environments)[number];

/** The only two origins a token may ever be sent to. */
export const apiOrigins: Readonly<Record<Environment, string>> = {
  production: 'https://api.credly.com',
  sandbox: 'https://sandbox-api.credly.com',
};

export function otherEnvironment(environment: Environment): Environment {
  return environment === 'production' ? 'sandbox' : 'production';
}
