import { useTranslate } from '../i18n.ts';
import { SelectField } from '../ui/select-field.tsx';

export interface PartChoiceProps {
  parts: { id: string; text: string }[];
  part: string | null;
  /** The page may be the only quiz of its site. */
  mayBeNone: boolean;
  onChange: (part: string | null) => void;
}

/** Which part of an address tells this quiz from others. */
export function PartChoice({ parts, part, mayBeNone, onChange }: PartChoiceProps) {
  const t = useTranslate();
  const choices = parts.map(({ id, text }) => ({
    value: id,
    label: id.startsWith('query:') ? `${id.slice('query:'.length)}=${text}` : text,
  }));
  return (
    <SelectField
      label={t('teach_part')}
      help={t('teach_part_help')}
      value={part ?? ''}
      choices={[...choices, ...(mayBeNone ? [{ value: '', label: t('teach_part_none') }] : [])]}
      onChange={(value) => onChange(value === '' ? null : value)}
    />
  );
}
