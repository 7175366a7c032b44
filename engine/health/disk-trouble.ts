/** What a failing or full disk answers: the file system's codes and SQLite's for the same. */
const CODES = /^(?:ENOSPC|EDQUOT|EFBIG|EIO|EROFS|SQLITE_FULL|SQLITE_IOERR\w*|SQLITE_READONLY\w*)$/u;

/** The code by which the disk refused, or `null` where the cause is something else. */
export const diskTrouble = (cause: unknown): string | null => {
  for (let each = cause; each instanceof Error; each = each.cause) {
    const { code } = each as { readonly code?: unknown };
    if (typeof code === 'string' && CODES.test(code)) return code;
  }
  return null;
};
