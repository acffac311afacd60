import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { parseDocument } from '../../src/document/parse.js';
import type { Problem } from '../../src/document/problem.js';

function parse(text: string, line = 1) {
  return parseDocument(text, line, DEFAULT_LIMITS);
}

/** A problem in one line: `rule/message line:column-endLine:endColumn {data}`. */
function show({ rule, message, range, data }: Problem): string {
  const place = `${range.line}:${range.column}-${range.endLine}:${range.endColumn}`;
  return `${rule}/${message} ${place} ${JSON.stringify(data)}`;
}

function problemsOf(text: string, line = 1): string[] {
  return parse(text, line).problems.map(show);
}

describe('a text that JSON.parse refuses has one problem that says why, and where', () => {
  test.each([
    ['nothing', '', 'empty 1:1-1:1 {}'],
    ['white space only', ' \r\n\t', 'empty 1:1-1:1 {}'],
    ['a comma before }', '{"a": 1,\n}', 'trailingComma 1:8-1:9 {"close":"}"}'],
    ['a comma before ]', '[1, 2,]', 'trailingComma 1:6-1:7 {"close":"]"}'],
    ['no comma between properties', '{"a": 1\n "b": 2}', String.raw`missingComma 2:2-2:5 {"found":"\"b\""}`],
    ['no comma between elements', '[[] {}]', String.raw`missingComma 1:5-1:6 {"found":"\"{\""}`],
    ['a line comment', '{\n  // why\n}', 'comment 2:3-2:9 {}'],
    ['a block comment', '[1 /* why */]', 'comment 1:4-1:14 {}'],
    ['a comment after the end', '{} # why', 'comment 1:4-1:9 {}'],
    ['single quotes', "{'a': 1}", 'singleQuote 1:2-1:3 {}'],
    ['an unquoted key', '{name-of: 1}', 'unquotedKey 1:2-1:9 {"key":"name-of"}'],
    ['NaN', '[NaN]', 'foreignLiteral 1:2-1:5 {"literal":"NaN","instead":"null"}'],
    ['-Infinity', '[-Infinity]', 'foreignLiteral 1:2-1:11 {"literal":"-Infinity","instead":"null"}'],
    ['a literal of Python', '{"a": True}', 'foreignLiteral 1:7-1:11 {"literal":"True","instead":"true"}'],
    ['undefined', '{"a": undefined}', 'foreignLiteral 1:7-1:16 {"literal":"undefined","instead":"null"}'],
    ['a leading zero', '[007]', 'badNumber 1:2-1:5 {"literal":"007"}'],
    ['no digit before the point', '[-.5]', 'badNumber 1:2-1:5 {"literal":"-.5"}'],
    ['hexadecimal', '[0x1F]', 'badNumber 1:2-1:6 {"literal":"0x1F"}'],
    ['a second value', '{"a": 1}\n{"a": 2}', String.raw`afterEnd 2:1-2:2 {"found":"\"{\""}`],
    ['one bracket too many', '{"a": []}}', String.raw`afterEnd 1:10-1:11 {"found":"\"}\""}`],
    ['a line break in a string', '{"a": "b\n}', 'lineBreakInString 1:7-1:9 {}'],
    ['a tab in a string', '["a\tb"]', 'controlCharacter 1:4-1:5 {"character":"U+0009"}'],
    ['an unknown escape', String.raw`["C:\dir"]`, String.raw`badEscape 1:5-1:7 {"escape":"\\d"}`],
    ['an escape with too few digits', String.raw`["\u12"]`, String.raw`badEscape 1:3-1:7 {"escape":"\\u12"}`],
    ['NUL bytes instead of content', '\0\0\0\0\0', 'nul 1:1-1:2 {}'],
    ['NUL bytes after the content', '{}\n\0\0\0', 'nul 2:1-2:2 {}'],
    ['a NUL byte after a number', '[1\0]', 'nul 1:3-1:4 {}'],
    ['no colon', '{"a" 1}', String.raw`invalid 1:6-1:7 {"found":"\"1\"","expected":"\":\""}`],
    ['no value', '{"a": }', String.raw`invalid 1:7-1:8 {"found":"\"}\"","expected":"a value"}`],
    ['two commas', '[1,,2]', String.raw`invalid 1:4-1:5 {"found":"\",\"","expected":"a value"}`],
    ['the wrong bracket', '{"a": 1]', String.raw`invalid 1:8-1:9 {"found":"\"]\"","expected":"\",\" or \"}\""}`],
    [
      'a number as a key',
      '{1: 2}',
      String.raw`invalid 1:2-1:3 {"found":"\"1\"","expected":"a property name in double quotes or \"}\""}`,
    ],
    [
      'a space that is not one',
      '[\u00a01]',
      String.raw`invalid 1:2-1:3 {"found":"U+00A0","expected":"a value or \"]\""}`,
    ],
    ['typographic quotes', '[“a”]', String.raw`invalid 1:2-1:5 {"found":"\"“a”\"","expected":"a value or \"]\""}`],
    ['prose', 'Hello there', String.raw`invalid 1:1-1:6 {"found":"\"Hello\"","expected":"a value"}`],
    ['a single slash', '[/]', String.raw`invalid 1:2-1:3 {"found":"\"/\"","expected":"a value or \"]\""}`],
  ])('%s', (_name, text, expected) => {
    expect(parse(text).parsed).toBe(false);
    expect(problemsOf(text)).toEqual([`syntax/${expected}`]);
  });

  test.each([
    ['in an object', '{\n  "a": 1,\n', 'object', 1, '3:1'],
    ['after a key', '{"a"', 'object', 1, '1:5'],
    ['in an array', '{\n  "a": [1, 2', 'array', 2, '2:13'],
    ['in a string', '{\n  "a": {"b": "some te', 'string', 2, '2:22'],
    ['in an escape', '["\\', 'string', 1, '1:4'],
    ['in a unicode escape', String.raw`["\u00`, 'string', 1, '1:7'],
    ['in a literal', '[\n\ntru', 'array', 1, '3:4'],
    ['in a number', '{"a": -', 'object', 1, '1:8'],
    ['in an exponent', '[1e', 'array', 1, '1:4'],
    ['in a literal that is all', '\nfals', 'value', 2, '2:5'],
  ])('a text cut short %s', (_name, text, open, openLine, place) => {
    expect(problemsOf(text)).toEqual([`syntax/truncated ${place}-${place} {"open":"${open}","openLine":${openLine}}`]);
  });

  it('every beginning of an object is cut short', () => {
    const text = JSON.stringify({ a: [1.5e-7, true, null, { 'ü"\\': 'x\ny' }], b: {}, c: [] }, null, 1);
    for (let length = 1; length < text.length; length += 1) {
      expect(parse(text.slice(0, length)).problems).toMatchObject([{ rule: 'syntax', message: 'truncated' }]);
    }
  });

  test.each(['<<<<<<<', '|||||||', '=======', '>>>>>>>'])('the conflict marker %s', (marker) => {
    const text = `{\r\n  "a": 1,\r\n${marker} feature\r\n  "b": 2\r\n}`;
    expect(problemsOf(text)).toEqual([`syntax/conflictMarker 3:1-3:16 {"marker":"${marker}"}`]);
  });

  it('a whole conflict is one problem, at its first line', () => {
    const text = '{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> feature\n}\n';
    expect(problemsOf(text)).toEqual(['syntax/conflictMarker 2:1-2:13 {"marker":"<<<<<<<"}']);
  });

  it('a line of more than seven equals signs is no conflict marker', () => {
    expect(problemsOf('========')).toEqual(['syntax/invalid 1:1-1:9 {"found":"\\"========\\"","expected":"a value"}']);
  });

  it('lines are counted from the line of the file on which the text begins', () => {
    expect(problemsOf('{"a": [\n', 41)).toEqual(['syntax/truncated 42:1-42:1 {"open":"array","openLine":41}']);
  });

  it('a lone carriage return ends a line, U+2028 does not', () => {
    expect(problemsOf('[1,\r"\u2028",\r\n x]')[0]).toMatch(/^syntax\/invalid 3:2-3:3 /);
  });

  it('what is quoted from a text is short, however long it is there', () => {
    const [problem] = parse(`[1 "${'x'.repeat(100_000)}"]`).problems;
    expect(String(problem?.data['found']).length).toBeLessThan(100);
  });
});

describe('nesting', () => {
  const limits = { ...DEFAULT_LIMITS, maxDepth: 3 };

  it('up to the limit is parsed', () => {
    expect(parseDocument('[{"a": [1]}]', 1, limits)).toMatchObject({ parsed: true, problems: [] });
  });

  it('beyond the limit has one problem, at the bracket that goes too far', () => {
    const document = parseDocument('[\n  {"[{": [1, []]}]', 5, limits);
    expect(document.parsed).toBe(false);
    expect(document.problems.map(show)).toEqual(['syntax/tooDeep 6:14-6:15 {"limit":3}']);
  });

  test.each([
    ['arrays', '['.repeat(200_000) + ']'.repeat(200_000), '1:257-1:258'],
    ['objects', '{"a":'.repeat(200_000) + '1' + '}'.repeat(200_000), '1:1281-1:1282'],
    ['brackets that never close', '['.repeat(10_000_000), '1:257-1:258'],
    ['a thousand brackets that never close', '['.repeat(1000), '1:257-1:258'],
    ['a thousand brackets that close', '['.repeat(1000) + ']'.repeat(1000), '1:257-1:258'],
  ])('of any depth is no danger: %s', (_name, text, place) => {
    expect(problemsOf(text)).toEqual([`syntax/tooDeep ${place} {"limit":256}`]);
  });

  it('is measured in long texts too, without a false alarm', () => {
    const text = JSON.stringify(Array.from({ length: 50_000 }, (_, index) => ({ '[{"\\': [index] })));
    expect(parse(text)).toMatchObject({ parsed: true, problems: [] });
  });
});

describe('a repeated key', () => {
  it('is a problem at the later key, which names the line of the first', () => {
    expect(problemsOf('{\n  "a": 1,\n  "b": {"a": 2},\n  "a": 3\n}', 10)).toEqual([
      'duplicate-key/duplicate 13:3-13:6 {"key":"a","firstLine":11}',
    ]);
  });

  it('is a problem each time', () => {
    expect(problemsOf('{"a": 1, "a": 2, "a": 3}')).toEqual([
      'duplicate-key/duplicate 1:10-1:13 {"key":"a","firstLine":1}',
      'duplicate-key/duplicate 1:18-1:21 {"key":"a","firstLine":1}',
    ]);
  });

  test.each([
    ['spelt with an escape', String.raw`{"a": 1, "\u0061": 2}`],
    ['with space before its colon', '{"a"\n : 1, "a"\t: 2}'],
    ['that ends in a backslash', String.raw`{"a\\": 1, "a\\": 2}`],
    ['that holds a quote', String.raw`{"\":": 1, "\":": 2}`],
    ['that is empty', '{"": 1, "": 2}'],
    ['named __proto__', '{"__proto__": 1, "__proto__": 2}'],
    ['beside strings full of colons', String.raw`{"a": ":\":", "a": "\" : \" :", "b": "::"}`],
    ['whose first value holds others', '{"a": {"b": 1, "c": [{"d": 1}]}, "a": 2}'],
  ])('is found %s', (_name, text) => {
    expect(parse(text).problems.filter(({ rule }) => rule === 'duplicate-key')).toHaveLength(1);
  });

  it('keeps the value that JSON.parse keeps', () => {
    expect(parse('{"a": 1, "a": 2}')).toMatchObject({ parsed: true, value: { a: 2 } });
  });

  it('is not the same key in another object', () => {
    expect(problemsOf('[{"a": 1}, {"a": {"a": 2}}]')).toEqual([]);
  });

  it('by the million is listed a thousand times and counted beyond', () => {
    const text = `{${'"a":1,'.repeat(5000)}"b":2}`;
    const { problems } = parse(text);
    expect(problems).toHaveLength(1001);
    expect(problems.at(-1)).toMatchObject({ rule: 'duplicate-key', message: 'more', data: { count: 3999 } });
  });
});

describe('a number that JSON.parse does not keep', () => {
  test.each([
    ['9007199254740993', '9007199254740992'],
    ['-9007199254740993', '-9007199254740992'],
    ['1739668523123456789', '1739668523123456800'],
    ['1e400', 'Infinity'],
    ['-1e400', '-Infinity'],
  ])('%s', (literal, becomes) => {
    expect(problemsOf(`[${literal}]`)).toEqual([
      `unsafe-number/precision 1:2-1:${literal.length + 2} ${JSON.stringify({ literal, becomes })}`,
    ]);
  });

  it('is found at the root and in an object', () => {
    expect(parse('9007199254740993').problems).toHaveLength(1);
    expect(parse('{"a": 9007199254740993}').problems).toHaveLength(1);
  });

  it('may have any number of digits', () => {
    const [problem] = parse(`[1${'0'.repeat(200_000)}]`).problems;
    expect(problem).toMatchObject({ rule: 'unsafe-number', data: { becomes: 'Infinity' } });
    expect(String(problem?.data['literal']).length).toBeLessThan(100);
  });

  test.each([
    '9007199254740991',
    '-9007199254740991',
    '9007199254740992',
    '1e300',
    '0.1',
    '9007199254740993.0',
    '-0',
    '1e-400',
  ])('%s is not one', (literal) => {
    expect(problemsOf(`[${literal}]`)).toEqual([]);
  });

  it('is not one whose digits a program wrote for the same double', () => {
    expect(problemsOf('[1000000000000000000000000, -123456789012345680000, 1180591620717411303424]')).toEqual([]);
  });
});

describe('a key named __proto__', () => {
  test.each(['{"__proto__": {"polluted": 1}}', String.raw`{"\u005f_proto__": {"polluted": 1}}`])('%s', (text) => {
    const document = parse(text);
    expect(document.problems).toMatchObject([{ rule: 'unsafe-key', message: 'proto', range: { line: 1, column: 2 } }]);
    const value = document.parsed ? document.value : undefined;
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value).not.toHaveProperty('polluted');
  });
});

describe('half a surrogate pair', () => {
  test.each([
    ['the first half', String.raw`["\ud83d"]`],
    ['the second half', String.raw`["\uDE00"]`],
    ['in a key', String.raw`{"\ud83d": 1}`],
    ['two first halves', String.raw`["\ud83d\ud83d\ude00"]`],
    ['after what only looks like the first half', String.raw`["\\ud83d\ude00"]`],
  ])('is a problem: %s', (_name, text) => {
    expect(parse(text).problems).toMatchObject([
      { rule: 'unsafe-string', message: 'loneSurrogate', range: { column: 2 } },
    ]);
  });

  test.each([
    ['a whole pair', String.raw`["\ud83d\ude00\uD83D\uDE00"]`],
    ['an escaped backslash before it', String.raw`["\\ud83d"]`],
    ['a character beyond the basic plane', '["😀"]'],
  ])('is not: %s', (_name, text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});

describe('for any text', () => {
  const indent = fc.constantFrom('', ' ', '    ', '\t');

  it('any value, however it is written, is read without a problem, unless a key is named __proto__', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), indent, (value, space) => {
        const text = JSON.stringify(value, null, space);
        fc.pre(!text.includes('"__proto__"'));
        expect(parse(text)).toEqual({ parsed: true, text, line: 1, value: JSON.parse(text) as unknown, problems: [] });
      }),
    );
  });

  it('it is parsed exactly if JSON.parse can, and else has exactly one problem, inside the text', () => {
    const piece = fc.constantFrom(
      ...'{}[],:"\\ \n\r10-+.eEua/*#\'\0'.split(''),
      'true',
      'null',
      '"a"',
      '"a":',
      '[1]',
      'ü',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let refused = false;
        try {
          JSON.parse(text);
        } catch {
          refused = true;
        }
        const { parsed, problems } = parse(text);
        expect(parsed).toBe(!refused);
        if (!refused) return;
        expect(problems).toHaveLength(1);
        const lines = text.split(/\r\n|\n|\r/);
        const range = problems[0]?.range ?? { line: 0, column: 0, endLine: 0, endColumn: 0 };
        expect(range.column).toBeLessThanOrEqual((lines[range.line - 1] ?? '').length + 1);
        expect(range.endColumn).toBeLessThanOrEqual((lines[range.endLine - 1] ?? '').length + 1);
        expect(range.endLine - range.line || range.endColumn - range.column).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('a text damaged at one place has a problem at that place or after it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), indent, fc.nat(), fc.constantFrom('@', '\u0001'), (value, space, seed, damage) => {
        const text = JSON.stringify({ value }, null, space);
        const at = seed % text.length;
        const document = parse(text.slice(0, at) + damage + text.slice(at));
        if (document.parsed) return; // inside a string, "@" is welcome
        const before = text.slice(0, at).split('\n');
        const { line, column } = document.problems[0]?.range ?? { line: 0, column: 0 };
        // A word is shown from its beginning: true@ is one word.
        expect(line).toBe(before.length);
        expect(column).toBeLessThanOrEqual((before.at(-1) ?? '').length + 1);
      }),
    );
  });

  it('a key repeated in any object is found', () => {
    // Assigning to __proto__ makes no property.
    const anyKey = fc.string().filter((key) => key !== '__proto__');
    fc.assert(
      fc.property(fc.jsonValue(), indent, fc.nat(), anyKey, (value, space, seed, key) => {
        // The mark stands where the second of the two keys will be.
        const objects = objectsIn({ value });
        const object = objects[seed % objects.length] ?? {};
        const mark = 'the mark, which no generated value holds';
        object[key] = 1;
        object[mark] = 2;
        const text = JSON.stringify(objects[0], null, space).replace(JSON.stringify(mark), () => JSON.stringify(key));
        const problems = parse(text).problems.filter(({ rule }) => rule === 'duplicate-key');
        expect(problems).toHaveLength(1);
      }),
    );
  });
});

/** The object itself and all objects in it. */
function objectsIn(root: Record<string, unknown>): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) found.push(value as Record<string, unknown>);
    Object.values(value).forEach(look);
  };
  look(root);
  return found;
}
