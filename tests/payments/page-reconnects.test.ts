/** The page goes and another comes: the visit is the engine's, and one page at a time has it. */
import { createTRPCClient, createWSClient, wsLink, type TRPCClient } from '@trpc/client';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { EngineRouter } from '../../contract/engine-api.ts';
import { SUPERSEDED } from '../../engine/api/server.ts';
import { inJournal, outcome, prompted, useKiosk } from './kiosk.ts';
import { accounts, walkToConfirm } from './visits.ts';

const kiosk = useKiosk({ autoCard: false });
const nextAccount = accounts();

test('the page dies with the card in the reader: the next page sees the same payment to its end', async () => {
  const first = await kiosk.visitor();
  await walkToConfirm(first, nextAccount());
  await first.do({ do: 'pay' });
  await prompted(first, 'presentCard');
  const { screen } = first.view;
  await first.leave();

  const second = await kiosk.visitor();
  expect(second.view.screen).toEqual(screen);
  expect(second.view.language).toBe('ar');
  await kiosk.rig().control.terminal({ do: 'insertCard' });
  const paid = await outcome(second, 'paid', 'printed');
  expect(inJournal(await kiosk.agreed(), paid).state).toBe('posted');
});

/** A page that stays away once it was told to. */
const patientPage = (): { api: TRPCClient<EngineRouter>; closed: Promise<number> } => {
  const { url, token } = kiosk.rig().engineAccess();
  const origin = kiosk.rig().config.api.origins[0] ?? '';
  let tell: (code: number) => void = () => undefined;
  const closed = new Promise<number>((resolve) => (tell = resolve));
  class Page extends WebSocket {
    constructor(to: string | URL) {
      super(to, { origin });
      this.on('close', tell);
    }
  }
  const socket = createWSClient({
    url,
    connectionParams: { token },
    WebSocket: Page as unknown as typeof globalThis.WebSocket,
    retryDelayMs: () => 600_000,
  });
  return { api: createTRPCClient<EngineRouter>({ links: [wsLink({ client: socket })] }), closed };
};

test('a second page takes over in the middle of a visit; the first is told and can do nothing', async () => {
  const first = patientPage();
  await first.api.intent.mutate({ do: 'startOver' });
  await first.api.intent.mutate({ do: 'begin' });
  const second = await kiosk.visitor();
  expect(await first.closed).toBe(SUPERSEDED);
  expect((await second.screen('language')).name).toBe('language');
  await second.do({ do: 'chooseLanguage', language: 'en' });
  expect((await second.screen('services')).name).toBe('services');
  expect(second.view.language).toBe('en');
});
