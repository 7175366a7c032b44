/** One line that is written over on a terminal, and a line now and then elsewhere. */
const ELSEWHERE_EVERY_MS = 10_000;
let saidMs = -Infinity;

export const showProgress = (what: string, done: number, all: number, rest = ''): void => {
  const text = `${what}: ${done.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}${rest}`;
  const finished = done >= all;
  if (process.stdout.isTTY) {
    process.stdout.write(`\r\u001b[K${text}${finished ? '\n' : ''}`);
    return;
  }
  if (!finished && performance.now() - saidMs < ELSEWHERE_EVERY_MS) return;
  saidMs = performance.now();
  process.stdout.write(`${text}\n`);
};
