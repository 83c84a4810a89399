import { credsparkProfile } from '../credspark.ts';
import { type FieldKind, fieldKinds, type TabName } from '../names.ts';
import { profileSchema, type SiteProfile, type Strategy } from '../profile.ts';
import { siteIdOf } from '../profile-file.ts';
import { exchangesOf, parsePlace } from './places.ts';
import { byAddress, type Chosen, identityKinds, resultKinds } from './propose.ts';
import type { Pick, Picks, Teaching } from './session.ts';
import { addressParts, quizPattern, requestPattern } from './url-pattern.ts';

/** Makes a profile of what was taught: a new one, or the one at hand with what was corrected. */

/** A site of which nothing is known yet. What only makes a result less certain is taken over from the shipped profile. */
export function blankProfile(origin: string, name: string): SiteProfile {
  const { results, words } = credsparkProfile;
  const none = { names: [], paths: [] };
  return profileSchema.parse({
    schema: 1,
    id: siteIdOf(origin),
    version: 1,
    owner: 'user',
    name: name.trim() || new URL(origin).host,
    about: ['Taught by taking a quiz once.'],
    origins: [origin],
    pages: { player: ['/*'], playerStart: [], editor: [], responses: [], ignoredRequests: [] },
    quizId: { links: [], attributes: [] },
    words: {
      ...words,
      tabs: { design: [], registration: [], motivation: [], 'results-view': [], deliver: [], data: [] },
      integrations: [],
      settingsTabs: [],
    },
    anchors: {
      button: [],
      'results-block': [],
      'integrations-card': [],
      'result-page-block': credsparkProfile.anchors['result-page-block'],
    },
    results: {
      requests: [{ methods: ['POST', 'PUT', 'PATCH'], urls: [], bodies: ['json', 'urlencoded', 'form-data', 'text'] }],
      fields: Object.fromEntries(fieldKinds.map((kind) => [kind, none])),
      notTheResult: [],
      finality: results.finality,
      last: { urls: [], names: [], values: [] },
      texts: { ...results.texts, score: [], outcome: [] },
      places: [],
    },
  });
}

export function buildProfile(teaching: Teaching, base: SiteProfile | null, chosen: Chosen): SiteProfile {
  const start = base ?? blankProfile(teaching.origin, teaching.siteName);
  const named = { ...start, name: teaching.siteName.trim().slice(0, 100) || start.name };
  const withPages = base ? named : { ...named, pages: { ...named.pages, ...pagesOf(teaching) } };
  const withEditor = withPicks(withPages, teaching);
  const isTaken = Object.values(chosen).some((it) => it !== null);
  return isTaken ? withResults(withEditor, teaching, chosen, base !== null) : withEditor;
}

/** Where the quiz is. An address that is loaded again when something has been sent is no start of an attempt. */
function pagesOf({ quizAddress, part, recording }: Teaching): { player: string[]; playerStart: string[] } {
  if (quizAddress === null) return { player: ['/*'], playerStart: [] };
  const address = new URL(quizAddress);
  const pattern = quizPattern(address, part);
  const isFixed = part === null;
  const again = recording.loads.some(
    ({ url, afterExchange }) => afterExchange > 0 && URL.canParse(url) && quizPattern(new URL(url), part) === pattern,
  );
  const deeper = pattern.includes('?') || pattern === '/' || isFixed ? [] : [`${pattern}/*`];
  return { player: [pattern, ...deeper], playerStart: again ? [] : [pattern] };
}

function withPicks(profile: SiteProfile, { picks, editorPages, editorPart }: Teaching): SiteProfile {
  const isNew = profile.pages.editor.length === 0;
  const isPicked = Object.values(picks).some((it) => it !== null);
  const patterns = isNew && isPicked ? editorPatterns(editorPages, editorPart) : [];
  const editor = patterns.length > 0 ? patterns : profile.pages.editor;
  return {
    ...profile,
    pages: { ...profile.pages, editor },
    words: { ...profile.words, tabs: tabsOf(profile.words.tabs, picks) },
    anchors: {
      ...profile.anchors,
      button: anchorOf(profile.anchors.button, picks.button),
      'results-block': anchorOf(profile.anchors['results-block'], picks['results-block']),
    },
  };
}

/** Of the pages that belong to the first one's quiz. Without a part that names it, nothing could be saved there. */
function editorPatterns(pages: readonly string[], part: string | null): string[] {
  const addresses = pages.map((it) => new URL(it));
  const nameIn = (address: URL | undefined) => address && addressParts(address).find((it) => it.id === part)?.text;
  const patterns = addresses
    .filter((it) => nameIn(it) === nameIn(addresses[0]))
    .map((it) => quizPattern(it, part))
    .filter((it) => it.includes('{slug}'));
  return [...new Set(patterns.flatMap((it) => [it, `${it}/*`]))];
}

/** Tabs whose words mean nothing to us, so that a row of unknown words is still known to be one. */
const plainTabs = ['design', 'deliver', 'data'] as const satisfies readonly TabName[];

function tabsOf(tabs: SiteProfile['words']['tabs'], picks: Picks): SiteProfile['words']['tabs'] {
  const chosen = { motivation: picks['motivation-tab'], 'results-view': picks['results-tab'] };
  const picked = Object.values(chosen).flatMap((it) => it ?? []);
  if (picked.length === 0) return tabs;
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  const result = { ...tabs };
  for (const [name, pick] of Object.entries(chosen)) {
    if (!pick) continue;
    // A word means one tab: what it meant before, it means no longer.
    for (const other of Object.keys(result) as TabName[])
      result[other] = result[other].filter((word) => !same(word, pick.name));
    result[name as TabName] = [pick.name, ...result[name as TabName]].slice(0, 60);
  }
  const known = () => Object.values(result).flat();
  const unknown = [...new Set(picked.flatMap((it) => it.row))].filter((word) => !known().some((it) => same(it, word)));
  const free = plainTabs.filter(
    (name) => !picked.some((it) => result[name].some((word) => it.row.some((w) => same(w, word)))),
  );
  for (const [index, word] of unknown.slice(0, free.length).entries()) {
    const name = free[index];
    if (name) result[name] = [word, ...result[name]].slice(0, 60);
  }
  return result;
}

/** What was pointed at comes first; the ways that were there stay behind it. */
function anchorOf(before: Strategy[], pick: Pick | null): Strategy[] {
  if (!pick) return before;
  const max = pick.count > 1 ? 500 : 1;
  const css: Strategy = { by: 'css', selector: pick.selector, matches: { min: 1, max } };
  const named: Strategy[] =
    pick.role && pick.name && pick.count === 1
      ? [{ by: 'role', role: pick.role, names: [pick.name], matches: { min: 1, max: 1 } }]
      : [];
  const isSame = (a: Strategy) => [css, ...named].some((it) => JSON.stringify(it) === JSON.stringify(a));
  return [css, ...named, ...before.filter((it) => !isSame(it))].slice(0, 20);
}

function withResults(profile: SiteProfile, teaching: Teaching, chosen: Chosen, keepsOld: boolean): SiteProfile {
  const { results } = profile;
  const { recording, origin } = teaching;
  const places = [...identityKinds, ...resultKinds].map((kind) => ({ kind, place: parsePlace(chosen[kind] ?? '') }));
  const isText = parsePlace(chosen.score ?? '')?.from === 'text';
  const fields = { ...results.fields };
  for (const { kind, place } of places) {
    if (!place || place.from === 'text') continue;
    fields[kind as FieldKind] = { ...fields[kind as FieldKind], paths: [place.where] };
  }
  const ids = Object.values(chosen).flatMap((it) => it ?? []);
  const used = exchangesOf(recording, ids);
  const quiz = slugOf(teaching);
  const requests = used.map(({ method, url, body }) => ({
    methods: [method as 'POST' | 'PUT' | 'PATCH'],
    urls: [requestPattern(url, quiz)],
    bodies: [body ?? ('text' as const)],
  }));
  const distinct = [...new Map(requests.map((it) => [JSON.stringify(it), it])).values()].slice(0, 20);
  const template = isText ? parsePlace(chosen.score ?? '')?.where : undefined;
  const score = template ? [template, ...(keepsOld ? results.texts.score.filter((it) => it !== template) : [])] : [];
  const told = parsePlace(chosen.score ?? chosen.percent ?? chosen.outcome ?? '');
  const origins = used.map((it) => it.url.origin).filter((it) => it !== origin);
  return {
    ...profile,
    requestOrigins: [...new Set([...profile.requestOrigins, ...origins])].slice(0, 10),
    results: {
      ...results,
      fields: withStatus(fields, chosen.last),
      resultIn: told?.from === 'request' ? 'request' : results.resultIn,
      requests: keepsOld || distinct.length === 0 ? results.requests : distinct,
      ...lastOf(results, chosen, used.at(-1)?.url ?? null, quiz),
      // Two roads for one result would be two results where they differ in a word.
      texts: { ...results.texts, score: keepsOld && !template ? results.texts.score : score.slice(0, 60) },
    },
  };
}

function slugOf({ quizAddress, part }: Teaching): string | null {
  if (quizAddress === null || part === null) return null;
  const [kind, name = ''] = part.split(':');
  const address = new URL(quizAddress);
  return kind === 'path' ? (address.pathname.split('/')[Number(name) + 1] ?? null) : address.searchParams.get(name);
}

type Results = SiteProfile['results'];

/** `answer /status=complete`: the place and the word. */
function parseLast(last: string | null): { from: 'request' | 'answer'; where: string; word: string } | null {
  const place = last === null || last === byAddress ? null : parsePlace(last);
  const at = place?.where.indexOf('=') ?? -1;
  if (!place || place.from === 'text' || at < 0) return null;
  return { from: place.from, where: place.where.slice(0, at), word: place.where.slice(at + 1) };
}

function withStatus(fields: Results['fields'], last: string | null): Results['fields'] {
  const word = parseLast(last);
  if (word?.from !== 'answer') return fields;
  const kind = word.word === 'true' ? 'completed' : 'status';
  return { ...fields, [kind]: { ...fields[kind], paths: [word.where] } };
}

function lastOf(
  { last, finality }: Results,
  chosen: Chosen,
  carrier: URL | null,
  quiz: string | null,
): { last: Results['last']; finality: Results['finality'] } {
  const word = parseLast(chosen.last);
  const added = (list: readonly string[], it: string) => [...new Set([...list, it])].slice(0, 60);
  if (chosen.last === byAddress && carrier)
    return { last: { ...last, urls: added(last.urls, requestPattern(carrier, quiz)).slice(-20) }, finality };
  if (word?.from === 'request')
    return {
      last: {
        ...last,
        names: added(last.names, word.where.slice(word.where.lastIndexOf('/') + 1)),
        values: added(last.values, word.word),
      },
      finality,
    };
  if (word?.from === 'answer' && word.word !== 'true')
    return { last, finality: { ...finality, final: added(finality.final, word.word) } };
  return { last, finality };
}
