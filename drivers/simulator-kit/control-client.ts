import { createConnection } from 'node:net';
import { fail, ok, type Result } from '../../contract/result.ts';

export type ControlProblem = {
  /** `noSimulator`: nobody answers there. `refused`: it answered that it will not. */
  readonly code: 'noSimulator' | 'refused';
  readonly detail: string;
};

/** Sends one request to a simulator's control socket; resolves with its reply, `ok` left out. */
export const sendControl = (
  path: string,
  request: Readonly<Record<string, unknown>>,
  timeoutMs = 10_000,
): Promise<Result<Record<string, unknown>, ControlProblem>> =>
  new Promise((resolve) => {
    const socket = createConnection(path);
    let text = '';
    const finish = (result: Result<Record<string, unknown>, ControlProblem>): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const nobody = (detail: string): void => finish(fail({ code: 'noSimulator', detail }));
    const timer = setTimeout(() => nobody(`no answer in ${timeoutMs} ms`), timeoutMs);
    socket.setEncoding('utf8');
    socket.on('error', (error) => nobody(error.message));
    socket.on('close', () => nobody('the simulator closed the connection'));
    socket.on('connect', () => socket.write(`${JSON.stringify(request)}\n`));
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) finish(readReply(text.slice(0, end)));
    });
  });

const readReply = (line: string): Result<Record<string, unknown>, ControlProblem> => {
  try {
    const { ok: fine, ...rest } = JSON.parse(line) as Record<string, unknown>;
    if (fine === true) return ok(rest);
    const { error } = rest;
    return fail({
      code: 'refused',
      detail: typeof error === 'string' ? error : 'no reason given',
    });
  } catch {
    return fail({ code: 'refused', detail: 'the reply was not JSON' });
  }
};
