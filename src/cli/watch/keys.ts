import { Readable } from 'node:stream';

/** The keys that are pressed. */
export interface Keys {
  /** Resolves at q or Ctrl-C; never where nothing can be pressed. */
  readonly ended: Promise<void>;
  /** Gives the terminal back as it was. */
  close(): void;
}

/** What a terminal sends for Ctrl-C and Ctrl-D when it hands over each key as it is pressed. */
const END = ['q', 'Q', '\u0003', '\u0004'];

/** Listens to the keys of a terminal, or to what is sent in place of them; Enter asks for another check. */
export function listenTo(input: AsyncIterable<Uint8Array>, onEnter: () => void): Keys {
  if (!(input instanceof Readable)) return { ended: new Promise(() => undefined), close: () => undefined };
  const terminal = input as Readable & { isTTY?: boolean; setRawMode?: (isRaw: boolean) => unknown };
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const hear = (bytes: Uint8Array): void => {
    const text = String(bytes);
    if (END.some((key) => text.includes(key))) end();
    else if (/[\r\n]/u.test(text)) onEnter();
  };
  if (terminal.isTTY) terminal.setRawMode?.(true);
  terminal.on('data', hear);
  return {
    ended,
    close() {
      terminal.off('data', hear).pause();
      if (terminal.isTTY) terminal.setRawMode?.(false);
    },
  };
}
