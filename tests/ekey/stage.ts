/** A visit with the engine's own eKey code, a real issuer and a real central, all on loopback. */
import { randomBytes } from 'node:crypto';
import { systemClock } from '../../contract/clock.ts';
import { DUES_RESOURCE } from '../../contract/dues.ts';
import { OWN_CATALOGUE } from '../../central/catalogue/services.ts';
import type { EKeyTrust } from '../../central/ekey/operations.ts';
import { enrolKiosk } from '../../central/identity/kiosks.ts';
import { handClock } from '../../central/testing/hand-clock.ts';
import { startTestCentral, type TestCentral } from '../../central/testing/test-central.ts';
import { createIssuer, type EKeyConfig } from '../../engine/ekey/issuer.ts';
import { createGateway } from '../../engine/gateway/client.ts';
import { createRequestSigner } from '../../engine/gateway/request-signature.ts';
import { setVisitStage, type VisitStage } from '../../engine/testing/visit-stage.ts';
import { pgliteDialect } from '../../central/database/pglite.ts';
import type { Position } from '../../engine/visit/position.ts';
import { KIOSK_CLIENT } from '../../rig/ekey/client-id.ts';
import { startIssuer, type EKeyIssuer } from '../../rig/ekey/issuer.ts';

export const PLACE = { ar: 'مجمع السيف', en: 'Seef Mall' };

export const eKeyConfig = (issuer: string, more: Partial<EKeyConfig> = {}): EKeyConfig => ({
  issuer,
  clientId: KIOSK_CLIENT,
  resource: DUES_RESOURCE,
  timeoutMs: 4_000,
  ...more,
});

/** What stands outside the kiosk. */
export type FarEnds = {
  readonly issuer: EKeyIssuer;
  readonly central: TestCentral;
  readonly stop: () => Promise<void>;
};

/** `trust`: what central takes tokens of, where it is not this very issuer. */
export const startFarEnds = async (trust: Partial<EKeyTrust> = {}): Promise<FarEnds> => {
  const issuer = await startIssuer();
  const central = await startTestCentral(pgliteDialect(), 4, {
    eKey: { issuer: issuer.url, audience: DUES_RESOURCE, ...trust },
    clock: handClock(Date.now()),
  });
  return {
    issuer,
    central,
    stop: async () => {
      await central.stop();
      await issuer.stop();
    },
  };
};

export type EKeyStage = VisitStage & {
  /** Resolves with the first position of this kind, now or later. */
  readonly reach: <A extends Position['at']>(at: A) => Promise<Extract<Position, { at: A }>>;
  /** To the code on the screen, from wherever a visit begins. */
  readonly askCode: () => Promise<NonNullable<Extract<Position, { at: 'signIn' }>['code']>>;
  /** The same, from the services' screen. */
  readonly askCodeAgain: EKeyStage['askCode'];
};

export const POLL_MS = 5_000;

export const setEKeyStage = async (
  { issuer, central }: FarEnds,
  kioskId = 'KSK-1',
): Promise<EKeyStage> => {
  const stage = setVisitStage({}, (key) =>
    createIssuer({ config: eKeyConfig(issuer.url), key, place: PLACE }),
  );
  const { key } = stage.bench;
  await enrolKiosk(central.store, { kioskId, publicKey: key.publicKey }, central.clock.wallMs());
  const gateway = createGateway({
    url: central.url,
    timeoutMs: 5_000,
    clock: systemClock,
    signer: createRequestSigner({
      kioskId,
      key,
      clock: central.clock,
      random: (count) => randomBytes(count),
    }),
  });
  Object.assign(stage.far.answers, {
    searchDues: gateway.searchDues,
    hold: gateway.hold,
    releaseHold: gateway.releaseHold,
  });
  stage.services.splice(0, stage.services.length, ...OWN_CATALOGUE.services);
  const reach: EKeyStage['reach'] = (at) =>
    new Promise((resolve) => {
      const look = (): void => {
        const position = stage.visit.position();
        if (position.at !== at) return;
        forget();
        // The check above is what narrows it.
        resolve(position as Extract<Position, { at: typeof at }>);
      };
      const forget = stage.visit.onChange(look);
      look();
    });
  const code: EKeyStage['askCode'] = () =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const position = stage.visit.position();
        if (position.at === 'notice') reject(new Error(position.kind));
        if (position.at !== 'signIn' || position.code === null) return;
        forget();
        resolve(position.code);
      };
      const forget = stage.visit.onChange(look);
      look();
    });
  return {
    ...stage,
    reach,
    askCode: () => {
      stage.visit.intent({ do: 'begin' });
      stage.visit.intent({ do: 'chooseLanguage', language: 'ar' });
      stage.visit.intent({ do: 'signIn' });
      return code();
    },
    askCodeAgain: () => {
      stage.visit.intent({ do: 'signIn' });
      return code();
    },
  };
};
