import { arch, freemem, loadavg, release, totalmem, type } from 'node:os';
import type { SupportBundle } from './bundle.ts';

const MIB = 1_048_576;

/** What computer this is; not its name, which people may have given it. */
export const machineFacts = (): SupportBundle['machine'] => ({
  system: `${type()} ${release()}`,
  architecture: arch(),
  node: process.version,
  memoryMiB: Math.round(totalmem() / MIB),
  freeMemoryMiB: Math.round(freemem() / MIB),
  loadAverage: loadavg().map((load) => Math.round(load * 100) / 100),
});
