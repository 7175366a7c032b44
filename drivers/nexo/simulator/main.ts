/** A nexo terminal behind TLS on loopback; see `docs/decisions/simulators-nexo.md`. */
import { systemClock } from '../../../contract/clock.ts';
import { ControlServer } from '../../simulator-kit/control-server.ts';
import { Mishaps } from '../../simulator-kit/mishaps.ts';
import {
  EXIT_UNAVAILABLE,
  EXIT_USAGE,
  endWith,
  readCount,
  readOptions,
  serveUntilSignal,
} from '../../simulator-kit/process.ts';
import { identityOf, nexoControls, type CertificateKind } from './controls.ts';
import { Envelope } from './envelope.ts';
import { Memory } from './memory.ts';
import { serve } from './commands.ts';
import { openSetUp } from './set-up.ts';
import { Terminal } from './terminal.ts';
import { Wire } from './wire.ts';

const USAGE =
  'usage: main.ts --port N --control SOCKET --memory FILE --certs DIR [--auto-card] [--pace MS]\n' +
  '       [--card-wait MS] [--poi ID] [--environment test|live]';

const options = readOptions(
  process.argv.slice(2),
  {
    required: ['port', 'control', 'memory', 'certs'],
    optional: ['pace', 'card-wait', 'poi', 'environment'],
  },
  ['auto-card'],
);
if (!options.ok) endWith(EXIT_USAGE, `${options.error}\n${USAGE}`);
const given = options.ok ? options.value : {};

const count = (name: string, fallback: number): number => {
  const read = readCount(given, name, fallback);
  return read.ok ? read.value : endWith(EXIT_USAGE, `${read.error}\n${USAGE}`);
};

const environment = given['environment'] ?? 'test';
if (environment !== 'test' && environment !== 'live')
  endWith(EXIT_USAGE, `--environment is test or live\n${USAGE}`);

const memory = Memory.open(String(given['memory']));
if (!memory.ok) endWith(EXIT_UNAVAILABLE, memory.error);
else {
  const poiId = String(given['poi'] ?? 'SIM1-000000001');
  const terminal = new Terminal({
    clock: systemClock,
    memory: memory.value,
    mishaps: new Mishaps(),
    serve,
    settings: {
      poiId,
      paceMs: count('pace', 400),
      cardWaitMs: count('card-wait', 120_000),
      autoCard: given['auto-card'] === true,
      busy: false,
      encoding: 'form',
      standardSpelling: false,
      globalStatus: 'OK',
      readerWorks: true,
      hostReachable: true,
      online: true,
      undelivered: 0,
    },
  });
  const setUp = openSetUp(String(given['certs']), systemClock.wallMs());
  const names = { poiId, environment: environment === 'live' ? 'live' : 'test' } as const;
  const identity = (kind: CertificateKind) => identityOf(kind, names, setUp);
  const wire = new Wire(terminal, new Envelope(setUp.key), identity('good'));
  const answerControl = nexoControls(terminal, wire, identity);
  const control = new ControlServer(String(given['control']), (request) =>
    Promise.resolve(answerControl(request)),
  );
  const listening = await control.listen();
  if (!listening.ok) endWith(EXIT_UNAVAILABLE, listening.error);
  const port = await wire.listen(count('port', 0)).catch((error: unknown) => {
    return endWith(EXIT_UNAVAILABLE, String(error));
  });
  const where = { host: '127.0.0.1', port, poiId, environment: names.environment };
  serveUntilSignal(
    { ...where, root: setUp.root, keyFile: setUp.keyFile, control: control.path },
    async () => {
      await control.close();
      await wire.close();
    },
  );
}
