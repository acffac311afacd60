import { formatOf, type ParsedDocument } from '../../document/document.js';
import { parseDocuments } from '../../document/documents.js';
import { type Edited, editorOf } from '../../document/edit.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { documentsInput, fileInput } from '../../lint/inputs.js';
import type { Rule } from '../../lint/rule.js';
import { aroundSessionsOnDisk, type CommitsOnDisk } from '../around-sessions.js';
import { createJudge, type Group, type Settings } from '../judge.js';

/** The texts of files, by path (absolute). */
export type Texts = ReadonlyMap<string, string>;

/** Picks those out of findings that are let pass, so that what they tell of is left as it is. */
export type LetPass = (diagnostics: readonly Diagnostic[]) => ReadonlySet<Diagnostic>;

/** How texts are judged. */
export interface Judging {
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  readonly letPass: LetPass;
  /** Ended by whoever gives them. */
  readonly repositories: CommitsOnDisk;
}

/** What is wrong with texts. */
export interface Look {
  readonly diagnostics: readonly Diagnostic[];
  /** Those that are let pass. */
  readonly passed: ReadonlySet<Diagnostic>;
  /** What mends the others, where that can be written. */
  readonly fixes: () => readonly Fix[];
  /** By path; those that parse. */
  readonly documents: ReadonlyMap<string, ParsedDocument>;
}

/** What mends a finding. */
export interface Fix extends Edited {
  /** Of the file, absolute. */
  readonly path: string;
  readonly diagnostic: Diagnostic;
}

/** Judges texts as those of a group's files, beside what else there is. */
export async function lookAt(
  texts: Texts,
  { session, files }: Group,
  { settings, rules, letPass, repositories }: Judging,
): Promise<Look> {
  const judge = await createJudge(settings, { rules, around: aroundSessionsOnDisk(settings.wanted, repositories) });
  const documents = new Map<string, ParsedDocument>();
  const paths = new Map(files.map(({ path, display }) => [display, path]));
  const { limits } = settings.wanted;
  const inputs = files.map((file) => {
    const text = texts.get(file.path);
    if (text === undefined) return fileInput(file, settings.wanted);
    const read = [...parseDocuments(Buffer.from(text), { format: formatOf(file.path), limits })];
    for (const document of read) if (document.parsed) documents.set(file.path, document);
    return documentsInput(file, read);
  });
  await judge.inputs(session, inputs);
  const { diagnostics } = judge.verdict;
  const passed = letPass(diagnostics);
  return { diagnostics, passed, documents, fixes };

  function fixes(): Fix[] {
    const editors = new Map([...documents].map(([path, document]) => [path, editorOf(document)]));
    return diagnostics.flatMap((diagnostic): Fix[] => {
      if (passed.has(diagnostic)) return [];
      const path = paths.get(diagnostic.file) ?? '';
      const edited = editors.get(path)?.(judge.fix(diagnostic) ?? []);
      return edited && (edited.strip || edited.splices.length > 0) ? [{ ...edited, path, diagnostic }] : [];
    });
  }
}
