import { type ColumnKind, type Columns, columnKinds } from './setup.ts';
import { plain, readPassed } from './words.ts';

/** What the columns of a file may be, by headings in English, German and Spanish, and by what stands below. A person corrects it. */

/** In the order in which they are looked for: what is narrow before what is wide. */
const headings: Record<ColumnKind, readonly string[]> = {
  email: [
    'email',
    'e mail',
    'mail',
    'email address',
    'e mail address',
    'e mail adresse',
    'email adresse',
    'mailadresse',
    'correo',
    'correo electronico',
    'direccion de correo',
    'user email',
    'participant email',
    'participant e mail',
    'your email',
  ],
  firstName: [
    'first name',
    'firstname',
    'given name',
    'given names',
    'forename',
    'first',
    'vorname',
    'nombre',
    'nombres',
    'nombre de pila',
    'user first name',
    'participant first name',
    'prenom',
  ],
  lastName: [
    'last name',
    'lastname',
    'surname',
    'family name',
    'last',
    'nachname',
    'familienname',
    'zuname',
    'apellido',
    'apellidos',
    'user last name',
    'participant last name',
  ],
  fullName: [
    'name',
    'full name',
    'fullname',
    'participant',
    'participant name',
    'student',
    'student name',
    'learner',
    'learner name',
    'user',
    'user name',
    'teilnehmer',
    'teilnehmerin',
    'teilnehmername',
    'vollstandiger name',
    'vor und nachname',
    'nombre completo',
    'nombre y apellidos',
    'nombre y apellido',
    'participante',
    'alumno',
    'estudiante',
  ],
  maximum: [
    'maximum',
    'max',
    'max score',
    'maximum score',
    'max points',
    'maximum points',
    'out of',
    'total points',
    'points possible',
    'possible points',
    'possible score',
    'total possible',
    'hochstpunktzahl',
    'maximale punkte',
    'maximale punktzahl',
    'max punkte',
    'punkte max',
    'maximo',
    'puntuacion maxima',
    'puntos maximos',
    'puntos posibles',
    'puntaje maximo',
  ],
  percent: [
    'percent',
    'percentage',
    '%',
    'score %',
    'score percent',
    'score percentage',
    'percent score',
    'percent correct',
    '% correct',
    'prozent',
    'prozentsatz',
    'in prozent',
    'ergebnis %',
    'ergebnis in prozent',
    'porcentaje',
    'por ciento',
    'puntuacion %',
  ],
  passed: ['passed', 'pass', 'pass fail', 'passed failed', 'has passed', 'bestanden', 'aprobado', 'aprobada', 'apto'],
  score: [
    'score',
    'points',
    'total score',
    'final score',
    'points earned',
    'earned points',
    'marks',
    'correct',
    'correct answers',
    'punkte',
    'punktzahl',
    'erreichte punkte',
    'gesamtpunktzahl',
    'puntos',
    'puntuacion',
    'puntaje',
    'puntos obtenidos',
    'puntuacion total',
  ],
  outcome: [
    'outcome',
    'outcome name',
    'result type',
    'category',
    'level',
    'ergebnistyp',
    'kategorie',
    'categoria',
    'nivel',
  ],
  status: ['status', 'state', 'review status', 'response status', 'bewertungsstatus', 'estado'],
  date: [
    'date',
    'completed',
    'completed at',
    'completed on',
    'completion date',
    'date completed',
    'completion time',
    'submitted',
    'submitted at',
    'submission date',
    'date submitted',
    'finished',
    'finished at',
    'finished on',
    'end time',
    'end date',
    'timestamp',
    'time',
    'created',
    'created at',
    'datum',
    'abgeschlossen am',
    'abgegeben am',
    'beendet',
    'beendet am',
    'zeitstempel',
    'fecha',
    'fecha de finalizacion',
    'fecha de envio',
    'completado el',
    'finalizado',
    'marca temporal',
    'marca de tiempo',
  ],
  attemptId: [
    'attempt id',
    'attempt',
    'attempt number',
    'response id',
    'response number',
    'submission id',
    'result id',
    'id',
    'versuch',
    'versuch id',
    'versuchs id',
    'antwort id',
    'intento',
    'id de respuesta',
    'id de intento',
    'respuesta id',
  ],
};

/** Headings that say too little: what stands below decides. */
const vague = new Set([
  'result',
  'results',
  'ergebnis',
  'resultat',
  'resultado',
  'resultados',
  'grade',
  'note',
  'nota',
  'quiz result',
]);

/** A column as far as it is looked at. */
export interface Column {
  heading: string;
  /** Some cells from the top that are not empty. */
  samples: readonly string[];
}

export function guessColumns(columns: readonly Column[]): Columns {
  const guess = noColumns();
  const names = columns.map(({ heading }) => plain(heading));
  for (const kind of Object.keys(headings) as ColumnKind[]) {
    const at = headings[kind].map((it) => names.indexOf(it)).find((it) => it >= 0);
    if (at !== undefined && !isTaken(guess, at)) guess[kind] = at;
  }
  names.forEach((name, at) => {
    if (!vague.has(name) || isTaken(guess, at)) return;
    const kind = kindByCells(columns[at]);
    if (guess[kind] === null) guess[kind] = at;
  });
  correctByCells(guess, columns);
  correctNames(guess, names);
  return guess;
}

export function noColumns(): Columns {
  return Object.fromEntries(columnKinds.map((kind) => [kind, null])) as Columns;
}

const isTaken = (guess: Columns, at: number) => Object.values(guess).includes(at);
const most = (column: Column | undefined, test: (cell: string) => boolean) =>
  column !== undefined && column.samples.length > 0 && column.samples.filter(test).length * 2 > column.samples.length;
const isAddress = (cell: string) => /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(cell);
const isNumber = (cell: string) => /^\s*[-+]?[\d.,' ]*\d(?:\s*\/\s*\d+)?\s*$/.test(cell);
const isPercent = (cell: string) => /\d\s*%\s*$/.test(cell);

function kindByCells(column: Column | undefined): 'percent' | 'score' | 'passed' | 'outcome' {
  if (most(column, isPercent)) return 'percent';
  if (most(column, isNumber)) return 'score';
  return most(column, (cell) => readPassed(cell) !== 'unclear') ? 'passed' : 'outcome';
}

/** Headings promise what cells do not always hold. */
function correctByCells(guess: Columns, columns: readonly Column[]): void {
  const column = (kind: ColumnKind) => columns[guess[kind] ?? -1];
  if (guess.percent === null && most(column('score'), isPercent)) {
    guess.percent = guess.score;
    guess.score = null;
  }
  // "Completed: yes", "Passed: 2 March".
  if (guess.date !== null && most(column('date'), (cell) => !/\d/.test(cell))) guess.date = null;
  if (guess.passed !== null && most(column('passed'), (cell) => readPassed(cell) === 'unclear')) guess.passed = null;
  if (guess.email === null || most(column('email'), (cell) => !isAddress(cell))) {
    const at = columns.findIndex(
      (it, index) => most(it, isAddress) && (!isTaken(guess, index) || guess.email === index),
    );
    guess.email = at < 0 ? null : at;
  }
}

/** "Name" beside "Vorname" is the last name; "Nombre" without "Apellidos" is the whole one. */
function correctNames(guess: Columns, names: readonly string[]): void {
  if (guess.firstName !== null && guess.lastName === null && guess.fullName !== null) {
    guess.lastName = guess.fullName;
    guess.fullName = null;
  }
  const isNombre = names[guess.firstName ?? -1]?.startsWith('nombre') ?? false;
  if (isNombre && guess.lastName === null) {
    guess.fullName = guess.firstName;
    guess.firstName = null;
  }
  // Two ways to the same name are one too many.
  if (guess.firstName !== null && guess.lastName !== null) guess.fullName = null;
}
