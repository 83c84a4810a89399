import { useId, useMemo, useState } from 'preact/hooks';
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
  const names = useMemo(() => new Map(preview.templates.map((it) => [it.id, it.name])), [preview]);
  return (
    <div class="transfer-part">
      <h3 id={id}>{t('production_badges')}</h3>
      <ul class="transfer-list" aria-labelledby={id}>
        {preview.badges.map((badge) => (
          <BadgePair
            key={badge.sandbox.templateId}
            badge={badge}
            templates={preview.templates}
            names={names}
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
  /** Names of the templates by their id. */
  names: ReadonlyMap<string, string>;
  chosen: string | null;
  onChoose: (production: string | null) => void;
}

function BadgePair({ badge, templates, names, chosen, onChoose }: BadgePairProps) {
  const t = useTranslate();
  /** A list of thousands is made only where somebody asks for it. */
  const [isOpen, setOpen] = useState(badge.match === 'ambiguous');
  const { name } = badge.sandbox;
  return (
    <li>
      <div class="transfer-pair">
        <span>{name}</span>
        <div class="transfer-pair__end">
          {isOpen ? (
            <SelectField
              label={t('production_choose', name)}
              value={chosen ?? ''}
              choices={[{ value: '', label: t('production_leave_out') }, ...choicesOf(badge, templates)]}
              onChange={(value) => onChoose(value === '' ? null : value)}
            />
          ) : (
            <>
              <span class={chosen ? undefined : 'options-muted'}>
                {(chosen && names.get(chosen)) ?? t('production_leave_out')}
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

/** Those of the same name first; where several have it, the end of the id tells them apart. */
function choicesOf(badge: Badge, templates: ProductionPreview['templates']) {
  const candidates = new Set(badge.candidates);
  return [...templates]
    .sort((a, b) => Number(candidates.has(b.id)) - Number(candidates.has(a.id)))
    .map(({ id, name }) => ({
      value: id,
      label: badge.match === 'ambiguous' && candidates.has(id) ? `${name} (${id.slice(-6)})` : name,
    }));
}
