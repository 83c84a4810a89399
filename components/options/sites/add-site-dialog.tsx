import { useState } from 'preact/hooks';
import { type MessageId, useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { AddTrouble, SitesActions } from './model.ts';

export const addTroubles: Readonly<Record<AddTrouble, MessageId>> = {
  'bad-address': 'sites_trouble_bad_address',
  known: 'sites_trouble_known',
  'no-access': 'sites_trouble_no_access',
  'no-consent': 'sites_trouble_no_consent',
  'not-possible': 'sites_trouble_not_possible',
  'no-answer': 'transfer_trouble_no_answer',
};

/** Another quiz site: its address, then the browser's question, then its page. */
export function AddSiteDialog({ actions, onClose }: { actions: Pick<SitesActions, 'addSite'>; onClose: () => void }) {
  const t = useTranslate();
  const [address, setAddress] = useState('');
  const [trouble, setTrouble] = useState<AddTrouble | null>(null);
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    // Nothing may be awaited before this: the browser asks only in the click itself.
    const found = await actions.addSite(address.trim());
    setBusy(false);
    setTrouble(found);
    if (!found) onClose();
  };
  return (
    <Dialog
      heading={t('sites_add')}
      onClose={() => {
        if (!busy) onClose();
      }}
      onSubmit={() => {
        if (!busy) void add();
      }}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t('action_cancel')}
          </Button>
          <Button kind="primary" type="submit" busy={busy} busyLabel={t('sites_opening')}>
            {t('sites_continue')}
          </Button>
        </>
      }
    >
      <p>{t('sites_add_intro')}</p>
      <TextField
        label={t('sites_address')}
        help={t('sites_address_help')}
        value={address}
        required
        onInput={(text) => {
          setAddress(text);
          setTrouble(null);
        }}
        error={trouble && t(addTroubles[trouble])}
      />
    </Dialog>
  );
}
