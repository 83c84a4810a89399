import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * The extension's one IndexedDB. Records are checked by the room that owns them (awards, rules, quizzes); this file only
 * fixes stores, keys and indexes, and upgrades them step by step.
 */
export interface CredlyBadgesDb extends DBSchema {
  /** The ledger. Owned by lib/awards/ledger. */
  awards: {
    key: string;
    value: {
      id: string;
      state: string;
      identityKey?: string | undefined;
      quizKey: string;
      createdAt: number;
      personAndQuiz?: string | undefined;
      sentAt?: number | undefined;
      organizationId: string;
      environment: string;
      reason: string | null;
      dueAt: number;
      touchedAt?: number | undefined;
      credly: { badgeId: string } | null;
      rule?: { id: string } | undefined;
      importId?: string | undefined;
    };
    indexes: {
      byIdentity: string;
      byState: string;
      byCreated: number;
      byQuizSent: [string, number];
      bySent: number;
      byPersonAndQuiz: string;
      /** What is due under one connection: organization, environment, state, time. */
      byDue: [string, string, string, number];
      /** What left under one connection. */
      byScopeSent: [string, string, number];
      byScopeQuizSent: [string, string, string, number];
      byStateAndReason: [string, string];
      byTouched: number;
      byBadge: string;
      byRule: [string, string, number];
      byImport: [importId: string, state: string];
    };
  };
  /** When results of a person were seen, by a keyed hash of the e-mail; kept for a day. Owned by lib/awards/guards. */
  sightings: {
    key: number;
    value: { person: string; at: number };
    indexes: { byPerson: [string, number]; byTime: number };
  };
  /** The authors' rules. Owned by lib/awards/rules-store. */
  rules: {
    key: string;
    value: { id: string; quizIds: string[] };
    indexes: { byQuizId: string };
  };
  /** What the editor showed about quizzes (title, type, addresses); no personal data. Owned by lib/quiz-site/known-quizzes. */
  quizzes: {
    key: string;
    value: {
      key: string;
      ids: string[];
      seenAt: number;
      shown?: string | null;
      notOurs?: string[];
      countedAs?: string | null;
    };
    indexes: { byId: string; byCountedAs: string; byShown: string };
  };
  /** Imports of files of results: one at a time. Owned by lib/awards/import. */
  imports: { key: string; value: { id: string } };
  /** Their rows; name and address only until the row is in the ledger. Owned by lib/awards/import. */
  importRows: {
    key: [importId: string, line: number];
    value: { importId: string; line: number; state: string };
    indexes: { byState: [importId: string, state: string] };
  };
  /** Credly's badge templates, by the connection that sees them. Owned by lib/connection/template-list. */
  templates: {
    key: [environment: string, organizationId: string, id: string];
    value: {
      environment: string;
      organizationId: string;
      id: string;
      /** Absent for one that can no longer be issued. */
      sortName?: string | undefined;
      readAt: number;
      template: unknown;
    };
    indexes: {
      byName: [environment: string, organizationId: string, sortName: string, id: string];
      byScopeRead: [environment: string, organizationId: string, readAt: number];
      byRead: number;
    };
  };
}

export type Database = IDBPDatabase<CredlyBadgesDb>;

const name = 'credly-badges';
const version = 7;

let opened: Promise<Database> | undefined;

/** Opens (once per worker life) and upgrades. A closed connection, for example after an eviction, is opened anew. */
export function openDatabase(): Promise<Database> {
  opened ??= openDB<CredlyBadgesDb>(name, version, {
    upgrade(db, from, _to, tx) {
      if (from < 1) createFirstStores(db);
      if (from < 2) {
        const awards = tx.objectStore('awards');
        awards.createIndex('bySent', 'sentAt');
        awards.createIndex('byPersonAndQuiz', 'personAndQuiz');
        const sightings = db.createObjectStore('sightings', { autoIncrement: true });
        sightings.createIndex('byPerson', ['person', 'at']);
        sightings.createIndex('byTime', 'at');
      }
      if (from < 3) {
        const awards = tx.objectStore('awards');
        awards.createIndex('byDue', ['organizationId', 'environment', 'state', 'dueAt']);
        awards.createIndex('byScopeSent', ['organizationId', 'environment', 'sentAt']);
        awards.createIndex('byScopeQuizSent', ['organizationId', 'environment', 'quizKey', 'sentAt']);
        awards.createIndex('byStateAndReason', ['state', 'reason']);
        awards.createIndex('byTouched', 'touchedAt');
        awards.createIndex('byBadge', 'credly.badgeId');
      }
      // What became of each quiz's results, for the list of quizzes.
      if (from < 4) tx.objectStore('awards').createIndex('byRule', ['rule.id', 'state', 'createdAt']);
      if (from < 5) createTemplateStore(db);
      if (from < 6) {
        tx.objectStore('awards').createIndex('byImport', ['importId', 'state']);
        db.createObjectStore('imports', { keyPath: 'id' });
        const rows = db.createObjectStore('importRows', { keyPath: ['importId', 'line'] });
        rows.createIndex('byState', ['importId', 'state']);
      }
      if (from < 7) {
        const quizzes = tx.objectStore('quizzes');
        quizzes.createIndex('byCountedAs', 'countedAs');
        quizzes.createIndex('byShown', 'shown');
      }
    },
    blocking: () => forget(),
    terminated: () => forget(),
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** Version 1. Steps are never changed once they were published, only followed by others. */
function createFirstStores(db: Database): void {
  const awards = db.createObjectStore('awards', { keyPath: 'id' });
  awards.createIndex('byIdentity', 'identityKey', { unique: true });
  awards.createIndex('byState', 'state');
  awards.createIndex('byCreated', 'createdAt');
  awards.createIndex('byQuizSent', ['quizKey', 'sentAt']);
  const rules = db.createObjectStore('rules', { keyPath: 'id' });
  rules.createIndex('byQuizId', 'quizIds', { multiEntry: true });
  const quizzes = db.createObjectStore('quizzes', { keyPath: 'key' });
  quizzes.createIndex('byId', 'ids', { multiEntry: true });
}

/** Version 3. */
function createTemplateStore(db: Database): void {
  const templates = db.createObjectStore('templates', { keyPath: ['environment', 'organizationId', 'id'] });
  templates.createIndex('byName', ['environment', 'organizationId', 'sortName', 'id']);
  templates.createIndex('byScopeRead', ['environment', 'organizationId', 'readAt']);
  templates.createIndex('byRead', 'readAt');
}

function forget(): void {
  void opened?.then((db) => db.close());
  opened = undefined;
}
