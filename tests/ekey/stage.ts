/** A visit with the engine's own eKey code, a real issuer and a real central, all on loopback. */
import { systemClock } from '../../contract/clock.ts';
import { DUES_RESOURCE } from '../../contract/dues.ts';
import { OWN_CATALOGUE } from '../../central/catalogue/services.ts';
import { enrolKiosk } from '../../central/identity/kiosks.ts';
import { handClock } from '../../central/testing/hand-clock.ts';
import { startTestCentral, type TestCentral } from '../../central/testing/test-central.ts';
import { createIssuer, type EKeyConfig } from '../../engine/ekey/issuer.ts';
import { createGateway } from '../../engine/gateway/client.ts';
import { createRequestSigner } from '../../engine/gateway/request-signature.ts';
import { seededBytes } from '../../engine/testing/sample.ts';
import { setVisitStage, type VisitStage } from '../../engine/testing/visit-stage.ts';
import { pgliteDialect } from '../../central/database/pglite.ts';
import type { Position } from '../../engine/visit/position.ts';
import { KIOSK_CLIENT, startIssuer, type EKeyIssuer } from '../../rig/ekey/issuer.ts';

export const PLACE = { ar: 'مجمع السيف', en: 'Seef Mall' };

export const eKeyConfig = (issuer: string, more: Partial<EKeyConfig> = {}): EKeyConfig => ({
  issuer,
  clientId: KIOSK_CLIENT,
  resource: DUES_RESOURCE,
  timeoutMs: 4_000,
  ...more,
});

export type EKeyStage = VisitStage & {
  readonly issuer: EKeyIssuer;
  readonly central: TestCentral;
  /** Resolves with the first position of this kind, now or later. */
  readonly reach: <A extends Position['at']>(at: A) => Promise<Extract<Position, { at: A }>>;
  /** To the code on the screen. */
  readonly askCode: () => Promise<NonNullable<Extract<Position, { at: 'signIn' }>['code']>>;
  /** The same, from the services' screen. */
  readonly askCodeAgain: EKeyStage['askCode'];
  readonly closeAll: () => Promise<void>;
};

export const POLL_MS = 5_000;

/** `issuerUrl`: where the engine looks for the issuer, if not where it is. */
export const setEKeyStage = async (
  options: { readonly codeHolds?: number; readonly issuerUrl?: string } = {},
): Promise<EKeyStage> => {
  const issuer = await startIssuer(options);
  const central = await startTestCentral(pgliteDialect(), 4, {
    eKey: { issuer: issuer.url, audience: DUES_RESOURCE },
    clock: handClock(Date.now()),
  });
  const stage = setVisitStage((key) =>
    createIssuer({ config: eKeyConfig(options.issuerUrl ?? issuer.url), key, place: PLACE }),
  );
  const { key } = stage.bench;
  await enrolKiosk(
    central.store,
    { kioskId: 'KSK-1', publicKey: key.publicKey },
    central.clock.wallMs(),
  );
  const gateway = createGateway({
    url: central.url,
    timeoutMs: 5_000,
    clock: systemClock,
    signer: createRequestSigner({
      kioskId: 'KSK-1',
      key,
      clock: central.clock,
      random: seededBytes(77),
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
    issuer,
    central,
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
    closeAll: async () => {
      stage.close();
      await central.stop();
      await issuer.stop();
    },
  };
};
