/** `node engine/enrol.ts`: a one-time code given to this kiosk, and the digits to compare. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { systemClock } from '../contract/clock.ts';
import { enrolmentCodeSchema } from '../contract/identity.ts';
import { describeConfigProblem, EXIT_CONFIG, loadConfig } from './config/load-config.ts';
import { createGateway } from './gateway/client.ts';
import { createRequestSigner } from './gateway/request-signature.ts';
import { askEnrolment, keyFingerprint } from './identity/ask-enrolment.ts';
import { keepEnrolmentCode } from './identity/place.ts';
import { ensureKioskKey, ensureNextKey } from './keys/kiosk-key.ts';

const USAGE = `node engine/enrol.ts --config kiosk.json CODE

  Shows this kiosk's key to the gateway with the one-time code that the operator was given, and prints the
  digits that the operator compares. The engine may run or not; it goes on by itself once approved. A
  revoked kiosk asks with another key, which it makes.
`;
const EXIT_USAGE = 64;
const EXIT_REFUSED = 1;

const end = (code: number, text: string): never => {
  process.stderr.write(`${text.trimEnd()}\n`);
  process.exit(code);
};

const { values, positionals } = parseArgs({
  options: { config: { type: 'string' } },
  allowPositionals: true,
});
const code = enrolmentCodeSchema.safeParse(positionals.join(' '));
if (values.config === undefined) end(EXIT_USAGE, USAGE);
if (!code.success) end(EXIT_USAGE, `the code has twelve digits\n\n${USAGE}`);
const loaded = loadConfig(values.config ?? '');
if (!loaded.ok) end(EXIT_CONFIG, describeConfigProblem(loaded.error));
if (loaded.ok && code.success) {
  const { kiosk, gateway, dataFolder } = loaded.value;
  const key = ensureKioskKey(dataFolder);
  const random = (count: number): Uint8Array => randomBytes(count);
  const signer = createRequestSigner({ kioskId: kiosk.id, key, clock: systemClock, random });
  const client = createGateway({ ...gateway, signer, clock: systemClock });
  // A key that was revoked never comes back: the one that follows it asks, as the engine itself would.
  const standing = await client.identity();
  const revoked =
    !standing.ok && standing.error.kind === 'trouble' && standing.error.detail === 'kioskRevoked';
  const offered = revoked ? ensureNextKey(dataFolder) : key;
  const answer = await askEnrolment(client, { kioskId: kiosk.id, key: offered, code: code.data });
  if (!answer.ok)
    end(
      EXIT_REFUSED,
      answer.error === 'codeRefused'
        ? 'the gateway refuses this code for this kiosk: ask for a new one'
        : 'the gateway cannot be reached',
    );
  else {
    keepEnrolmentCode(dataFolder, code.data);
    process.stdout.write(`${kiosk.id}: ${answer.value}\n${keyFingerprint(offered)}\n`);
  }
}
