import { spawn } from 'node:child_process';
import { RigProblem } from './rig-problem.ts';

export type GuestRun = {
  readonly kernel: string;
  readonly initramfs: string;
  /** It is ended by then, whatever it does. */
  readonly limitMs: number;
  /** Each line of its serial console. */
  readonly onLine: (line: string) => void;
};

/** Software emulation everywhere: a nested KVM may hang, and CI seldom has one. */
const machine = (kernel: string, initramfs: string): readonly string[] => [
  ...['-machine', 'pc', '-accel', 'tcg', '-cpu', 'max', '-smp', '2', '-m', '1024'],
  ...['-kernel', kernel, '-initrd', initramfs],
  ...['-append', 'console=ttyS0 panic=-1 quiet loglevel=4 mitigations=off nokaslr tsc=reliable'],
  ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-serial', 'stdio'],
  '-virtfs',
  'local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap',
];

/** Boots the guest and resolves once it is off: `late` where the limit ended it. */
export const runGuest = (run: GuestRun): Promise<{ readonly late: boolean }> =>
  new Promise((resolve, reject) => {
    const child = spawn('qemu-system-x86_64', machine(run.kernel, run.initramfs), {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let late = false;
    let pending = '';
    let complaint = '';
    const limit = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, run.limitMs);
    const endWithUs = (): void => {
      child.kill('SIGKILL');
    };
    process.once('exit', endWithUs);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) run.onLine(line.trimEnd());
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaint += chunk;
    });
    const over = (): void => {
      clearTimeout(limit);
      process.off('exit', endWithUs);
    };
    child.once('error', (error) => {
      over();
      reject(
        new RigProblem(
          `QEMU could not be started (${error.message}); Debian has it as qemu-system-x86.`,
        ),
      );
    });
    child.once('close', (code) => {
      over();
      if (pending !== '') run.onLine(pending);
      if (code === 0 || late) resolve({ late });
      else reject(new RigProblem(`QEMU ended with ${String(code)}:\n${complaint}`));
    });
  });
