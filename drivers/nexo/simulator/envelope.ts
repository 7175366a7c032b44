/** The terminal's side of the encryption envelope, from nexo digest §12. */
import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

export type SharedKey = {
  readonly keyIdentifier: string;
  readonly keyVersion: number;
  readonly passphrase: string;
};

/** What the tests bend in a sealed answer. */
export type Tamper = 'blob' | 'cutBlob' | 'hmac' | 'shortHmac' | 'nonce' | 'keyVersion';

type Json = Record<string, unknown>;

export class Envelope {
  readonly #shared: SharedKey;
  readonly #bytes: Buffer;

  constructor(shared: SharedKey) {
    this.#shared = shared;
    this.#bytes = pbkdf2Sync(shared.passphrase, 'AdyenNexoV1Salt', 4_000, 80, 'sha1');
  }

  #iv(nonce: Buffer): Buffer {
    const iv = Buffer.from(this.#bytes.subarray(64, 80));
    for (let i = 0; i < 16; i++) iv[i] = (iv[i] ?? 0) ^ (nonce[i] ?? 0);
    return iv;
  }

  #mac(text: Buffer): Buffer {
    return createHmac('sha256', this.#bytes.subarray(0, 32)).update(text).digest();
  }

  /** NexoBlob and SecurityTrailer for the text of a whole message. */
  close(text: string, tamper: Tamper | null = null): Json {
    const plain = Buffer.from(text, 'utf8');
    const nonce = randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', this.#bytes.subarray(32, 64), this.#iv(nonce));
    let blob = Buffer.concat([cipher.update(plain), cipher.final()]);
    let mac = this.#mac(plain);
    let sentNonce: Buffer = nonce;
    if (tamper === 'blob') blob[20] = (blob[20] ?? 0) ^ 1;
    if (tamper === 'cutBlob') blob = blob.subarray(0, blob.length - 16);
    if (tamper === 'hmac') mac[0] = (mac[0] ?? 0) ^ 1;
    if (tamper === 'shortHmac') mac = mac.subarray(0, 16);
    if (tamper === 'nonce') sentNonce = nonce.subarray(0, 15);
    return {
      NexoBlob: blob.toString('base64'),
      SecurityTrailer: {
        AdyenCryptoVersion: 1,
        KeyIdentifier: this.#shared.keyIdentifier,
        KeyVersion: this.#shared.keyVersion + (tamper === 'keyVersion' ? 1 : 0),
        Nonce: sentNonce.toString('base64'),
        Hmac: mac.toString('base64'),
      },
    };
  }

  /** The text of a sealed message, or the number of the crypto error (digest §2). */
  open(content: Json): string | 1 | 2 | 3 {
    const trailer = content['SecurityTrailer'] as Json | undefined;
    if (typeof content['NexoBlob'] !== 'string' || trailer === undefined) return 1;
    const named =
      trailer['KeyIdentifier'] === this.#shared.keyIdentifier &&
      trailer['KeyVersion'] === this.#shared.keyVersion;
    if (!named) return 2;
    try {
      const nonce = Buffer.from(String(trailer['Nonce']), 'base64');
      const key = this.#bytes.subarray(32, 64);
      const decipher = createDecipheriv('aes-256-cbc', key, this.#iv(nonce));
      const blob = Buffer.from(content['NexoBlob'], 'base64');
      const plain = Buffer.concat([decipher.update(blob), decipher.final()]);
      return this.#mac(plain).toString('base64') === trailer['Hmac'] ? plain.toString('utf8') : 1;
    } catch {
      return 1;
    }
  }
}
