import { projectOf } from '../../gate/project.js';
import { carryOutAdding, carryOutRemoving } from '../../gate/wiring/carry-out.js';
import { planAdding, planRemoving } from '../../gate/wiring/plan.js';
import { readMemories } from '../../gate/wiring/record.js';
import { allPieces, wiringFor } from '../../gate/wiring/wiring.js';
import type { InitOptions } from '../init.js';
import type { Io } from '../io.js';
import { writeAll } from '../write-all.js';
import { tellAdding, tellDiff, tellRemoving } from './tell.js';

/** Wires a project, or takes the wiring out of it; the exit code. */
export async function initialize(io: Io, { isRemoval, isDry, color, ...rest }: InitOptions): Promise<number> {
  const project = projectOf(io.cwd);
  const options = { ...rest, project, env: io.env };
  const telling = { cwd: io.cwd, color, isDry };
  if (isRemoval) {
    const steps = planRemoving(await allPieces(options), io.cwd, readMemories(project.ledger));
    if (isDry) await writeAll(io.stdout, tellDiff(steps, telling));
    else carryOutRemoving(steps, project);
    await writeAll(io.stdout, tellRemoving(steps, telling));
    return 0;
  }
  const wiring = await wiringFor(options);
  const steps = planAdding(wiring.pieces, io.cwd);
  if (isDry) await writeAll(io.stdout, tellDiff(steps, telling));
  else carryOutAdding(steps, project);
  await writeAll(io.stdout, tellAdding(steps, wiring, { ...telling, port: options.port }));
  return 0;
}
