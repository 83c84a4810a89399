import { useState } from 'preact/hooks';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { afterIssuingWords } from './after-issuing-words.ts';
import type { AfterIssuingOutcome } from './model.ts';

export interface RefreshStatesProps {
  isConnected: boolean;
  onRefresh: () => Promise<AfterIssuingOutcome>;
}

/** Asks Credly which badges were accepted, rejected or revoked meanwhile; by itself that happens once a day. */
export function RefreshStates({ isConnected, onRefresh }: RefreshStatesProps) {
  const t = useTranslate();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ of: AfterIssuingOutcome } | null>(null);
  return (
    <>
      <span class="options-muted options-small" role="status">
        {outcome && !busy && t(outcome.of === null ? 'after_all_refreshed' : afterIssuingWords[outcome.of])}
      </span>
      <Button
        busy={busy}
        busyLabel={t('after_refreshing')}
        disabled={!isConnected}
        onClick={async () => {
          setBusy(true);
          setOutcome({ of: await onRefresh() });
          setBusy(false);
        }}
      >
        {t('after_refresh_all')}
      </Button>
    </>
  );
}
