import { type Award, awardSchema } from '../../../lib/awards/award.ts';
import { addAward } from '../../../lib/awards/ledger.ts';
import { getAward } from '../../../lib/awards/ledger-reads.ts';
import { createOutbox, type Outbox } from '../../../lib/awards/outbox.ts';
import {
  connectedClient,
  readHealth,
  type StoredConnection,
  saveConnection,
} from '../../../lib/connection/connection.ts';
import type { CredlyFailure } from '../../../lib/credly/index.ts';
import { answerConsent } from '../../../lib/settings/consent.ts';
import { award, noon, ruleBadge } from './builders.ts';
import { ModelCredly, type PlannedAnswer, type RequestKind } from './model-credly.ts';

/** What connects to the model's organization in production. */
export const connection = (part: Partial<StoredConnection> = {}): StoredConnection => ({
  organizationId: 'organization-1',
  organizationName: 'Northwind Academy',
  organizationPhotoUrl: null,
  environment: 'production',
  token: 'token-of-today',
  mayIssue: 'yes',
  mayDelete: false,
  tokenExpiresAt: null,
  tokenEnteredAt: noon,
  connectedAt: noon,
  ...part,
});

/** A connected outbox with a clock of its own, before a Credly in memory. */
export interface OutboxRig {
  outbox: Outbox;
  credly: ModelCredly;
  now: number;
  wakeAt: number | null;
  /** Called before each answer arrives. */
  underway: () => Promise<void>;
  drainAt(time: number): Promise<void>;
  queue(part?: Partial<Award>): Promise<Award>;
  state(of: { id: string }): Promise<Award>;
  /** The next requests of a kind end so, and nothing is created. */
  fail(kind: RequestKind, failure: CredlyFailure, times?: number): void;
  posts(): number;
  /** The outbox's line to Credly, leading to the model whatever session is given. */
  ask: Outbox['ask'];
}

export async function outboxRig(allowsDuplicates = false): Promise<OutboxRig> {
  await answerConsent('agreed', noon);
  await saveConnection(connection());
  const credly = new ModelCredly(
    {
      time: () => rig.now,
      pass: () => undefined,
      point: () => rig.underway(),
      leaves: async () => undefined,
    },
    () => allowsDuplicates,
  );
  const outbox = createOutbox({
    now: () => rig.now,
    sleep: async (ms) => {
      rig.now += ms;
    },
    random: () => 0.5,
    session: async () => {
      const { paused, queueHeld } = await readHealth();
      const session = paused || queueHeld ? null : await connectedClient();
      return session && { ...session, client: credly.client(session.connection.environment) };
    },
    changed: async () => undefined,
    wakeAt: async (time) => {
      rig.wakeAt = time;
    },
  });
  let queued = 0;
  const rig: OutboxRig = {
    outbox,
    credly,
    now: noon,
    wakeAt: null,
    underway: async () => undefined,
    async drainAt(time) {
      rig.now = time;
      await outbox.drain();
    },
    // A template for each, unless told otherwise: many of one template would go together.
    queue: async (part = {}) =>
      (await addAward(award({ badge: ruleBadge({ templateId: `template-${++queued}` }), ...part }))).award,
    state: async ({ id }) => awardSchema.parse(await getAward(id)),
    fail(kind, failure, times = 1) {
      const planned: PlannedAnswer = { failure, created: 'no', lateMs: 0, tookMs: 0 };
      credly.plan(kind, ...Array.from({ length: times }, () => planned));
    },
    ask: (scope, request, open) =>
      outbox.ask(
        scope,
        request,
        open &&
          (async () => {
            const session = await open();
            return session && { ...session, client: credly.client(session.connection.environment) };
          }),
      ),
    posts: () => credly.requests.filter((it) => it.kind === 'issue').length,
  };
  return rig;
}
