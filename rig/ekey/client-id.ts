/** The kiosks' client at the default issuer: public, since what proves a kiosk is its own key. */
export const KIOSK_CLIENT = 'khidma-kiosk';
