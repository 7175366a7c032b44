/** False in builds made with `VITE_KHIDMA_DOCK=off`. */
declare const __KHIDMA_DOCK__: boolean;

declare module '*.css';

interface Window {
  /** Put there by the shell's preload; absent in a plain browser. */
  readonly khidma?: {
    readonly engineAccess: () => Promise<unknown>;
    /** A new document in this one's place. */
    readonly restartPage: () => Promise<void>;
    /** What the window shows, as a JPEG in base64. */
    readonly takePicture: () => Promise<string>;
  };
}
