import { useId, useState } from 'preact/hooks';
import type { ProductionPreview } from '@/lib/messages/client';
import { type MessageId, useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { Chosen } from './production-plan.ts';

type Badge = ProductionPreview['badges'][number];

const matches: Record<Badge['match'], MessageId> = {
  exact: 'production_match_exact',
  loose: 'production_match_loose',
  ambiguous: 'production_match_ambiguous',
  missing: 'production_match_missing',
};

export interface ProductionBadgesProps {
  preview: ProductionPreview;
  chosen: Chosen;
  onChoose: (sandbox: string, production: string | null) => void;
}

/** Each badge of the sandbox and what stands for it in production. */
export function ProductionBadges({ preview, chosen, onChoose }: ProductionBadgesProps) {
  const t = useTranslate();
  const id = useId();
  return (
    <div class="transfer-part">
      <h3 id={id}>{t('production_badges')}</h3>
      <ul class="transfer-list" aria-labelledby={id}>
        {preview.badges.map((badge) => (
          <BadgePair
            key={badge.sandbox.templateId}
            badge={badge}
            templates={preview.templates}
            chosen={chosen.get(badge.sandbox.templateId) ?? null}
            onChoose={(production) => onChoose(badge.sandbox.templateId, production)}
          />
        ))}
      </ul>
    </div>
  );
}

interface BadgePairProps {
  badge: Badge;
  templates: ProductionPreview['templates'];
  chosen: string | null;
  onChoose: (production: string | null) => void;
}

function BadgePair({ badge, templates, chosen, onChoose }: BadgePairProps) {
  const t = useTranslate();
  /** A list of thousands is made only where somebody asks for it. */
  const [isOpen, setOpen] = useState(badge.match === 'ambiguous');
  const { name } = badge.sandbox;
  const candidates = new Set(badge.candidates);
  // Those of the same name first; where several have it, the end of the id tells them apart.
  const sorted = [...templates].sort((a, b) => Number(candidates.has(b.id)) - Number(candidates.has(a.id)));
  const labelOf = (template: { id: string; name: string }) =>
    badge.match === 'ambiguous' && candidates.has(template.id)
      ? `${template.name} (${template.id.slice(-6)})`
      : template.name;
  return (
    <li>
      <div class="transfer-pair">
        <span>{name}</span>
        <div class="transfer-pair__end">
          {isOpen ? (
            <SelectField
              label={t('production_choose', name)}
              value={chosen ?? ''}
              choices={[
                { value: '', label: t('production_leave_out') },
                ...sorted.map((template) => ({ value: template.id, label: labelOf(template) })),
              ]}
              onChange={(value) => onChoose(value === '' ? null : value)}
            />
          ) : (
            <>
              <span class={chosen ? undefined : 'options-muted'}>
                {templates.find((it) => it.id === chosen)?.name ?? t('production_leave_out')}
              </span>
              <Button kind="plain" size="small" name={t('production_change_of', name)} onClick={() => setOpen(true)}>
                {t('production_change')}
              </Button>
            </>
          )}
        </div>
      </div>
      <span class="options-muted options-small">{t(matches[badge.match])}</span>
    </li>
  );
}
