import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { PickName, TeachingAction, TeachingView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { CheckStep } from './check-step.tsx';
import { EditorStep } from './editor-step.tsx';
import { QuizStep } from './quiz-step.tsx';
import { SaveStep } from './save-step.tsx';
import { SeenSummary, TakeStep } from './take-step.tsx';
import { pickWords, stepWords } from './words.ts';

export interface TeachingPanelProps {
  view: TeachingView;
  /** What is pointed at now, and what the pointer is on. */
  picking: { name: PickName; words: string } | null;
  /** What was pointed at last and cannot be found again. */
  notFound: PickName | null;
  isFailed: boolean;
  onAct: (action: TeachingAction) => Promise<void>;
  onPick: (name: PickName) => void;
  onCancelPick: () => void;
  onOpenQuiz: (address: string) => void;
}

/** What each step shows and offers. */
export interface StepProps extends TeachingPanelProps {
  onBack: (() => void) | null;
  onNext: () => void;
}

/** Where the panel may stand, in the order in which it is moved. */
const corners = ['bottom-end', 'bottom-start', 'top-start', 'top-end'] as const;

const bodies = { editor: EditorStep, quiz: QuizStep, take: TakeStep, check: CheckStep, save: SaveStep };

/** Leads through teaching a quiz site, in a corner of its own page. */
export function TeachingPanel(props: TeachingPanelProps) {
  const t = useTranslate();
  const id = useId();
  const { view, picking, onAct } = props;
  const [corner, setCorner] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  const index = view.steps.indexOf(view.step);

  useEffect(() => {
    // Not when the page has just loaded: that would take the focus from it.
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [view.step]);

  const go = (by: -1 | 1) => {
    const step = view.steps[index + by];
    if (step) void onAct({ do: 'go', step });
  };
  const Body = bodies[view.step];
  return (
    <section class={classNames('teaching', `teaching--${corners[corner]}`)} aria-labelledby={`${id}-title`}>
      <header class="teaching__head">
        <h2 class="teaching__title" id={`${id}-title`}>
          {t(view.isNew ? 'teach_heading_new' : 'teach_heading_fix', view.siteName)}
        </h2>
        {!picking && (
          <Button
            kind="plain"
            size="small"
            expanded={!view.isFolded}
            onClick={() => void onAct({ do: 'fold', isFolded: !view.isFolded })}
          >
            {t(view.isFolded ? 'teach_unfold' : 'teach_fold')}
          </Button>
        )}
        <Button kind="plain" size="small" onClick={() => setCorner((corner + 1) % corners.length)}>
          {t('teach_move')}
        </Button>
        <Button kind="plain" size="small" onClick={() => void onAct({ do: 'end', award: false })}>
          {t(view.isSaved ? 'action_close' : 'action_cancel')}
        </Button>
      </header>
      {picking ? (
        <div class="teaching__body">
          <p>{t(pickWords[picking.name].how)}</p>
          <p class="teaching__muted">{t('teach_pick_keys')}</p>
          <p class="teaching__looked" role="status">
            {picking.words || t('teach_pick_nothing_yet')}
          </p>
          <div class="teaching__foot">
            <Button onClick={props.onCancelPick}>{t('teach_pick_cancel')}</Button>
          </div>
        </div>
      ) : view.isFolded ? (
        view.step === 'take' && (
          <div class="teaching__body">
            <SeenSummary view={view} />
          </div>
        )
      ) : (
        <>
          <ol class="teaching__steps">
            {view.steps.map((step, at) => (
              <li
                key={step}
                class={classNames('teaching__step', at < index && 'teaching__step--done')}
                aria-current={step === view.step ? 'step' : undefined}
              >
                <span class="teaching__number">{at < index ? <Icon name="check" size={12} /> : at + 1}</span>
                <span class={step === view.step ? undefined : 'ui-visually-hidden'}>{t(stepWords[step])}</span>
              </li>
            ))}
          </ol>
          <div class="teaching__body">
            <h3 class="ui-visually-hidden" ref={heading} tabIndex={-1}>
              {t('teach_step_of', index + 1, view.steps.length, t(stepWords[view.step]))}
            </h3>
            {props.isFailed && (
              <Notice tone="danger" live>
                {t('failed_nothing_changed')}
              </Notice>
            )}
            <Body {...props} onBack={index > 0 ? () => go(-1) : null} onNext={() => go(1)} />
          </div>
        </>
      )}
    </section>
  );
}
