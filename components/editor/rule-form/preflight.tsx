import type { ConnectedView, EditorContext, RuleView } from '@/lib/messages/client.ts';
import { type Translate, useTranslate } from '../../i18n.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { useLanguage } from '../../ui/language.ts';
import type { TemplateList } from '../badge-combobox.tsx';
import { type AwardDraft, badgesOfDraft } from '../draft/draft.ts';

/** What is known of how the quiz and the connection stand. */
export interface PreflightFacts {
  connection: ConnectedView;
  registration: EditorContext['registration'];
  /** The quiz's public address is known. */
  joined: boolean;
  /** The page shows another one. */
  addressChanged: boolean;
  saved: RuleView | null;
}

type State = 'ready' | 'to-do' | 'unsure';
interface Check {
  state: State;
  text: string;
}

const looks: Record<State, { icon: IconName; word: 'preflight_ready' | 'preflight_to_do' | 'preflight_unsure' }> = {
  ready: { icon: 'check-circle', word: 'preflight_ready' },
  'to-do': { icon: 'warning', word: 'preflight_to_do' },
  unsure: { icon: 'question', word: 'preflight_unsure' },
};

export interface PreflightProps {
  facts: PreflightFacts;
  draft: AwardDraft;
  list: TemplateList;
}

/** What has to be in place before the first participant passes: said with what to do, and never in the way of Save. */
export function Preflight({ facts, draft, list }: PreflightProps) {
  const t = useTranslate();
  const language = useLanguage();
  const checks = [
    registrationCheck(facts.registration, t, language),
    addressCheck(facts, t),
    badgesCheck(draft, list, t, language),
    tokenCheck(facts.connection, t),
    savedCheck(facts.saved, t),
    environmentCheck(facts.connection, t),
  ];
  const ready = checks.filter((it) => it.state === 'ready').length;
  return (
    <details class="ui-details rule-form__fold" open={ready < checks.length}>
      <summary>{t('preflight_heading', ready, checks.length)}</summary>
      <ul class="preflight">
        {checks.map(({ state, text }) => (
          <li key={text} class={`preflight__check preflight__check--${state}`}>
            <Icon name={looks[state].icon} />
            <span>
              <span class="ui-visually-hidden">{t(looks[state].word)} </span>
              {text}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const ready = (text: string): Check => ({ state: 'ready', text });
const toDo = (text: string): Check => ({ state: 'to-do', text });
const unsure = (text: string): Check => ({ state: 'unsure', text });

function registrationCheck(registration: PreflightFacts['registration'], t: Translate, language: string): Check {
  if (!registration) return unsure(t('preflight_registration_unseen'));
  const details = [
    [registration.firstName, t('preflight_first_name')],
    [registration.lastName, t('preflight_last_name')],
    [registration.email, t('preflight_email')],
  ] as const;
  const words = (asked: boolean | null) =>
    listed(
      details.flatMap(([it, word]) => (it === asked ? [word] : [])),
      language,
    );
  if (words(false)) return toDo(t('preflight_registration_missing', words(false)));
  return words(null) ? unsure(t('preflight_registration_unsure', words(null))) : ready(t('preflight_registration'));
}

function addressCheck({ joined, addressChanged }: PreflightFacts, t: Translate): Check {
  if (addressChanged) return toDo(t('preflight_address_changed'));
  return joined ? ready(t('preflight_address')) : toDo(t('preflight_address_unknown'));
}

function badgesCheck(draft: AwardDraft, list: TemplateList, t: Translate, language: string): Check {
  const badges = badgesOfDraft(draft);
  if (badges.length === 0) return toDo(t('preflight_badges_none'));
  const missing = badges.filter(({ id }) => !list.items.some((it) => it.id === id));
  if (missing.length === 0) return ready(t('preflight_badges'));
  if (list.status !== 'ready') return unsure(t('preflight_badges_unsure'));
  return toDo(
    t(
      'preflight_badges_gone',
      listed(
        missing.map((it) => it.name),
        language,
      ),
    ),
  );
}

function tokenCheck({ paused, mayIssue }: ConnectedView, t: Translate): Check {
  if (paused) return toDo(t(paused === 'token-refused' ? 'editor_paused_token' : 'editor_paused_organization'));
  return mayIssue === 'yes' ? ready(t('preflight_token')) : unsure(t('preflight_token_unsure'));
}

function savedCheck(saved: RuleView | null, t: Translate): Check {
  if (saved?.isExpired) return toDo(t('preflight_expired'));
  return saved?.stopped ? toDo(t('preflight_own_button')) : ready(t('preflight_no_own_button'));
}

function environmentCheck({ environment }: ConnectedView, t: Translate): Check {
  return environment === 'production' ? ready(t('preflight_production')) : toDo(t('preflight_sandbox'));
}

function listed(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}
