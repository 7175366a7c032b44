import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { node24, root } from './folders.mjs';
import { toolEnvironment } from './tool.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs `program` under Node 24 and resolves to its exit code. Signals go to it once and we wait: it
 * ends its own children. It leads a process group of its own, so that Ctrl-C reaches it only
 * through us and not twice.
 */
export const handOver = (program, args) =>
  new Promise((resolve) => {
    const child = spawn(node24, [program, ...args], {
      cwd: root,
      env: toolEnvironment(),
      stdio: 'inherit',
      detached: true,
    });
    let forwarded = false;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (forwarded) return;
        forwarded = true;
        child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
      });
    }
    child.once('error', (problem) => {
      process.stderr.write(`${node24} did not start: ${problem.message}\n`);
      resolve(127);
    });
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
