/** `node rig/ekey.ts --port N`: the default eKey issuer as a process, for development only. */
import { parseArgs } from 'node:util';
import { startIssuer } from './ekey/issuer.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const issuer = await startIssuer({ port: Number(values.port) });
const stop = (): void => {
  void issuer.stop().then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.stdout.write(`${JSON.stringify({ ready: true, url: issuer.url })}\n`);
