/** `node rig/staff.ts --port N`: the default issuer for staff as a process, for development only. */
import { parseArgs } from 'node:util';
import { startStaffIssuer } from './staff/issuer.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const issuer = await startStaffIssuer({ port: Number(values.port) });
const stop = (): void => {
  void issuer.stop().then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.stdout.write(`${JSON.stringify({ ready: true, url: issuer.url })}\n`);
