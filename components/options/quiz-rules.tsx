import type { QuizRuleView } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import type { RuleOptions } from './model.ts';
import { QuizRule } from './quiz-rule.tsx';
import { Section } from './section.tsx';

export interface QuizRulesProps {
  rules: readonly QuizRuleView[];
  isConnected: boolean;
  /** Where quizzes are edited. */
  quizSiteUrl: string;
  onResume: (ruleId: string) => Promise<boolean>;
  onOptions: (ruleId: string, options: RuleOptions) => Promise<boolean>;
}

/** The quizzes that award a badge. */
export function QuizRules({ rules, isConnected, quizSiteUrl, onResume, onOptions }: QuizRulesProps) {
  const t = useTranslate();
  return (
    <Section heading={t('rules_heading')} flush>
      {rules.length === 0 ? (
        <EmptyState
          icon="medal"
          action={
            isConnected && (
              <a class="ui-button ui-button--quiet" href={quizSiteUrl} target="_blank" rel="noreferrer">
                <span class="ui-button__label">{t('action_open_credspark')}</span>
              </a>
            )
          }
        >
          <p>{t(isConnected ? 'rules_empty' : 'rules_empty_unconnected')}</p>
        </EmptyState>
      ) : (
        <ul class="options-rules">
          {rules.map((rule) => (
            <QuizRule key={rule.id} rule={rule} isConnected={isConnected} onResume={onResume} onOptions={onOptions} />
          ))}
        </ul>
      )}
    </Section>
  );
}
