import { describe, expect, test } from 'vitest';
import { commandHandler, EVENTS, type Handler, httpHandler } from '../../../src/gate/wiring/hooks.js';
import type { Unexpected } from '../../../src/gate/wiring/piece.js';
import { addHooks, areHooksOff, findHooks, removeHooks } from '../../../src/gate/wiring/settings.js';

const COMMAND = 'node "$CLAUDE_PROJECT_DIR/node_modules/stategate/dist/cli/hook.cjs"';
const SERVER = `http://127.0.0.1:27417/hook/${'a'.repeat(43)}?project=%2Fhome`;
const wanted = (handler: Handler = commandHandler(COMMAND)): Map<string, Handler> =>
  new Map(EVENTS.map(({ name }) => [name, handler]));

const GUARD = '{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "./guard.sh" }] }';

const TEXTS: Readonly<Record<string, string>> = {
  'other settings': '{\n  "model": "opus",\n  "permissions": { "allow": ["Bash(ls:*)"] }\n}\n',
  'hooks of others': `{\n  "hooks": {\n    "PreToolUse": [\n      ${GUARD}\n    ]\n  },\n  "model": "opus"\n}\n`,
  'an event of others only': `{\n  "hooks": {\n    "Notification": [${GUARD}]\n  }\n}\n`,
  'comments everywhere': `// mine\n{\n  // why\n  "hooks": {\n    "Stop": [\n      ${GUARD} // guards\n      /* end */\n    ] // of Stop\n  } // of hooks\n  // end\n}\n// bye\n`,
  'trailing commas': `{\n  "hooks": {\n    "Stop": [\n      ${GUARD}, // guards\n    ],\n  },\n}\n`,
  tabs: `{\n\t"hooks": {\n\t\t"Stop": [\n\t\t\t${GUARD}\n\t\t]\n\t}\n}\n`,
  'four spaces': '{\n    "model": "opus"\n}\n',
  'carriage returns': `{\r\n  "hooks": {\r\n    "Stop": [\r\n      ${GUARD}\r\n    ]\r\n  }\r\n}\r\n`,
  'no line feed at the end': '{\n  "model": "opus"\n}',
  'a byte-order mark': '\ufeff{\n  "model": "opus"\n}\n',
  'strings that look like comments and commas': '{\n  "a": "// , /* }",\n  "b": "]"\n}\n',
};

/** What is in settings beside what calls the gate. */
function others(text: string): string {
  return text.replaceAll(/\s/gu, '');
}

describe('hooks go into settings with', () => {
  test.each(Object.entries(TEXTS))('%s, and come out again without a trace', (_name, text) => {
    const wired = addHooks(text, wanted());
    expect(
      findHooks(wired)
        .map(({ event }) => event)
        .sort(),
    ).toEqual(EVENTS.map(({ name }) => name).sort());
    expect(addHooks(wired, wanted())).toBe(wired);
    expect(removeHooks(wired)).toEqual({ text, left: [] });
  });

  test.each(Object.entries(TEXTS))('%s, whose every line stays', (_name, text) => {
    const wired = addHooks(text, wanted()).split('\n');
    const bare = (line: string): string =>
      line
        .replace(/\r$/u, '')
        .replace(/,?(\s*\/\/.*)?$/u, '$1')
        .trim();
    const kept = wired.map(bare);
    expect(
      text
        .split('\n')
        .map(bare)
        .filter((line) => !kept.includes(line)),
    ).toEqual([]);
  });

  test.each(['{}', '{ }', '{"hooks":{}}', '{"hooks":{"Stop":[]}}', '{"model":"opus"}'])('%s on one line', (text) => {
    const wired = addHooks(text, wanted());
    expect(findHooks(wired)).toHaveLength(EVENTS.length);
    expect(Object.keys(JSON.parse(wired) as object)).toEqual([
      ...new Set([...Object.keys(JSON.parse(text) as object), 'hooks']),
    ]);
  });

  test('nothing in them at all', () => {
    expect(addHooks('', wanted())).toBe(addHooks(undefined, wanted()));
    expect(JSON.parse(addHooks(undefined, wanted()))).toMatchObject({
      hooks: {
        PreToolUse: [
          { matcher: 'Write|Edit|MultiEdit|NotebookEdit|mcp__.*', hooks: [{ command: COMMAND, timeout: 10 }] },
        ],
        PostToolUse: [{ matcher: '*' }],
        Stop: [{ hooks: [{ type: 'command' }] }],
      },
    });
  });

  test('line ends and indentation of their own, which the new lines share', () => {
    const windows = addHooks(TEXTS['carriage returns'], wanted());
    expect(windows.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    const tabbed = addHooks(TEXTS['tabs'], wanted());
    expect(tabbed).not.toMatch(/^ /mu);
    const wide = addHooks(TEXTS['four spaces'], wanted());
    expect(wide.match(/^ +/gmu)?.every((indent) => indent.length % 4 === 0)).toBe(true);
  });
});

describe('hooks that are there', () => {
  test('are replaced where they are by another way of calling, and only they', () => {
    const wired = addHooks(TEXTS['hooks of others'], wanted());
    const http = addHooks(wired, wanted(httpHandler(SERVER)));
    expect(findHooks(http).map(({ handler }) => handler)).toEqual(
      EVENTS.map(() => ({ type: 'http', url: SERVER, timeout: 10 })),
    );
    expect(http).toContain(GUARD);
    expect(removeHooks(http)).toEqual({ text: TEXTS['hooks of others'], left: [] });
  });

  test('stay as somebody has changed them, and are told when the others are taken out', () => {
    const wired = addHooks(undefined, new Map([['Stop', commandHandler(COMMAND)]]));
    const changed = wired.replace('"timeout": 10', '"timeout": 20');
    expect(addHooks(changed, new Map([['Stop', commandHandler('stategate-hook')]]))).toBe(changed);
    expect(removeHooks(changed)).toEqual({
      text: changed,
      left: ['the Stop hook at 6:11 has been changed since, and was left'],
    });
  });

  test('and that have got another matcher stay', () => {
    const changed = addHooks(undefined, wanted()).replace('"matcher": "*"', '"matcher": "Bash"');
    const { text, left } = removeHooks(changed);
    expect(findHooks(text!).map(({ event }) => event)).toEqual(['PostToolUse']);
    expect(left).toHaveLength(1);
  });

  test('leave a hook that somebody has put beside them', () => {
    const ours = JSON.stringify(commandHandler(COMMAND));
    const other = '{"type":"command","command":"./mine.sh"}';
    const { text } = removeHooks(`{"hooks":{"Stop":[{"hooks":[${ours}, ${other}]}]}}`);
    expect(JSON.parse(text!)).toEqual({ hooks: { Stop: [{ hooks: [JSON.parse(other)] }] } });
  });

  test('take the file with them where nothing else is in it', () => {
    expect(removeHooks(addHooks(undefined, wanted()))).toEqual({ text: undefined, left: [] });
  });

  test.each([
    'stategate-hook',
    '/usr/local/bin/stategate-hook',
    "node '/opt/my tools/stategate/dist/cli/hook.cjs'",
    'stategate hook',
  ])('are known by what they call: %s', (command) => {
    const text = addHooks(undefined, new Map([['Stop', commandHandler(command)]]));
    expect(findHooks(text)).toHaveLength(1);
  });

  test.each(['echo stategate', 'my-stategate-hooks', 'stategate check', 'cat hook.cjs'])(
    'of others are not: %s',
    (command) => {
      const text = JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: 'command', command, timeout: 10 }] }] } });
      expect(findHooks(text)).toEqual([]);
      expect(removeHooks(text).text).toBe(text);
    },
  );
});

describe('settings that are not what they should be are told with the place', () => {
  test.each([
    ['{\n  "a": 1,\n  "b"\n}', '4:1', 'not well-formed JSON (colon expected)'],
    ['{\n  "a": 1', '2:9', 'not well-formed JSON (close brace expected)'],
    ['[]', '1:1', 'the file should be an object, and is array'],
    ['{"hooks": []}', '1:11', '"hooks" should be an object, and is array'],
    ['{"hooks": {"Stop": {}}}', '1:20', '"hooks" / "Stop" should be an array, and is object'],
    ['{"hooks": {},\n "hooks": {}}', '2:2', '"hooks" stands here twice'],
    ['{"hooks": {"Stop": [], "Stop": []}}', '1:24', '"Stop" stands here twice'],
    ['<<<<<<< HEAD\n{}', '1:1', 'not well-formed JSON (invalid symbol)'],
  ])('%j', (text, place, reason) => {
    for (const edit of [(): unknown => addHooks(text, wanted()), (): unknown => removeHooks(text)]) {
      expect(edit).toThrow(expect.objectContaining({ place, reason }) as Unexpected);
    }
  });

  test('but what is odd in hooks of others is none of our business', () => {
    const text = '{"hooks": {"Stop": [null, 7, {"hooks": {}}, {"hooks": [null, {"type": "prompt"}]}]}}';
    expect(findHooks(addHooks(text, wanted()))).toHaveLength(EVENTS.length);
    expect(others(removeHooks(addHooks(text, wanted())).text!)).toBe(others(text));
  });
});

test('settings that switch all hooks off are known', () => {
  expect([
    areHooksOff('{"disableAllHooks": true}'),
    areHooksOff('{"disableAllHooks": false}'),
    areHooksOff(''),
  ]).toEqual([true, false, false]);
});
