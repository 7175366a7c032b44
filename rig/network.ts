/** The network between kiosk and central, as a process: `node rig/network.ts --listen PORT --to PORT --control SOCK`. */
import { ControlServer } from '../drivers/simulator-kit/control-server.ts';
import {
  endWith,
  EXIT_UNAVAILABLE,
  EXIT_USAGE,
  readCount,
  readOptions,
  serveUntilSignal,
} from '../drivers/simulator-kit/process.ts';
import { commandNetwork } from './network/commands.ts';
import { startProxy } from './network/proxy.ts';

const options = readOptions(process.argv.slice(2), {
  required: ['listen', 'to', 'control'],
  optional: [],
});
if (!options.ok) endWith(EXIT_USAGE, options.error);
else {
  const listen = readCount(options.value, 'listen', 0);
  const to = readCount(options.value, 'to', 0);
  if (!listen.ok) endWith(EXIT_USAGE, listen.error);
  else if (!to.ok) endWith(EXIT_USAGE, to.error);
  else {
    const proxy = await startProxy(listen.value, to.value).catch((error: unknown) =>
      endWith(EXIT_UNAVAILABLE, `cannot listen on 127.0.0.1:${listen.value}: ${String(error)}`),
    );
    const control = new ControlServer(String(options.value['control']), (request) =>
      commandNetwork(proxy, request),
    );
    const listening = await control.listen();
    if (!listening.ok) endWith(EXIT_UNAVAILABLE, `no control socket: ${listening.error}`);
    serveUntilSignal({ port: proxy.port, control: control.path }, async () => {
      await control.close();
      await proxy.close();
    });
  }
}
