/** What the client's Edit makes of a file, as measured. */
export interface EditCase {
  readonly name: string;
  readonly before: string;
  readonly from: string;
  readonly to: string;
  readonly everywhere?: boolean;
  /** The text on disk after the call; null where the call fails by itself and leaves the file as it was. */
  readonly after: string | null;
}

export const EDIT_CASES: readonly EditCase[] = [
  { name: 'everywhere', before: 'a b a\n', from: 'a', to: 'X', everywhere: true, after: 'X b X\n' },
  { name: 'everywhere, overlapping', before: 'aaa\n', from: 'aa', to: 'b', everywhere: true, after: 'ba\n' },
  {
    name: 'everywhere, the new text holds the old',
    before: 'aa\n',
    from: 'a',
    to: 'aa',
    everywhere: true,
    after: 'aaaa\n',
  },
  { name: 'twice', before: 'a b a\n', from: 'a', to: 'X', after: null },
  { name: 'not there', before: 'a\n', from: 'b', to: 'X', after: null },
  { name: 'no change', before: 'a\n', from: 'a', to: 'a', after: null },
  { name: 'patterns of replace()', before: 'abc\n', from: 'b', to: '[$&|$1|$$]', after: 'a[$&|$1|$$]c\n' },
  { name: 'no line feed at the end', before: 'a\nb', from: 'b', to: 'B', after: 'a\nB' },
  { name: 'a line feed that is not there', before: 'a\nb', from: 'b\n', to: 'B\n', after: null },
  { name: 'a line taken out by its text', before: 'a\nb\nc\n', from: 'b', to: '', after: 'a\nc\n' },
  { name: 'part of a line taken out', before: 'a b c\n', from: 'b ', to: '', after: 'a c\n' },
  { name: 'the last line taken out', before: 'a\nb', from: 'b', to: '', after: 'a\n' },
  {
    name: 'taken out everywhere a line ends',
    before: 'b x b\nb\n',
    from: 'b',
    to: '',
    everywhere: true,
    after: 'b x ',
  },
  { name: 'CR LF, named with LF', before: 'a\r\nb\r\nc\r\n', from: 'a\nb', to: '1\n2', after: '1\r\n2\r\nc\r\n' },
  { name: 'CR LF, named with CR LF', before: 'a\r\nb\r\n', from: 'a\r\nb', to: 'X', after: null },
  { name: 'mostly CR LF', before: 'a\r\nb\r\nc\n', from: 'a', to: 'A', after: 'A\r\nb\r\nc\r\n' },
  { name: 'as many LF as CR LF', before: 'a\r\nb\n', from: 'a', to: 'A', after: 'A\nb\n' },
  { name: 'CR alone', before: 'a\rb\n', from: 'a', to: 'A', after: 'A\rb\n' },
  { name: 'CR LF put into a file with LF', before: 'a\nb\n', from: 'a', to: '1\r\n2', after: '1\r\n2\nb\n' },
  { name: 'byte-order mark', before: '\uFEFF{"a": 1}\n', from: '{"a"', to: '{"b"', after: '\uFEFF{"b": 1}\n' },
  { name: 'byte-order mark named', before: '\uFEFFa\n', from: '\uFEFFa', to: 'b', after: null },
  { name: 'typographic quotes', before: 'say “hi”\n', from: 'say "hi"', to: 'say "ho"', after: 'say “ho”\n' },
  { name: 'typographic apostrophe', before: 'don’t\n', from: "don't", to: "can't", after: 'can’t\n' },
  { name: 'plain quotes come first', before: '"a" “a”\n', from: '"a"', to: '"b"', after: '"b" “a”\n' },
  { name: 'typographic quotes twice', before: '“a” “a”\n', from: '"a"', to: '"b"', after: null },
  { name: 'low quotes', before: '„a“\n', from: '"a"', to: '"b"', after: null },
  { name: 'typographic quotes named', before: '"a"\n', from: '“a”', to: '“b”', after: '“b”\n' },
  { name: 'composed, named decomposed', before: 'caf\u00E9\n', from: 'cafe\u0301', to: 'X', after: null },
  { name: 'decomposed, named composed', before: 'cafe\u0301\n', from: 'caf\u00E9', to: 'X', after: null },
  {
    name: 'an escape, named by its character',
    before: '"caf\\u00e9 1"\n',
    from: '"café 1"',
    to: '"café 2"',
    after: '"caf\\u00e9 2"\n',
  },
  {
    name: 'a character, named by its escape',
    before: '"café 1"\n',
    from: '"caf\\u00e9 1"',
    to: '"caf\\u00e9 2"',
    after: '"café 2"\n',
  },
  { name: 'spaces for a tab', before: '\ta\n', from: '    a', to: 'X', after: null },
  { name: 'no-break space', before: 'a\u00A0b\n', from: 'a b', to: 'X', after: null },
  { name: 'blanks at the ends of lines', before: 'a\n', from: 'a', to: 'X  \nY\t', after: 'X\nY\n' },
  { name: 'blanks that are there and not named', before: 'a  \nb\n', from: 'a\nb', to: 'X', after: null },
  { name: 'nothing named in a file that has text', before: 'a\n', from: '', to: 'X', after: null },
  { name: 'nothing named in a blank file', before: ' \n', from: '', to: 'X\n', after: 'X\n' },
  { name: 'lone surrogate', before: 'a\n', from: 'a', to: '\uD800', after: '\uFFFD\n' },
];
