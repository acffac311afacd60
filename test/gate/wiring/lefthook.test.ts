import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addLefthook, removeLefthook } from '../../../src/gate/wiring/lefthook.js';
import { exampleOf } from '../../stops/page.js';

const RUN = 'npx --no -- stategate check --staged';

const TEXTS: Readonly<Record<string, string>> = {
  'other hooks': '# ours\npre-push:\n  commands:\n    test:\n      run: npm test # slow\n',
  commands: 'pre-commit:\n  parallel: true\n  commands:\n    tidy:\n      run: npm run tidy\n\npre-push:\n  jobs: []\n',
  'four spaces': 'pre-commit:\n    commands:\n        tidy:\n            run: npm run tidy\n',
  jobs: 'pre-commit:\n  jobs:\n    - run: npm run tidy # first\n    - name: test\n      run: npm test\n',
  'scripts only': 'pre-commit:\n  scripts:\n    "tidy.sh":\n      runner: bash\n',
  'carriage returns': 'pre-commit:\r\n  commands:\r\n    tidy:\r\n      run: x\r\n',
  'no line feed at the end': 'pre-push:\n  commands:\n    test:\n      run: npm test',
};

describe('a lefthook.yml with', () => {
  test.each(Object.entries(TEXTS))('%s gets the command, and loses it again without a trace', (_name, text) => {
    const wired = addLefthook(text, RUN);
    const { commands, jobs } = (parse(wired) as Record<string, Record<string, unknown>>)['pre-commit']!;
    expect(jobs ?? commands).toEqual(
      jobs
        ? expect.arrayContaining([{ name: 'stategate', run: RUN }])
        : expect.objectContaining({ stategate: { run: RUN } }),
    );
    expect(addLefthook(wired, RUN)).toBe(wired);
    expect(removeLefthook(wired)).toEqual({ text });
  });

  test('the command changed by somebody keeps it', () => {
    const text = addLefthook(TEXTS['commands']!, RUN).replace(RUN, `${RUN} --quiet`);
    expect(addLefthook(text, RUN)).toBe(text);
    expect(removeLefthook(text)).toMatchObject({ text, left: [expect.any(String)] });
  });

  test.each([
    ['pre-commit: x\n', '1:13'],
    ['pre-commit:\n  commands: [a]\n', '2:13'],
    ['pre-commit:\n  commands: { a: { run: x } }\n', '2:13'],
    ['pre-commit:\n  jobs: x\n', '2:9'],
  ])('%j is named with the place', (text, place) => {
    expect(() => addLefthook(text, RUN)).toThrow(expect.objectContaining({ place }) as Error);
  });
});

test('what is added is what the page recommends', () => {
  const page = exampleOf('lefthook.yml', 'stop-commits.md');
  expect(parse(addLefthook('pre-push: {}\n', RUN))).toEqual({ 'pre-push': {}, ...(parse(page) as object) });
});
