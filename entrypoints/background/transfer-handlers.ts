import { readAwardSettings, saveAwardSettings } from '@/lib/awards/award-settings.ts';
import { allRules } from '@/lib/awards/rules-store.ts';
import { connectedClient, readConnection, savedToken } from '@/lib/connection/connection.ts';
import { type CredlyToken, createCredlyClient } from '@/lib/credly/index.ts';
import type { ImportReply, ImportTrouble, SetupReply } from '@/lib/messages/protocol.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { carryOut, type ImportSession, prepareImport } from '@/lib/transfer/import-rules.ts';
import type { ImportPlan } from '@/lib/transfer/plan-import.ts';
import { type FileEntry, readRulesFile, rulesDocument } from '@/lib/transfer/rules-file.ts';
import { isStrongEnough, readSetup, type Setup, settingsOf, writeSetup } from '@/lib/transfer/setup-file.ts';
import { connect } from './connecting.ts';
import { importPreview } from './transfer-views.ts';
import { troubleOf } from './views.ts';
import type { Worker } from './worker.ts';

type TransferMessages =
  | 'rules.export'
  | 'rules.preview-import'
  | 'rules.import'
  | 'setup.export'
  | 'setup.preview'
  | 'setup.import';

/** Files of rules, and the encrypted file that sets up another browser. */
export function transferHandlers(worker: Worker): Pick<Handlers, TransferMessages> {
  return {
    async 'rules.export'() {
      const document = rulesDocument(await allRules(), Date.now());
      return { name: fileName('rules'), text: JSON.stringify(document, null, 2) };
    },

    async 'rules.preview-import'({ text }) {
      const prepared = await prepare(readRulesFile(text));
      return prepared.ok ? { ok: true, preview: importPreview(prepared.plan, await readConnection()) } : prepared;
    },

    async 'rules.import'({ text, take }): Promise<ImportReply> {
      const prepared = await prepare(readRulesFile(text));
      if (!prepared.ok) return prepared;
      const done = await carryOut(prepared.plan, take, await readConnection(), Date.now());
      await worker.changed();
      return { ok: true, ...done };
    },

    async 'setup.export'({ passphrase }) {
      const [connection, token] = await Promise.all([readConnection(), savedToken()]);
      if (!connection || !token) return { problem: 'disconnected' };
      if (!isStrongEnough(passphrase)) return { problem: 'weak' };
      const [settings, rules] = await Promise.all([readAwardSettings(), allRules()]);
      const text = await writeSetup(connection, token, settings, rules, passphrase, Date.now());
      return { name: fileName('setup'), text };
    },

    async 'setup.preview'({ text, passphrase }) {
      const opened = await openSetup(text, passphrase);
      if (!opened.ok) return opened;
      const { connection } = opened.setup;
      const { organizationId, environment } = connection;
      const session = sessionOf(opened.setup);
      // Credly's word, not the file's: it is by this name that a person knows whose badges these are.
      const organization = await session.client.getOrganization(organizationId);
      if (!organization.ok) return { ok: false, trouble: troubleOf(organization.failure) };
      const prepared = await prepare({ ok: true, entries: opened.setup.entries }, session);
      if (!prepared.ok) return prepared;
      const own = await readAwardSettings();
      const settings = settingsOf(opened.setup, own);
      return {
        ok: true,
        preview: {
          organizationId,
          organizationName: organization.value.name,
          environment,
          settings: settings && JSON.stringify(settings) !== JSON.stringify(own) ? settings : null,
          rules: importPreview(prepared.plan, connection),
        },
      };
    },

    async 'setup.import'({ text, passphrase, take, withSettings }): Promise<SetupReply> {
      const opened = await openSetup(text, passphrase);
      if (!opened.ok) return opened;
      const { organizationId, environment, token } = opened.setup.connection;
      const prepared = await prepare({ ok: true, entries: opened.setup.entries }, sessionOf(opened.setup));
      if (!prepared.ok) return prepared;
      // Last of what can fail: until here nothing is changed.
      const check = await connect(worker, { organizationId, token, sandbox: environment === 'sandbox' });
      if (!check.ok) return check;
      const settings = withSettings ? settingsOf(opened.setup, await readAwardSettings()) : null;
      if (settings) await saveAwardSettings(settings);
      const done = await carryOut(prepared.plan, take, { organizationId, environment }, Date.now());
      await worker.changed();
      return { ok: true, ...done };
    },
  };
}

type Trouble = { ok: false; trouble: ImportTrouble };
type Prepared = { ok: true; plan: ImportPlan } | Trouble;

/** @param session whom to ask about badges; the present connection unless given */
async function prepare(reading: ReturnType<typeof readRulesFile>, session?: ImportSession): Promise<Prepared> {
  if (!reading.ok) return { ok: false, trouble: reading.problem };
  const prepared = await prepareImport(reading.entries, session ?? (await presentSession(reading.entries)), Date.now());
  return prepared.ok ? { ok: true, plan: prepared.value } : { ok: false, trouble: troubleOf(prepared.failure) };
}

/** Credly is asked after consent only, and where there is anything to ask. */
async function presentSession(entries: readonly FileEntry[]): Promise<ImportSession | null> {
  if (entries.length === 0 || (await readConsent()).state !== 'agreed') return null;
  const session = await connectedClient();
  return session && { client: session.client, scope: session.connection };
}

function sessionOf({ connection }: Setup): ImportSession {
  const { organizationId, environment, token } = connection;
  return { client: createCredlyClient(environment, token as CredlyToken), scope: { organizationId, environment } };
}

async function openSetup(text: string, passphrase: string): Promise<{ ok: true; setup: Setup } | Trouble> {
  if ((await readConsent()).state !== 'agreed') return { ok: false, trouble: 'no-consent' };
  const opened = await readSetup(text, passphrase);
  return opened.ok ? opened : { ok: false, trouble: opened.problem };
}

const fileName = (what: 'rules' | 'setup'): string =>
  `credly-badges-${what}-${new Date().toISOString().slice(0, 10)}.json`;
