import type { TeachingOption, TeachingView } from '@/lib/messages/protocol.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';
import { chosenOf, isTest, outcomeOf } from '@/lib/quiz-site/teaching/outcome.ts';
import { fieldPlaces, isNumber, type Place, textPlaces } from '@/lib/quiz-site/teaching/places.ts';
import { previewOf } from '@/lib/quiz-site/teaching/preview.ts';
import { byAddress, type ChoiceKind, type Chosen, choiceKinds, lastWords } from '@/lib/quiz-site/teaching/propose.ts';
import { pathOf, type Recording, seenExchanges } from '@/lib/quiz-site/teaching/recording.ts';
import { pickNames, type Teaching, type TeachingStep } from '@/lib/quiz-site/teaching/session.ts';
import { addressParts } from '@/lib/quiz-site/teaching/url-pattern.ts';

/** As much as a small panel can show. */
const maxShownFields = 12;
const maxOptions = 60;
const maxSentences = 6;

export function stepsOf({ siteId }: Teaching, base: SiteProfile | null): TeachingStep[] {
  if (siteId === null) return ['quiz', 'take', 'check', 'editor', 'save'];
  return base && base.pages.editor.length > 0
    ? ['editor', 'take', 'check', 'save']
    : ['take', 'check', 'editor', 'save'];
}

/** What the panel shows of what is taught. */
export function teachingView(teaching: Teaching, base: SiteProfile | null): TeachingView {
  const { recording, quizAddress, part, quizTitle, editorPages, editorPart } = teaching;
  const [editorAddress] = editorPages;
  const profile = outcomeOf(teaching, base);
  const isNewEditor = !base || base.pages.editor.length === 0;
  return {
    siteName: teaching.siteName,
    isNew: teaching.siteId === null,
    step: teaching.step,
    isFolded: teaching.isFolded,
    steps: stepsOf(teaching, base),
    quiz:
      quizAddress === null
        ? null
        : { address: quizAddress, title: quizTitle, parts: addressParts(new URL(quizAddress)), part },
    seen: seenView(recording, teaching.origin),
    sentences: textPlaces(recording)
      .slice(0, maxSentences)
      .map((it) => it.value),
    choices: choicesView(recording, chosenOf(teaching)),
    preview: recording.exchanges.length > 0 ? previewOf(profile, recording) : null,
    isTest: isTest(teaching),
    picks: Object.fromEntries(
      pickNames.map((name) => {
        const pick = teaching.picks[name];
        return [name, pick && { name: pick.name, count: pick.count }];
      }),
    ) as TeachingView['picks'],
    editor:
      editorAddress === undefined || !isNewEditor
        ? null
        : { address: editorAddress, parts: addressParts(new URL(editorAddress)), part: editorPart },
    isSaved: teaching.savedVersion !== null,
    awardsOnOptions: profile.pages.editor.length === 0,
  };
}

function seenView(recording: Recording, origin: string): TeachingView['seen'] {
  return seenExchanges(recording).map(({ method, url, request, answer }) => {
    const fields = [
      ...request.map((it) => ({ where: pathOf(it), value: String(it.value).slice(0, 80), from: 'request' as const })),
      ...answer.map((it) => ({ where: pathOf(it), value: String(it.value).slice(0, 80), from: 'answer' as const })),
    ];
    return {
      method,
      host: url.origin === origin ? null : url.host,
      path: url.pathname,
      fields: fields.slice(0, maxShownFields),
      more: Math.max(0, fields.length - maxShownFields),
    };
  });
}

function choicesView(recording: Recording, chosen: Chosen): TeachingView['choices'] {
  const fields = fieldPlaces(recording);
  const score = fields.find((it) => it.id === (chosen.score ?? chosen.percent ?? chosen.outcome)) ?? null;
  return choiceKinds.map((kind) => ({
    kind,
    options: optionsFor(kind, fields, recording, score).slice(0, maxOptions).map(optionView),
    chosen: chosen[kind],
  }));
}

function optionsFor(kind: ChoiceKind, fields: readonly Place[], recording: Recording, score: Place | null): Place[] {
  const result = fields.filter((it) => it.from === 'answer' || it.from === 'request');
  switch (kind) {
    case 'firstName':
    case 'lastName':
    case 'email':
      return fields.filter((it) => it.from === 'request' && !isNumber(it));
    case 'score':
      return [...textPlaces(recording), ...result.filter(isNumber)];
    case 'maximum':
    case 'percent':
      return result.filter(isNumber);
    case 'outcome':
      return result.filter((it) => !isNumber(it) && it.value.length <= 100);
    case 'last':
      return score
        ? [{ id: byAddress, from: 'request', where: '', value: '', exchanges: [] }, ...lastWords(recording, score)]
        : [];
  }
}

function optionView({ id, from, where, value }: Place): TeachingOption {
  return { id, from: id === byAddress ? 'rule' : from, where, value };
}
