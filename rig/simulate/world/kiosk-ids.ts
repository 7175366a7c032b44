/** Every kiosk that any world has; the first one stands in all of them. */
export const KIOSK_IDS = ['kiosk-1', 'kiosk-2', 'kiosk-3'] as const;
export type KioskId = (typeof KIOSK_IDS)[number];
