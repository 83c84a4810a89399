import { useTranslate } from '../../i18n.ts';
import type { Unit } from '../draft/draft.ts';
import { RadioGroup } from './radio-group.tsx';

/** Percent or points. */
export function UnitChoice({ unit, onChange }: { unit: Unit; onChange: (unit: Unit) => void }) {
  const t = useTranslate();
  return (
    <RadioGroup
      legend={t('editor_unit')}
      value={unit}
      options={[
        { value: 'percent', label: t('editor_percent') },
        { value: 'points', label: t('editor_points') },
      ]}
      onChange={onChange}
    />
  );
}
