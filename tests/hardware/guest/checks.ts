import { MARK, type Check } from '../check.ts';

const say = (check: Check): void => {
  process.stdout.write(`${MARK}${JSON.stringify(check)}\n`);
};

/** One line on the console: what was seen. The test outside compares it with what should be. */
export const saw = (name: string, value: unknown): void => {
  say({ name, atMs: Math.round(performance.now()), saw: value });
};

/** Runs a scenario and says how it ended; what it throws is told like anything else that was seen. */
export const scenario = async (name: string, play: () => Promise<void>): Promise<void> => {
  const title = `${name}: the scenario`;
  try {
    await play();
    saw(title, 'ended');
  } catch (error) {
    const threw = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say({ name: title, atMs: Math.round(performance.now()), threw });
  }
};
