/** A citizen's way to a payment, as short as it gets; used by every test of what may go wrong. */
import type { Rig } from '../../rig/processes.ts';
import type { ConfigDraft } from '../../rig/processes/kiosk-config.ts';
import type { Visitor } from '../../rig/processes/visitor.ts';

/** A kiosk that waits for nobody. */
export const hurried = ({ devices, ...draft }: ConfigDraft): ConfigDraft => ({
  ...draft,
  devices: {
    ...devices,
    terminal:
      devices.terminal.driver === 'zvt'
        ? { ...devices.terminal, answerSeconds: 1 }
        : devices.terminal,
  },
  gateway: { ...draft.gateway, timeoutMs: 2_000 },
  timing: {
    heartbeatMs: 100,
    retryFirstMs: 30,
    retryMostMs: 300,
    goodbyeMs: 500,
    inDoubtPatienceMs: 1_000,
  },
});

/** Everything answers: a card may be taken. */
export const untilReady = async (visitor: Visitor): Promise<void> => {
  await visitor.until(
    (v) =>
      v.screen.name !== 'outOfService' &&
      v.terminal.state === 'online' &&
      v.printer.state === 'online' &&
      v.gateway === 'online',
    'every device and the gateway',
  );
};

/** From wherever the last visit ended to the field for a reference of that service. */
export const walkToReference = async (visitor: Visitor, serviceId = 'ewa'): Promise<void> => {
  await untilReady(visitor);
  if (visitor.view.screen.name === 'outcome') await visitor.do({ do: 'finish' });
  else if (visitor.view.screen.name !== 'attract' && visitor.view.screen.name !== 'goodbye') {
    await visitor.do({ do: 'startOver' });
  }
  // After a kill the terminal must first answer for the payment before.
  await visitor.until(
    ({ screen }) => screen.name === 'attract' && screen.cardsAccepted,
    'cards to be accepted',
  );
  await visitor.do({ do: 'begin' });
  await visitor.screen('language');
  await visitor.do({ do: 'chooseLanguage', language: 'ar' });
  await visitor.screen('services');
  await visitor.do({ do: 'chooseService', serviceId });
  await visitor.screen('reference');
};

/** Goes on to the confirmation of all bills of `reference`. */
export const walkToConfirm = async (
  visitor: Visitor,
  reference: string,
  serviceId = 'ewa',
): Promise<void> => {
  await walkToReference(visitor, serviceId);
  await visitor.do({ do: 'enterReference', typed: reference });
  const { bills } = await visitor.screen('bills');
  await visitor.do({ do: 'chooseBills', billIds: bills.map((b) => b.billId) });
  await visitor.screen('confirm');
};

/**
 * Waits until nothing is left to be answered for. Rejects once `engineGone`, for its client would else
 * ask the next engine and take over there from whoever asks it meanwhile.
 */
export const untilSettled = async (rig: Rig, engineGone?: AbortSignal): Promise<void> => {
  engineGone?.throwIfAborted();
  const client = rig.client();
  const close = (): void => {
    void client.close();
  };
  engineGone?.addEventListener('abort', close, { once: true });
  try {
    for (;;) {
      const { unfinished } = await client.api.exposure.query();
      if (unfinished === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
      engineGone?.throwIfAborted();
    }
  } finally {
    engineGone?.removeEventListener('abort', close);
    await client.close();
  }
};

/** Ordinary accounts of the demonstration, each used once. */
export const accounts = (first = 0): (() => string) => {
  let next = first;
  return () => {
    next += 1;
    return String(10_000_000 + next);
  };
};
