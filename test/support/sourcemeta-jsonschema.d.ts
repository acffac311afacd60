/** The package is CommonJS without types. */
declare module '@sourcemeta/jsonschema' {
  /** Runs the command line with its arguments; the code is the exit code. */
  export function spawn(
    args: readonly string[],
    options: { readonly cwd: string },
  ): Promise<{ code: number; stdout: string; stderr: string }>;
}
