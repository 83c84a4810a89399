import type { Harness } from '../harness.ts';

/** Brings the extension to "Connected" with the local Credly's production organization. */
export async function connected({ credly, options }: Harness, state: { agreed?: boolean } = {}): Promise<void> {
  const [organization] = credly.production.organizations;
  const [token] = credly.production.tokens;
  if (!organization || !token) throw new Error('The local Credly has no organization.');
  const connection = { organizationId: organization.id, token: token.token };
  if (!state.agreed) return options.connect(connection);
  await options.submitConnection(connection);
  await options.connected.waitFor();
}
