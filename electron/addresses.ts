/** The shell's own scheme: two hosts, so that the fallback page is of another origin than the kiosk's. */
export const SCHEME = 'khidma';
export const KIOSK_ORIGIN = `${SCHEME}://kiosk`;
export const KIOSK_PAGE = `${KIOSK_ORIGIN}/index.html`;
export const FALLBACK_ORIGIN = `${SCHEME}://fallback`;
export const FALLBACK_PAGE = `${FALLBACK_ORIGIN}/out-of-service.html`;
export const ACCESS_CHANNEL = 'engine-access';
export const RESTART_CHANNEL = 'restart-page';
export const PICTURE_CHANNEL = 'take-picture';

/** For the log: scheme and host, without what may follow in an address: that can be somebody's. */
export const originOf = (url: string | undefined): string => {
  const form = /^[a-z-]+:(\/\/[^/?#]*)?/iu.exec(url ?? '');
  return form?.[0] ?? 'unknown';
};
