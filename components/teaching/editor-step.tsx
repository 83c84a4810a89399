import type { PickName, TeachingView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PartChoice } from './part-choice.tsx';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './teaching-panel.tsx';
import { pickWords } from './words.ts';

const order: readonly PickName[] = ['motivation-tab', 'button', 'results-tab', 'results-block'];

/** The places in the editor at which authors look: pointed at, or left out where there are none. */
export function EditorStep({ view, notFound, onAct, onPick, onBack, onNext }: StepProps) {
  const t = useTranslate();
  const { editor } = view;
  const isPicked = order.some((it) => view.picks[it] !== null);
  const isKnown = !view.awardsOnOptions || isPicked;
  return (
    <>
      <p>{t(view.isNew ? 'teach_editor_intro_new' : 'teach_editor_intro_fix')}</p>
      <ul class="teaching__picks">
        {order.map((name) => (
          <PickRow key={name} name={name} pick={view.picks[name]} onPick={onPick} onAct={onAct} />
        ))}
      </ul>
      {notFound && (
        <Notice tone="warning" live>
          {t('teach_pick_not_found')}
        </Notice>
      )}
      {editor && isPicked && (
        <PartChoice
          parts={editor.parts}
          part={editor.part}
          mayBeNone={false}
          onChange={(part) => void onAct({ do: 'editor-part', part })}
        />
      )}
      <StepFoot onBack={onBack}>
        <Button kind="primary" onClick={onNext}>
          {t(isPicked ? 'teach_next' : isKnown ? 'teach_skip' : 'teach_no_editor')}
        </Button>
      </StepFoot>
    </>
  );
}

interface PickRowProps {
  name: PickName;
  pick: TeachingView['picks'][PickName];
  onPick: StepProps['onPick'];
  onAct: StepProps['onAct'];
}

function PickRow({ name, pick, onPick, onAct }: PickRowProps) {
  const t = useTranslate();
  const what = t(pickWords[name].what);
  const found = pick && (pick.count > 1 ? t('teach_picked_list', pick.count) : pick.name || t('teach_picked'));
  return (
    <li class="teaching__pick">
      <div>
        <p>{what}</p>
        <p class="teaching__muted">{found ?? t('teach_not_picked')}</p>
      </div>
      {pick && (
        <Button
          size="small"
          kind="plain"
          name={`${t('teach_unpick')}: ${what}`}
          onClick={() => void onAct({ do: 'unpick', name })}
        >
          {t('teach_unpick')}
        </Button>
      )}
      <Button size="small" name={`${t('teach_point')}: ${what}`} onClick={() => onPick(name)}>
        {t('teach_point')}
      </Button>
    </li>
  );
}
