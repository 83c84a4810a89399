/** How a page of the stand-in is changed before it is looked at. */
export interface Disguise {
  classes: 'kept' | 'renamed' | 'dropped';
  /** `moved`: into a column of their own before everything else; `below`: behind what they switch. */
  tabs: 'kept' | 'reversed' | 'moved' | 'below';
  words: 'en' | 'de' | 'es' | 'unknown';
  roles: 'kept' | 'dropped';
}

const every = {
  classes: ['kept', 'renamed', 'dropped'],
  tabs: ['kept', 'reversed', 'moved', 'below'],
  words: ['en', 'de', 'es', 'unknown'],
  roles: ['kept', 'dropped'],
} as const;

export const disguises: readonly Disguise[] = every.classes.flatMap((classes) =>
  every.tabs.flatMap((tabs) =>
    every.words.flatMap((words) => every.roles.map((roles): Disguise => ({ classes, tabs, words, roles }))),
  ),
);

type Dictionary = Record<string, string>;

/** Written for the test, not taken from the profile: what a translator would say. `unknown` is in no profile of ours. */
export const dictionaries: Readonly<Record<Disguise['words'], Dictionary>> = {
  en: {},
  de: {
    Design: 'Gestaltung',
    Registration: 'Registrierung',
    'Results View': 'Ergebnisansicht',
    Deliver: 'Bereitstellen',
    'Data & Analytics': 'Daten & Analysen',
    'Passing score': 'Bestehensgrenze',
    Outcomes: 'Ergebnisse',
    Save: 'Speichern',
    'Add a certificate': 'Zertifikat hinzufügen',
    'Add a redirect': 'Weiterleitung hinzufügen',
    'Add a message': 'Nachricht hinzufügen',
    'Move up': 'Nach oben',
    'Move down': 'Nach unten',
  },
  es: {
    Design: 'Diseño',
    Registration: 'Registro',
    Motivation: 'Motivación',
    'Results View': 'Vista de resultados',
    Deliver: 'Publicar',
    'Data & Analytics': 'Datos y análisis',
    'Passing score': 'Puntuación para aprobar',
    Outcomes: 'Resultados',
    Save: 'Guardar',
    'Add a certificate': 'Añadir un certificado',
    'Add a redirect': 'Añadir una redirección',
    'Add a message': 'Añadir un mensaje',
    'Move up': 'Subir',
    'Move down': 'Bajar',
  },
  unknown: {
    Design: 'Zaprojektuj',
    Registration: 'Zapisy',
    Motivation: 'Zachęty',
    'Results View': 'Widok wyników',
    Deliver: 'Udostępnij',
    'Data & Analytics': 'Analityka',
    Save: 'Zapisz',
    'Add a certificate': 'Dodaj certyfikat',
    'Add a redirect': 'Dodaj przekierowanie',
    'Add a message': 'Dodaj wiadomość',
  },
};

/** Marks where ours belongs, by the stand-in's own words, before anything is changed. Runs in the page. */
export function markRightPlace(words: string[]): void {
  const named = [...document.querySelectorAll('button, a, h2, h3, h4')].filter((it) =>
    words.includes((it.textContent ?? '').replace('+', '').trim()),
  );
  let place: Element | null = named[0] ?? null;
  while (place && !named.every((it) => place?.contains(it))) place = place.parentElement;
  place?.setAttribute('data-right-place', '');
}

/** @param row a selector of the row of tabs */
export function putOn(disguise: Disguise, row: string): void {
  const dictionary = dictionaries[disguise.words];
  const tabs = document.querySelector(row);
  if (!tabs) throw new Error(`There is no row of tabs ${row}.`);
  if (disguise.tabs === 'reversed') tabs.append(...[...tabs.children].reverse());
  if (disguise.tabs === 'moved') {
    const column = document.createElement('div');
    column.append(tabs);
    document.body.prepend(column);
  }
  if (disguise.tabs === 'below') tabs.parentElement?.append(tabs);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: node } = texts;
    const translated = dictionary[(node.nodeValue ?? '').trim()];
    if (translated) node.nodeValue = translated;
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (disguise.roles === 'dropped')
      for (const name of element.getAttributeNames())
        if (name === 'role' || name.startsWith('aria-')) element.removeAttribute(name);
    const { classList } = element;
    if (disguise.classes === 'dropped') element.removeAttribute('class');
    else if (disguise.classes === 'renamed' && classList.length > 0)
      element.setAttribute('class', [...classList].map((name) => `k${btoa(name).replace(/\W/g, '')}`).join(' '));
  }
}
