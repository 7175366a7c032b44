import type { GatewayFetch } from '../../../engine/gateway/client.ts';
import type { Chance } from '../core/random.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Trace } from '../core/trace.ts';

export type GatewayRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};
export type GatewayReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
/** The gateway's side of the network. */
export type Serve = (request: GatewayRequest) => Promise<GatewayReply>;

/** How likely each mishap is for one request, 0–1. */
export type Weather = {
  away: boolean;
  dropRequest: number;
  dropReply: number;
  /** Of submitted payments alone, while everything else goes through. */
  stallPayment: number;
  duplicate: number;
  stall: number;
  html: number;
  serverError: number;
  /** The longest way of a request or a reply, ms: different for each, so that they overtake one another. */
  slowestMs: number;
};

export const FAIR: Readonly<Weather> = {
  away: false,
  dropRequest: 0,
  dropReply: 0,
  stallPayment: 0,
  duplicate: 0,
  stall: 0,
  html: 0,
  serverError: 0,
  slowestMs: 60,
};

const utf8 = new TextEncoder();

/** What the engine reads of a `Response`, without the streams of a real one. */
const responseOf = (reply: GatewayReply): Response =>
  ({
    status: reply.status,
    headers: { get: (name: string) => reply.headers[name] ?? null },
    body: [utf8.encode(reply.body)],
  }) as unknown as Response;

const untyped = (status: number, body: string): GatewayReply => ({ status, headers: {}, body });

/** The network between one kiosk and the gateway; messages of a life that ended still arrive. */
export const createNetwork = (deps: {
  readonly serve: Serve;
  readonly weather: Weather;
  readonly schedule: Schedule;
  readonly chance: Chance;
  readonly trace: Trace;
}): GatewayFetch => {
  const { weather, schedule, chance, trace } = deps;
  const way = (): number => chance.between(5, Math.max(5, weather.slowestMs));

  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const fail = (): void => {
        reject(new Error('network'));
      };
      signal.addEventListener('abort', fail, { once: true });
      const name = `${method} ${url.slice(url.indexOf('/v1/'))}`;
      const answer = (reply: GatewayReply): void => {
        trace.note(`net ${name} ${reply.status}`);
        schedule.after(way(), () => {
          if (weather.away) schedule.after(0, fail);
          else resolve(responseOf(reply));
        });
      };
      const arrive = (heard: boolean): void => {
        schedule.after(way(), () => {
          if (weather.away) return;
          deps.serve({ method, url, headers, body }).then((reply) => {
            if (heard) answer(reply);
          }, reject);
        });
      };
      const unheard = method === 'PUT' && chance.happens(weather.stallPayment);
      if (weather.away || chance.happens(weather.dropRequest)) {
        trace.note(`net ${name} lost`);
        schedule.after(way(), fail);
      } else if (unheard || chance.happens(weather.stall)) trace.note(`net ${name} stalls`);
      else if (chance.happens(weather.html)) {
        answer(untyped(200, '<html><body>Sign in to the network</body></html>'));
      } else if (chance.happens(weather.serverError)) answer(untyped(500, 'no'));
      else {
        const heard = !chance.happens(weather.dropReply);
        if (!heard) {
          trace.note(`net ${name} reply lost`);
          schedule.after(chance.between(100, 3_000), fail);
        }
        arrive(heard);
        if (chance.happens(weather.duplicate)) arrive(false);
      }
    });
};
