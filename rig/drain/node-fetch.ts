import { Agent, request } from 'node:http';
import type { GatewayFetch } from '../../engine/gateway/client.ts';

/** `GatewayFetch` over Node's own client, with at most so many connections for a whole crowd. */
export const nodeFetch = (connections: number): GatewayFetch => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const going = request(url, { agent, method, headers: { ...headers, ...length }, signal });
      going.once('error', reject);
      going.once('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          const said = Object.entries(response.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          resolve(new Response(text, { status: response.statusCode ?? 500, headers: said }));
        });
      });
      going.end(body ?? undefined);
    });
};
