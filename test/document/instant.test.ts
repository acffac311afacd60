import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareInstants, isBefore, isSurelyBefore, parseInstant } from '../../src/document/instant.js';

const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
const digits = fc.stringMatching(/^\d{0,20}$/u);

describe('one instant has many spellings', () => {
  it.each([
    ['2026-03-04T09:30:00Z', '2026-03-04T09:30:00+00:00'],
    ['2026-03-04T09:30:00Z', '2026-03-04T09:30:00-00:00'],
    ['2026-03-04T09:30:00Z', '2026-03-04T11:30:00+02:00'],
    ['2026-03-04T09:30:00Z', '2026-03-04T15:15:00+05:45'],
    ['2026-03-04T23:30:00Z', '2026-03-05T00:30:00+01:00'],
    ['2026-01-01T00:30:00Z', '2025-12-31T19:30:00-05:00'],
    ['2026-03-04T09:30:00Z', '2026-03-04T09:30:00.000000Z'],
    ['2026-03-04T09:30:00.5Z', '2026-03-04T09:30:00.500+00:00'],
    ['2026-03-04T09:30:00Z', '2026-03-04t09:30:00z'],
    ['2026-03-04T09:30:00Z', '2026-03-04 10:30:00+01'],
    ['2016-12-31T23:59:60Z', '2017-01-01T01:59:60+02:00'],
    ['0001-01-01T00:00:00Z', '0001-01-01T01:00:00+01:00'],
  ])('%s is %s', (a, b) => {
    expect(parseInstant(a)).toBeDefined();
    expect(parseInstant(a)).toEqual(parseInstant(b));
  });
});

describe('instants are ordered by when they are, not by how they read', () => {
  it.each([
    ['2026-03-04T10:30:00+02:00', '2026-03-04T09:30:00Z'],
    ['2026-03-04T09:30:00+00:00', '2026-03-04T09:30:00.000001Z'],
    ['2026-03-04T09:30:00.566903Z', '2026-03-04T09:30:00.566904Z'],
    ['2026-03-04T09:30:00.09Z', '2026-03-04T09:30:00.1Z'],
    ['2026-03-04T09:30:00.1234567891234567891Z', '2026-03-04T09:30:00.1234567891234567892Z'],
    ['2016-12-31T23:59:59.9Z', '2016-12-31T23:59:60Z'],
    ['2016-12-31T23:59:60.9Z', '2017-01-01T00:00:00Z'],
    ['0099-12-31T23:59:59Z', '1999-12-31T23:59:59Z'],
    ['9999-12-31T23:59:58Z', '9999-12-31T23:59:59Z'],
  ])('%s lies before %s', (a, b) => {
    expect(isBefore(a, b)).toBe(true);
    expect(isBefore(b, a)).toBe(false);
    expect(isBefore(a, a)).toBe(false);
  });

  const moment = fc.record({ second: fc.integer({ min: -2e9, max: 4e9 }), digits, offset });

  it('whatever the offsets and however long the fractions', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [x, y] = [parseInstant(write(a)), parseInstant(write(b))];
        if (!x || !y) throw new Error(`${write(a)} or ${write(b)} was not read`);
        const difference = worth(a) - worth(b);
        expect(Math.sign(compareInstants(x, y))).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
      }),
    );
  });

  it('with the same second and nearly the same fraction too', () => {
    fc.assert(
      fc.property(moment, offset, digits, fc.boolean(), (a, otherOffset, tail, same) => {
        const b = { ...a, offset: otherOffset, digits: (a.digits + (same ? '' : tail)).slice(0, 20) };
        expect(isBefore(write(a), write(b))).toBe(worth(a) < worth(b));
        expect(isBefore(write(b), write(a))).toBe(false);
      }),
    );
  });
});

describe('as finely as both are written', () => {
  it.each([
    ['2026-03-04T09:59:59Z', '2026-03-04T10:00:00.512345Z'],
    ['2026-03-04T09:59:59.999Z', '2026-03-04T10:00:00Z'],
    ['2026-03-04T10:00:00.511Z', '2026-03-04T10:00:00.512345Z'],
    ['2026-03-04T10:00:00.500Z', '2026-03-04T10:00:00.501Z'],
    ['2026-03-04T00:00:01Z', '2026-03-04T14:00:00Z'],
    ['2026-03-04T00:00:00.001Z', '2026-03-04T14:00:00Z'],
    ['2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z'],
    ['2026-03-03T00:00:00Z', '2026-03-04T14:00:00.5Z'],
    ['2026-03-03 00:00:00+02:00', '2026-03-04T14:00:00Z'],
  ])('%s lies surely before %s', (a, b) => {
    expect(isSurelyBefore(a, b)).toBe(true);
    expect(isSurelyBefore(b, a)).toBe(false);
  });

  it.each([
    ['2026-03-04T10:00:00Z', '2026-03-04T10:00:00.512345Z', 'a whole second'],
    ['2026-03-04T12:00:00+02:00', '2026-03-04T10:00:00.9Z', 'a whole second elsewhere'],
    ['2026-03-04T10:00:00.512Z', '2026-03-04T10:00:00.512345Z', 'milliseconds'],
    ['2026-03-04T10:00:00.500Z', '2026-03-04T10:00:00.500004Z', 'zeros at the end'],
    ['2026-03-04T00:00:00Z', '2026-03-04T14:00:00Z', 'a date'],
    ['2026-03-04T00:00:00.000Z', '2026-03-04T23:59:59.999Z', 'a date with a fraction of zeros'],
    ['2026-03-04T00:00:00Z', '2026-03-05T08:00:00+09:00', 'a date whose day is not over'],
    ['2026-03-04T00:00:00Z', '2026-03-04T22:00:00-05:00', 'a date that is still written elsewhere'],
  ])('%s may be no earlier than %s: %s', (a, b) => {
    expect(isBefore(a, b)).toBe(true);
    expect(isSurelyBefore(a, b)).toBe(false);
    expect(isSurelyBefore(b, a)).toBe(false);
  });

  it('what lies surely before lies before, and the other way round for times written equally finely', () => {
    const seconds = fc.record({ second: fc.integer({ min: 0, max: 3 }), digits, offset });
    fc.assert(
      fc.property(seconds, seconds, (x, y) => {
        // Some seconds past a minute: no offset makes midnight of it.
        const [a, b] = [x, y].map((at) => write({ ...at, second: at.second + 1_772_618_405 })) as [string, string];
        if (isSurelyBefore(a, b)) expect(isBefore(a, b)).toBe(true);
        if (x.digits.length === y.digits.length) expect(isSurelyBefore(a, b)).toBe(isBefore(a, b));
      }),
    );
  });
});

it('a fraction of a million digits takes no longer to read than to scan', () => {
  const zeros = '0'.repeat(1_000_000);
  expect(isBefore(`2026-03-04T09:30:00.${zeros}Z`, `2026-03-04T09:30:00.${zeros}1Z`)).toBe(true);
  expect(isBefore(`2026-03-04T09:30:00Z`, `2026-03-04T09:30:00.${zeros}Z`)).toBe(false);
  expect(isSurelyBefore(`2026-03-04T09:30:00.${zeros}Z`, `2026-03-04T09:30:00.${zeros}1Z`)).toBe(false);
}, 2_000);

describe('what is no instant is not ordered', () => {
  it.each([
    'yesterday',
    '',
    '2026-03-04',
    '2026-03-04T09:30:00',
    '2026-03-04T09:30Z',
    '2026-3-4T09:30:00Z',
    '2026-02-30T09:30:00Z',
    '2026-13-01T09:30:00Z',
    '2026-03-04T24:00:00Z',
    '2026-03-04T09:60:00Z',
    '2026-03-04T09:30:61Z',
    '2026-03-04T09:30:60Z',
    '2026-03-04T09:30:00.Z',
    '2026-03-04T09:30:00+24:00',
    '2026-03-04T09:30:00+01:60',
    '2026-03-04T09:30:00Z\n',
    ' 2026-03-04T09:30:00Z',
  ])('%j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
    expect(isBefore(text, '9999-01-01T00:00:00Z')).toBe(false);
    expect(isBefore('0001-01-01T00:00:00Z', text)).toBe(false);
    expect(isSurelyBefore(text, '9999-01-01T00:00:00Z')).toBe(false);
    expect(isSurelyBefore('0001-01-01T00:00:00Z', text)).toBe(false);
  });

  it('null and nothing', () => {
    expect(isBefore(null, '2026-03-04T09:30:00Z')).toBe(false);
    expect(isBefore('2026-03-04T09:30:00Z', undefined)).toBe(false);
  });

  it('any text at all, without a throw', () => {
    fc.assert(fc.property(fc.string(), (text) => parseInstant(text) === undefined));
  });
});

interface Moment {
  readonly second: number;
  readonly digits: string;
  readonly offset: number;
}

function write({ second, digits, offset }: Moment): string {
  const local = new Date((second + offset * 60) * 1000).toISOString().slice(0, 19);
  const ahead = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
  return `${local}${digits && `.${digits}`}${zone}`;
}

/** In units of 10⁻²⁰ seconds. */
function worth({ second, digits }: Moment): bigint {
  return BigInt(second) * 10n ** 20n + BigInt(digits.padEnd(20, '0'));
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
