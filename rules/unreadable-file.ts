import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'unreadable-file',
  severity: 'error',
  summary: 'A governed file can be read whole.',
  messages: {
    notAFile: 'this is a {type}; a state file is a regular file',
    tooLarge: 'the file has {size} bytes; the limit is {limit}, which --max-file-size raises',
    lineTooLong: 'the line has {size} bytes; the limit is {limit}, which --max-file-size raises',
    leavesTree: 'a symbolic link leads to "{target}", out of the tree that is checked; it is not followed',
    brokenLink: 'a symbolic link leads to "{target}", where nothing can be read',
    vanished: 'the file was there when the tree was listed, and is gone',
    notUtf8: 'the name of this file is not UTF-8 ("{names}"), so it cannot be read; give it another name',
    denied: 'the file may not be read ({reason})',
    failed: 'reading the file failed ({reason})',
  },
});
