import type { Config } from './config.js';

/**
 * Gives a configuration back as it is: with it, editors know what `stategate.config.ts` may say.
 *
 * ```ts
 * export default defineConfig({ extends: 'strict', rules: { 'plan-ids': 'warning' } });
 * ```
 */
export function defineConfig(config: Config): Config {
  return config;
}
