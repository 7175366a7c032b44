import { createServer, type Server } from 'node:net';
import { systemClock, type Clock } from '../../contract/clock.ts';
import { Link } from './link.ts';
import { Weather } from './weather.ts';

export type NetworkProxy = {
  readonly port: number;
  readonly weather: Weather;
  /** Every live connection dies and new ones are reset, until `restore`. */
  readonly cut: () => void;
  /** All good again: no cut, stall, delay or rule is left. */
  readonly restore: () => void;
  readonly close: () => Promise<void>;
};

/**
 * A TCP proxy on 127.0.0.1 between kiosk and central. The port stays ours while the network is cut,
 * so that no other process can be given it meanwhile: a cut network resets instead of refusing.
 * `listenPort` 0 takes any. Rejects where the port is in use.
 */
export const startProxy = async (
  listenPort: number,
  toPort: number,
  clock: Clock = systemClock,
): Promise<NetworkProxy> => {
  const weather = new Weather();
  const links = new Set<Link>();
  const cut = (): void => {
    weather.mode = 'cut';
    for (const link of links) link.close();
  };
  const server: Server = createServer({ allowHalfOpen: true }, (client) => {
    if (weather.mode === 'cut') {
      client.resetAndDestroy();
      return;
    }
    const link = new Link(client, { toPort, weather, clock, cut });
    links.add(link);
    client.on('close', () => links.delete(link));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listenPort, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    weather,
    cut,
    restore: () => {
      weather.clear();
    },
    close: () =>
      new Promise((resolve) => {
        for (const link of links) link.close();
        server.close(() => {
          resolve();
        });
      }),
  };
};
