import path from 'node:path';
import ts from 'typescript';

/** Compiles this project with one of its files changed. */
export interface Compiler {
  /** Whether the project would not compile if a file (absolute) had this text. */
  refuses(file: string, text: string): boolean;
}

export function createCompiler(root: string): Compiler {
  const { sys } = ts;
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => sys.readFile(file)) as {
    config: object;
  };
  // What is not about rules has nothing to say of a change in one.
  const { fileNames, options } = ts.parseJsonConfigFileContent({ ...config, include: ['src', 'rules'] }, sys, root);
  let changed: { file: string; text: string } | undefined;
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptVersion: (file) => (file === changed?.file ? `changed ${version}` : 'as it is'),
    getScriptSnapshot(file) {
      const text = file === changed?.file ? changed.text : sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: (file) => sys.fileExists(file),
    readFile: (file) => sys.readFile(file),
    directoryExists: (folder) => sys.directoryExists(folder),
    getDirectories: (folder) => sys.getDirectories(folder),
    realpath: (file) => sys.realpath?.(file) ?? file,
  });
  return {
    refuses(file, text) {
      changed = { file, text };
      version += 1;
      return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].length > 0;
    },
  };
}
