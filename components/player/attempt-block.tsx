import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AttemptView, BadgeView, BlockText, DetailsReply } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { BlockContents } from './block-contents.tsx';
import { DetailsForm, type TypedDetails } from './details-form.tsx';

export interface AttemptBlockProps {
  attempt: Exclude<AttemptView, { kind: 'none' }>;
  /** Shown where the attempt itself names no badge. */
  fallback: BadgeView | null;
  words: BlockText;
  /** Null where nothing answered. */
  onDetails: (details: TypedDetails) => Promise<DetailsReply | null>;
}

/** What became of a participant's result, on the result page. No jargon, no blame, no address but the shortened one. */
export function AttemptBlock({ attempt, fallback, words, onDetails }: AttemptBlockProps) {
  const t = useTranslate();
  const block = useRef<HTMLElement>(null);
  const missing = attempt.kind === 'award' ? attempt.missing : [];
  const asks = missing.length > 0;
  const wasTaken = useRef(false);
  useLayoutEffect(() => {
    // The form takes the focus with it when it goes; what it led to is said here.
    if (!asks && wasTaken.current) block.current?.focus();
    wasTaken.current = false;
  }, [asks]);
  const send = async (details: TypedDetails) => {
    const reply = await onDetails(details);
    wasTaken.current = reply?.taken ?? false;
    return reply;
  };
  return (
    <section
      class="guest-card"
      ref={block}
      tabIndex={-1}
      aria-label={t('block_region')}
      aria-description={t('added_by')}
    >
      <BlockContents attempt={attempt} fallback={fallback} words={words} live />
      {asks && <DetailsForm missing={missing} onSend={send} />}
    </section>
  );
}
