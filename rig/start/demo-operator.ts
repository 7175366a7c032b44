import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type DemoOperator = {
  readonly name: string;
  readonly publicKey: string;
  readonly keyFile: string;
};

/** Somebody who may enrol the demonstration's kiosk; the key is made once. */
export const demoOperator = (dataFolder: string): DemoOperator => {
  const keyFile = join(resolve(dataFolder), 'demo-operator.pem');
  mkdirSync(resolve(dataFolder), { recursive: true, mode: 0o700 });
  if (!existsSync(keyFile)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  const { x } = createPublicKey(createPrivateKey(readFileSync(keyFile))).export({ format: 'jwk' });
  return { name: 'demo', publicKey: x ?? '', keyFile };
};

/** What to type in another terminal, in this order. */
export const howToEnrol = (
  { name, keyFile }: DemoOperator,
  rig: { readonly kioskId: string; readonly centralUrl: string; readonly config: string },
): string => {
  const who = `--url ${rig.centralUrl} --operator ${name} --key ${keyFile}`;
  return [
    'This kiosk is new. In another terminal, with the Node of this project:',
    '',
    `  node central/kiosks.ts invite ${rig.kioskId} ${who}`,
    `  node engine/enrol.ts --config ${rig.config} CODE`,
    `  node central/kiosks.ts approve ${rig.kioskId} --fingerprint "THE DIGITS" ${who}`,
    '',
    'Also: list, rotate, revoke, quarantine, release.',
    '',
  ].join('\n');
};
