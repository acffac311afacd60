/** Generated files: path from the project's root → text. */
export type Files = Map<string, string>;
