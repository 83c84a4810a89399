import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type MessageId, useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';

const cards: readonly { icon: IconName; heading: MessageId; points: readonly MessageId[] }[] = [
  {
    icon: 'eye',
    heading: 'consent_read_heading',
    points: [
      'consent_read_registration',
      'consent_read_result',
      'consent_read_how',
      'consent_read_editor',
      'consent_read_list',
    ],
  },
  {
    icon: 'send',
    heading: 'consent_sent_heading',
    points: ['consent_sent_fields', 'consent_sent_when', 'consent_sent_question', 'consent_sent_mail'],
  },
  {
    icon: 'drive',
    heading: 'consent_kept_heading',
    points: ['consent_kept_where', 'consent_kept_until', 'consent_kept_attempts', 'consent_kept_failing'],
  },
  {
    icon: 'shield',
    heading: 'consent_never_heading',
    points: ['consent_never_sites', 'consent_never_analytics', 'consent_never_before', 'consent_never_token'],
  },
];

export interface DisclosureProps {
  /** Gives false where the answer could not be kept. */
  onAnswer: (answer: 'agreed' | 'declined') => Promise<boolean>;
  /** The reader asked for it, so the focus goes to it. */
  focused: boolean;
}

/** What is read, sent and kept, and the question whether that is agreed to. Nothing happens before the answer. */
export function Disclosure({ onAnswer, focused }: DisclosureProps) {
  const t = useTranslate();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [answering, setAnswering] = useState<'agreed' | 'declined' | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (focused) heading.current?.focus();
  }, [focused]);

  const answer = async (given: 'agreed' | 'declined') => {
    if (answering) return;
    setFailed(false);
    setAnswering(given);
    setFailed(!(await onAnswer(given)));
    setAnswering(null);
  };

  return (
    <section class="options-disclosure" aria-labelledby={id}>
      <div class="options-disclosure__intro">
        <h2 class="options-disclosure__heading" id={id} ref={heading} tabIndex={-1}>
          {t('consent_heading')}
        </h2>
        <p>{t('consent_intro')}</p>
      </div>
      <div class="options-disclosure__cards">
        {cards.map((card) => (
          <div key={card.heading} class="options-disclosure__card">
            <h3>
              <Icon name={card.icon} size={20} />
              {t(card.heading)}
            </h3>
            <ul>
              {card.points.map((point) => (
                <li key={point}>{t(point)}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <div class="options-disclosure__foot">
        <p>{t('consent_withdraw_hint')}</p>
        <div class="options-actions">
          <Button busy={answering === 'declined'} onClick={() => answer('declined')}>
            {t('consent_decline')}
          </Button>
          <Button kind="primary" busy={answering === 'agreed'} onClick={() => answer('agreed')}>
            {t('consent_agree')}
          </Button>
        </div>
      </div>
      {failed && (
        <Notice tone="danger" live>
          {t('failed_nothing_changed')}
        </Notice>
      )}
    </section>
  );
}
