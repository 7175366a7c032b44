import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

export type CatalogueKey = {
  /** The raw 32 bytes, base64url: what `gateway.catalogueKey` of a kiosk's configuration holds. */
  readonly publicKey: string;
  readonly keyId: string;
  /** Ed25519 over the text's UTF-8 bytes, base64url. */
  readonly sign: (text: string) => string;
};

const FILE = 'catalogue-key.pem';
const OWNER_ONLY = 0o600;

/** Central's catalogue key in `dataDir`, made at the first start; its file is the owner's alone. */
export const ensureCatalogueKey = (dataDir: string): CatalogueKey => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, FILE);
  return catalogueKeyOf(createPrivateKey(readPrivate(path) ?? makePrivate(path, newKeyPem())));
};

const SECRET_BYTES = 32;

/** 32 random bytes in `dataDir` under that name, made at the first start; the file is the owner's alone. */
export const ensureSecret = (dataDir: string, name: string): Buffer => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, name);
  const text =
    readPrivate(path) ?? makePrivate(path, randomBytes(SECRET_BYTES).toString('base64url'));
  return Buffer.from(text, 'base64url');
};

const newKeyPem = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The catalogue key that this Ed25519 private key is; throws where it is another kind. */
export const catalogueKeyOf = (privateKey: KeyObject): CatalogueKey => {
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' }).x;
  if (privateKey.asymmetricKeyType !== 'ed25519' || publicKey === undefined)
    throw new Error('the catalogue key is not an Ed25519 key');
  return {
    publicKey,
    keyId: `catalogue-${createHash('sha256').update(publicKey).digest('hex').slice(0, 8)}`,
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'),
  };
};

const readPrivate = (path: string): string | null => {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    // A copy or a restored backup may have opened it to others.
    if ((fstatSync(file).mode & 0o077) !== 0) fchmodSync(file, OWNER_ONLY);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
};

/** Written whole beside its place, then linked there: a second starter keeps the first one's key. */
const makePrivate = (path: string, text: string): string => {
  const draft = `${path}.${String(process.pid)}`;
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', OWNER_ONLY);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
};
