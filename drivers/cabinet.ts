import type { DeviceState } from '../contract/devices.ts';
import type { Result } from '../contract/result.ts';

/** What the cabinet's own board senses; `null` where the board has no such sensor. */
export type CabinetStatus = {
  readonly state: DeviceState;
  readonly door: 'open' | 'closed' | null;
  readonly keySwitch: 'on' | 'off' | null;
  /** Somebody opened, drilled or moved it; stays until a technician clears it. */
  readonly tampered: boolean | null;
  /** `battery`: the UPS carries us; `batteryLow`: it will end within the time the board promises. */
  readonly power: 'mains' | 'battery' | 'batteryLow' | null;
  readonly headset: boolean | null;
};

export type CabinetLight = 'card' | 'receipt' | 'scanner' | 'status';
export type LightMode = 'off' | 'on' | 'blink';

export type CabinetProblem = { readonly code: 'notConnected' | 'noAnswer' | 'refused' };

/** Door, key switch, tamper, UPS, lights and headset as one device. */
export interface Cabinet {
  readonly status: CabinetStatus;
  onStatus(listener: (status: CabinetStatus) => void): () => void;
  setLight(light: CabinetLight, mode: LightMode): Promise<Result<void, CabinetProblem>>;
  /** After a technician looked. */
  clearTamper(): Promise<Result<void, CabinetProblem>>;
  close(): Promise<void>;
}
