import { generic80mm } from './generic-80mm.ts';
import type { PrinterProfile } from './profile.ts';

/**
 * Star TSP in ESC/POS emulation (digest §17): a subset of which neither fence nor discard nor automatic
 * status is established, so none is relied on.
 */
export const starTsp: PrinterProfile = { ...generic80mm, name: 'star-tsp' };

/**
 * Star SK in ESC/POS emulation. Its presenter speaks Star's own commands only (digest §15), so that here
 * nobody knows whether a ticket was taken: set the printer to take it back by itself.
 */
export const starSk: PrinterProfile = { ...generic80mm, name: 'star-sk', cut: 'full' };
