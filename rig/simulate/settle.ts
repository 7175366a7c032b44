import { runUntil } from './core/run.ts';
import { isAtRest } from './checks/at-rest.ts';
import type { World } from './world/world.ts';

const LONGEST_REST_MS = 4 * 3_600_000;
const LOOK_MS = 10_000;

/** Lets time run on in the healed world until nothing is left to do. */
export const settle = async (world: World): Promise<void> => {
  const { schedule, sites, broken } = world;
  const deadline = schedule.now() + LONGEST_REST_MS;
  const rest = { reached: false };
  const look = (): void => {
    rest.reached = sites.every(isAtRest);
    if (!rest.reached) schedule.after(LOOK_MS, look);
  };
  schedule.after(LOOK_MS, look);
  await runUntil(schedule, () => rest.reached || schedule.now() > deadline || broken.length > 0);
  if (rest.reached || broken.length > 0) return;
  for (const { kioskId, kiosk } of sites.filter((site) => !isAtRest(site))) {
    const waiting = kiosk.life()?.journal.outbox.released().length ?? -1;
    broken.push(`${kioskId} is not at rest hours after the world healed (${waiting} to be sent)`);
  }
};
