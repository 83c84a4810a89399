import { signal } from '@preact/signals';
import { vi } from 'vitest';
import type { TemplateList } from '../../../components/editor/badge-combobox.tsx';
import type { OptionsActions } from '../../../components/options/model.ts';
import type { AwardingActions } from '../../../components/options/quizzes/other-quizzes.tsx';
import type {
  AwardRow,
  ConnectionView,
  OptionsState,
  QuizRuleView,
  ReceiptView,
} from '../../../lib/messages/client.ts';

export const someTime = Date.UTC(2026, 2, 3, 10, 42);

export function optionsState(part: Partial<OptionsState> = {}): OptionsState {
  return {
    consent: { state: 'agreed', at: someTime },
    connection: null,
    rules: [],
    waiting: 0,
    forAPerson: 0,
    queue: { state: 'idle', waiting: 0, since: null, retryAt: null, progress: null },
    settings: { holdAll: false, undoMinutes: 0, maxPerDay: 1000, maxPerQuizAndDay: 300, retentionDays: 90 },
    tokenDaysLeft: null,
    capped: [],
    ownCardSeenAt: null,
    missingAnchors: [],
    sites: [],
    ...part,
  };
}

export function connection(part: Partial<ConnectionView> = {}): ConnectionView {
  return {
    organizationId: 'org-1',
    organizationName: 'Example Academy',
    organizationPhotoUrl: null,
    environment: 'production',
    tokenLastFour: '9f3a',
    mayIssue: 'unknown',
    mayDelete: false,
    tokenExpiresAt: null,
    tokenEnteredAt: someTime,
    connectedAt: someTime,
    lastSuccessAt: someTime,
    paused: null,
    unreachableSince: null,
    ...part,
  };
}

export function rule(part: Partial<QuizRuleView> = {}): QuizRuleView {
  return {
    id: 'rule-1',
    version: 1,
    quizTitle: 'Laboratory safety',
    awardFor: {
      kind: 'passing-score',
      threshold: '80',
      unit: 'percent',
      badge: { templateId: 'template-1', name: 'Safety Basics', imageUrl: null },
    },
    placement: null,
    stopped: null,
    hold: false,
    retake: 'once',
    issue: { expires: { kind: 'template' }, mailLanguage: null, suppressMail: false, evidence: null },
    block: { heading: null, text: null },
    isExpired: false,
    mayRepeat: false,
    archivedBadges: [],
    organizationId: 'org-1',
    environment: 'production',
    active: true,
    joined: true,
    ...part,
  };
}

export function award(part: Partial<AwardRow> = {}): AwardRow {
  return {
    id: 'award-1',
    isTest: false,
    state: 'issued',
    reason: null,
    credlySentence: null,
    participant: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
    badge: { templateId: 'template-1', name: 'Safety Basics', imageUrl: null },
    quizTitle: 'Laboratory safety',
    environment: 'production',
    active: true,
    score: '9',
    maximum: '10',
    percent: null,
    outcome: null,
    createdAt: someTime,
    updatedAt: someTime,
    acceptUrl: null,
    corrects: false,
    credlyState: null,
    actions: [],
    ...part,
  };
}

export function receipt(part: Partial<ReceiptView> = {}): ReceiptView {
  return {
    row: award(),
    rule: {
      version: 3,
      awardFor: rule().awardFor,
    },
    provenance: {
      source: 'answer',
      origin: 'https://app.credspark.com',
      frame: 'embedded',
      observedAt: someTime,
      profile: 'credspark-2026-03',
    },
    passedOnPage: true,
    attemptId: 'attempt-7',
    history: [
      { at: someTime, state: 'held', reason: 'numbers-disagree' },
      { at: someTime + 60_000, state: 'waiting', reason: 'approved' },
      { at: someTime + 61_000, state: 'sending', reason: null },
      { at: someTime + 62_000, state: 'issued', reason: null },
    ],
    sent: {
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada@example.com',
      templateId: 'template-1',
      issuedAt: '2026-03-03 10:42:00 +0000',
      expiresAt: null,
      mailLanguage: null,
      suppressMail: false,
      evidenceUrl: null,
      replacesBadgeId: null,
    },
    attempts: 1,
    sentAt: someTime + 61_000,
    revoke: 'yes',
    correctEmail: 'yes',
    revocationReason: null,
    credly: {
      badgeId: 'badge-1',
      state: 'pending',
      acceptUrl: 'https://www.credly.com/go/accept',
      badgeUrl: 'https://www.credly.com/badges/badge-1',
      earnerKnown: false,
    },
    ...part,
  };
}

/** Of a quiz that has awarded nothing yet. */
export const noFacts = {
  address: null,
  changedAddress: null,
  awards: 0,
  last: null,
  watch: { on: false as const, isReady: false },
};

/** Actions that succeed; each is a mock to look at. */
export function optionsActions(part: Partial<OptionsActions> = {}) {
  return {
    answerConsent: vi.fn(async () => true),
    saveConnection: vi.fn(async () => ({ ok: true as const })),
    disconnect: vi.fn(async () => true),
    resumeRule: vi.fn(async () => true),
    setRuleOptions: vi.fn(async () => true),
    quizFacts: vi.fn(async (ids: string[]) => ids.map((ruleId) => ({ ruleId, ...noFacts }))),
    watchResponses: vi.fn(async () => true),
    readResponsesNow: vi.fn(async () => true),
    checkBadges: vi.fn(async () => ({ ok: true as const, at: someTime, unusable: [] })),
    answerAddress: vi.fn(async () => true),
    removeRule: vi.fn(async () => true),
    restoreRule: vi.fn(async () => 'restored' as const),
    exportRules: vi.fn(async () => true),
    previewImport: vi.fn(async () => ({ ok: true as const, preview: { rows: [], refused: [] } })),
    importRules: vi.fn(async () => ({ ok: true as const, added: 1, replaced: 0, left: [] as string[] })),
    previewProduction: vi.fn(async () => ({ ok: true as const, preview: { badges: [], templates: [], rules: [] } })),
    moveToProduction: vi.fn(async (rules: unknown[]) => ({ ok: true as const, added: rules.length, left: [] })),
    exportSetup: vi.fn(async () => 'saved' as const),
    previewSetup: vi.fn(async () => null),
    importSetup: vi.fn(async () => ({ ok: true as const, added: 0, replaced: 0, left: [] })),
    openResults: vi.fn(async () => ({ ok: false as const, trouble: 'empty' as const })),
    askAboutResults: vi.fn(async () => null),
    closeResults: vi.fn(),
    checkResults: vi.fn(async () => null),
    dryRun: vi.fn(async () => null),
    startImport: vi.fn(async () => null),
    pauseImport: vi.fn(async () => true),
    resumeImport: vi.fn(async () => true),
    stopImport: vi.fn(async () => true),
    clearImport: vi.fn(async () => true),
    importOutcomes: vi.fn(async () => []),
    setPin: vi.fn(async () => true),
    lockNow: vi.fn(async () => true),
    removeLock: vi.fn(async () => true),
    unlock: vi.fn(async () => ({ isSet: true, isLocked: false, retryAt: null })),
    resetLock: vi.fn(async () => true),
    addSite: vi.fn(async () => null),
    fixSite: vi.fn(async () => null),
    exportSite: vi.fn(async () => true),
    previewProfile: vi.fn(async () => null),
    importProfile: vi.fn(async () => null),
    removeSite: vi.fn(async () => true),
    allowSite: vi.fn(async () => true),
    releaseQueue: vi.fn(async () => true),
    saveSettings: vi.fn(async () => true),
    receipt: vi.fn(async (id: string) => ({ receipt: receipt({ row: award({ id }) }) })),
    eraseParticipant: vi.fn(async () => ({ erased: 2, left: 0 })),
    refresh: vi.fn(async () => null),
    revoke: vi.fn(async () => null),
    correctEmail: vi.fn(async () => null),
    act: vi.fn(async (ids: string[]) => ({ changed: ids.length, unchanged: 0 })),
    setDetails: vi.fn(async () => []),
    copy: vi.fn(async () => true),
    download: vi.fn(),
    reload: vi.fn(),
    show: vi.fn(),
    ...part,
  } satisfies OptionsActions;
}

/** Choosing badges on the options page; nothing to choose for. */
export const awardingActions = (part: Partial<AwardingActions> = {}): AwardingActions => ({
  templates: signal<TemplateList>({
    status: 'ready',
    items: [],
    total: 0,
    error: null,
    isOffline: false,
    keptAt: null,
  }),
  loadTemplates: vi.fn(),
  otherQuizzes: vi.fn(async () => []),
  findQuiz: vi.fn(async () => null),
  saveRule: vi.fn(async () => 'saved' as const),
  tryRule: vi.fn(async () => null),
  testRule: vi.fn(async () => null),
  otherRules: vi.fn(async () => []),
  ...part,
});
