/** The name of a configuration that holds in the folder where it stands, and below. */
export const CONFIG_FILE = 'stategate.config.json';

const CODE = /\.[cm]?[jt]s$/u;

/** Such a configuration is a program, and holds only where it is named. */
export const CODE_FILES = ['ts', 'js', 'mjs', 'cjs', 'mts', 'cts'].map((ending) => `stategate.config.${ending}`);

/** Whether a file is a program that makes a configuration, by its name. */
export function isCode(file: string): boolean {
  return CODE.test(file);
}
