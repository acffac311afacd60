import type { Ruler } from '../../report/pretty/ruler.js';
import type { Paint } from '../paint.js';

/** What a page is laid out with. */
export interface Look {
  /** Whether there are colours; where not, headings and code keep their signs, and what is emphasised is as the rest. */
  readonly color: boolean;
  readonly paint: Paint;
  readonly columns: number;
  readonly ruler: Ruler;
}

/** The same for what stands inside of something, with a margin of so many columns. */
export function narrower(look: Look, margin: number): Look {
  return { ...look, columns: look.columns - margin };
}
