import type { Identity, ResultReading } from '../../awards/result.ts';
import { noIdentity } from '../../awards/result.ts';
import type { Doubt } from '../names.ts';
import type { SiteProfile } from '../profile.ts';
import { readExchange } from '../read-exchange.ts';
import { readPageText } from '../read-text.ts';
import type { Recording } from './recording.ts';

/** Reads a recording by a profile, as the extension would have read it live. Nothing is decided or kept. */

export interface Preview {
  identity: Identity;
  /** The final result, or the last that was none. */
  result: ResultReading | null;
  source: 'answer' | 'page-text' | null;
  doubt: Doubt | null;
}

export function previewOf(profile: Pick<SiteProfile, 'results'>, recording: Recording): Preview {
  const preview: Preview = { identity: noIdentity, result: null, source: null, doubt: null };
  const take = (result: ResultReading, source: Preview['source']) => {
    if (preview.result?.finality === 'final') return;
    preview.result = result;
    preview.source = source;
  };
  for (const exchange of recording.exchanges) {
    const { identity, result, doubt } = readExchange(profile, exchange);
    preview.identity = {
      firstName: identity.firstName ?? preview.identity.firstName,
      lastName: identity.lastName ?? preview.identity.lastName,
      email: identity.email ?? preview.identity.email,
    };
    if (result) take(result, 'answer');
    if (doubt) preview.doubt = doubt;
  }
  // Text alone is no result: something must have been sent before.
  for (const { text } of recording.exchanges.length > 0 ? recording.texts : []) {
    const { result, doubt } = readPageText(profile, text);
    if (result) take(result, 'page-text');
    if (doubt) preview.doubt = doubt;
  }
  if (preview.result?.finality === 'final') preview.doubt = null;
  return preview;
}
