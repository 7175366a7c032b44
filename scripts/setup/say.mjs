/** One line a step, on stderr: stdout belongs to the command's own answer. */
export const say = (line) => {
  process.stderr.write(`${line}\n`);
};

/** Says what begins, runs it, says how long it took. */
export const step = async (title, action) => {
  const from = Date.now();
  say(`• ${title} …`);
  const value = await action();
  say(`  done in ${((Date.now() - from) / 1000).toFixed(1)} s`);
  return value;
};

/** Something is missing that set-up may not or cannot bring: said plainly, no stack. */
export class SetupProblem extends Error {}
