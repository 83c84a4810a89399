import { useEffect, useState } from 'preact/hooks';
import type { TemplateView } from '@/lib/messages/client.ts';
import { type Translate, useTranslate } from '../i18n.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { Icon } from '../ui/icons.tsx';
import { perLanguage, useLanguage } from '../ui/language.ts';
import { rowHeightPx } from './list-place.ts';

/** Pictures cost more than all the rest of a row: those of rows that go with the next key are never loaded. */
const pictureAfterMs = 120;

const maxSkills = 4;
const maxDescription = 200;

export interface BadgeOptionProps {
  id: string;
  template: TemplateView;
  /** Its place in the whole list, most of which is not in the document. */
  index: number;
  count: number;
  isActive: boolean;
  isChosen: boolean;
  onChoose: (template: TemplateView) => void;
}

/** A badge template in the list: picture, name, and what tells it from others. */
export function BadgeOption({ id, template, index, count, isActive, isChosen, onChoose }: BadgeOptionProps) {
  const t = useTranslate();
  const language = useLanguage();
  const facts = factsOf(template, t, language);
  const [isStill, setIsStill] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsStill(true), pictureAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div
      id={id}
      class="combobox__option"
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-label={template.name}
      // Selected is what is active: of the chosen one, the check says it to the eye alone.
      aria-description={[isChosen && t('picker_chosen'), facts, template.description?.slice(0, maxDescription)]
        .filter(Boolean)
        .join('. ')}
      style={{ insetBlockStart: `${index * rowHeightPx}px`, blockSize: `${rowHeightPx}px` }}
      onClick={() => onChoose(template)}
      onKeyDown={undefined}
    >
      <BadgePicture name={template.name} imageUrl={template.imageUrl} size={32} isAwaited={!isStill} />
      <span class="combobox__text" aria-hidden="true">
        <span class="combobox__name">{template.name}</span>
        {/* Drawn by the style sheet: an option is named by the badge's name alone, and what it shows must agree. */}
        <span class="combobox__details" data-details={facts || template.description} />
      </span>
      {isChosen && (
        <span class="combobox__chosen">
          <Icon name="check" />
        </span>
      )}
    </div>
  );
}

/** "Foundational · Expires after 2 years · Food Safety, Hygiene": as much of it as Credly says. */
export function factsOf({ level, expiry, skills }: TemplateView, t: Translate, language: string): string {
  return [level, expiryWords(expiry, t, language), skills.slice(0, maxSkills).join(', ')].filter(Boolean).join(' · ');
}

const dateFormat = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }),
);

/** Null where it is not certain: then nothing is said. */
export function expiryWords(expiry: TemplateView['expiry'], t: Translate, language: string): string | null {
  switch (expiry?.kind) {
    case 'never':
      return t('picker_never_expires');
    case 'date':
      return t('picker_expires_on', dateFormat(language).format(new Date(expiry.date)));
    case 'after': {
      const { count, unit } = expiry;
      const period = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
      return t('picker_expires_after', period);
    }
    default:
      return null;
  }
}
