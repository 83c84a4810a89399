import { useRef, useState } from 'preact/hooks';
import type { BlockText, RuleView, TypedBlockText } from '@/lib/messages/client.ts';
import { maxHeading, maxText, placeholders, unknownPlaces } from '../block-words.ts';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { BlockPreview } from './block-preview.tsx';

export interface WordsDialogProps {
  rule: RuleView;
  words: TypedBlockText;
  onWords: (words: TypedBlockText) => void;
  /** The words are what was typed before the page went away. */
  isRestored: boolean;
  onStartOver: () => void;
  /** Gives back a sentence that says what went wrong, or null. */
  onSave: (block: BlockText) => Promise<string | null>;
  /** Cancelled: what was typed is no longer wanted. */
  onClose: () => void;
  /** Left by Esc, which is soon pressed by mistake: what was typed is kept. */
  onLeave: () => void;
}

/** The author's heading and text on the results block, with a preview of what they become. */
export function WordsDialog(props: WordsDialogProps) {
  const t = useTranslate();
  const plural = usePlural();
  const { words, onWords } = props;
  const [trouble, setTrouble] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const heading = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  /** Where a placeholder goes: where the caret was last. */
  const last = useRef<'heading' | 'text'>('text');
  const block = { heading: words.heading.trim() || null, text: words.text.trim() || null };
  const over = { heading: words.heading.trim().length - maxHeading, text: words.text.trim().length - maxText };
  const unknown = unknownPlaces(`${words.heading}\n${words.text}`);

  const type = (change: Partial<TypedBlockText>) => {
    setTrouble(null);
    onWords({ ...words, ...change });
  };
  const insert = (placeholder: string) => {
    const field = last.current === 'heading' ? heading.current : text.current;
    if (!field) return;
    const value = words[last.current];
    const [from, to] = [field.selectionStart ?? value.length, field.selectionEnd ?? value.length];
    type({ [last.current]: `${value.slice(0, from)}${placeholder}${value.slice(to)}` });
    field.focus();
    requestAnimationFrame(() => field.setSelectionRange(from + placeholder.length, from + placeholder.length));
  };
  const save = async () => {
    if (saving) return;
    if (over.heading > 0) return heading.current?.focus();
    if (over.text > 0) return text.current?.focus();
    setSaving(true);
    setTrouble(await props.onSave(block));
    setSaving(false);
  };
  const tooLong = (by: number) => (by > 0 ? plural('block_too_long', by) : null);

  return (
    <Dialog
      heading={t('block_words_heading')}
      description={t('added_by')}
      wide
      onClose={props.onLeave}
      onSubmit={() => void save()}
      actions={
        <>
          <Button onClick={props.onClose}>{t('action_cancel')}</Button>
          <Button kind="primary" type="submit" busy={saving} busyLabel={t('details_saving')}>
            {t('action_save')}
          </Button>
        </>
      }
    >
      {props.isRestored && (
        <Notice
          tone="info"
          live
          action={
            <Button size="small" onClick={props.onStartOver}>
              {t('draft_start_over')}
            </Button>
          }
        >
          {t('draft_is_back')}
        </Notice>
      )}
      <p class="ui-field__help">{t('block_words_when')}</p>
      <div onFocusIn={() => (last.current = 'heading')}>
        <TextField
          label={t('block_heading')}
          help={t('block_heading_help', words.heading.trim().length, maxHeading)}
          error={tooLong(over.heading)}
          value={words.heading}
          inputRef={heading}
          onInput={(it) => type({ heading: it.slice(0, 4000) })}
        />
      </div>
      <div onFocusIn={() => (last.current = 'text')}>
        <TextArea
          label={t('block_text')}
          help={t('block_text_help', words.text.trim().length, maxText)}
          error={tooLong(over.text)}
          rows={4}
          value={words.text}
          areaRef={text}
          onInput={(it) => type({ text: it.slice(0, 20_000) })}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div class="words-dialog__places" role="group" aria-label={t('block_places')}>
        <span class="ui-field__help">{t('block_places')}</span>
        {placeholders.map((it) => (
          <Button key={it} size="small" name={t(`block_place_${it}`)} onClick={() => insert(`{${it}}`)}>
            {`{${it}}`}
          </Button>
        ))}
      </div>
      <p class="ui-field__help">{t('block_places_help')}</p>
      <div role="status">
        {unknown.length > 0 && <Notice tone="warning">{t('block_unknown_places', unknown.join(' '))}</Notice>}
      </div>
      <BlockPreview rule={props.rule} words={block} />
      {trouble && (
        <Notice tone="danger" live>
          {trouble}
        </Notice>
      )}
    </Dialog>
  );
}
