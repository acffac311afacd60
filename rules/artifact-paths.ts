import { nameOf, type Path, valueAt } from '../src/document/position.js';
import { type AnyDocument, rule, type Session } from '../src/lint/rule.js';
import type { Surroundings } from '../src/lint/surroundings.js';
import { phasesOf, type Phase, type Placed, type SessionState } from '../src/schema/phases.js';
import { researchState } from '../src/schema/research-status.js';

/** A property that holds the path of a file, relative to the folder of its document. */
interface Artifact {
  readonly at: Path;
  /** How grave it is that the path leads out of that folder. */
  readonly escape: 'error' | 'warning';
  /** The phase that makes the file; absent where it is there as soon as it is named. */
  readonly madeIn?: Phase;
  /** Whether the file must be there at all. */
  readonly mayLack?: true;
}

const PLAN: readonly Artifact[] = [{ at: ['spec_reference'], escape: 'warning' }];

const RESEARCH: readonly Artifact[] = [{ at: ['research_plan', 'file'], escape: 'warning' }];

/** The template of the state names all three before any of them is written. */
const STATE_V2: readonly Artifact[] = [
  { at: ['artifacts', 'spec'], escape: 'error', madeIn: 'spec' },
  { at: ['artifacts', 'plan'], escape: 'error', madeIn: 'plan' },
  { at: ['artifacts', 'plan_readable'], escape: 'error', madeIn: 'plan' },
];

/** What the other versions of the state have no name for; it is there when the phase that makes it has ended. */
const UNNAMED = [
  { path: 'spec.md', madeIn: 'spec' },
  { path: 'plan.json', madeIn: 'plan' },
] as const;

const REPORT = 'report.md';

const ABSOLUTE = /^(?:[/\\]|[a-z]:[/\\])/iu;

/** An address is no path, and a template's placeholder none yet. */
const NO_PATH = /^[a-z][\w+.-]+:\/\/|\{\{/iu;

export default rule({
  id: 'artifact-paths',
  kinds: ['session-state', 'plan', 'research-state'],
  severity: 'warning',
  also: ['error'],
  around: ['files'],
  summary: 'The files that a session names stand in its folder.',
  messages: {
    absolute: '{at} is "{path}", an absolute path; it is relative to the folder of its file',
    escapes: '{at} is "{path}", which leads out of the folder of its file; what belongs to a session lies in it',
    leadsOut: '{at} is "{path}", where a link leads out of the session folder; what belongs to a session lies in it',
    missing: '{at} is "{path}" but there is no such file',
    missingThough: '{at} is "{path}" but there is no such file, though the phase {phase} has ended',
    lacks: 'the session folder has no {path} though the phase {phase} has ended',
    noReport: 'status is "{status}" but the folder of the research has no {path}; research ends with its report',
    fromElsewhere: '{at} is "{path}", a path from elsewhere; relative to the folder of its file it is "{relative}"',
    // Of related places:
    also: '{other} names it as well',
  },
  document(document, report) {
    for (const { at, path, escape } of artifactsOf(document)) {
      const message = ABSOLUTE.test(path) ? 'absolute' : normal(path).startsWith('../') ? 'escapes' : undefined;
      if (message) report({ message, severity: escape, at, data: { at: nameOf(at), path } });
    }
  },
  session({ id, state, plan, research, around }, report) {
    if (state && state.schema !== 'session-state-v2' && !isResearch(state) && keepsFiles(around)) {
      for (const { path, madeIn } of UNNAMED) {
        const ended = endOf(state, madeIn);
        // Where the plan names the spec, it is judged by that name.
        if (!ended || (madeIn === 'spec' && typeof plan?.value.spec_reference === 'string')) continue;
        if (around.entry(path) === 'absent')
          report(state, { message: 'lacks', at: ended.at, data: { path, phase: madeIn } });
      }
    }
    for (const { state: run, folder } of research) {
      const status = run?.value.status;
      if (!run || status === undefined || researchState(status) !== 'complete' || !hasProse(folder, around)) continue;
      if (around.entry(`${folder}/${REPORT}`) === 'absent') {
        report(run, { message: 'noReport', at: ['status'], data: { status, path: REPORT } });
      }
    }

    /** Missing files by path: one that several places name is told once. */
    const missing = new Map<string, Named[]>();
    const documents = [
      ...(state ? [{ document: state, folder: '' }] : []),
      ...(plan ? [{ document: plan, folder: '' }] : []),
      ...research.flatMap(({ state: run, folder }) => (run ? [{ document: run, folder: `${folder}/` }] : [])),
    ];
    for (const { document, folder } of documents) {
      for (const artifact of artifactsOf(document)) {
        const { at, path, madeIn, mayLack } = artifact;
        if (ABSOLUTE.test(path) || normal(path).startsWith('../')) continue;
        const file = folder + normal(path);
        const entry = around.entry(file);
        const data = { at: nameOf(at), path };
        if (entry === 'outside') report(document, { message: 'leadsOut', at, data });
        if (entry !== 'absent' || mayLack) continue;
        if (document.kind === 'research-state' && !hasProse(folder, around)) continue;
        // Until the phase that makes it has ended, nothing shows that it should be there.
        if (madeIn && !(state && endOf(state, madeIn))) continue;
        const relative = pathBelow(path, id);
        if (relative !== undefined && around.entry(relative) === 'file') {
          report(document, { message: 'fromElsewhere', at, data: { ...data, relative } });
          continue;
        }
        const named = missing.get(file);
        if (named) named.push({ document, ...artifact });
        else missing.set(file, [{ document, ...artifact }]);
      }
    }
    for (const [{ document, at, path, madeIn }, ...others] of missing.values() as Iterable<[Named, ...Named[]]>) {
      report(document, {
        message: madeIn ? 'missingThough' : 'missing',
        at,
        data: { at: nameOf(at), path, phase: madeIn ?? null },
        related: others.map((other) => ({
          in: other.document,
          at: other.at,
          says: 'also' as const,
          data: { other: nameOf(other.at) },
        })),
      });
    }
  },
});

/** An artifact that a document names. */
interface NamedArtifact extends Artifact {
  readonly path: string;
}

interface Named extends NamedArtifact {
  readonly document: AnyDocument;
}

type Judged = NonNullable<Session['state'] | Session['plan'] | Session['research'][number]['state']>;

function artifactsOf(document: Judged): NamedArtifact[] {
  return artifactsIn(document).flatMap((artifact) => {
    const path = valueAt(document.value, artifact.at);
    return typeof path === 'string' && path.trim() !== '' && !NO_PATH.test(path) ? [{ ...artifact, path }] : [];
  });
}

function artifactsIn(document: Judged): readonly Artifact[] {
  switch (document.kind) {
    case 'plan':
      return PLAN;
    case 'research-state':
      return RESEARCH;
    case 'session-state':
      if (document.schema === 'session-state-v2') return STATE_V2;
      return document.schema === 'session-state-v1' ? researchArtifacts(document) : [];
  }
}

/** What the first version says of research: the reports are long and not always kept, but nothing else may be read there. */
function researchArtifacts({ value }: Extract<SessionState, { schema: 'session-state-v1' }>): readonly Artifact[] {
  return (value.research_artifacts ?? []).flatMap((_run, index) =>
    ['research_plan_path', 'report_path'].map((name) => ({
      at: ['research_artifacts', index, name],
      escape: 'warning' as const,
      mayLack: true as const,
    })),
  );
}

/** What proves that a phase has ended. */
function endOf(state: SessionState, phase: Phase): Placed<string> | undefined {
  return phasesOf(state).find((record) => record.phase === phase)?.ended;
}

/** What only finds something out has a report, and not always a spec. */
function isResearch({ schema, value }: SessionState): boolean {
  return (schema === 'session-state-v1' ? value.granularity : value.session_type) === 'research';
}

/** Where some of what a session makes is kept beside its state, the rest should be. */
function keepsFiles(around: Surroundings): boolean {
  return ['plan.md', ...UNNAMED.map(({ path }) => path)].some((path) => around.entry(path) === 'file');
}

/** The prose of research is long and not always kept; where some of it is, the rest should be. */
function hasProse(folder: string, around: Surroundings): boolean {
  return around.names(folder)?.some((name) => name.endsWith('.md')) === true;
}

/** A path with one spelling: `a/b` for `./a/x/../b`. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split(/[/\\]/u)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.at(-1) === '..' ? `${parts.join('/')}/` : parts.join('/');
}

/** What of a path lies below the session's folder, where the folder's name is in it: `spec.md` of `agents/sessions/x/spec.md`. */
function pathBelow(path: string, session: string): string | undefined {
  return normal(path).split(`${session}/`)[1];
}
